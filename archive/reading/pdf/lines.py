"""Characters of a page → pieces of lines: characters on one base line without a wide gap between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter

from archive.reading.pdf.glyphs import Glyph
from archive.reading.pdf.spelling import first_word, spelled

GAP = 0.8
"""Ems of white space that may part columns; what is no column is put together again."""
_SAME = 0.12
"""Ems that a bold character drawn twice is shifted by."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, or what stands of it in one column: text, box in points, size of its characters, width of its first word."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    first_word: float = 0.0

    @property
    def middle(self) -> float:
        """Its middle between left and right."""
        return (self.left + self.right) / 2


def pieces(glyphs: Iterable[Glyph]) -> list[Piece]:
    """The pieces of lines on a page, from the top down, each row from the left."""
    found: list[Piece] = []
    for row in _rows(glyphs):
        found.extend(_piece(part) for part in _parted(row))
    return [piece for piece in found if piece.text]


def merged(row: Sequence[Piece]) -> Piece:
    """The pieces of one row as a line, a space where the gaps were."""
    row = sorted(row, key=lambda piece: piece.left)
    if len(row) == 1:
        return row[0]
    longest = max(row, key=lambda piece: len(piece.text))
    return Piece(
        " ".join(piece.text for piece in row),
        row[0].left,
        min(piece.bottom for piece in row),
        max(piece.right for piece in row),
        max(piece.top for piece in row),
        longest.size,
        row[0].first_word,
    )


def rows_of(found: Iterable[Piece]) -> list[list[Piece]]:
    """Pieces by row, from the top down."""
    rows: list[list[Piece]] = []
    for piece in sorted(found, key=lambda p: (-(p.top + p.bottom), p.left)):
        row = next((row for row in rows[:-4:-1] if same_row(row[0], piece)), None)
        if row:
            row.append(piece)
        else:
            rows.append([piece])
    return rows


def same_row(one: Piece | Glyph, other: Piece | Glyph) -> bool:
    """Whether two boxes stand on one line: they overlap by more than half of the lower one's height."""
    overlap = min(one.top, other.top) - max(one.bottom, other.bottom)
    return overlap > 0.5 * min(one.top - one.bottom, other.top - other.bottom)


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Characters by line; a raised figure belongs to the line it overlaps."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if not (runs and abs(runs[-1][-1].bottom - glyph.bottom) <= 0.05 * glyph.size and runs[-1][-1].size == glyph.size):
            runs.append([])
        runs[-1].append(glyph)
    rows: list[list[Glyph]] = []
    runs = [run for run in runs if not all(glyph.text.isspace() for glyph in run)]
    for run in sorted(runs, key=lambda run: (-run[0].top - run[0].bottom, -run[0].size)):
        near = next((row for row in rows[:-5:-1] if _on_one_line(row[0], run[0])), None)
        if near is None:
            rows.append(list(run))
        elif run[0].size > near[0].size:
            near[:0] = run
        else:
            near.extend(run)
    return rows


def _on_one_line(one: Glyph, other: Glyph) -> bool:
    return same_row(one, other) and ((one.size < 1.7 * other.size and other.size < 1.7 * one.size) or _small_figure(one, other))


def _small_figure(one: Glyph, other: Glyph) -> bool:
    return min(one, other, key=lambda glyph: glyph.size).text.isdigit()


def _parted(row: list[Glyph]) -> list[list[Glyph]]:
    """A row cut where the gap is wide; characters drawn twice are taken once."""
    parts: list[list[Glyph]] = []
    reached = float("-inf")
    before: Glyph | None = None
    for glyph in sorted(row, key=itemgetter(1)):
        if before and before.text == glyph.text and 0 < glyph.left - before.left < _SAME * glyph.size:
            continue
        if glyph.left - reached > GAP * glyph.size:
            parts.append([])
        parts[-1].append(glyph)
        reached = max(reached, glyph.right)
        before = glyph
    return parts


def _piece(glyphs: list[Glyph]) -> Piece:
    visible = [glyph for glyph in glyphs if not glyph.text.isspace()]
    if not visible:
        return Piece("", 0, 0, 0, 0, 0)
    _, _, bottoms, rights, tops, sizes = zip(*visible, strict=True)
    size, base = sorted(sizes)[len(visible) // 2], sorted(bottoms)[len(visible) // 2]
    text = spelled(glyphs, size, base)
    word = first_word(visible)
    return Piece(
        text.strip(),
        visible[0].left,
        min(bottoms),
        max(rights),
        max(tops),
        size,
        visible[word - 1].right - visible[0].left,
    )
