"""The edges of the columns that lines stand in, learned from the lines; footnotes told from the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from archive.reading.pdf.boxes import box_ends
from archive.reading.pdf.page import Item, TextLine

_ALIKE = 0.6
"""Ems by which the edges of lines in one column differ."""
_ENOUGH = 6
"""Lines from which a column's edges can be told."""
_MOST_OUTSIDE = 0.1
"""The share of lines that may begin left of their column's edge; with more, as in a signature set right, it is not theirs."""
_NOTE_SIZE = 0.92
_NOTE = re.compile(r"[①-⑳*＊†‡§¹²³⁴-⁹]|\[\d{1,3}\]|〔\d{1,3}〕|（?注\d*[：:]|\d{1,2}\s")
_NEAR_PAGES = 40
_AROUND = 3
_USUAL_WIDTH = 25
"""Ems that a column is taken to be wide where nothing tells."""


@dataclass(frozen=True, slots=True)
class _Edges:
    start: float
    end: float
    pitch: float
    size: float
    is_sure: bool


def with_edges(pages: Sequence[Sequence[Item]]) -> list[Item]:
    """All items in reading order, each line with the edges of its column; footnotes are marked as standing aside."""
    body = body_size(pages)
    marked = [_with_notes(items, body) for items in pages]
    groups: dict[tuple[int, int], list[TextLine]] = defaultdict(list)
    for items in marked:
        for item in items:
            if isinstance(item, TextLine) and not item.aside:
                groups[item.page, item.region].append(item)
    own = {key: _edges(lines) for key, lines in groups.items()}
    known = [edges for edges in own.values() if edges.is_sure]
    usual = median([edges.pitch for edges in known if abs(edges.size - body) < _ALIKE] or [0.0])
    placed: dict[int, TextLine] = {}
    position = 0
    for key, edges in own.items():
        position += edges.is_sure
        chosen = edges if edges.is_sure else _nearest(edges, known, position)
        if usual and abs(chosen.size - body) < _ALIKE:  # a page of short paragraphs does not show how far its lines are apart
            chosen = replace(chosen, pitch=min(chosen.pitch or usual, usual))
        placed |= zip(map(id, groups[key]), _placed(groups[key], chosen), strict=True)
    return [placed.get(id(item), item) for items in marked for item in items]


def _placed(lines: Sequence[TextLine], edges: _Edges) -> list[TextLine]:
    """The lines of a column with its edges, or with the right edge of the box that they stand in."""
    ends = box_ends([line.piece for line in lines], edges.start, edges.end)
    found: list[TextLine] = []
    for i, line in enumerate(lines):
        around = [*lines[max(0, i - _AROUND) : i], *lines[i + 1 : i + 1 + _AROUND]]
        margin = min((other.piece.left for other in around), default=edges.start)
        found.append(replace(line, start=edges.start, end=ends[i], pitch=edges.pitch, margin=margin))
    return found


def body_size(pages: Sequence[Sequence[Item]]) -> float:
    """The size in points that most of the text is printed in."""
    sizes: Counter[float] = Counter()
    for items in pages:
        for item in items:
            if isinstance(item, TextLine):
                sizes[round(item.piece.size, 1)] += len(item.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _edges(lines: Sequence[TextLine]) -> _Edges:
    size = sorted(line.piece.size for line in lines)[len(lines) // 2]
    pitches = sorted(one.piece.bottom - other.piece.bottom for one, other in pairwise(lines))
    pitch = pitches[len(pitches) // 3] if len(lines) > 3 else 0.0
    lefts = sorted(line.piece.left for line in lines)
    start = _shared(lefts, size)
    end = -_shared(sorted(-line.piece.right for line in lines), size)
    is_sure = len(lines) >= _ENOUGH and sum(left < start - size for left in lefts) <= _MOST_OUTSIDE * len(lines)
    return _Edges(start if is_sure else lefts[0], end, pitch, size, is_sure)


def _shared(places: list[float], size: float) -> float:
    """The outermost place that two lines share; without one, the outermost."""
    return next((one for one, other in pairwise(places) if other - one <= _ALIKE * size), places[0])


def _nearest(edges: _Edges, known: Sequence[_Edges], position: int) -> _Edges:
    """The edges of a column with enough lines, near in the file, that a few lines fit into."""
    near = sorted(range(max(0, position - _NEAR_PAGES), min(len(known), position + _NEAR_PAGES)), key=lambda i: abs(i - position))
    for i in near:
        if known[i].start <= edges.start + 3 and known[i].end >= edges.end - 3:
            return replace(known[i], pitch=edges.pitch or known[i].pitch)
    return replace(edges, end=max(edges.end, edges.start + _USUAL_WIDTH * edges.size))


def _with_notes(items: Sequence[Item], body: float) -> list[Item]:
    """A page's items, the small lines at its foot that begin with a note's mark standing aside."""
    lines = sorted((item for item in items if isinstance(item, TextLine) and not item.aside), key=lambda line: line.piece.bottom)
    notes: list[TextLine] = []
    for line in lines:
        if line.piece.size > _NOTE_SIZE * body:
            break
        notes.append(line)
    while notes and not _NOTE.match(notes[-1].text):
        notes.pop()
    if len(notes) == len(lines):
        return list(items)
    edges = _edges(notes) if notes else None
    ids = set(map(id, notes))
    return [_aside(item, edges) if edges and id(item) in ids else item for item in items]


def _aside(item: Item, edges: _Edges) -> Item:
    return replace(item, start=edges.start, end=edges.end, pitch=edges.pitch, aside=True)  # type: ignore[arg-type]


def text_lines(items: Iterable[Item]) -> list[TextLine]:
    """The lines among items."""
    return [item for item in items if isinstance(item, TextLine)]
