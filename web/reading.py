"""The text of a document as the page lays it out: rows of two cells, with words marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.alignment.rows import Cell, Row, shown_edition
from archive.model import LANGUAGES, Document, Edition, Language
from web.contents import depth, title_ids
from web.marking import marked
from web.tables import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from markupsafe import Markup

    from indexer.results import Span
    from web.marking import Link

    Links = Mapping[tuple[str, str], Sequence[Link]]
    Highlight = Callable[[str], Iterable[Span]]

VIEWS = ("zh", "both", "en")


@dataclass(frozen=True, slots=True)
class TextCell:
    """One side of a row, ready to show. ``stands_in``: a digest beside a full text in the other language.

    ``is_table``: ``html`` is a table and stands in a block of its own.
    """

    language: Language
    label: str
    html: Markup
    kind: str
    stands_in: bool
    is_table: bool = False


@dataclass(frozen=True, slots=True)
class TextRow:
    """A row. ``labels`` hang in the margin; ``alias``: the id that also names it, an article's first paragraph.

    ``depth``: steps of indentation; ``depth_of_title``: of a heading among headings, from 0.
    """

    id: str
    alias: str | None
    level: str
    depth: int
    is_title: bool
    depth_of_title: int
    labels: tuple[tuple[Language, str], ...]
    cells: Mapping[str, TextCell | None]


def text_rows(
    document: Document, rows: Sequence[Row], highlight: Highlight, languages: Iterable[str], links: Links | None = None
) -> list[TextRow]:
    """The rows that have something in one of these languages; ``highlight`` finds the words that the reader searched for.

    ``links``: what passages cite, by language and segment id.
    """
    shown = tuple(languages)
    digests = frozenset(language for language in LANGUAGES if not _is_full(shown_edition(document, language)))
    layout = _Layout(
        shown,
        digests if len(digests) == 1 else frozenset(),
        frozenset(row.id for row in rows),
        title_ids(rows),
        highlight,
        links or {},
    )
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
    ids: frozenset[str]
    titles: frozenset[str]
    highlight: Highlight
    links: Links


def _text_row(row: Row, layout: _Layout) -> TextRow:
    level = next(cell.segment.level for cell in map(row.cell, LANGUAGES) if cell)
    return TextRow(
        id=row.id,
        alias=_alias(row.id, level, layout.ids),
        level=level,
        depth=_indentation(row.id, layout.titles),
        is_title=row.id in layout.titles,
        depth_of_title=depth(row.id),
        labels=_labels(row, level, layout.shown),
        cells={language: _text_cell(row.cell(language), layout) for language in layout.shown},
    )


def _text_cell(cell: Cell | None, layout: _Layout) -> TextCell | None:
    if cell is None:
        return None
    text = cell.segment.text
    in_cell = cell.segment.label if cell.segment.level != "article" else ""
    spans, links = list(layout.highlight(text)), layout.links.get((cell.language, cell.segment.id), ())
    as_table = table(text, spans, links)
    html = as_table or marked(text, spans, links)
    return TextCell(cell.language, in_cell, html, cell.kind, cell.language in layout.stand_ins, is_table=bool(as_table))


def _labels(row: Row, level: str, shown: Sequence[str]) -> tuple[tuple[Language, str], ...]:
    """The article's number in the languages shown; a level whose number stands in the text has a bare mark there instead."""
    if level != "article":
        return ()
    cells = [cell for cell in map(row.cell, shown) if cell and cell.segment.label]
    return tuple((cell.language, cell.segment.label) for cell in cells)


def _alias(segment_id: str, level: str, ids: frozenset[str]) -> str | None:
    """``art_8`` is also ``art_8__para_1``: its first paragraph is its own text."""
    alias = f"{segment_id}__para_1"
    return alias if level in ("article", "section", "point", "indent") and alias not in ids else None


def _indentation(segment_id: str, titles: frozenset[str]) -> int:
    """Steps of indentation: one for each point or indent on the way that is text; those that are headings take no room."""
    parts = segment_id.split("__")
    steps = [position for position, part in enumerate(parts, 1) if part.startswith(("point_", "indent_"))]
    return sum("__".join(parts[:position]) not in titles for position in steps)
