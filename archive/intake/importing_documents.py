"""Which documents the units of a file are of, and which of their texts is translated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from archive.alignment.editions.staleness import source_language
from archive.errors import BadQuery, Conflict
from archive.exchange.units import ExchangedUnit
from archive.model import Document, Language

Numbered = Sequence[tuple[int, ExchangedUnit]]
"""Units with their number in the file, from 1."""


def by_document(units: Iterable[ExchangedUnit], to: str | None, known: Sequence[str]) -> dict[str, Numbered]:
    """The units of a file, numbered from 1, by the document they are of: the one that is named, else the one they name.

    Digests are left out: they translate nothing. Raises BadQuery where a unit names none and none is named; Conflict where
    it names another one, or one that is not there.
    """
    found: dict[str, list[tuple[int, ExchangedUnit]]] = {}
    ids = set(known)
    for number, unit in enumerate(units, 1):
        document = to or unit.document
        if not document:
            raise BadQuery(f"unit {number} does not say of which document it is; name it with --to ID")
        if to and unit.document not in ("", to):
            raise Conflict(f"unit {number} is of {unit.document[:100]!r}, not of {to}; look whether it is the right file")
        if document not in ids:
            raise Conflict(f"unit {number} is of {document[:100]!r}, which is not in the collection; name another with --to ID")
        if unit.state != "digest":
            found.setdefault(document, []).append((number, unit))
    return {document: tuple(numbered) for document, numbered in found.items()}


def languages_of(document: Document) -> tuple[Language, Language]:
    """The language of a document's own text, and the one it is translated into. Raises Conflict where it has no full text."""
    zh, en = document.edition("zh"), document.edition("en")
    if zh is None and en is None:
        raise Conflict(f"{document.id} has no full text that could be translated; a digest is none")
    source = source_language(zh, en) if zh and en else "zh" if zh else "en"
    return ("zh", "en") if source == "zh" else ("en", "zh")
