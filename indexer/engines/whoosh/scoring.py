"""Counts over the whole of a Whoosh index, for BM25 with the counts of one kind of entry."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from indexer.engines import bm25
from indexer.engines.whoosh.fields import KIND_OF
from indexer.engines.whoosh.segment import OpenSegment

_KEPT = 4096


class Statistics:
    """Whoosh's own BM25 takes the number of all entries, so that a document's fields look short and rare among the passages."""

    def __init__(self, segments: Sequence[OpenSegment]) -> None:
        self._segments = segments
        self.frequency = lru_cache(_KEPT)(self._frequency)
        self.saturations = lru_cache(len(KIND_OF))(self._saturations)

    def entries(self, kind: str) -> int:
        """How many entries of a kind there are, deleted ones that are not yet gone among them."""
        return self.frequency("kind", kind)

    def idf(self, field: str, terms: Sequence[str]) -> float:
        """Of a term, or of the words of a phrase together."""
        entries = self.entries(KIND_OF[field])
        return sum(bm25.idf(entries, self.frequency(field, term)) for term in terms)

    def _frequency(self, field: str, term: str) -> int:
        return sum(segment.size(field, term) for segment in self._segments)

    def _saturations(self, field: str) -> Sequence[float]:
        total = sum(segment.field_length(field) for segment in self._segments)
        return bm25.saturations(total / max(1, self.entries(KIND_OF[field])))
