"""Corrections that bind: the groups that a person settled, and what is wrong with rows that settle nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.alignment.editions.corrections import Correction, changed_sides, keys
from archive.alignment.editions.places import Place, stretches_of
from archive.alignment.editions.texts import Side
from archive.errors import Problem, Severity
from archive.model import Stretch, UnitLevel

_NAMES = {"zh": "Chinese", "en": "English"}
_FEW = 4


@dataclass(frozen=True, slots=True)
class Bound:
    """A confirmed correction and where its sides are in the text as it is."""

    correction: Correction
    zh: tuple[Stretch, ...]
    en: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What is the matter with a row, by its place among the corrections."""

    row: int
    severity: Severity
    message: str

    @property
    def problem(self) -> Problem:
        """As a problem without file and line."""
        return Problem(self.severity, f"alignment.tsv: {self.message}")


def bound(corrections: Sequence[Correction], zh: Side, en: Side, level: UnitLevel) -> list[Bound]:
    """The confirmed corrections of a level that bind: their places are there, and no earlier row names one of them."""
    found: list[Bound] = []
    taken: set[object] = set()
    for one in corrections:
        sides = (stretches_of(one.zh, zh), stretches_of(one.en, en))
        if one.state == "confirmed" and one.level == level and None not in sides and taken.isdisjoint(keys(one)):
            found.append(Bound(one, sides[0] or (), sides[1] or ()))
            taken |= keys(one)
    return found


def findings(corrections: Sequence[Correction], zh: Side, en: Side) -> list[Finding]:
    """What is wrong with rows: places that are not there, places named twice, texts that changed since a person confirmed."""
    found: list[Finding] = []
    named: set[object] = set()
    for row, one in enumerate(corrections):
        again = [place for language, place in sorted(keys(one), key=str) if (one.state, language, place) in named]
        named |= {(one.state, *key) for key in keys(one)}
        if again:
            message = f"{_listed(again)} is in an earlier row already, so this one binds nothing; take one of them out"
            found.append(Finding(row, "warning", message))
        elif one.state == "confirmed":
            found += _of_confirmed(row, one, zh, en)
    return found


def _of_confirmed(row: int, one: Correction, zh: Side, en: Side) -> Iterator[Finding]:
    missing = [place for side in (zh, en) for place in one.places(side.language) if stretches_of([place], side) is None]
    if missing:
        yield Finding(row, "warning", f"{_listed(missing)} is not in the text, so this row binds nothing; mend it or take it out")
    elif changed := changed_sides(one, zh, en):
        sides = " and the ".join(_NAMES[language] for language in sorted(changed, reverse=True))
        message = f"{_listed(one.zh or one.en)} was confirmed for another text: the {sides} changed since; confirm it again"
        yield Finding(row, "note", message)


def _listed(places: Sequence[Place]) -> str:
    return " ".join(map(str, places[:_FEW])) + (" …" if len(places) > _FEW else "")
