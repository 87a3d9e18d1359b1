"""Corrections that bind: the groups that a person settled, and what is wrong with rows that settle nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from archive.alignment.editions.corrections import Correction, changed_sides, keys
from archive.alignment.editions.places import Place, stretches_of
from archive.alignment.editions.texts import Side
from archive.comparing.order import longest_rising
from archive.errors import Problem, Severity
from archive.model import Stretch, UnitLevel

_NAMES = {"zh": "Chinese", "en": "English"}
_FEW = 4
MOST_TOLD = 8
"""Of more rows with the same fault the others are counted."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A confirmed correction and where its sides are in the text as it is."""

    correction: Correction
    zh: tuple[Stretch, ...]
    en: tuple[Stretch, ...]


FindingKind = Literal["named twice", "not there", "changed", "crossing"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What is the matter with a row, by its place among the corrections."""

    row: int
    kind: FindingKind
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
    """What is wrong with rows: places that are not there, places named twice, texts that changed since a person confirmed, rows
    that cross. In the order of the rows; of each kind the first few, the last of which says how many more there are."""
    found = sorted([*_of_each(corrections, zh, en), *_crossing(corrections, zh, en)], key=lambda one: one.row)
    counts = Counter(one.kind for one in found)
    shown: list[Finding] = []
    told: Counter[FindingKind] = Counter()
    for one in found:
        told[one.kind] += 1
        if told[one.kind] == MOST_TOLD and counts[one.kind] > MOST_TOLD:
            shown.append(replace(one, message=f"{one.message} (and {counts[one.kind] - MOST_TOLD} more rows like this)"))
        elif told[one.kind] <= MOST_TOLD:
            shown.append(one)
    return shown


def _of_each(corrections: Sequence[Correction], zh: Side, en: Side) -> Iterator[Finding]:
    named: set[object] = set()
    for row, one in enumerate(corrections):
        again = [place for language, place in sorted(keys(one), key=str) if (one.state, language, place) in named]
        named |= {(one.state, *key) for key in keys(one)}
        if again:
            message = f"{_listed(again)} is in an earlier row already, so this one binds nothing; take one of them out"
            yield Finding(row, "named twice", "warning", message)
        elif one.state == "confirmed":
            yield from _of_confirmed(row, one, zh, en)


def _of_confirmed(row: int, one: Correction, zh: Side, en: Side) -> Iterator[Finding]:
    missing = [place for side in (zh, en) for place in one.places(side.language) if stretches_of([place], side) is None]
    if missing:
        message = f"{_listed(missing)} is not in the text, so this row binds nothing; mend it or take it out"
        yield Finding(row, "not there", "warning", message)
    elif changed := changed_sides(one, zh, en):
        sides = " and the ".join(_NAMES[language] for language in sorted(changed, reverse=True))
        message = f"{_listed(one.zh or one.en)} was confirmed for another text: the {sides} changed since; confirm it again"
        yield Finding(row, "changed", "note", message)


def _crossing(corrections: Sequence[Correction], zh: Side, en: Side) -> Iterator[Finding]:
    """Rows that bind against the order of the others. A person who means it says why in the note of the row."""
    numbers = {one: row for row, one in reversed(list(enumerate(corrections)))}
    for level in get_args(UnitLevel):
        pairs = [one for one in bound(corrections, zh, en, level) if one.zh and one.en and not one.correction.note]
        pairs.sort(key=lambda one: _position(one.zh, zh))
        positions = [_position(one.en, en) for one in pairs]
        ranks = {position: rank for rank, position in enumerate(sorted(positions))}
        kept = longest_rising([ranks[position] for position in positions])
        for one, position in zip(pairs, positions, strict=True):
            if ranks[position] not in kept:
                message = (
                    f"{_listed(one.correction.zh)} = {_listed(one.correction.en)} crosses other rows; it binds all the same: "
                )
                yield Finding(numbers[one.correction], "crossing", "warning", f"{message}mend it, or say in its note why")


def _position(stretches: Sequence[Stretch], side: Side) -> tuple[int, int]:
    return side.order[stretches[0].segment], stretches[0].start


def _listed(places: Sequence[Place]) -> str:
    return " ".join(map(str, places[:_FEW])) + (" …" if len(places) > _FEW else "")
