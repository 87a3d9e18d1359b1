"""Boxes inside a column of a PDF: lines set in from both of its edges, as warnings and examples are."""

from __future__ import annotations

from collections.abc import Sequence

from archive.reading.pdf.lines import Piece
from archive.text.sentences import ends_a_sentence

_DEEP = 2.5
"""Ems that a box is set in, more than any paragraph's first line."""
_SAME = 1.0
"""Points by which the edges of a box's lines differ."""
_FEWEST_LINES = 3


def box_ends(lines: Sequence[Piece], start: float, end: float) -> list[float]:
    """For each line of a column from ``start`` to ``end`` (points) its right edge: the column's, or that of its box."""
    ends: list[float] = []
    while len(ends) < len(lines):
        run = _run(lines, len(ends))
        reached = max(line.right for line in run)
        full = sum(reached - line.right < _SAME and not ends_a_sentence(line.text) for line in run)
        is_box = len(run) >= _FEWEST_LINES and full > 1 and run[0].left > start + _DEEP * run[0].size
        ends += [reached if is_box and reached < end - run[0].size else end] * len(run)
    return ends


def _run(lines: Sequence[Piece], first: int) -> Sequence[Piece]:
    """The lines from one on that begin at the same place."""
    last = first + 1
    while last < len(lines) and abs(lines[last].left - lines[first].left) < _SAME:
        last += 1
    return lines[first:last]
