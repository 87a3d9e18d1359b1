"""What stands at the head and foot of a PDF's pages, where running heads and page numbers are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from archive.reading.pdf.lines import Piece, rows_of
from archive.reading.pdf.page import Page

_FIRST = range(3)
"""So many lines at the head and foot of a page can be furniture."""
_SAME_PLACE = 4.0
_APART = 0.8


class Edge(NamedTuple):
    """A piece of a line at the head or foot of a page."""

    edge: str
    page: int
    row: int
    piece: Piece

    @property
    def text(self) -> str:
        """Its text."""
        return self.piece.text

    @property
    def places(self) -> tuple[int, int]:
        """Its height on the page, coarse, so that heights that differ little share a place."""
        middle = (self.piece.top + self.piece.bottom) / 2
        return int(middle // _SAME_PLACE) * 2, int((middle + _SAME_PLACE / 2) // _SAME_PLACE) * 2 + 1


def edge_pieces(page: Page) -> list[Edge]:
    """What stands in the first and last lines of a page, outside its tables."""
    rows = rows_of(page.pieces)
    highest = max((table.top for table in page.tables), default=float("-inf"))
    lowest = min((table.bottom for table in page.tables), default=float("inf"))
    found = [Edge("head", page.number, i, piece) for i in _FIRST for piece in _nth(rows, i) if piece.top >= highest]
    return found + [Edge("foot", page.number, i, piece) for i in _FIRST for piece in _nth(rows, -1 - i) if piece.bottom <= lowest]


def _nth(rows: list[list[Piece]], i: int) -> list[Piece]:
    return rows[i] if -len(rows) <= i < len(rows) else []


def outermost(edges: Sequence[list[Edge]], found: set[int]) -> set[int]:
    """Those found that fill whole lines, with no line of text between them and the page's edge."""
    kept: set[int] = set()
    for lines in edges:
        for edge in ("head", "foot"):
            for i in _FIRST:
                row = {id(line.piece) for line in lines if line.edge == edge and line.row == i}
                if not row or not row <= found:
                    break
                kept |= row
    return kept


def stands_apart(line: Edge, lines: Iterable[Edge]) -> bool:
    """Whether nearly a line's height lies between a piece and the next line towards the middle of the page."""
    inner = [other.piece for other in lines if other.edge == line.edge and other.row > line.row]
    if line.edge == "foot":
        return not inner or min(other.bottom for other in inner) - line.piece.top > _APART * line.piece.size
    return not inner or line.piece.bottom - max(other.top for other in inner) > _APART * line.piece.size
