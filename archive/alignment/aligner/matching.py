"""How much lines explain each other: word by word, each word once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from archive.alignment.aligner.lines import Line

Token = tuple[int, str]
"""The column and the stem of an English word."""
Match = tuple[float, int, int, Token, float, int]
"""A Chinese word and an English one that may answer to each other: what that is worth, the row, the mask of the characters of
the Chinese word in its line, the English token, the part of the worth that a word has once, to how many it may answer."""


def index_of(line: Line) -> dict[str, list[int]]:
    """Stem → the places in ``line.words`` of what may answer to it; of words inside one another only the longest."""
    found: dict[str, list[int]] = {}
    ends: dict[str, int] = {}
    for place, (word, start) in enumerate(zip(line.words, line.starts, strict=True)):
        end = start + word.size
        for one in word.worth:
            if one not in found:
                found[one], ends[one] = [place], end
            elif end > ends[one]:
                found[one].append(place)
                ends[one] = end
    return found


def matches(row: int, line: Line, index: Mapping[str, Sequence[int]], column: int, stems: frozenset[str]) -> list[Match]:
    """All that may answer to each other in two lines, the worthiest first."""
    found = []
    for one in index.keys() & stems:
        token = (column, one)
        for place in index[one]:
            word = line.words[place]
            mask = ((1 << word.size) - 1) << line.starts[place]
            found.append((word.worth[one], row, mask, token, word.relief, word.most))
    found.sort(reverse=True)
    return found


def worth(found: Iterable[Match], counts: Mapping[int, Mapping[str, int]]) -> float:
    """What the matches are worth, each word taken once, the worthiest first. ``counts``: tokens by column."""
    return answered(found, counts)[0]


def answered(found: Iterable[Match], counts: Mapping[int, Mapping[str, int]]) -> tuple[float, dict[int, int], dict[Token, int]]:
    """The same with what has its answer: the mask of the characters by row, the tokens with how many of each."""
    covered: dict[int, int] = {}
    taken: dict[Token, int] = {}
    spans: dict[tuple[int, int], int] = {}
    total = 0.0
    for value, row, mask, token, relief, most in found:
        if token in taken and taken[token] >= counts[token[0]][token[1]]:
            continue
        before = covered.get(row, 0)
        if before & mask:
            again = spans.get((row, mask), 0) if most > 1 else 0
            if not 0 < again < most:
                continue
            total -= relief
        else:
            again = 0
            covered[row] = before | mask
        if most > 1:
            spans[row, mask] = again + 1
        taken[token] = taken.get(token, 0) + 1
        total += value
    return total, covered, taken
