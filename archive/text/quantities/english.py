"""Quantities in English: 5 working days, two-thirds, 10 percent, 6.55 million, Grade II, December 2023, Article 8."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction

from archive.text.dates import MONTHS
from archive.text.numerals import parse_roman
from archive.text.quantities.english_words import SCALES, time_unit, words
from archive.text.quantities.quantity import FIGURE, SLASHED, Quantity

_PERCENT = r"(?P<percent>\s?%|[ -]per ?cent(?:age points?)?\b|\s?‰|[ -]per ?mille?\b)?"
_FIGURE = re.compile(
    rf"(?<![\d.])(?P<figure>{FIGURE})(?:st|nd|rd|th)?\b"
    rf"(?:[ -](?P<scale>{'|'.join(SCALES)})\b)?{_PERCENT}|(?<![\d.])(?P<glued>\d{{1,20}})(?!\d)",
    re.IGNORECASE | re.ASCII,
)
_LEVELS = "Grade|Class|Level|Type|Phase|Stage|Category|Chapter|Part"
_ROMAN = re.compile(rf"(?P<level>(?:{_LEVELS})s? )?(?:\b(?P<roman>[IVX]{{1,6}})\b|(?P<sign>[Ⅰ-Ⅻ]))")
_MONTH = re.compile(
    rf"\b(?:(?:{'|'.join(name.title() for name in MONTHS if name not in ('march', 'may'))})\b"
    r"|(?:March|May)(?= \d)|(?<=\d )(?:March|May)\b|(?<=mid-)(?:March|May)\b)"
)


def quantities(text: str) -> Iterator[Quantity]:
    """The quantities of an English text."""
    shares = [match for match in SLASHED.finditer(text) if int(match["whole"])]
    taken = {position for match in shares for position in range(*match.span())}
    yield from (Quantity(Fraction(int(m["part"]), int(m["whole"])), m.start(), m.end(), firm=True) for m in shares)
    figures = [match for match in _FIGURE.finditer(text) if match.start() not in taken]
    taken |= {position for match in figures for position in range(*match.span())}
    yield from (_figure(text, match) for match in figures)
    yield from (quantity for quantity in words(text) if quantity.start not in taken)  # not the million of 6.55 million
    for match in _ROMAN.finditer(text):
        value = int(unicodedata.numeric(match["sign"])) if match["sign"] else parse_roman(match["roman"])
        if value:
            yield Quantity(Fraction(value), match.start(), match.end(), firm=bool(match["level"] or match["sign"]))
    for match in _MONTH.finditer(text):
        yield Quantity(Fraction(MONTHS.index(match[0].lower()) + 1), match.start(), match.end(), firm=True)


def _figure(text: str, match: re.Match[str]) -> Quantity:
    value = Fraction((match["figure"] or match["glued"]).replace(",", ""))
    value *= SCALES[match["scale"].lower()] if match["scale"] else 1
    percent = (match["percent"] or "").strip(" -").lower()
    if percent:
        whole = 1000 if percent == "‰" or "mill" in percent else 100
        return Quantity(value / whole, match.start(), match.end(), firm=True)
    return Quantity(value, match.start(), match.end(), True, time_unit(text, match.end()))
