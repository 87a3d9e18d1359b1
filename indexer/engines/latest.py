"""Questions that are each asked of the state of the moment."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence

from whoosh.query import Query

from indexer.engine import DocumentHits, Filters, Narrowed, PassageHits, Reader, Sizes, Sort


class Latest(ABC):
    """A ``Reader`` that follows changes between questions. Who has several that belong together asks a ``snapshot``."""

    @abstractmethod
    def snapshot(self) -> Reader:
        """The present state, which stays as it is whatever becomes of the index."""

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
        present = self.snapshot()
        return present.documents(query, filters=filters, issued=issued, sort=sort, limit=limit, offset=offset, facets=facets)

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
        return self.snapshot().passages(query, documents=documents, limit=limit, per_document=per_document, count=count)

    def among(self, documents: Collection[str] | None, filters: Filters) -> Narrowed:
        """Which of these documents pass the filters; see ``Reader``."""
        return self.snapshot().among(documents, filters)

    def terms(self, stream: str, prefix: str, limit: int) -> Sequence[tuple[str, int]]:
        """Terms of a stream that begin so, the most frequent first; see ``Reader``."""
        return self.snapshot().terms(stream, prefix, limit)

    def frequency(self, stream: str, term: str) -> int:
        """How many entries have a term; see ``Reader``."""
        return self.snapshot().frequency(stream, term)

    def sizes(self) -> Sizes:
        """How many entries there are."""
        return self.snapshot().sizes()
