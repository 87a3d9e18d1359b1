"""Which documents the units of a file are of, and which of their texts is translated."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from archive.alignment.editions.staleness import source_language
from archive.errors import BadQuery, Conflict
from archive.exchange.units import ExchangedUnit
from archive.model import Document, Language

Numbered = Sequence[tuple[int, ExchangedUnit]]
"""Units with their number in the file, from 1."""


def by_document(
    units: Iterable[ExchangedUnit], to: str | None, known: Sequence[str], check: Callable[[str], object] = lambda _: None
) -> dict[str, Numbered]:
    """The units of a file, numbered from 1, by the document they are of: the one that is named, else the one they name.

    Digests are left out: they translate nothing. ``check`` is called with each document when it is met first, so that what
    cannot be taken in is refused before the whole file is read. Raises BadQuery where a unit names none and none is named;
    Conflict where it names another one or one that is not there, and where no unit is left: there is none, or digests only.
    """
    found: dict[str, list[tuple[int, ExchangedUnit]]] = {}
    ids, digests = set(known), 0
    for number, unit in enumerate(units, 1):
        document = to or unit.document
        if not document:
            raise BadQuery(f"unit {number} does not say of which document it is; name it with --to ID")
        if to and unit.document not in ("", to):
            raise Conflict(f"unit {number} is of {unit.document[:100]!r}, not of {to}; look whether it is the right file")
        if document not in ids:
            raise Conflict(f"unit {number} is of {document[:100]!r}, which is not in the collection; name another with --to ID")
        if unit.state == "digest":
            digests += 1
            continue
        if document not in found:
            check(document)
        found.setdefault(document, []).append((number, unit))
    if not found:
        raise Conflict(_nothing(digests))
    return {document: tuple(numbered) for document, numbered in found.items()}


def _nothing(digests: int) -> str:
    if digests:
        said = f"the file has digests only ({digests}): the archive's own summaries, which translate nothing"
        return f"{said}; export a document with a full text, and fill the translation in there"
    return "the file has no translation unit that could be taken in"


def languages_of(document: Document) -> tuple[Language, Language]:
    """The language of a document's own text, and the one it is translated into. Raises Conflict where it has no full text."""
    zh, en = document.edition("zh"), document.edition("en")
    if zh is None and en is None:
        raise Conflict(f"{document.id} has no full text that could be translated; a digest is none")
    source = source_language(zh, en) if zh and en else "zh" if zh else "en"
    return ("zh", "en") if source == "zh" else ("en", "zh")
