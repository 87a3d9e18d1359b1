"""Reading order of a page: pieces of lines → regions, each one column of lines from the top down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from archive.reading.pdf.lines import Piece, merged, rows_of

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
_FULL_SHARE_UNALIGNED = 0.2
"""The share of lines that fill their column; fewer do where it holds headings. A table's rows stand on one line at both sides."""
_MOST_PARTED = {True: 0.5, False: 0.3}
"""The share of a column's lines that may have wide gaps, as behind labels; where more have, it is a table's side."""
_LEVEL = 0.1
"""Ems by which the base lines of a table's row differ."""
_STRIP = 0.8
"""Ems that a gutter is wide at least."""
_EDGE_SHARE = 0.35


def regions(pieces: Sequence[Piece], expected: float | None = None) -> tuple[list[list[list[Piece]]], float | None]:
    """The regions of a page in reading order, each its rows of pieces from the top down, and where its columns part.

    Places are points from the left; ``expected`` is where those of the page before parted: a column may then be short.
    """
    split = _split(pieces, expected) if len(pieces) <= _MOST_PIECES else None
    if split is None:
        return ([rows_of(pieces)] if pieces else []), None
    top, bottom, gutter = split
    above = [piece for piece in pieces if piece.bottom >= top]
    below = [piece for piece in pieces if piece.top <= bottom and piece.bottom < top]
    band = [piece for piece in pieces if piece.bottom < top and piece.top > bottom]
    found: list[list[list[Piece]]] = []
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
    """Places just left of where several lines begin, the clear strip, and the place known from the page before."""
    begins = Counter(round(p.left / 2) for p in pieces if p.size)
    size = sorted(p.size for p in pieces)[len(pieces) // 2] if pieces else 0
    leftmost = min((p.left for p in pieces), default=0)
    wide = [place for place, count in begins.most_common() if count >= _FEWEST and 2 * place - leftmost > _NARROWEST * size]
    gutters = [2 * place - 0.6 * size for place in wide[:_MOST_GUTTERS]]
    clear = _clear_strip(pieces, size)
    return [*gutters, *(place for place in (clear, expected) if place is not None)]


def _clear_strip(pieces: Sequence[Piece], size: float) -> float | None:
    """The middle of the strip down the page that the fewest pieces reach into, with enough of them at either side."""
    changes = sorted([(p.left, 1) for p in pieces] + [(p.right, -1) for p in pieces])
    found: list[tuple[int, float, float]] = []
    depth, left = 0, 0
    for (place, change), (following, _) in pairwise(changes):
        depth, left = depth + change, left + (change < 0)
        right = len(pieces) - left - depth
        if following - place >= _STRIP * size and min(left, right) >= _FEWEST:
            found.append((depth, place - following, (place + following) / 2))
    return min(found)[2] if found else None


def _are_columns(band: Sequence[Piece], gutter: float, *, known: bool) -> bool:
    """Whether what stands left and right of a gutter are columns of running text: lines that fill them, from one edge on."""
    sides = [rows_of(p for p in band if p.right <= gutter), rows_of(p for p in band if p.left >= gutter)]
    left, right = ([merged(row) for row in side] for side in sides)
    if len(left) < _FEWEST or len(right) < (1 if known else _FEWEST):
        return False
    if known and len(right) < _FEWEST:
        return _is_column(left, _FULL_SHARE)
    rows = sum(any(abs(one.bottom - other.bottom) <= _LEVEL * one.size for other in right) for one in left)
    is_aligned = 2 * rows > min(len(left), len(right))
    if any(sum(len(row) > 1 for row in side) > _MOST_PARTED[is_aligned] * len(side) for side in sides):
        return False
    share = _FULL_SHARE if is_aligned else _FULL_SHARE_UNALIGNED
    return _is_column(left, share) and _is_column(right, share)


def _is_column(lines: Sequence[Piece], full_share: float) -> bool:
    size = sorted(p.size for p in lines)[len(lines) // 2]
    step = max(1.0, _EDGE * size)
    start = step * Counter(round(p.left / step) for p in lines).most_common(1)[0][0]
    end = sorted(p.right for p in lines)[-1 - len(lines) // 10]
    if end - start < _NARROWEST * size:
        return False
    full = sum(p.right >= start + _NEARLY_FULL * (end - start) for p in lines)
    at_edge = sum(abs(p.left - start) <= step for p in lines)
    return full >= full_share * len(lines) and at_edge >= _EDGE_SHARE * len(lines)
