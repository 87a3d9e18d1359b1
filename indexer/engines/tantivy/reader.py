"""Questions asked of one state of the two tantivy indexes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from tantivy import DocAddress, Query
from whoosh import query as q

from indexer.engine import (
    DOCUMENT_STREAMS,
    PASSAGE_STREAMS,
    DocumentHit,
    DocumentHits,
    Filters,
    Narrowed,
    PassageHit,
    PassageHits,
    Sizes,
    Sort,
)
from indexer.engines.stored import Stored
from indexer.engines.tantivy import errors
from indexer.engines.tantivy.counting import Filtered
from indexer.engines.tantivy.fields import safe
from indexer.engines.tantivy.ranking import Match, best_passages, first_documents
from indexer.engines.tantivy.state import Side, State
from indexer.engines.tantivy.translation import both, everything, level, without


class TantivyReader:
    """One state, which stays as it is whatever becomes of the files. Threads may share one and search at the same time."""

    def __init__(self, state: State, folder: Path) -> None:
        self._state = state
        self._folder = folder

    @property
    def state(self) -> State:
        """What it reads."""
        return self._state

    def documents(  # noqa: PLR0913 - what a search consists of
        self,
        query: q.Query,
        *,
        filters: Filters,
        issued: tuple[int, int] | None = None,
        sort: Sort = "relevance",
        limit: int = 10,
        offset: int = 0,
        facets: bool = True,
    ) -> DocumentHits:
        """Documents that match, ranked; see ``Reader``."""
        with errors.reading(self._folder):
            side = self._state.documents
            filtered = Filtered(side, side.translation.query(query), filters, issued)
            total, counts = filtered.counts() if facets else (filtered.total(), {})
            wanted = min(total, offset + limit) if limit > 0 else 0
            found: list[Match] = []
            if wanted > offset:
                found = first_documents(self._state, filtered.passing, wanted, sort, level(query))[offset:]
            ids = self._documents_of(side, found)
            hits = [DocumentHit(id_, match.score, self._stored(side, match)) for id_, match in zip(ids, found, strict=True)]
        return DocumentHits(total, hits, counts)

    def passages(
        self,
        query: q.Query,
        *,
        documents: Collection[str] | None = None,
        limit: int = 10,
        per_document: int | None = None,
        count: bool = True,
    ) -> PassageHits:
        """Passages that match, ranked; see ``Reader``."""
        with errors.reading(self._folder):
            side = self._state.passages
            tree = side.translation.query(query)
            if documents is not None:
                tree = both(tree, [side.translation.any_of("document", list(documents))])
            tree = self._current(tree)
            total = side.count(tree) if count else None
            found = best_passages(self._state, tree, limit, per_document, level(query)) if limit > 0 and total != 0 else []
            ids = self._documents_of(side, found)
            hits = [PassageHit(id_, match.score, self._stored(side, match)) for id_, match in zip(ids, found, strict=True)]
        return PassageHits(total, hits)

    def among(self, documents: Collection[str] | None, filters: Filters) -> Narrowed:
        """Which of these documents pass the filters; see ``Reader``."""
        with errors.reading(self._folder):
            side = self._state.documents
            query = everything() if documents is None else side.translation.any_of("document", list(documents))
            filtered = Filtered(side, query, filters, None)
            total, facets = filtered.counts()
            found = [address for _, address in side.search(filtered.passing, max(1, total)).hits]
            marks = [self._state.rows[revision] for revision in side.numbers("revision", found)]
        return Narrowed({mark.document: mark.issued for mark in marks}, facets)

    def terms(self, stream: str, prefix: str, limit: int) -> Sequence[tuple[str, int]]:
        """Terms of a stream that begin so, the most frequent first; see ``Reader``."""
        with errors.reading(self._folder):
            side = self._side(stream)
            return side.searcher.terms_with_prefix(stream, safe(prefix), limit=limit) if side and limit > 0 else []

    def frequency(self, stream: str, term: str) -> int:
        """How many entries have a term; see ``Reader``."""
        with errors.reading(self._folder):
            side = self._side(stream)
            return side.searcher.doc_freq(stream, safe(term)) if side else 0

    def sizes(self) -> Sizes:
        """How many entries there are."""
        with errors.reading(self._folder):
            return Sizes(self._state.documents.count(everything()), self._state.passages.count(self._current(everything())))

    def _current(self, tree: Query) -> Query:
        """Of passages: without those of a commit that is under way."""
        side, excluded = self._state.passages, self._state.excluded
        return without(tree, Query.term_set_query(side.schema, "revision", excluded)) if excluded else tree

    def _side(self, stream: str) -> Side | None:
        if stream in DOCUMENT_STREAMS:
            return self._state.documents
        return self._state.passages if stream in PASSAGE_STREAMS else None

    def _documents_of(self, side: Side, found: Sequence[Match]) -> Iterable[str]:
        """The document of each entry."""
        revisions = side.numbers("revision", [match.address for match in found])
        return (self._state.rows[revision].document for revision in revisions)

    def _stored(self, side: Side, match: Match) -> Stored:
        return Stored(partial(self._read, side, match.address))

    def _read(self, side: Side, address: DocAddress) -> dict[str, Any]:
        with errors.reading(self._folder):
            return side.stored(address)
