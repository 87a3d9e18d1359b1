"""The text of a document as the page lays it out: rows of two cells, with words marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.alignment.editions.rows import Cell, Row, shown_edition
from archive.errors import BadQuery
from archive.model import LANGUAGES, Document, Edition, Language, Segment
from web.contents import depth, title_ids
from web.marking import marked
from web.row_views import BARE, Apparatus, TextCell, TextPart, TextRow
from web.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

VIEWS = ("zh", "both", "en")


def read_view(view: str) -> str:
    """A view of the text. Raises ``BadQuery``."""
    if view not in VIEWS:
        raise BadQuery(f"view is {view[:40]!r}; it can be {', '.join(VIEWS)}")
    return view


def text_rows(document: Document, rows: Sequence[Row], languages: Iterable[str], apparatus: Apparatus = BARE) -> list[TextRow]:
    """The rows that have something in one of these languages."""
    shown = tuple(languages)
    digests = frozenset(language for language in LANGUAGES if not _is_full(shown_edition(document, language)))
    layout = _Layout(shown, digests if len(digests) == 1 else frozenset(), title_ids(rows), apparatus)
    return [_text_row(row, layout) for row in rows if any(row.cell(language) for language in shown)]


def original_language(document: Document) -> Language:
    """The language of the full text that is nobody's translation; Chinese where there is none."""
    full = [edition for edition in document.editions if edition.kind in ("official", "news")]
    return "zh" if not full or any(edition.language == "zh" for edition in full) else "en"


def _is_full(edition: Edition | None) -> bool:
    return edition is not None and edition.kind != "digest"


@dataclass(frozen=True, slots=True)
class _Layout:
    """What holds for all rows of a page. ``stand_ins``: the languages whose digest stands beside a full text."""

    shown: Sequence[str]
    stand_ins: frozenset[Language]
    titles: frozenset[str]
    apparatus: Apparatus


def _text_row(row: Row, layout: _Layout) -> TextRow:
    leading = next(leading_segment(cell) for cell in map(row.cell, LANGUAGES) if cell)
    states = layout.apparatus.states.get(row.id, frozenset())
    return TextRow(
        id=row.id,
        aliases=layout.apparatus.aliases.get(row.id, ()),
        level=leading.level,
        depth=_indentation(leading.id, layout.titles),
        is_title=row.id in layout.titles,
        depth_of_title=depth(leading.id),
        labels=_labels(row, leading.level, layout.shown),
        cells={language: _text_cell(row.cell(language), layout) for language in layout.shown},
        states=states,
        percent=round(100 * row.unit.score) if row.unit and "low score" in states else None,
    )


def _text_cell(cell: Cell | None, layout: _Layout) -> TextCell | None:
    if cell is None:
        return None
    leading = leading_segment(cell)
    hanging = leading if leading.level == "article" else None
    parts = tuple(
        _text_part(segment, cell.language, "" if segment is hanging else segment.label, layout) for segment in cell.segments
    )
    return TextCell(cell.language, cell.kind, cell.language in layout.stand_ins, parts)


def _text_part(segment: Segment, language: Language, label: str, layout: _Layout) -> TextPart:
    place = language, segment.id
    spans, links = list(layout.apparatus.highlight(segment.text)), layout.apparatus.links.get(place, ())
    as_table = table(segment.text, spans, links)
    html = as_table or marked(segment.text, spans, links, sentences=layout.apparatus.sentences.get(place, ()))
    return TextPart(label, html, is_table=bool(as_table))


def leading_segment(cell: Cell) -> Segment:
    """The segment that a cell is about: where headings stand before text in one cell, the first text."""
    return next((segment for segment in cell.segments if not segment.is_heading), cell.segment)


def _labels(row: Row, level: str, shown: Sequence[str]) -> tuple[tuple[Language, str], ...]:
    """The article's number in the languages shown; a level whose number stands in the text has a bare mark there instead."""
    if level != "article":
        return ()
    leading = [(cell.language, leading_segment(cell)) for cell in map(row.cell, shown) if cell]
    return tuple((language, segment.label) for language, segment in leading if segment.level == level and segment.label)


def _indentation(segment_id: str, titles: frozenset[str]) -> int:
    """Steps of indentation: one for each point or indent on the way that is text; those that are headings take no room."""
    parts = segment_id.split("__")
    steps = [position for position, part in enumerate(parts, 1) if part.startswith(("point_", "indent_"))]
    return sum("__".join(parts[:position]) not in titles for position in steps)
