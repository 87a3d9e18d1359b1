"""An index as readers hold it open: it follows updates and rebuilds by other processes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import TypeVar

from whoosh.query import Query

from indexer.engine import DocumentHits, Filters, Narrowed, PassageHits, Reader, RebuildNeeded, Sort
from indexer.engines.whoosh import WhooshEngine
from indexer.folder import IndexFolder, Meta
from indexer.query.variants import Variants

_T = TypeVar("_T", DocumentHits, PassageHits, Narrowed)


class OpenIndex:
    """The generation in use, whichever it is at the moment. Reading only."""

    def __init__(self, folder: Path) -> None:
        """Raises RebuildNeeded where there is no index of this version, IndexUnusable for a folder that is no index."""
        self._folder = IndexFolder(folder)
        self._lock = Lock()
        self._stamp: tuple[int, ...] | None = None
        self._meta = Meta("", {})
        self._engine: Reader
        self._follow()

    @property
    def issuers(self) -> Mapping[str, str]:
        """English names of issuers by Chinese name."""
        self._follow()
        return self._meta.issuers

    @property
    def variants(self) -> Variants:
        """Other forms of terms, from the term base."""
        self._follow()
        return self._meta.variants

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
        """Documents that match, ranked; see ``Engine``."""
        return self._answer(lambda e: e.documents(query, filters=filters, issued=issued, sort=sort, limit=limit, offset=offset))

    def passages(
        self, query: Query, *, documents: Sequence[str] | None = None, limit: int = 10, per_document: int | None = None
    ) -> PassageHits:
        """Passages that match, ranked; see ``Engine``."""
        return self._answer(lambda e: e.passages(query, documents=documents, limit=limit, per_document=per_document))

    def among(self, documents: Collection[str] | None, filters: Filters) -> Narrowed:
        """Which of these documents pass the filters; see ``Engine``."""
        return self._answer(lambda e: e.among(documents, filters))

    def _answer(self, ask: Callable[[Reader], _T]) -> _T:
        """Ask the generation in use; once more if it went away while it answered."""
        asked = self._follow()
        try:
            return ask(asked)
        except RebuildNeeded:
            if self._follow() is asked:
                raise
            return ask(self._engine)

    def _follow(self) -> Reader:
        """The engine of the generation in use; an engine that others may still be asking is left to the garbage collector."""
        with self._lock:
            stamp = self._folder.stamp()
            if stamp is None or stamp != self._stamp:
                meta = self._folder.meta()
                if meta.generation != self._meta.generation:
                    self._engine = WhooshEngine(self._folder.generation(meta))
                self._meta, self._stamp = meta, stamp
            return self._engine
