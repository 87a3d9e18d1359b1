"""What kept its order between two versions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def longest_rising(positions: Sequence[int]) -> set[int]:
    """The longest part of a row of positions that rises: what kept its order. The others moved."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for position in positions:
        place = bisect_left(tails, position)
        before[position] = tails[place - 1] if place else None
        tails[place : place + 1] = [position]
    kept: set[int] = set()
    last = tails[-1] if tails else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept
