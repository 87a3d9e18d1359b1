"""Lines that can have no answer are left out, and put back: all but those that a few may answer to, and long runs of blanks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from heapq import nlargest

from archive.alignment.aligner.pairs import Pair
from archive.alignment.aligner.profiles import Texts
from archive.alignment.aligner.rough import best_worth

_TIMES = 100
_KEPT = 20
"""So many lines are looked at for each line of the shorter text."""
_AROUND = 2
_BLANKS = 4
"""Of a longer run of empty lines so many are kept: enough to be seen as a gap."""


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


def without_long_blanks(texts: Sequence[str]) -> list[int]:
    """The places of the lines of a text without what runs of empty lines have too many."""
    kept: list[int] = []
    run = 0
    for place, text in enumerate(texts):
        run = 0 if text.strip() else run + 1
        if run <= _BLANKS:
            kept.append(place)
    return kept


def put_back(pairs: Sequence[Pair], kept: Sequence[int], total: int, *, is_zh: bool) -> list[Pair]:
    """Pairs of the lines ``kept`` of a text as pairs of all its ``total`` lines: the others have no answer, or stand within a
    unit that reaches over them. ``is_zh``: which text of the two it is."""
    found: list[Pair] = []
    done = 0
    for pair in pairs:
        side = pair.zh if is_zh else pair.en
        if side:
            first, last = kept[side[0]], kept[side[-1]]
            found += _gaps(done, first, is_zh=is_zh)
            done = last + 1
            whole = tuple(range(first, done))
            pair = replace(pair, zh=whole) if is_zh else replace(pair, en=whole)  # noqa: PLW2901
        found.append(pair)
    return [*found, *_gaps(done, total, is_zh=is_zh)]


def _gaps(start: int, end: int, *, is_zh: bool) -> list[Pair]:
    return [Pair((line,), (), 0.0) if is_zh else Pair((), (line,), 0.0) for line in range(start, end)]


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
