"""Reading order of a page: pieces of lines → regions, each one column of lines from the top down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from archive.reading.pdf_lines import Piece, merged, same_row

_FEWEST = 3
_NARROWEST = 9.0
"""Ems of text that a column holds at least; narrower ones are a table's."""
_EDGE = 0.5
"""Ems by which the left edges of one column's lines differ."""
_MOST_GUTTERS = 8
_MOST_CROSSING = 150
_MOST_PIECES = 3_000
"""A page of more pieces is a plan or a list of figures; looking for its columns would take too long."""
_NEARLY_FULL = 0.8
_FULL_SHARE = 0.45
_EDGE_SHARE = 0.35


def regions(pieces: Sequence[Piece], expected: float | None = None) -> tuple[list[list[Piece]], float | None]:
    """The regions of a page in reading order, and where its columns part (points from the left).

    ``expected`` is where those of the page before parted: a column may then be short.
    """
    split = _split(pieces, expected) if len(pieces) <= _MOST_PIECES else None
    if split is None:
        return ([_rows(pieces)] if pieces else []), None
    top, bottom, gutter = split
    above = [piece for piece in pieces if piece.bottom >= top]
    below = [piece for piece in pieces if piece.top <= bottom and piece.bottom < top]
    band = [piece for piece in pieces if piece.bottom < top and piece.top > bottom]
    found: list[list[Piece]] = []
    left = [piece for piece in band if piece.middle < gutter]
    for part in (above, left, [piece for piece in band if piece.middle >= gutter], below):
        if 0 < len(part) < len(pieces):
            found += regions(part, expected)[0]
    return found, gutter


def _split(pieces: Sequence[Piece], expected: float | None) -> tuple[float, float, float] | None:
    """Top, bottom and gutter of the tallest two columns on the page; None where there are none."""
    best: tuple[float, float, float] | None = None
    for gutter in _gutters(pieces, expected):
        crossing = [p for p in pieces if p.left < gutter < p.right]
        if len(crossing) > _MOST_CROSSING:
            continue
        edges = [float("inf"), *sorted({p.top for p in crossing}, reverse=True)]
        for i, top_edge in enumerate(edges):
            top = min((p.bottom for p in crossing if p.top >= top_edge), default=float("inf")) if i else float("inf")
            bottom = edges[i + 1] if i + 1 < len(edges) else float("-inf")
            band = [p for p in pieces if p.bottom < top and p.top > bottom and not p.left < gutter < p.right]
            if top > bottom and _are_columns(band, gutter, known=gutter == expected):
                height = max(p.top for p in band) - min(p.bottom for p in band)
                if best is None or height > 1.05 * _height(best, pieces):
                    best = top, bottom, gutter
    return best


def _height(split: tuple[float, float, float], pieces: Sequence[Piece]) -> float:
    inside = [p for p in pieces if p.bottom < split[0] and p.top > split[1]]
    return max(p.top for p in inside) - min(p.bottom for p in inside)


def _gutters(pieces: Sequence[Piece], expected: float | None) -> list[float]:
    """Places just left of where several lines begin, and the place known from the page before."""
    begins = Counter(round(p.left / 2) for p in pieces if p.size)
    size = sorted(p.size for p in pieces)[len(pieces) // 2] if pieces else 0
    leftmost = min((p.left for p in pieces), default=0)
    wide = [place for place, count in begins.most_common() if count >= _FEWEST and 2 * place - leftmost > _NARROWEST * size]
    gutters = [2 * place - 0.6 * size for place in wide[:_MOST_GUTTERS]]
    return [*gutters, expected] if expected is not None else gutters


def _are_columns(band: Sequence[Piece], gutter: float, *, known: bool) -> bool:
    """Whether what stands left and right of a gutter are columns of running text: lines that fill them, from one edge on."""
    left = _rows([p for p in band if p.right <= gutter])
    right = _rows([p for p in band if p.left >= gutter])
    if len(left) < _FEWEST or len(right) < (1 if known else _FEWEST):
        return False
    if known and len(right) < _FEWEST:
        return _is_column(left)
    return _is_column(left) and _is_column(right)


def _is_column(lines: Sequence[Piece]) -> bool:
    size = sorted(p.size for p in lines)[len(lines) // 2]
    step = max(1.0, _EDGE * size)
    start = step * Counter(round(p.left / step) for p in lines).most_common(1)[0][0]
    end = sorted(p.right for p in lines)[-1 - len(lines) // 10]
    if end - start < _NARROWEST * size:
        return False
    full = sum(p.right >= start + _NEARLY_FULL * (end - start) for p in lines)
    at_edge = sum(abs(p.left - start) <= step for p in lines)
    return full >= _FULL_SHARE * len(lines) and at_edge >= _EDGE_SHARE * len(lines)


def _rows(pieces: Sequence[Piece]) -> list[Piece]:
    """The lines of one column from the top down, pieces of one row put together."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (-(p.top + p.bottom), p.left)):
        row = next((row for row in rows[:-4:-1] if same_row(row[0], piece)), None)
        if row:
            row.append(piece)
        else:
            rows.append([piece])
    return [merged(row) for row in rows]
