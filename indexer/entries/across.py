"""What stands beside each passage in the other language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archive.alignment.editions.rows import Cell, cells, enclosing, rows
from archive.model import LANGUAGES, Document, TranslationUnit

Across = Mapping[str, Mapping[str, Cell]]
"""By language, what stands there beside a segment of the other language, by that one's id."""


def across_of(document: Document, units: Sequence[TranslationUnit]) -> Across:
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
