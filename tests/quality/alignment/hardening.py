"""Making a case hard: a tenth of the translation deleted, a tenth of it merged with what follows. Seeded, so repeatable."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from tests.quality.alignment.cases import Case, Gold

_SHARE = 0.1
_HEADING = re.compile(
    r"(?:part|chapter|section)\s+(?:[ivxl]+|\d+|one|two|three|four|five|six|seven|eight|nine|ten)\b", re.IGNORECASE
)


def harden(case: Case, seed: int = 0, *, headings: bool = False) -> Case:
    """The case with 10 % of its English lines deleted, 10 % joined to the next with a space, and ``headings`` lost, too.

    A pair whose English is all deleted becomes 1-0, two pairs whose lines were joined become one (mostly 2-1).
    """
    chance = random.Random(f"{case.name}:{seed}")  # noqa: S311 - repeatable, not secret
    gone = {index for index in range(len(case.en)) if chance.random() < _SHARE}
    if headings:
        gone |= {index for index, line in enumerate(case.en) if _HEADING.match(line)}
    joins = _joins(case.gold, gone, chance)
    lines: list[str] = []
    number: dict[int, int] = {}
    for index, line in enumerate(case.en):
        if index in gone:
            continue
        if index in joins:
            lines[-1] += f" {line}"
        else:
            lines.append(line)
        number[index] = len(lines) - 1
    return Case(case.name, case.zh, tuple(lines), _renumbered(case.gold, number))


def _joins(gold: Sequence[Gold], gone: set[int], chance: random.Random) -> set[int]:
    """The English lines that are joined to the one before: never to a joined one, never over a pair without English."""
    place = {index: position for position, (_, en) in enumerate(gold) for index in en}
    joins: set[int] = set()
    for index in sorted(set(place) - gone):
        before = index - 1
        neighbours = before in place and before not in gone | joins and place[index] - place[before] <= 1
        if neighbours and chance.random() < _SHARE:
            joins.add(index)
    return joins


def _renumbered(gold: Sequence[Gold], number: dict[int, int]) -> tuple[Gold, ...]:
    held: list[Gold] = []
    for zh, en in gold:
        new = tuple(sorted({number[index] for index in en if index in number}))
        if held and set(new) & set(held[-1][1]):
            before = held.pop()
            held.append((before[0] + zh, tuple(sorted({*before[1], *new}))))
        elif zh or new:
            held.append((zh, new))
    return tuple(held)
