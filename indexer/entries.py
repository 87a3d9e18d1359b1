"""A document → what the index holds of it: one entry for itself and one for each segment in each language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from archive.alignment.editions.rows import Cell, cells, enclosing, rows, shown_editions
from archive.model import LANGUAGES, Bilingual, Document, Edition, Segment, TranslationUnit
from archive.text.dates import first_day
from indexer.analysis import Cut, cut, number_stream, streams
from indexer.engine import DocumentEntry, PassageEntry

_Cells = Mapping[str, Mapping[str, Cell]]
"""By language, what stands there beside a segment of the other language, by that one's id."""

VERSION = "4"
"""Changes whenever the same document gives other entries: an index made with another version is made again."""

_HEADING_WEIGHT = 0.2
"""A heading is short, which alone would put it above the text it stands over."""


def entries(
    document: Document, fingerprint: str, units: Sequence[TranslationUnit] = ()
) -> tuple[DocumentEntry, list[PassageEntry]]:
    """The document's entry and its passages: all segments with a text, of the editions that its page shows.

    A digest beside a full text in its language is not shown, so what only it says is not found. ``units``: its passages as the
    catalogue has them; without them the translation of a passage is the one with its id.
    """
    shown = shown_editions(document)
    cuts = {id(segment): cut(f"{segment.label} {segment.text}") for edition in shown for segment in edition.segments}
    across = _across(document, units)
    passages = [
        PassageEntry(
            document.id,
            streams("passage", [cuts[id(segment)]]),
            _stored_passage(document, edition, segment, across),
            _HEADING_WEIGHT if segment.is_heading else 1.0,
        )
        for edition in shown
        for segment in edition.segments
        if segment.text.strip()
    ]
    texts = list(cuts.values())
    return _document_entry(document, fingerprint, texts, across), passages


def _across(document: Document, units: Sequence[TranslationUnit]) -> _Cells:
    """By units; without them, and where a digest stands in, by ids: the passage with the id, or the nearest that it lies in."""
    shown = {language: cells(document, language) for language in LANGUAGES}
    joined = [row for row in rows(document, units) if row.unit]
    across: dict[str, dict[str, Cell]] = {language: {} for language in LANGUAGES}
    if not joined or {cell.kind == "digest" for one in shown.values() for cell in one.values()} == {True, False}:
        ids = [segment_id for one in shown.values() for segment_id in one]
        across = {code: {i: cell for i in ids if (cell := enclosing(i, shown[code]))} for code in LANGUAGES}
    for row in joined:
        for ours, theirs in ((row.zh, row.en), (row.en, row.zh)):
            if ours and theirs:
                across[theirs.language] |= {segment.id: theirs for segment in ours.segments}
    return across


def issuer_value(issuer: Bilingual) -> str:
    """What an issuer is counted under: its Chinese name, else its English one."""
    return issuer.best("zh")


def _document_entry(document: Document, fingerprint: str, texts: list[Cut], across: _Cells) -> DocumentEntry:
    about = [name for body in document.issuers for name in _names(body)] + _names(document.abstract)
    return DocumentEntry(
        id=document.id,
        streams={
            **number_stream(document.number),
            **streams("title", map(cut, _names(document.title))),
            **streams("text", [*map(cut, about), *texts]),
        },
        facets=_facets(document),
        issued=int(f"{first_day(document.issued):%Y%m%d}") if document.issued else 0,
        fingerprint=fingerprint,
        stored=_stored_document(document, across),
    )


def _facets(document: Document) -> Mapping[str, list[str]]:
    values: Mapping[str, Sequence[str | None]] = {
        "issuer": [issuer_value(issuer) for issuer in document.issuers],
        "type": [document.type],
        "level": [document.level],
        "region": [document.region],
        "year": [str(document.issued.year) if document.issued else None],
        "topic": document.topics,
        "status": [document.status],
        "edition": [edition.kind for edition in document.editions],
        "language": [edition.language for edition in document.editions],
    }
    return {facet: [value for value in dict.fromkeys(several) if value] for facet, several in values.items()}


def _stored_document(document: Document, across: _Cells) -> Mapping[str, Any]:
    """What a result shows; ``opening`` is the passage shown where no passage matches."""
    opening = next(_openings(document), None)
    return {
        "title": _pair(document.title),
        "number": document.number,
        "issued": document.issued.isoformat() if document.issued else None,
        "issuers": [_pair(issuer) for issuer in document.issuers],
        "type": document.type,
        "status": document.status,
        "opening": _stored_passage(document, *opening, across) if opening else None,
    }


def _openings(document: Document) -> Iterator[tuple[Edition, Segment]]:
    """Where a document may be said to begin: its first running text, else anything, Chinese first."""
    shown = shown_editions(document)
    texts = [(edition, segment) for edition in shown for segment in edition.segments if segment.text.strip()]
    yield from (place for place in texts if not place[1].is_heading and place[1].level != "notice")
    yield from texts


def _stored_passage(document: Document, edition: Edition, segment: Segment, across: _Cells) -> Mapping[str, Any]:
    other = "en" if edition.language == "zh" else "zh"
    cell = across[other].get(segment.id)
    return {
        "document": document.id,
        "segment": segment.id,
        "lang": edition.language,
        "kind": edition.kind,
        "label": segment.label,
        "text": segment.text,
        "translation": cell and {"lang": other, "text": cell.text, "kind": cell.kind, "segment": cell.segment.id},
    }


def _pair(names: Bilingual) -> Mapping[str, str | None]:
    return {language: names.get(language) for language in LANGUAGES}


def _names(names: Bilingual) -> list[str]:
    return [name for language in LANGUAGES if (name := names.get(language))]
