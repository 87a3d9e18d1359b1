"""What goes out comes back: every field of every unit, in every format."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive.errors import Problem
from archive.exchange.characters import encodable, escaped, restored
from archive.exchange.facts import Facts, ReadLimits
from archive.exchange.formats import FORMATS, TERM_FORMATS, read, read_terms, recognise
from archive.exchange.formulas import guarded, unguarded
from archive.exchange.units import ExchangedUnit
from archive.model import Term
from tests.exchanging import TERMS, TEXTS, UNITS, read_back, terms_back, written

UNIT = ExchangedUnit(
    "第八条　医疗机构应当于３０日内报告。",
    "Article 8 A medical institution shall report within 30 days.",
    "nhc-2024-13",
    "art_8@0",
    "sentence",
    ("art_8",),
    ("art_8", "art_9"),
    0.1 + 0.2,
    "confirmed",
    "第八条",
    "checked\nagainst the print",
    {"title": "规则", "number": "国卫医发〔2024〕13号"},
)


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=150, deadline=None)
@given(units=st.lists(UNITS, max_size=4), source=st.sampled_from(["zh", "en"]))
@example(units=[ExchangedUnit("", "")], source="zh")
@example(units=[ExchangedUnit("只有中文", ""), ExchangedUnit("", "English only", en_segments=("a",))], source="en")
def test_read_gives_what_was_written(name: str, units: list[ExchangedUnit], source: str) -> None:
    facts = Facts(source="zh" if source == "zh" else "en")
    assert read_back(name, written(name, units, facts)) == (units, [])


@pytest.mark.parametrize("name", TERM_FORMATS)
@settings(max_examples=150, deadline=None)
@given(terms=st.lists(TERMS, max_size=5))
def test_terms_come_back(name: str, terms: list[Term]) -> None:
    assert terms_back(name, terms) == terms


@settings(max_examples=400)
@given(TEXTS)
def test_characters_come_back(text: str) -> None:
    assert restored(escaped(text)) == restored(escaped(text, returns=True)) == restored(encodable(text)) == text
    encodable(text).encode()
    assert "\r" not in escaped(text, returns=True)


@given(TEXTS)
def test_formulas_come_back_and_are_none(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).lstrip().startswith(tuple("=+-@＝＋－＠"))


@pytest.mark.parametrize("name", FORMATS)
def test_a_segment_of_a_megabyte(name: str) -> None:
    units = [ExchangedUnit("条" * 350_000, 'A "long" line, with\na break. ' * 40_000), UNIT]
    assert read_back(name, written(name, units)) == (units, [])


@pytest.mark.parametrize("name", FORMATS)
def test_documents_stay_apart_and_in_order(name: str) -> None:
    units = [ExchangedUnit(f"第{place}条", f"text {place}", document, f"art_{place}") for document in "aba" for place in (2, 1)]
    assert read_back(name, written(name, units))[0] == units


@pytest.mark.parametrize("name", FORMATS)
def test_the_file_is_recognised_and_read_under_any_name(name: str, tmp_path: Path) -> None:
    entry = FORMATS[name]
    path = tmp_path / (f"units{entry.suffixes[0]}" if name in {"csv", "tsv"} else "units.bin")
    with path.open("wb") as out:
        entry.write([UNIT], out, Facts(title="题"))
    problems: list[Problem] = []
    assert recognise(path).name == name
    assert list(read(path, problems)) == [UNIT]
    assert problems == []


@pytest.mark.parametrize("name", TERM_FORMATS)
def test_a_term_base_is_read_from_its_file(name: str, tmp_path: Path) -> None:
    terms = [Term("器官", "organ"), Term("器官", "viscera", "deprecated", "not of transplants", "house style")]
    path = tmp_path / "terms.tbx"
    with path.open("wb") as out:
        TERM_FORMATS[name].write(terms, out)
    assert list(read_terms(path, [])) == terms


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_is_written_while_its_units_are_made(name: str) -> None:
    """A download begins before the last unit is known."""
    made = 0

    def units() -> Iterator[ExchangedUnit]:
        nonlocal made
        for made in range(1, 20_001):
            yield ExchangedUnit(
                f"第{made}条 {made * 7919 % 10007}", f"Article {made} {made * 104729 % 10007}", "d", f"art_{made}"
            )

    first = next(FORMATS[name].pieces(units(), Facts()))
    assert first
    assert made < 20_000 or name == "jsonl"


@pytest.mark.parametrize("name", ["tmx", "xliff", "csv", "tsv", "jsonl"])
def test_units_are_read_one_by_one(name: str) -> None:
    """Reading the first unit does not read the file."""
    units = [ExchangedUnit(f"第{place}条 文", f"Article {place} text", "d", f"art_{place}") for place in range(20_000)]
    file = io.BytesIO(written(name, units))
    reader = FORMATS[name].read
    assert reader is not None
    assert next(reader(file, Path("x"), [], ReadLimits())) == units[0]
    assert file.tell() < len(file.getvalue()) / 2
