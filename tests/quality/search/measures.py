"""How good a ranked list is. What comes a second time counts nothing there, but takes its place, as it does for a reader."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from math import log2
from typing import TypeVar

_Found = TypeVar("_Found", bound=Hashable)


def recall(found: Sequence[_Found], answers: Collection[_Found], k: int) -> float:
    """Which share of what answers a query is among the first ``k``, of as many as there is room for: hits / min(k, answers)."""
    return len(set(found[:k]) & set(answers)) / min(k, len(answers))


def reciprocal_rank(found: Sequence[_Found], answers: Collection[_Found]) -> float:
    """1 / the place of the first answer, counted from 1; 0 where there is none."""
    return next((1 / place for place, one in enumerate(found, 1) if one in answers), 0.0)


def ndcg(found: Sequence[_Found], grades: Mapping[_Found, int], k: int = 10) -> float:
    """Normalised discounted cumulative gain of the first ``k`` (Järvelin, Kekäläinen 2002), with the gain 2^grade - 1."""
    seen: set[_Found] = set()
    gains = []
    for one in found[:k]:
        gains.append(0 if one in seen else 2 ** grades.get(one, 0) - 1)
        seen.add(one)
    best = sorted((2**grade - 1 for grade in grades.values()), reverse=True)[:k]
    return _discounted(gains) / _discounted(best)


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / log2(place + 1) for place, gain in enumerate(gains, 1))
