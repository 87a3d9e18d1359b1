"""The postings of one state of a Whoosh index, and BM25 with the counts of one kind of entry."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from math import log
from typing import Any

from indexer.engines.whoosh_fields import kind_of

_B, _K1 = 0.75, 1.2


class Statistics:
    """Counts over the whole index.

    Whoosh's own BM25 takes the number of all entries, so that a document's fields would look short and rare among the passages.
    """

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self.entries = cache(lambda kind: max(1, reader.doc_frequency("kind", kind)))
        self.average = cache(lambda field: reader.field_length(field) / self.entries(kind_of(field)) or 1.0)

    def idf(self, field: str, term: str) -> float:
        """Greater than 0, the higher the rarer."""
        return log(1 + self.entries(kind_of(field)) / max(1, self._reader.doc_frequency(field, term)))


def postings(segment: Any, field: str, term: str, within: Collection[int] | None = None) -> Iterator[Any]:
    """A matcher standing at each entry that has a term, in order; only at those of ``within`` if given."""
    if (field, term) not in segment:
        return
    matcher = segment.postings(field, term)
    if within is None:
        while matcher.is_active():
            yield matcher
            matcher.next()
        return
    for entry in sorted(within):
        if not matcher.is_active():
            return
        if matcher.id() < entry:
            matcher.skip_to(entry)
        if matcher.is_active() and matcher.id() == entry:
            yield matcher


class BM25:
    """Scores of one field in one segment; their sum over fields is what Whoosh calls BM25F."""

    def __init__(self, segment: Any, statistics: Statistics, field: str) -> None:
        self._length, self._field = segment.doc_field_length, field
        self._short, self._long = _K1 * (1 - _B), _K1 * _B / statistics.average(field)

    def score(self, entry: int, idf: float, frequency: float) -> float:
        """Of a term, or a phrase, that occurs so often in an entry."""
        length: int = self._length(entry, self._field, 1)
        return idf * (_K1 + 1) * frequency / (frequency + self._short + self._long * length)
