"""Quantities in English: 5 working days, two-thirds, 10 percent, 6.55 million, Grade II, December 2023, Article 8."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache

from archive.data import table
from archive.text.dates import MONTHS
from archive.text.numerals import parse_roman
from archive.text.quantities.quantity import Quantity, time_units

_FIGURE = re.compile(
    r"(?<![\d.])(?P<figure>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)(?:st|nd|rd|th)?\b"
    r"(?:[ -](?P<scale>thousand|million|billion|trillion)\b)?(?P<percent>\s?%|[ -]per ?cent\b|[ -]percentage\b|\s?‰)?"
    r"|(?<![\d.])(?P<glued>\d+)",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"(?P<level>(?:Grade|Class|Level|Type|Phase|Stage|Category|Chapter|Part)s? )?\b(?P<roman>[IVX]{1,6})\b")
_MONTH = re.compile(
    rf"\b(?:(?P<name>{'|'.join(name.title() for name in MONTHS if name not in ('march', 'may'))})\b"
    r"|(?P<word>March|May)(?= \d)|(?<=\d )(?P<after>March|May)\b)"
)
_BETWEEN = r"[ -](?:(?:consecutive|full|complete|successive|further|more) )?"


def quantities(text: str) -> Iterator[Quantity]:
    """The quantities of an English text."""
    figures = list(_FIGURE.finditer(text))
    yield from (_figure(text, match) for match in figures)
    taken = {position for match in figures for position in range(*match.span())}
    for match in _words().finditer(text):
        if match.start() not in taken:  # the million of 6.55 million
            yield from _in_words(text, match)
    for match in _ROMAN.finditer(text):
        if value := parse_roman(match["roman"]):
            yield Quantity(Fraction(value), match.start(), match.end(), firm=bool(match["level"]))
    for match in _MONTH.finditer(text):
        month = MONTHS.index(match[0].lower()) + 1
        yield Quantity(Fraction(month), match.start(), match.end(), firm=True)


def _figure(text: str, match: re.Match[str]) -> Quantity:
    value = Fraction((match["figure"] or match["glued"]).replace(",", ""))
    value *= _value_of()[match["scale"].lower()] if match["scale"] else 1
    percent = (match["percent"] or "").strip(" -")
    if percent:
        return Quantity(value / (1000 if percent == "‰" else 100), match.start(), match.end(), firm=True)
    return Quantity(value, match.start(), match.end(), True, _unit(text, match.end()))


def _in_words(text: str, match: re.Match[str]) -> Iterator[Quantity]:
    """A number in words; ``one`` and ordinals need no counterpart."""
    if match["loose"]:
        for hint in {int(row["value"]) for row in table("number_words") if row["en"] == match[0].lower()}:
            yield Quantity(Fraction(hint), match.start(), match.end(), firm=False)
        return
    value = Fraction(_composed(match["cardinal"]))
    if match["of"]:
        value /= _denominators()[match["of"].lower()]
    counted = any(_value_of().get(word, 100) < 100 for word in re.split(r"[\s-]+", match["cardinal"].lower()))
    yield Quantity(value, match.start(), match.end(), (counted and value > 1) or bool(match["of"]), _unit(text, match.end()))


def _composed(words: str) -> int:
    """``two hundred and twenty-five`` = 225."""
    total = current = 0
    for word in re.split(r"[\s-]+", words.lower()):
        value = _value_of().get(word, 0)
        if value < 100:
            current += value
        elif value == 100:
            current = (current or 1) * value
        else:
            total, current = total + (current or 1) * value, 0
    return total + current


def _unit(text: str, position: int) -> str | None:
    found = _units().match(text, position)
    return next(unit for name, unit in time_units("en") if name == found["name"].lower()) if found else None


@cache
def _units() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name, _ in time_units("en"))
    return re.compile(rf"{_BETWEEN}(?P<name>{names})s?\b", re.IGNORECASE)


@cache
def _value_of() -> dict[str, int]:
    return {row["en"]: int(row["value"]) for row in table("number_words") if row["kind"] in ("unit", "ten", "scale")}


@cache
def _denominators() -> dict[str, int]:
    return {row["en"]: int(row["value"]) for row in table("number_words") if row["kind"] == "denominator"}


@cache
def _words() -> re.Pattern[str]:
    """A fraction or cardinal in words, else a single word that only hints at a number."""
    word = "|".join(_value_of())
    parts = "|".join(sorted(_denominators(), key=len, reverse=True))
    loose = "|".join(sorted({row["en"] for row in table("number_words")}, key=len, reverse=True))
    cardinal = rf"(?P<cardinal>(?:{word})(?:(?:[\s-]|\sand\s)(?:{word}))*)(?:[\s-](?P<of>{parts})s?\b)?"
    return re.compile(rf"\b(?:{cardinal}|(?P<loose>{loose}))\b", re.IGNORECASE)
