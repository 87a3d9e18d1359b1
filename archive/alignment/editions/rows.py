"""Rows of a document: a passage in both languages, joined by its translation units, else by segment id.

Each language shows its full text, or its digest where it has none: a fallback that the cell's kind records.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.alignment.editions.texts import join
from archive.model import LANGUAGES, Document, Edition, Kind, Language, Segment, Stretch, TranslationUnit


@dataclass(frozen=True, slots=True)
class Cell:
    """One side of a row and the kind of edition it comes from. ``more``: the segments that follow the first one in it."""

    language: Language
    kind: Kind
    segment: Segment
    more: tuple[Segment, ...] = ()

    @property
    def segments(self) -> tuple[Segment, ...]:
        """All segments of this side, in order."""
        return (self.segment, *self.more)

    @property
    def text(self) -> str:
        """What its segments say, without labels."""
        return join((one.text for one in self.segments), self.language)


@dataclass(frozen=True, slots=True)
class Row:
    """One passage in both languages; a side that nothing answers to is None. ``id``: of its first segment, Chinese first.

    ``unit``: the translation unit that joined it, with score, origin and whether it is stale; None where ids alone did.
    """

    id: str
    zh: Cell | None
    en: Cell | None
    unit: TranslationUnit | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all its segments, each once; a link to any of them leads here."""
        return tuple(dict.fromkeys(one.id for cell in (self.zh, self.en) if cell for one in cell.segments))

    def cell(self, language: str) -> Cell | None:
        """The side in a language."""
        return self.en if language == "en" else self.zh


def shown_edition(document: Document, language: Language) -> Edition | None:
    """The full text in a language, else the digest, else None."""
    return document.edition(language) or document.edition(f"{language}.digest")


def shown_editions(document: Document) -> list[Edition]:
    """The edition that a document shows in each language that it has, Chinese first."""
    return [edition for language in LANGUAGES if (edition := shown_edition(document, language))]


def shown_kinds(document: Document) -> tuple[Kind | None, Kind | None]:
    """The kinds of the editions shown in Chinese and in English; None where there is none."""
    zh, en = (shown_edition(document, language) for language in LANGUAGES)
    return zh.kind if zh else None, en.kind if en else None


def rows(document: Document, units: Sequence[TranslationUnit] = ()) -> tuple[Row, ...]:
    """All rows in the order of the text; what only the English has stands after the passage it follows there.

    ``units``: its passages, as the catalogue has them. Where one of them does not fit the text as it is, or there are none,
    or the document has a text in one language only, ids join the rows.
    """
    zh, en = (cells(document, language) for language in LANGUAGES)
    if units and zh and en and (joined := _by_units(units, zh, en)):
        return joined
    return tuple(Row(segment_id, zh.get(segment_id), en.get(segment_id)) for segment_id in _merged(zh, en))


def cells(document: Document, language: Language) -> dict[str, Cell]:
    """The shown edition of a language, by segment id."""
    edition = shown_edition(document, language)
    if edition is None:
        return {}
    return {segment.id: Cell(edition.language, edition.kind, segment) for segment in edition.segments}


def _by_units(units: Sequence[TranslationUnit], zh: dict[str, Cell], en: dict[str, Cell]) -> tuple[Row, ...]:
    """A row a unit; none where the units are not those of these texts: each segment in one of them, word for word."""
    for present, sides in ((zh, [unit.zh for unit in units]), (en, [unit.en for unit in units])):
        if sorted(one.segment for side in sides for one in side) != sorted(present):
            return ()
    joined = tuple(Row(_row_id(unit, zh), _cell(unit.zh, zh), _cell(unit.en, en), unit) for unit in units)
    texts = [(row.zh.text if row.zh else "", row.en.text if row.en else "") for row in joined]
    return joined if texts == [(unit.zh_text, unit.en_text) for unit in units] else ()


def _row_id(unit: TranslationUnit, zh: dict[str, Cell]) -> str:
    """The first segment; what stands in English only and has the id of a Chinese passage is told apart: ``en.art_8``."""
    first = (unit.zh or unit.en)[0].segment
    return unit.id if not unit.zh and first in zh else first


def _cell(stretches: Sequence[Stretch], present: dict[str, Cell]) -> Cell | None:
    found = [present[one.segment] for one in stretches]
    return replace(found[0], more=tuple(cell.segment for cell in found[1:])) if found else None


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
