"""What a quantity is."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from archive.data import table


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


@cache
def time_units(language: str) -> tuple[tuple[str, str], ...]:
    """(name in the language, unit), the longest name first."""
    names = [(name, row["unit"]) for row in table("time_units") for name in row[language].split("|")]
    return tuple(sorted(names, key=lambda pair: -len(pair[0])))
