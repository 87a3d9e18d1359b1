"""One page of a PDF as read: its lines and tables in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.reading.pdf.aligned import with_tables
from archive.reading.pdf.columns import regions
from archive.reading.pdf.glyphs import PageGlyphs
from archive.reading.pdf.lines import Piece, pieces
from archive.reading.pdf.rules import Rule
from archive.reading.pdf.tables import PageTable, take_tables

_HARDLY, _EVEN = 0.3, 0.15
"""Ems by which a centred line that nearly fills its column is short at each side, and by which its sides differ."""


@dataclass(frozen=True, slots=True, eq=False)
class TextLine:
    """A line of text with its page (1-based) and its number in the file.

    ``region`` tells the columns of a page apart; ``start`` and ``end`` are the edges of its column in points, ``margin`` is
    where the lines around it begin, ``pitch`` the distance of the column's base lines; ``aside``: it stands beside the text
    (a footnote, sideways text).
    """

    piece: Piece
    page: int
    number: int
    region: int
    start: float = 0.0
    end: float = 0.0
    pitch: float = 0.0
    margin: float = 0.0
    aside: bool = False

    @property
    def text(self) -> str:
        """The line's text."""
        return self.piece.text

    @property
    def indent(self) -> float:
        """Ems from the column's left edge to the line's beginning."""
        return (self.piece.left - self.start) / (self.piece.size or 1)

    @property
    def short(self) -> float:
        """Ems from the line's end to the column's right edge."""
        return (self.end - self.piece.right) / (self.piece.size or 1)

    @property
    def is_centred(self) -> bool:
        """Whether it stands in the middle of its column, short at both sides alike."""
        if self.indent < 1:
            return self.indent >= _HARDLY and abs(self.indent - self.short) <= _EVEN
        return abs(self.indent - self.short) <= max(1.0, 0.1 * self.indent)


@dataclass(frozen=True, slots=True)
class TableItem:
    """A table on a page, with the number of its first line in the file."""

    table: PageTable
    page: int
    number: int


Item = TextLine | TableItem


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page before it is put in order: pieces of lines, tables from the top down, sideways text."""

    number: int
    pieces: list[Piece]
    tables: list[PageTable]
    sideways: list[Piece]


def page_of(glyphs: PageGlyphs, rules: Sequence[Rule], number: int) -> Page:
    """A page from its characters and rules."""
    tables, rest = take_tables(glyphs.upright, rules)
    return Page(number, pieces(rest), tables, pieces(glyphs.sideways))


def in_order(pages: Iterable[Page]) -> Iterator[list[Item]]:
    """The lines and tables of each page in reading order, numbered through the file."""
    line, gutter = 1, None
    for page in pages:
        items: list[Item] = []
        region = 0
        for band, table in _bands(page.pieces, page.tables):
            parts, parted = regions(band, gutter)
            gutter = parted if parted is not None else gutter
            for part in parts:
                for found in with_tables(part):
                    items.append(_item(found, page.number, line, region))
                    line += len(found.rows) if isinstance(found, PageTable) else 1
                region += 1
            if table:
                items.append(_item(table, page.number, line, region))
                line += len(table.rows)
        for piece in page.sideways:
            items.append(TextLine(piece, page.number, line, -1, piece.left, piece.right, aside=True))
            line += 1
        yield items


def _item(found: Piece | PageTable, page: int, line: int, region: int) -> Item:
    return TableItem(found, page, line) if isinstance(found, PageTable) else TextLine(found, page, line, region)


def _bands(found: list[Piece], tables: list[PageTable]) -> list[tuple[list[Piece], PageTable | None]]:
    """The text above each table with that table, and the text below the last."""
    bands: list[tuple[list[Piece], PageTable | None]] = []
    for table in tables:
        middle = (table.top + table.bottom) / 2
        above = [piece for piece in found if piece.bottom + piece.top > 2 * middle]
        found = [piece for piece in found if piece.bottom + piece.top <= 2 * middle]
        bands.append((above, table))
    return [*bands, (found, None)]
