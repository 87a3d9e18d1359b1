"""What an index must do. Engines store and count ready terms and know nothing of Chinese or English.

A query is a tree of ``whoosh.query`` nodes over stream fields, whatever the engine: And, Or, Not, AndMaybe,
ConstantScoreQuery, Every, NullQuery, and the leaves Term, Phrase (consecutive positions) and Prefix (capped).

Two kinds of entry share one index: **documents** are ranked, filtered and counted; **passages** (one segment in one
language) carry the snippets. Their fields have different names, so that neither disturbs the other's statistics.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from whoosh.query import Query

from archive.errors import IndexUnusable

Position = int
Stream = Sequence[tuple[str, Position]]
"""Terms with their positions; a stream whose field keeps no positions may repeat position 0."""

FACETS = ("issuer", "type", "level", "region", "year", "topic", "status", "edition", "language")
Sort = Literal["relevance", "newest", "oldest"]
Filters = Mapping[str, Sequence[str]]
"""Chosen values by facet: any value of one facet (OR), every facet (AND)."""


class RebuildNeeded(IndexUnusable):
    """An index that must be made again: it is missing, damaged, or of another version."""


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A document as the index holds it. ``streams``: by field; ``facets``: values by facet; ``stored``: JSON-able."""

    id: str
    streams: Mapping[str, Stream]
    facets: Mapping[str, Sequence[str]]
    issued: int
    """YYYYMMDD, 0 where the date is not known."""
    fingerprint: str
    stored: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PassageEntry:
    """A segment in one language; ``stored`` carries its text and its translation.

    ``weight``: what its matches count beside those of running text (headings less).
    """

    document: str
    streams: Mapping[str, Stream]
    stored: Mapping[str, Any]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class DocumentHit:
    """A document that was found."""

    id: str
    score: float
    stored: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PassageHit:
    """A passage that was found."""

    document: str
    score: float
    stored: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DocumentHits:
    """One page of documents, the exact total, and counts by facet and value, each facet ignoring its own selection."""

    total: int
    hits: Sequence[DocumentHit] = ()
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PassageHits:
    """The best passages and the exact total."""

    total: int
    hits: Sequence[PassageHit] = ()


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Documents that pass filters, each with its date of issue (YYYYMMDD, 0 where not known); counts as in ``DocumentHits``."""

    issued: Mapping[str, int] = field(default_factory=dict)
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


class Writer(Protocol):
    """Changes that become visible together. Leaving the ``with`` block by an exception drops them all."""

    def put(self, document: DocumentEntry, passages: Sequence[PassageEntry]) -> None:
        """Replace everything the index holds of this document."""

    def remove(self, document_id: str) -> None:
        """Forget a document and its passages; an unknown id is no error."""

    def __enter__(self) -> Writer: ...

    def __exit__(self, *exception: object) -> None: ...


class Reader(Protocol):
    """An index that is asked. Every method may raise ``RebuildNeeded``."""

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
        """Documents that match, ranked: by score, then the newest, then by id; or by date, unknown dates last.

        ``issued`` bounds the date of issue (YYYYMMDD, both ends included); an unknown date is outside any bound.
        """

    def passages(
        self, query: Query, *, documents: Sequence[str] | None = None, limit: int = 10, per_document: int | None = None
    ) -> PassageHits:
        """Passages that match, ranked; of certain documents only where ``documents`` is given.

        At most ``per_document`` of each are among the hits; the total counts all.
        """

    def among(self, documents: Collection[str] | None, filters: Filters) -> Narrowed:
        """Which of these documents (None: of all) pass the filters, and the counts of the facets among them."""


class Engine(Reader, Protocol):
    """An embedded index in one folder."""

    def writer(self) -> Writer:
        """The single writer. Raises ``IndexUnusable`` when another process is writing."""

    def fingerprints(self) -> Mapping[str, str]:
        """Document id → fingerprint of what was indexed."""

    def close(self) -> None:
        """Let go of the files."""
