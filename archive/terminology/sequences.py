"""Word sequences that recur in a text, with where they stand and what stands beside them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from math import log2
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Place = tuple[int, int, int]
"""Number of the chunk, first word, word behind the last."""


@dataclass(slots=True)
class Sequences(Generic[Key]):
    """``places``: recurring sequence → where it stands in ``chunks``."""

    chunks: Sequence[Sequence[Key]]
    places: dict[tuple[Key, ...], list[Place]] = field(default_factory=dict)

    def variety(self, places: Sequence[Place]) -> tuple[float, float]:
        """Branching entropy (bits) to the left and to the right; each edge of a chunk counts as a neighbour of its own."""
        left, right = Counter[Hashable](), Counter[Hashable]()
        for number, (chunk, first, end) in enumerate(places):
            words = self.chunks[chunk]
            left[words[first - 1] if first else number] += 1
            right[words[end] if end < len(words) else number] += 1
        return _entropy(left), _entropy(right)


def recurring(chunks: Iterable[Sequence[Key]], longest: int, least: int) -> Sequences[Key]:
    """The sequences of up to ``longest`` words that stand in the chunks ``least`` times or more.

    Level by level: a sequence is counted only where its beginning and its end recur, so that memory is bounded by what recurs.
    """
    kept = list(chunks)
    found: Sequences[Key] = Sequences(kept)
    alive = [(number, first, first + 1) for number, words in enumerate(kept) for first in range(len(words))]
    for length in range(1, longest + 1):
        by_key: defaultdict[tuple[Key, ...], list[Place]] = defaultdict(list)
        for chunk, first, end in alive:
            by_key[tuple(kept[chunk][first:end])].append((chunk, first, end))
        level = {key: places for key, places in by_key.items() if len(places) >= least}
        found.places.update(level)
        starts = {place[:2] for places in level.values() for place in places}
        alive = [
            (chunk, first, first + length + 1)
            for chunk, first in starts
            if (chunk, first + 1) in starts and first + length < len(kept[chunk])
        ]
    return found


def _entropy(counts: Counter[Hashable]) -> float:
    total = sum(counts.values())
    return -sum(count / total * log2(count / total) for count in counts.values())
