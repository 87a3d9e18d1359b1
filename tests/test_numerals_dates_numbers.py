"""Numerals, dates and document numbers as official documents print them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model import PartialDate
from archive.text.dates import find_dates, parse_date, parse_printed
from archive.text.document_number import canonical, completed, find_numbers, parse_number
from archive.text.numerals import format_numeral, parse_numeral, parse_roman

NUMERALS = [
    ("一", 1),
    ("两", 2),
    ("十", 10),
    ("十一", 11),
    ("二十", 20),
    ("二十四", 24),
    ("三十一", 31),
    ("一百", 100),
    ("一百零二", 102),
    ("一百一十", 110),
    ("一百二十", 120),
    ("一千二百六十", 1260),
    ("一千零五", 1005),
    ("一万", 10_000),
    ("二万三千", 23_000),
    ("二〇二四", 2024),
    ("二○二四", 2024),
    ("二零二四", 2024),
    ("7", 7),
    ("０８", 8),
    ("2024", 2024),
    ("零", 0),
]
NOT_NUMERALS = ["", "章", "2万", "一a", "-1", "1.5", "Ⅳ", "²"]


@pytest.mark.parametrize(("text", "value"), NUMERALS)
def test_numerals(text: str, value: int) -> None:
    assert parse_numeral(text) == value


@pytest.mark.parametrize("text", NOT_NUMERALS)
def test_what_is_no_numeral(text: str) -> None:
    assert parse_numeral(text) is None


@pytest.mark.parametrize("text", ["1" * 5000, "一" * 5000, "９" * 9])
def test_a_numeral_of_absurd_length_is_none(text: str) -> None:
    # Python refuses to convert more than 4300 digits; the docstring promises a value below 100,000,000 or None
    assert parse_numeral(text) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1, "一"),
        (10, "十"),
        (19, "十九"),
        (20, "二十"),
        (102, "一百零二"),
        (110, "一百一十"),
        (1005, "一千零五"),
        (1050, "一千零五十"),
        (3333, "三千三百三十三"),
    ],
)
def test_numerals_are_printed_as_in_statutes(value: int, text: str) -> None:
    assert format_numeral(value) == text


@given(st.integers(1, 9999))
def test_a_printed_numeral_is_read_back(value: int) -> None:
    assert parse_numeral(format_numeral(value)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("I", 1),
        ("IV", 4),
        ("IX", 9),
        ("XIV", 14),
        ("XL", 40),
        ("XC", 90),
        ("CCCXCIX", 399),
        ("IIII", None),
        ("VX", None),
        ("", None),
        ("iv", None),
        ("M", None),
    ],
)
def test_roman_numerals(text: str, value: int | None) -> None:
    assert parse_roman(text) == value


DATES = [
    ("2024年7月5日", date(2024, 7, 5)),
    (" 2024年07月05日　", date(2024, 7, 5)),
    ("2024 年 7 月 5 日", date(2024, 7, 5)),
    ("２０２４年７月５日", date(2024, 7, 5)),
    ("二〇二四年七月五日", date(2024, 7, 5)),
    ("二○二四年十二月三十一日", date(2024, 12, 31)),
    ("2024-07-05", date(2024, 7, 5)),
    ("5 July 2024", date(2024, 7, 5)),
    ("July 5, 2024", date(2024, 7, 5)),
    ("Jul. 5, 2024", date(2024, 7, 5)),
    ("Sept 5, 2024", date(2024, 9, 5)),
    ("Sept. 5, 2024", date(2024, 9, 5)),
    ("MAY 1 2024", date(2024, 5, 1)),
    ("2024年2月29日", date(2024, 2, 29)),
    ("二OO六年二月二十日", date(2006, 2, 20)),
    ("二零二四年元月廿五日", date(2024, 1, 25)),
    ("2024.7.5", date(2024, 7, 5)),
    ("2024/07/05", date(2024, 7, 5)),
    ("2024-7-5", date(2024, 7, 5)),
    ("（2024年5月1日）", date(2024, 5, 1)),
]
NOT_DATES = ["2023年2月29日", "2024年13月1日", "2024年4月", "2024-4", "自2024年5月1日起", "", "〇年一月一日"]


@pytest.mark.parametrize(("text", "day"), DATES)
def test_dates(text: str, day: date) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize("text", NOT_DATES)
def test_what_is_no_date(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize("text", [f"{'1' * 5000}年1月1日", f"2024年{'1' * 5000}月1日"])
def test_a_date_of_absurd_length_is_none(text: str) -> None:
    assert find_dates(text) == []


def test_dates_are_found_with_their_places() -> None:
    text = "自2024年5月1日起施行，May 1, 2024，2024年2月30日不算。"
    assert find_dates(text) == [(1, 10, date(2024, 5, 1)), (14, 25, date(2024, 5, 1))]
    assert text[1:10] == "2024年5月1日"
    assert text[14:25] == "May 1, 2024"


@given(st.dates(date(1000, 1, 1), date(9999, 12, 31)))
def test_every_day_of_the_calendar_is_read(day: date) -> None:
    assert parse_date(f"{day.year}年{day.month}月{day.day}日") == day
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{day.day} {day:%B} {day.year}") == day
    assert parse_date(f"{day:%b} {day.day}, {day.year}") == day


DOCUMENT_NUMBERS = [
    (form, "国卫医急发〔2024〕13号")
    for form in (
        "国卫医急发〔2024〕13号",
        "国卫医急发﹝2024﹞13号",
        "国卫医急发[2024]13号",
        "国卫医急发［2024］13号",
        "国卫医急发(2024)13号",
        "国卫医急发（2024）13号",
        "国卫医急发【2024】13号",
        "国卫医急发〔２０２４〕１３号",
        "国卫医急发 〔2024〕 13 号",
        "国卫医急发〔2024〕013号",
        "国卫医急发〔2024〕第13号",
        "国卫医急发〖2024〗13号",
        "国卫医急发〔二〇二四〕13号",
        "国卫医急发〔二○二四〕13号",
        "国卫医急发〔2024〕13",
        "（国卫医急发〔2024〕13号）",
        "国卫医急发〔2024〕13號",
        "国卫医急发〔2024〕13号　国中医药发〔2024〕2号",
    )
] + [
    ("国务院令第767号", "国务院令第767号"),
    ("国令第767号", "国务院令第767号"),
    ("国家卫生健康委令 第 11 号", "国家卫生健康委令第11号"),
    ("中华人民共和国主席令第四十五号", "主席令第45号"),
    ("教育部令（第43号）", "教育部令第43号"),
    ("国家卫生健康委员会第11号令", "国家卫生健康委员会令第11号"),
    ("交通运输部令2023年第14号", "交通运输部令2023年第14号"),
    ("国家卫生健康委公告2024年第3号", "国家卫生健康委公告2024年第3号"),
    ("公告 2024年第3号", "公告2024年第3号"),
    ("2024年 第3号 公告", "公告2024年第3号"),
    ("财政部　税务总局公告2019年第39号", "财政部 税务总局公告2019年第39号"),
    ("财税〔2024〕第8号", "财税〔2024〕8号"),
    ("法释〔2020〕25号", "法释〔2020〕25号"),
    ("Decree No. 767 of the State Council", "国务院令第767号"),
    ("Order No. 45 of the President of the People's Republic of China", "主席令第45号"),
    ("Guo Wei Yi Ji Fa [2024] No. 13", "Guo Wei Yi Ji Fa [2024] No. 13"),
]
NOT_DOCUMENT_NUMBERS = [
    "国卫医急发〔2024〕号",
    "〔2024〕13号",
    "国卫医急发〔24〕13号",
    "国卫医急发2024年13号",
    "第13号",
    "见国卫医急发〔2024〕13号文",
    "2024年第3号",
    "令",
    "",
]


@pytest.mark.parametrize(("text", "number"), DOCUMENT_NUMBERS)
def test_document_numbers_have_one_form(text: str, number: str) -> None:
    assert canonical(text) == number
    assert str(parse_number(text)) == number


@pytest.mark.parametrize("text", NOT_DOCUMENT_NUMBERS)
def test_what_is_no_document_number_stays_as_it_is(text: str) -> None:
    assert parse_number(text) is None
    assert canonical(text) == text


@given(st.text(st.sampled_from("国务院令公告第号0123二〇四〔〕[]（）年 　NoDecree.[A中"), max_size=40))
def test_what_is_found_can_be_read_again(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)
    for start, end, number in find_numbers(text):
        assert 0 <= start < end <= len(text)
        assert parse_number(str(number)) is not None


def test_the_words_before_a_cited_number_are_no_part_of_it() -> None:
    text = "依据国卫医发〔2006〕94号和环办〔2016〕274号执行，另见国务院令第3号。"
    assert [str(number) for _, _, number in find_numbers(text)] == ["国卫医发〔2006〕94号", "环办〔2016〕274号", "国务院令第3号"]


@pytest.mark.parametrize(
    ("heading", "serial", "number"),
    [
        ("中华人民共和国国务院令", "第767号", "国务院令第767号"),
        ("国家税务总局公告", "2016年第23号", "国家税务总局公告2016年第23号"),
        ("教育部令", "（第43号）", "教育部令第43号"),
        ("总则", "第3号", None),
        ("国务院令", "第三条", None),
    ],
)
def test_a_number_on_two_lines(heading: str, serial: str, number: str | None) -> None:
    assert completed(heading, serial) == number


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024年7月", PartialDate(2024, 7)),
        ("二〇二四年七月", PartialDate(2024, 7)),
        ("2024年7月5日", date(2024, 7, 5)),
        ("2024年13月", None),
        ("7月", None),
    ],
)
def test_a_month_without_its_day(text: str, day: date | PartialDate | None) -> None:
    assert parse_printed(text) == day


def test_document_numbers_are_found_in_a_sentence() -> None:
    text = "依据《甲通知》（卫医发〔2006〕94号）和（环办[2016] 274号）。"
    assert [str(number) for _, _, number in find_numbers(text)] == ["卫医发〔2006〕94号", "环办〔2016〕274号"]
    assert [text[start:end] for start, end, _ in find_numbers(text)] == ["卫医发〔2006〕94号", "环办[2016] 274号"]


@given(st.text("国卫医急发办冀环", min_size=1, max_size=8), st.integers(1000, 9999), st.integers(1, 99999))
def test_the_canonical_form_is_its_own(agency: str, year: int, serial: int) -> None:
    number = f"{agency}〔{year}〕{serial}号"
    assert canonical(number) == number
    assert canonical(f"{agency}[{year}] {serial:05d} 号") == number
