"""Thousands of lines against a few: only the lines that the few may answer to are looked at closely."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from heapq import nlargest

from archive.alignment.aligner.profiles import Texts
from archive.alignment.aligner.rough import best_worth

_TIMES = 100
_KEPT = 20
"""So many lines are looked at for each line of the shorter text."""
_AROUND = 2


def is_uneven(zh: Sequence[str], en: Sequence[str]) -> bool:
    """Whether one text has so many more lines than the other that nearly all of them can have no answer."""
    fewer, more = sorted((len(zh), len(en)))
    return more > _TIMES * (fewer + 1)


def likely_lines(texts: Texts) -> list[int]:
    """Of the longer text the places, in order, of the lines whose words answer best to those of any line of the shorter one,
    and of the lines around them."""
    few, total = sorted((len(texts.lines), len(texts.tokens)))
    values = _worths(texts, by_row=total == len(texts.lines))
    best = nlargest(_KEPT * (few + 1), values, key=values.__getitem__)
    near = {line for one in best for line in range(one - _AROUND, one + _AROUND + 1)}
    return sorted(line for line in near if 0 <= line < total)


def _worths(texts: Texts, *, by_row: bool) -> dict[int, float]:
    """For each line of the longer text the most that its words are worth with one line of the other, less what they cost."""
    places: dict[str, list[int]] = defaultdict(list)
    for column, tokens in enumerate(texts.tokens):
        for one in set(tokens):
            places[one].append(column)
    found: dict[int, float] = {}
    for row, line in enumerate(texts.lines):
        gains: dict[int, float] = defaultdict(float)
        for one, value in best_worth(line).items():
            for column in places[one]:
                gains[column] += value
        for column, gain in gains.items():
            long, cost = (row, line.penalty) if by_row else (column, texts.penalties[column])
            found[long] = max(found.get(long, float("-inf")), gain - cost)
    return found
