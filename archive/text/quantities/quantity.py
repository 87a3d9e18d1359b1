"""What a quantity is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from archive.data import table

FIGURE = r"\d{1,3}(?:,\d{3}){1,6}(?!\d)(?:\.\d{1,20})?|\d{1,20}(?!\d)(?:\.\d{1,20})?"
"""A number in figures; what is longer is no quantity."""
SLASHED = re.compile(r"(?<![\d/.])(?P<part>\d)/(?P<whole>\d{1,2})(?![\d/.])")
"""2/3: not a date, not a path."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value at ``text[start:end]``; ``unit``: the unit of time behind it, if any (year, working day, hour …).

    ``firm``: it is a figure or a number with a measure word, so the other language has to say it too. The others
    (第三方, 十分, first, both) may answer to a firm one but ask for nothing.
    """

    value: Fraction
    start: int
    end: int
    firm: bool
    unit: str | None = None


def shown(value: Fraction) -> str:
    """A value as a person reads it: 72, 0.69, 2/3."""
    if value.denominator == 1:
        return str(value.numerator)
    exact = value.denominator
    for prime in (2, 5):
        while exact % prime == 0:
            exact //= prime
    return f"{float(value):g}" if exact == 1 else f"{value.numerator}/{value.denominator}"


def frequencies(text: str, language: str) -> Iterator[Quantity]:
    """每季度, each quarter: one of a unit of time; never firm, since 每 is said in many ways."""
    for match in _frequency(language).finditer(text):
        yield Quantity(Fraction(1), match.start(), match.end(), firm=False, unit=_frequency_units(language)[match[0].lower()])


@cache
def _frequency_units(language: str) -> dict[str, str]:
    return {name: row["unit"] for row in table("frequencies") for name in row[language].split("|")}


@cache
def _frequency(language: str) -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _frequency_units(language)), key=len, reverse=True))
    return re.compile(rf"\b(?:{names})\b" if language == "en" else names, re.IGNORECASE | re.ASCII)


@cache
def time_units(language: str) -> tuple[tuple[str, str], ...]:
    """(name in the language, unit), the longest name first."""
    names = [(name, row["unit"]) for row in table("time_units") for name in row[language].split("|")]
    return tuple(sorted(names, key=lambda pair: -len(pair[0])))
