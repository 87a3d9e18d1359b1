"""Figures, shares, dates and deadlines that a Chinese text and its English one do not both say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from archive.model import Language
from archive.text.dates import find_dates
from archive.text.quantities import Quantity, find_quantities, shown

_NAMES = {"zh": "Chinese", "en": "English"}


def differences(zh: str, en: str) -> list[str]:
    """What the two texts do not both say, each as a message; empty where they agree."""
    found = {"zh": find_quantities(zh, "zh"), "en": find_quantities(en, "en")}
    messages = _unanswered(found["zh"], found["en"], zh, "zh") + _unanswered(found["en"], found["zh"], en, "en")
    return messages or _deadlines(found["zh"], found["en"]) + _dates(zh, en)


def _unanswered(ours: Sequence[Quantity], theirs: Sequence[Quantity], text: str, language: Language) -> list[str]:
    """Firm figures of one side that the other does not have."""
    answers = {quantity.value for quantity in theirs}
    printed: dict[Fraction, str] = {}
    for quantity in ours:
        if quantity.firm and quantity.value not in answers:
            printed.setdefault(quantity.value, text[quantity.start : quantity.end].strip())
    other = _NAMES["en" if language == "zh" else "zh"]
    return [
        f"the {_NAMES[language]} says {words} ({shown(value)}), the {other} does not; make the figures agree"
        for value, words in printed.items()
    ]


def _deadlines(zh: Sequence[Quantity], en: Sequence[Quantity]) -> list[str]:
    """The same figure with another unit of time: 5个工作日 is not 5 days."""
    ours, theirs = (_by_value(side) for side in (zh, en))
    return [
        f"{shown(value)} is of the unit {'/'.join(sorted(ours[value]))} in the Chinese, "
        f"of {'/'.join(sorted(theirs[value]))} in the English; make them agree"
        for value in sorted(ours.keys() & theirs.keys())
        if ours[value] != theirs[value] and (value != 1 or (ours[value] - theirs[value] and theirs[value] - ours[value]))
    ]


def _by_value(side: Sequence[Quantity]) -> dict[Fraction, set[str]]:
    found: dict[Fraction, set[str]] = {}
    for quantity in side:
        if quantity.unit:
            found.setdefault(quantity.value, set()).add(quantity.unit)
    return found


def _dates(zh: str, en: str) -> list[str]:
    """Complete dates, where both sides have some."""
    ours, theirs = ({day for _, _, day in find_dates(text)} for text in (zh, en))
    if not (ours and theirs) or ours == theirs:
        return []
    return [f"the dates differ: {_listed(ours)} in the Chinese, {_listed(theirs)} in the English; make them agree"]


def _listed(days: Iterable[date]) -> str:
    return ", ".join(sorted(map(str, days)))
