"""The scores of several parts of a query → those of the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from indexer.engines.whoosh.postings import Scores


def added(parts: Iterable[Scores]) -> Scores:
    """Every entry of any part, with the sum of its scores."""
    total: Scores = {}
    for part in parts:
        if not total:
            total = dict(part)
            continue
        for entry, score in part.items():
            total[entry] = total.get(entry, 0.0) + score
    return total


def some(parts: Collection[Scores], fewest: int) -> Scores:
    """The entries of so many parts, with the sum of their scores."""
    total = added(parts)
    if fewest < 2:
        return total
    count: Counter[int] = Counter()
    for part in parts:
        count.update(part.keys())
    return {entry: score for entry, score in total.items() if count[entry] >= fewest}


def best_of(parts: Collection[Scores], share: float) -> Scores:
    """Every entry of any part, with its best score and a share of the others."""
    best: Scores = {}
    for part in parts:
        for entry, score in part.items():
            if score > best.get(entry, float("-inf")):
                best[entry] = score
    if not share:
        return best
    total = added(parts)
    return {entry: score + share * (total[entry] - score) for entry, score in best.items()}
