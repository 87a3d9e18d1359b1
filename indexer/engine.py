"""What an index must do. Engines store and count ready terms and know nothing of Chinese or English.

A query is a tree of ``whoosh.query`` nodes, whatever the engine: And, Or (with ``minmatch``), DisjunctionMax, Not, AndMaybe,
ConstantScoreQuery, Every, NullQuery, and the leaves Term, Phrase (consecutive positions, no slop) and NumericRange over
``issued``. Term and Phrase are over the streams below; Term also over a facet or ``document`` (an id). Prefixes, wildcards and
misspellings are no nodes: the query layer asks for the terms they stand for (``Reader.terms``), so that all engines agree.

An index holds two kinds of entry: **documents** are ranked, filtered and counted; **passages** (one segment in one language)
carry the snippets. Each kind has its own statistics.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from whoosh.query import Query

from archive.errors import IndexUnusable

Stream = str
"""Terms separated by single spaces, each one position after the one before; ``GAP`` is a position without a term."""

GAP = "\u00b7"
"""A free position: in a stream no term, among the words of a ``Phrase`` any term or none."""

DOCUMENT_STREAMS = {
    "number_characters": True,
    "title_words": True,
    "title_characters": True,
    "title_pinyin": True,
    "text_words": True,
    "text_characters": True,
    "text_references": False,
}
"""The streams of a document's entry, and whether they keep positions."""

PASSAGE_STREAMS = {
    "passage_words": True,
    "passage_characters": True,
    "passage_references": False,
    "heading_words": True,
    "heading_characters": True,
    "context_words": False,
    "context_characters": False,
    "place": False,
}
"""The streams of a passage's entry. A heading's text is in ``heading_*`` instead of ``passage_*``; ``context_*`` is the title of
its document and the headings over it; ``place`` says which provision it is."""

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
    """A segment in one language; ``stored`` carries its text and its translation."""

    document: str
    streams: Mapping[str, Stream]
    stored: Mapping[str, Any]


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
    """The best passages and the exact total; None where it was not asked for."""

    total: int | None
    hits: Sequence[PassageHit] = ()


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many entries of each kind an index holds."""

    documents: int
    passages: int


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
