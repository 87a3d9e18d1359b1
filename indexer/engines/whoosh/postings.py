"""The postings of a term in a segment → the entries that have it, with their scores."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import repeat

from indexer.engines.bm25 import K1
from indexer.engines.whoosh.scoring import Statistics
from indexer.engines.whoosh.segment import OpenSegment

Scores = dict[int, float]
"""By number of the entry in its segment."""


def worth(weight: float, frequency: float, saturation: float) -> float:
    """What occurring so often is worth in an entry; see ``bm25.saturations``."""
    return weight * (K1 + 1) * frequency / (frequency + saturation)


def entries_with(segment: OpenSegment, field: str, term: str, within: Collection[int] | None) -> Iterator[int]:
    """In order."""
    for entries, _, _ in segment.blocks(field, term, in_order(within)):
        yield from entries if within is None else (entry for entry in entries if entry in within)


def scored(  # noqa: PLR0913 - what BM25 consists of
    segment: OpenSegment, statistics: Statistics, field: str, term: str, *, weight: float, within: Collection[int] | None
) -> Scores:
    """The entries with a term and their BM25. ``weight``: the term's idf and boost."""
    codes, saturations = segment.codes(field), statistics.saturations(field)
    once = [worth(weight, 1.0, saturation) for saturation in saturations]
    found: Scores = {}
    for entries, frequencies, _ in segment.blocks(field, term, in_order(within)):
        if frequencies is None and within is None:
            found.update(zip(entries, map(once.__getitem__, map(codes.__getitem__, entries)), strict=True))
            continue
        for entry, frequency in zip(entries, each(frequencies), strict=False):
            if within is None or entry in within:
                found[entry] = worth(weight, frequency, saturations[codes[entry]])
    return found


def each(frequencies: float | Sequence[float] | None) -> Sequence[float] | repeat[float]:
    """The frequencies of a block, one for each entry."""
    if frequencies is None:
        return repeat(1.0)
    return repeat(frequencies) if isinstance(frequencies, float) else frequencies


def in_order(within: Collection[int] | None) -> Sequence[int] | None:
    """Entries as ``blocks`` wants them."""
    return None if within is None else sorted(within)
