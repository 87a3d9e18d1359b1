"""Quantities in Chinese: 5个工作日, 三分之二, 百分之十, 8万, 两年, 第八条."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache

from archive.data import alternation
from archive.text.numerals import parse_numeral
from archive.text.quantities.quantity import FIGURE, SLASHED, Quantity, time_units

_PLAIN = str.maketrans("０１２３４５６７８９．％⁄／", "0123456789.%//")
_ROMAN = str.maketrans("ⅠⅡⅢⅣⅤⅥⅦⅧⅨ", "123456789")
_HAN = "[〇零一二两三四五六七八九十百千万亿]"
_FIGURE = re.compile(
    rf"(?<![\d.])(?P<figure>{FIGURE})\s*(?P<scale>[百千万亿]{{0,2}})"
    r"(?P<percent>%|‰|个百分点|成(?=[^立员为])|)"
)
_NEIGHBOURS = re.compile("一二|一两|二三|两三|三四|四五|五六|六七|七八|八九")
"""Two digits side by side are a range: 三四名 is three or four."""
_FRACTION = re.compile(
    rf"(?P<whole>{_HAN}{{1,8}}|\d{{1,20}})分之(?P<part>{_HAN}{{1,8}}|\d{{1,20}}(?:\.\d{{1,20}})?)|(?P<tenths>[一二两三四五六七八九])成(?![立员为])"
)
_NUMERAL = re.compile(rf"{_HAN}{{1,16}}")
_DIGIT = re.compile("[一二两三四五六七八九十]")
_SCALES = {
    "": 1, "百": 100, "千": 1000, "万": 10_000, "十万": 100_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 10**8,
    "百亿": 10**10, "千亿": 10**11, "万亿": 10**12,
}  # fmt: skip
_PERCENT = {"": 1, "%": 100, "个百分点": 100, "成": 10, "‰": 1000}
_OLDEST_YEAR = 1000
_PROVISIONS = "条款项章节目"


def quantities(text: str) -> Iterator[Quantity]:
    """The quantities of a Chinese text; a numeral gives each numeral inside it too, as one that is not firm."""
    text = text.translate(_PLAIN).translate(_ROMAN)
    fractions = [*_FRACTION.finditer(text), *(match for match in SLASHED.finditer(text) if int(match["whole"]))]
    taken = {position for match in fractions for position in range(*match.span())}
    for match in fractions:
        tenths = match.groupdict().get("tenths")
        part, whole = (_value(tenths), Fraction(10)) if tenths else (_value(match["part"]), _value(match["whole"]))
        if whole and part is not None:
            yield Quantity(part / whole, match.start(), match.end(), firm=True)
    for match in _FIGURE.finditer(text):
        if match.start() not in taken:
            yield _figure(text, match)
    for match in _NUMERAL.finditer(text):
        if match.start() not in taken:
            yield from _numerals(text, match)


def _figure(text: str, match: re.Match[str]) -> Quantity:
    value = Fraction(match["figure"].replace(",", "")) * _SCALES.get(match["scale"], 1) / _PERCENT[match["percent"]]
    return Quantity(value, match.start(), match.end(), True, None if match["percent"] else _unit(text, match, value))


def _numerals(text: str, match: re.Match[str]) -> Iterator[Quantity]:
    """The numeral as a whole, and what stands inside it: 十四五 also says 十四 and 五."""
    start, end = match.span()
    whole = _value(match[0])
    if whole is not None:
        unit = _unit(text, match, whole)
        yield Quantity(whole, start, end, _is_firm(text, match, whole, unit), unit)
    for first in range(start, end):
        for last in range(first + 1, end + 1):
            inner = _value(text[first:last]) if (first, last) != (start, end) else None
            if inner is not None:
                yield Quantity(inner, first, last, firm=False)


def _is_firm(text: str, match: re.Match[str], value: Fraction, unit: str | None) -> bool:
    """A number of something: two or more, with a digit in it (not 千家万户), before a measure word; 第 only before 条, 款, 项."""
    if value < 2 or not _DIGIT.search(match[0]) or _NEIGHBOURS.search(match[0]):
        return False
    if text.endswith("第", 0, match.start()):
        return text[match.end() : match.end() + 1] in tuple(_PROVISIONS)
    return bool(unit or _measures().match(text, match.end()))


def _unit(text: str, match: re.Match[str], value: Fraction) -> str | None:
    """The unit of time behind a number; none for years and days of the calendar (2024年5月8日) and ordinals (第二年)."""
    if value >= _OLDEST_YEAR or text.endswith("第", 0, match.start()):
        return None
    found = next((unit for name, unit in time_units("zh") if text.startswith(name, match.end())), None)
    return None if found == "day" and text[max(0, match.start() - 8) : match.start()].rstrip().endswith("月") else found


def _value(text: str) -> Fraction | None:
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return Fraction(text)
    if text.endswith("亿"):
        billions = parse_numeral(text[:-1]) if text[:-1] else 1
        return Fraction(billions * 10**8) if billions else None
    found = {"百": 100, "千": 1000, "万": 10_000}.get(text) or parse_numeral(text)
    return Fraction(found) if found is not None else None


@cache
def _measures() -> re.Pattern[str]:
    return re.compile(alternation("measures"))
