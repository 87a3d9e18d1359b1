"""What speaks for and against a unit once it is made: the features of its score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log
from typing import NamedTuple

from archive.alignment.aligner.lines import token_cost
from archive.alignment.aligner.matching import Token, answered, index_of, matches
from archive.alignment.aligner.profiles import Texts


class Evidence(NamedTuple):
    """Shares are 0 to 1. ``english``, ``chinese``: how much of each side has an answer on the other, rare words weighing more;
    ``worth``: what the answers are worth for what no answers would cost; ``length``: how far the lengths are from the usual
    ratio (log); ``size``: log of what there is to answer; ``numbers``: of the numbers and labels of the English how many have
    no answer; ``lines``: how many lines more than two."""

    english: float
    chinese: float
    worth: float
    length: float
    size: float
    numbers: float
    lines: float


def evidence(texts: Texts, rows: Sequence[int], columns: Sequence[int], ratio: float) -> Evidence:
    """The evidence that neighbouring lines of both sides, one at least of each, translate each other."""
    counts = {column: Counter(texts.tokens[column]) for column in columns}
    stems = {column: frozenset(counts[column]) for column in columns}
    found = []
    for row in rows:
        index = index_of(texts.lines[row])
        for column in columns:
            found += matches(row, texts.lines[row], index, column, stems[column])
    worth, covered, taken = answered(sorted(found, reverse=True), counts)
    cost = sum(texts.lines[row].penalty for row in rows) + sum(texts.penalties[column] for column in columns)
    en_length = sum(texts.lengths[column] for column in columns)
    zh_length = sum(texts.lines[row].length for row in rows) * ratio
    return Evidence(
        english=_english_share(texts, counts, taken),
        chinese=_chinese_share(texts, rows, covered),
        worth=worth / (cost + 1.0),
        length=abs(log((en_length + 6) / (zh_length + 6))),
        size=log(1.0 + cost),
        numbers=_numbers_left(counts, taken),
        lines=float(len(rows) + len(columns) - 2),
    )


def _english_share(texts: Texts, counts: dict[int, Counter[str]], taken: dict[Token, int]) -> float:
    asked = answer = 0.0
    for column, tokens in counts.items():
        for one, count in tokens.items():
            weight = texts.rarity[one] * token_cost(one)
            asked += weight * count
            answer += weight * taken.get((column, one), 0)
    return answer / asked if asked else 0.0


def _chinese_share(texts: Texts, rows: Sequence[int], covered: dict[int, int]) -> float:
    there = sum(len(text) - text.count(" ") for text in (texts.plain[row] for row in rows))
    return sum(mask.bit_count() for mask in covered.values()) / there if there else 0.0


def _numbers_left(counts: dict[int, Counter[str]], taken: dict[Token, int]) -> float:
    numbers = [(column, one, count) for column, tokens in counts.items() for one, count in tokens.items() if one[0] in "#@"]
    left = sum(count - taken.get((column, one), 0) for column, one, count in numbers)
    return left / (1.0 + sum(count for _, _, count in numbers))
