"""Questions asked of one state of a Whoosh index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from heapq import nsmallest
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from whoosh.query import And, Every, Or, Query, Term

from indexer.engine import DocumentHit, DocumentHits, Filters, Narrowed, PassageHit, PassageHits, Sizes, Sort
from indexer.engines.counting import ordered, tally
from indexer.engines.whoosh import errors
from indexer.engines.whoosh.fields import DOCUMENT, KIND_OF, PASSAGE
from indexer.engines.whoosh.segment import OpenSegment
from indexer.engines.whoosh.state import State

_Match = tuple[float, OpenSegment, int]


class WhooshReader:
    """One state, which stays as it is whatever becomes of the files. Threads may share one; its answers take turns."""

    def __init__(self, state: State, folder: Path, lock: AbstractContextManager[bool]) -> None:
        """``lock``: of the segments that this state shares with others."""
        self._state = state
        self._folder = folder
        self._lock = lock

    def documents(  # noqa: PLR0913 - what a search consists of
        self,
        query: Query,
        *,
        filters: Filters,
        issued: tuple[int, int] | None = None,
        sort: Sort = "relevance",
        limit: int = 10,
        offset: int = 0,
        facets: bool = True,
    ) -> DocumentHits:
        """Documents that match, ranked; see ``Reader``."""
        with self._reading() as state:
            found = ((score, segment.row(entry), (segment, entry)) for score, segment, entry in state.matches(query, DOCUMENT))
            counted = tally(found, filters, issued)
            page = ordered(counted.passing, sort)[offset : offset + limit]
            hits = [DocumentHit(row.id, score, segment.stored(entry)["stored"]) for score, row, (segment, entry) in page]
        return DocumentHits(len(counted.passing), hits, counted.facets if facets else {})

    def passages(
        self,
        query: Query,
        *,
        documents: Collection[str] | None = None,
        limit: int = 10,
        per_document: int | None = None,
        count: bool = True,
    ) -> PassageHits:
        """Passages that match, ranked; see ``Reader``."""
        tree = query if documents is None else And([Or([Term("document", document) for document in documents]), query])
        with self._reading() as state:
            found = list(state.matches(tree, PASSAGE))
            best = _at_most(_ranked(found), per_document, limit)
            hits = [PassageHit(document, score, segment.stored(entry)) for document, (score, segment, entry) in best]
        return PassageHits(len(found) if count else None, hits)

    def among(self, documents: Collection[str] | None, filters: Filters) -> Narrowed:
        """Which of these documents pass the filters; see ``Reader``."""
        wanted = None if documents is None else frozenset(documents)
        with self._reading() as state:
            rows = (segment.row(entry) for _, segment, entry in state.matches(Every(), DOCUMENT))
            counted = tally(((0.0, row, None) for row in rows if wanted is None or row.id in wanted), filters, None)
        return Narrowed({row.id: row.issued for _, row, _ in counted.passing}, counted.facets)

    def terms(self, stream: str, prefix: str, limit: int) -> Sequence[tuple[str, int]]:
        """Terms of a stream that begin so, the most frequent first; see ``Reader``."""
        if stream not in KIND_OF:
            return []
        found: Counter[str] = Counter()
        with self._reading() as state:
            for segment in state.segments:
                for term, count in segment.beginning(stream, prefix):
                    found[term] += count
        return nsmallest(limit, found.items(), key=lambda each: (-each[1], each[0]))

    def frequency(self, stream: str, term: str) -> int:
        """How many entries have a term; see ``Reader``."""
        with self._reading() as state:
            return state.statistics.frequency(stream, term) if stream in KIND_OF else 0

    def sizes(self) -> Sizes:
        """How many entries there are."""
        with self._reading() as state:
            return Sizes(*(sum(1 for _ in state.matches(Every(), kind)) for kind in (DOCUMENT, PASSAGE)))

    @contextmanager
    def _reading(self) -> Iterator[State]:
        with self._lock, errors.reading(self._folder):
            yield self._state


def _ranked(found: list[_Match]) -> Iterator[tuple[str, _Match]]:
    """Best first, each with its document; what is level by document, then in the order of the text."""
    found.sort(key=lambda match: -match[0])
    for _, level in groupby(found, key=itemgetter(0)):
        named = [(segment.document_of(entry), (score, segment, entry)) for score, segment, entry in level]
        yield from sorted(named, key=lambda each: (each[0], each[1][2]))


def _at_most(ranked: Iterator[tuple[str, _Match]], per_document: int | None, limit: int) -> Iterator[tuple[str, _Match]]:
    """The first so many of all, with at most so many of each document."""
    seen: Counter[str] = Counter()
    for document, match in ranked:
        if limit <= 0:
            return
        seen[document] += 1
        if per_document is None or seen[document] <= per_document:
            limit -= 1
            yield document, match
