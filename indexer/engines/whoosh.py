"""The engine over Whoosh: pure Python, no service to run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from whoosh.filedb.filestore import FileStorage
from whoosh.query import And, Every, Or, Query, Term

from indexer.engine import DocumentHit, DocumentHits, Filters, Narrowed, PassageHit, PassageHits, Sort
from indexer.engines import whoosh_errors as errors
from indexer.engines.counting import ordered, tally
from indexer.engines.whoosh_fields import DOCUMENT, PASSAGE, SCHEMA_VERSION, schema
from indexer.engines.whoosh_state import Segment, State
from indexer.engines.whoosh_writing import WhooshWriter

_Match = tuple[float, str, int, Segment]
"""A passage as it is ranked: negative score, document, entry, segment."""


class WhooshEngine:
    """An index in a folder. Threads may share one; searches take turns (Whoosh's files have one reading position)."""

    name = f"whoosh {SCHEMA_VERSION}"

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        """Open the index in a folder, or make an empty one. Raises RebuildNeeded where there is none that can be read."""
        self._folder = folder
        self._lock = RLock()
        self._state: State | None = None
        storage = FileStorage(str(folder))
        if create:
            with errors.writing(folder):
                folder.mkdir(parents=True, exist_ok=True)
                storage.create_index(schema())
        with errors.reading(folder):
            self._index = storage.open_index(schema=schema())

    def writer(self) -> WhooshWriter:
        """The single writer. Raises IndexUnusable when another process is writing."""
        return WhooshWriter(self._index, self._folder)

    def fingerprints(self) -> Mapping[str, str]:
        """Document id → fingerprint of what was indexed."""
        with self._reading() as state:
            everything = state.matches(Every(), DOCUMENT)
            return {segment.row(entry).id: segment.stored(entry)["fingerprint"] for _, segment, entry in everything}

    def documents(  # noqa: PLR0913 - what a search consists of
        self,
        query: Query,
        *,
        filters: Filters,
        issued: tuple[int, int] | None = None,
        sort: Sort = "relevance",
        limit: int = 10,
        offset: int = 0,
    ) -> DocumentHits:
        """Documents that match, ranked; see ``Reader``."""
        with self._reading() as state:
            found = ((score, segment.row(entry), (segment, entry)) for score, segment, entry in state.matches(query, DOCUMENT))
            counted = tally(found, filters, issued)
            page = ordered(counted.passing, sort)[offset : offset + limit]
            hits = [DocumentHit(row.id, score, segment.stored(entry)["stored"]) for score, row, (segment, entry) in page]
        return DocumentHits(len(counted.passing), hits, counted.facets)

    def passages(
        self, query: Query, *, documents: Sequence[str] | None = None, limit: int = 10, per_document: int | None = None
    ) -> PassageHits:
        """Passages that match, ranked (what is level: in the order of documents' ids and of the text); see ``Reader``."""
        tree = query if documents is None else _within(documents, query)
        with self._reading() as state:
            found = [
                (-score, segment.document_of(entry), entry, segment) for score, segment, entry in state.matches(tree, PASSAGE)
            ]
            found.sort(key=lambda match: match[:3])
            best = _at_most(found, per_document) if per_document is not None else found
            hits = [PassageHit(document, -score, segment.stored(entry)) for score, document, entry, segment in best[:limit]]
        return PassageHits(len(found), hits)

    def among(self, documents: Collection[str] | None, filters: Filters) -> Narrowed:
        """Which of these documents pass the filters; see ``Reader``."""
        wanted = None if documents is None else frozenset(documents)
        with self._reading() as state:
            rows = (segment.row(entry) for _, segment, entry in state.matches(Every(), DOCUMENT))
            counted = tally(((0.0, row, None) for row in rows if wanted is None or row.id in wanted), filters, None)
        return Narrowed({row.id: row.issued for _, row, _ in counted.passing}, counted.facets)

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            if self._state:
                self._state.close()
                self._state = None

    @contextmanager
    def _reading(self) -> Iterator[State]:
        """The present state of the index, for one search at a time."""
        with self._lock, errors.reading(self._folder):
            if self._state is None or self._state.generation != self._index.latest_generation():
                self.close()
                self._state = State(self._index)
            yield self._state


def _within(documents: Sequence[str], tree: Query) -> Query:
    return And([Or([Term("document", document) for document in documents]), tree])


def _at_most(found: list[_Match], count: int) -> list[_Match]:
    """The first so many of each document."""
    seen: Counter[str] = Counter()
    kept = []
    for match in found:
        seen[match[1]] += 1
        if seen[match[1]] <= count:
            kept.append(match)
    return kept
