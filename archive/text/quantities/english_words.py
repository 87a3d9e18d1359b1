"""Numbers written out in English: two-thirds, twenty-five, one hundred and twenty; first, both and twice as hints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from archive.data import number_words
from archive.text.quantities.quantity import Quantity, time_units

SCALES = {word: value for word, value in number_words("scale").items() if value > 100}
_CARDINALS = number_words("unit", "ten", "scale")
_DENOMINATORS = number_words("denominator")
_HINTS = number_words("denominator") | number_words("loose") | _CARDINALS
_LARGEST_UNIT = 20
"""From here on a third behind a number is an ordinal: twenty-third."""


def _any(names: dict[str, int]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


_WORDS = re.compile(
    rf"\b(?:(?P<cardinal>(?:{_any(_CARDINALS)})(?:(?:[\s-]|\sand\s)(?:{_any(_CARDINALS)})){{0,12}})"
    rf"(?:[\s-](?P<of>{_any(_DENOMINATORS)})s?\b|-(?P<ordinal>{_any(_HINTS)})\b)?|(?P<hint>{_any(_HINTS)}))\b",
    re.IGNORECASE | re.ASCII,  # the long s of old print is a letter of its own
)
_BETWEEN = r"[ -](?:(?:consecutive|full|complete|successive|further|more) )?"
_UNITS = re.compile(
    rf"{_BETWEEN}(?P<name>{'|'.join(re.escape(name) for name, _ in time_units('en'))})s?\b", re.IGNORECASE | re.ASCII
)


def words(text: str) -> Iterator[Quantity]:
    """The numbers in words; ``one``, ordinals and hints need no counterpart."""
    for match in _WORDS.finditer(text):
        if match["hint"]:
            yield Quantity(Fraction(_HINTS[match["hint"].lower()]), match.start(), match.end(), firm=False)
        else:
            yield _cardinal(text, match)


def _cardinal(text: str, match: re.Match[str]) -> Quantity:
    value, tail = Fraction(_composed(match["cardinal"])), (match["of"] or match["ordinal"] or "").lower()
    if match["ordinal"] or (match["of"] and value >= _LARGEST_UNIT):
        return Quantity(value + _HINTS[tail], match.start(), match.end(), firm=False)
    if match["of"]:
        return Quantity(value / _DENOMINATORS[tail], match.start(), match.end(), firm=True)
    counted = any(_CARDINALS[word] < 100 for word in _parts(match["cardinal"]))
    return Quantity(value, match.start(), match.end(), counted and value > 1, time_unit(text, match.end()))


def _parts(cardinal: str) -> list[str]:
    return [word for word in re.split(r"[\s-]+", cardinal.lower()) if word != "and"]


def _composed(cardinal: str) -> int:
    """``two hundred and twenty-five`` = 225."""
    total = current = 0
    for value in map(_CARDINALS.__getitem__, _parts(cardinal)):
        if value < 100:
            current += value
        elif value == 100:
            current = (current or 1) * value
        else:
            total, current = total + (current or 1) * value, 0
    return total + current


def time_unit(text: str, position: int) -> str | None:
    """The unit of time that stands behind a number ending at ``position``."""
    found = _UNITS.match(text, position)
    return next(unit for name, unit in time_units("en") if name == found["name"].lower()) if found else None
