"""The heaviest chain of points that keeps the order on both sides."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def heaviest_chain(points: Sequence[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """Of points ``(row, column, weight)`` those that rise strictly in both and weigh most together; n log n."""
    ordered = sorted(points, key=lambda point: (point[0], -point[1]))
    columns = sorted({column for _, column, _ in points})
    best: list[tuple[float, int]] = [(0.0, -1)] * (len(columns) + 1)
    before: list[int] = []
    for index, (_, column, weight) in enumerate(ordered):
        place = bisect_left(columns, column)
        total, previous = _prefix_best(best, place)
        before.append(previous)
        _raise(best, place + 1, (total + weight, index))
    chain: list[tuple[int, int, float]] = []
    index = _prefix_best(best, len(columns))[1]
    while index >= 0:
        chain.append(ordered[index])
        index = before[index]
    return chain[::-1]


def _prefix_best(tree: Sequence[tuple[float, int]], end: int) -> tuple[float, int]:
    found = (0.0, -1)
    while end > 0:
        found = max(found, tree[end])
        end -= end & -end
    return found


def _raise(tree: list[tuple[float, int]], place: int, value: tuple[float, int]) -> None:
    while place < len(tree):
        tree[place] = max(tree[place], value)
        place += place & -place
