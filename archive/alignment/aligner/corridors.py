"""Where the path may run: sure meetings of rare words first, and room around the chain of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from archive.alignment.aligner.chains import heaviest_chain
from archive.alignment.aligner.profiles import Texts

_RARE = 6
_SURE = 6.0
_SLACK = 3
_WIDEST = 60
_UNSURE = 2

Corridor = list[tuple[int, int]]


def anchors(texts: Texts) -> list[tuple[int, int]]:
    """Pairs of lines that share words found hardly anywhere else, in one rising chain."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, tokens in enumerate(texts.tokens):
        for one in set(tokens):
            if texts.frequency[one] <= _RARE:
                places[one].append(index)
    points: list[tuple[int, int, float]] = []
    for row, line in enumerate(texts.lines):
        votes: dict[int, float] = defaultdict(float)
        best: dict[str, float] = {}
        for word in line.words:
            for one, value in word.worth.items():
                if one in places and value > best.get(one, 0.0):
                    best[one] = value
        for one, value in best.items():
            for column in places[one]:
                votes[column] += value
        sure = sorted(((vote, column) for column, vote in votes.items() if vote > _SURE), reverse=True)[:3]
        points += [(row, column, vote - _SURE / 2) for vote, column in sure]
    return [(row, column) for row, column, _ in heaviest_chain(points)]


def corridor(chain: Sequence[tuple[int, int]], rows: int, columns: int) -> Corridor:
    """For each row boundary 0..rows the first and last column boundary that the path may cross there."""
    low, high = [columns] * (rows + 1), [0] * (rows + 1)
    points = [(0, 0), *((row, column) for row, column in chain), (rows, columns)]
    for (row, column), (next_row, next_column) in pairwise(points):
        slope = (next_column - column) / max(1, next_row - row)
        first, last = max(0, row - _SLACK), min(rows, next_row + 1 + _SLACK)
        for one in range(first, last + 1):
            centre = column + slope * (one - row)
            a = max(0, column - _SLACK, int(centre - _WIDEST - slope))
            b = min(columns, next_column + 1 + _SLACK, int(centre + _WIDEST + slope))
            low[one], high[one] = min(low[one], a), max(high[one], b)
    low[0], high[rows] = 0, columns
    for one in range(1, rows + 1):
        high[one] = max(high[one], high[one - 1])
    for one in range(rows - 1, -1, -1):
        low[one] = min(low[one], low[one + 1])
    return list(zip(low, high, strict=True))


def corridor_along(path: Sequence[tuple[int, int, bool]], rows: int, columns: int) -> Corridor:
    """The corridor along a path of ``(row, column, sure)``: one line to either side where it is sure, else some more."""
    low, high = [columns] * (rows + 1), [0] * (rows + 1)
    for row, column, sure in path:
        slack = 1 if sure else _UNSURE
        for one in range(max(0, row - slack), min(rows, row + slack) + 1):
            low[one], high[one] = min(low[one], max(0, column - slack)), max(high[one], min(columns, column + slack))
    return list(zip(low, high, strict=True))
