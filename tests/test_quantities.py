"""Quantities: what one language says in figures and the other in words is one value."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.comparing.figures import differences
from archive.text.numerals import format_numeral, format_roman, parse_roman
from archive.text.quantities import find_quantities, shown

TEXT = st.text(st.sampled_from("第三分之二百千万亿5日%年月人，。 abcIV.,twohundred-8"), max_size=40)


def firm(text: str, language: str) -> list[tuple[str, str | None]]:
    return [(shown(quantity.value), quantity.unit) for quantity in find_quantities(text, language) if quantity.firm]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5个工作日内", [("5", "working day")]),
        ("三十日", [("30", "day")]),
        ("2024年5月8日", [("2024", None), ("5", None), ("8", None)]),
        ("３，０００例，2.5万元", [("3", None), ("0", None), ("25000", None)]),
        ("3,000例", [("3000", None)]),
        ("1000万人", [("10000000", None)]),
        ("5‰", [("0.005", None)]),
        ("第二年", []),
        ("第二条第三款", [("2", None), ("3", None)]),
        ("一个，十分，千方百计", []),
        ("二、三级医院", [("3", None)]),
    ],
)
def test_chinese(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert firm(text, "zh") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("within 5 working days", [("5", "working day")]),
        ("a 72-hour period", [("72", "hour")]),
        ("20 consecutive days", [("20", "day")]),
        ("forty-two thousand", [("42000", None)]),
        ("2 hundred", [("2", None)]),
        ("one-quarter", [("0.25", None)]),
        ("the 20th meeting", [("20", None)]),
        ("in May 2024 you may go", [("2024", None), ("5", None)]),
        ("Grade III, Class A; I think", [("3", None)]),
        ("hundreds of people, millions, once, both, second", []),
        ("5 per cent", [("0.05", None)]),
        ("GB50333-2013", [("50333", None), ("2013", None)]),
    ],
)
def test_english(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert sorted(firm(text, "en")) == sorted(expected)


@given(st.integers(2, 9999))
def test_a_number_is_the_same_in_figures_and_in_chinese(value: int) -> None:
    assert differences(f"共{value}人", f"{value:,} people") == []
    assert differences(f"共{format_numeral(value)}人", f"{value} people") == []
    assert differences(f"共{value}人", f"{value + 1} people") != []


@given(st.integers(1, 400), st.integers(2, 400))
def test_a_share_is_the_same_in_both(part: int, whole: int) -> None:
    text = f"{format_numeral(whole)}分之{format_numeral(part)}"
    assert Fraction(part, whole) in {quantity.value for quantity in find_quantities(text, "zh") if quantity.firm}


@given(TEXT, st.sampled_from(["zh", "en"]))
def test_any_text_has_quantities_inside_it(text: str, language: str) -> None:
    for quantity in find_quantities(text, language):
        assert 0 <= quantity.start < quantity.end <= len(text)


@given(st.integers(1, 399))
def test_roman_numerals_are_read_back(value: int) -> None:
    assert parse_roman(format_roman(value)) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [(Fraction(72), "72"), (Fraction(69, 100), "0.69"), (Fraction(2, 3), "2/3"), (Fraction(10**8), "100000000")],
)
def test_values_are_shown_as_people_write_them(value: Fraction, text: str) -> None:
    assert shown(value) == text
