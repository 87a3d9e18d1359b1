"""What an engine does: an index that is asked, changed, and kept in a folder."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Literal, Protocol

from whoosh.query import Query

from archive.errors import IndexUnusable
from indexer.engine.entries import DocumentEntry, PassageEntry
from indexer.engine.hits import DocumentHits, Narrowed, PassageHits, Sizes

Sort = Literal["relevance", "newest", "oldest"]
Filters = Mapping[str, Sequence[str]]
"""Chosen values by facet: any value of one facet (OR), every facet (AND)."""


class RebuildNeeded(IndexUnusable):
    """An index that must be made again: it is missing, damaged, or of another version."""


class Writer(Protocol):
    """Changes that become visible together. Leaving the ``with`` block by an exception drops them all."""

    def put(self, document: DocumentEntry, passages: Sequence[PassageEntry]) -> None:
        """Replace everything the index holds of this document."""

    def remove(self, document_id: str) -> None:
        """Forget a document and its passages; an unknown id is no error."""

    def __enter__(self) -> Writer: ...

    def __exit__(self, *exception: object) -> None: ...


class Reader(Protocol):
    """An index that is asked: a snapshot, or whatever its state is at each question. Every method may raise ``RebuildNeeded``."""

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
        """Documents that match, ranked: by score, then the newest, then by id; or by date, unknown dates last.

        ``issued`` bounds the date of issue (YYYYMMDD, both ends included); an unknown date is outside any bound.
        ``facets=False``: none are counted, which takes an engine longer than anything else.
        """

    def passages(
        self,
        query: Query,
        *,
        documents: Collection[str] | None = None,
        limit: int = 10,
        per_document: int | None = None,
        count: bool = True,
    ) -> PassageHits:
        """Passages that match, ranked (what is level: by document id, then in the order of the text).

        Of certain documents only where ``documents`` is given; at most ``per_document`` of each are among the hits, while the
        total counts all. ``count=False``: no total, which lets an engine stop early.
        """

    def among(self, documents: Collection[str] | None, filters: Filters) -> Narrowed:
        """Which of these documents (None: of all) pass the filters, and the counts of the facets among them."""

    def terms(self, stream: str, prefix: str, limit: int) -> Sequence[tuple[str, int]]:
        """Terms of a stream that begin so, with the number of entries that have each: the most frequent first, then by term."""

    def frequency(self, stream: str, term: str) -> int:
        """How many entries have a term (entries replaced since may still count until the engine merges)."""

    def sizes(self) -> Sizes:
        """How many entries there are."""


class Engine(Reader, Protocol):
    """An embedded index in one folder."""

    def snapshot(self) -> Reader:
        """The present state, which stays as it is whatever becomes of the index: for questions that belong together."""

    def writer(self) -> Writer:
        """The single writer. Raises ``IndexUnusable`` when another process is writing."""

    def fingerprints(self) -> Mapping[str, str]:
        """Document id → fingerprint of what was indexed."""

    def close(self) -> None:
        """Let go of the files."""
