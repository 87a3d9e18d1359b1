"""What is stored with an entry: all that a result shows, so that a search reads no documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from archive.alignment.editions.rows import shown_editions
from archive.model import LANGUAGES, Bilingual, Document, Edition, Segment
from indexer.entries.across import Across


def stored_document(document: Document, across: Across) -> Mapping[str, Any]:
    """What a result shows; ``opening`` is the passage shown where no passage matches."""
    opening = next(_openings(document), None)
    return {
        "title": _pair(document.title),
        "number": document.number,
        "issued": document.issued.isoformat() if document.issued else None,
        "issuers": [_pair(issuer) for issuer in document.issuers],
        "type": document.type,
        "status": document.status,
        "opening": stored_passage(document, *opening, across) if opening else None,
    }


def _openings(document: Document) -> Iterator[tuple[Edition, Segment]]:
    """Where a document may be said to begin: its first running text, else anything, Chinese first."""
    shown = shown_editions(document)
    texts = [(edition, segment) for edition in shown for segment in edition.segments if segment.text.strip()]
    yield from (place for place in texts if not place[1].is_heading and place[1].level != "notice")
    yield from texts


def stored_passage(document: Document, edition: Edition, segment: Segment, across: Across) -> Mapping[str, Any]:
    """A passage and what stands beside it in the other language."""
    other = "en" if edition.language == "zh" else "zh"
    cell = across[other].get(segment.id)
    return {
        "document": document.id,
        "segment": segment.id,
        "lang": edition.language,
        "kind": edition.kind,
        "label": segment.label,
        "place": _place(edition, segment.id),
        "text": segment.text,
        "translation": cell and {"lang": other, "text": cell.text, "kind": cell.kind, "segment": cell.segment.id},
    }


def _place(edition: Edition, segment_id: str) -> str:
    """The labels of a segment and of all it lies in, outermost first; empty where none has a label."""
    labels: dict[str, str] = {}
    parts = segment_id.split("__")
    for end in range(1, len(parts) + 1):
        segment = edition.segment("__".join(parts[:end]))
        if segment and segment.label:
            labels[segment.id] = segment.label.strip()
    return (" " if edition.language == "en" else "").join(labels.values())


def _pair(names: Bilingual) -> Mapping[str, str | None]:
    return {language: names.get(language) for language in LANGUAGES}
