"""What is put into an index: streams of terms, facets, and what is stored with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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
