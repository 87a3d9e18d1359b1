"""Rows of a document: one segment in both languages, joined by segment id.

Each language shows its full text, or its digest where it has none: a fallback that the cell's kind records.
"""

from __future__ import annotations

from dataclasses import dataclass

from archive.model import LANGUAGES, Document, Edition, Kind, Language, Segment


@dataclass(frozen=True, slots=True)
class Cell:
    """One side of a row and the kind of edition it comes from."""

    language: Language
    kind: Kind
    segment: Segment


@dataclass(frozen=True, slots=True)
class Row:
    """One passage in both languages; a side that nothing answers to is None."""

    id: str
    zh: Cell | None
    en: Cell | None

    def cell(self, language: str) -> Cell | None:
        """The side in a language."""
        return self.en if language == "en" else self.zh


def shown_edition(document: Document, language: Language) -> Edition | None:
    """The full text in a language, else the digest, else None."""
    return document.edition(language) or document.edition(f"{language}.digest")


def rows(document: Document) -> tuple[Row, ...]:
    """All rows in the order of the text; what only the English has stands after the passage it follows there."""
    zh, en = (cells(document, language) for language in LANGUAGES)
    return tuple(Row(segment_id, zh.get(segment_id), en.get(segment_id)) for segment_id in _merged(zh, en))


def cells(document: Document, language: Language) -> dict[str, Cell]:
    """The shown edition of a language, by segment id."""
    edition = shown_edition(document, language)
    if edition is None:
        return {}
    return {segment.id: Cell(edition.language, edition.kind, segment) for segment in edition.segments}


def enclosing(segment_id: str, ids: dict[str, Cell]) -> Cell | None:
    """The cell with an id, else that of the nearest segment it lies in (``art_3__para_2`` → ``art_3``)."""
    while segment_id:
        if segment_id in ids:
            return ids[segment_id]
        segment_id = segment_id.rpartition("__")[0]
    return None


def _merged(first: dict[str, Cell], second: dict[str, Cell]) -> list[str]:
    """The ids of the first in order, and each id only the second has after the one it follows there."""
    following: dict[str, list[str]] = {}
    anchor = ""
    for segment_id in second:
        if segment_id in first:
            anchor = segment_id
        else:
            following.setdefault(anchor, []).append(segment_id)
    merged = list(following.get("", []))
    for segment_id in first:
        merged += [segment_id, *following.get(segment_id, [])]
    return merged
