"""The ruled lines of a PDF page, taken from its drawings."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

from pypdfium2 import raw

from archive.reading.pdf.glyphs import turn_box

_SHORTEST = 8.0
_STRAIGHT = 1.0
_MOST_OBJECTS = 20_000
"""More drawings than this are a map or a plan; looking at each would take too long."""
_DEEPEST = 4
_Matrix = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1, 0, 0, 1, 0, 0)


class Rule(NamedTuple):
    """A straight line across (``bottom`` = ``top``) or down the page, in points."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def is_level(self) -> bool:
        """Whether it runs across the page."""
        return self.right - self.left > self.top - self.bottom


def page_rules(page: Any, quarters: int) -> list[Rule]:
    """The rules of a page of PDFium, turned as its text was."""
    found: list[Rule] = []
    for count, (one, matrix) in enumerate(_drawings(page)):
        if count >= _MOST_OBJECTS:
            return []
        found.extend(Rule(*turn_box(rule, quarters)) for rule in _straight_lines(one, matrix))
    return found


def has_pictures(page: Any) -> bool:
    """Whether a page shows a picture, as a scan does."""
    count = min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)
    return any(raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, i)) == raw.FPDF_PAGEOBJ_IMAGE for i in range(count))


def _drawings(page: Any) -> Iterator[tuple[Any, _Matrix]]:
    """The paths of a page and of the forms on it, each with what places it on the page."""
    ways = [(raw.FPDFPage_GetObject(page, i), _SAME, 0) for i in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS + 1))]
    ways.reverse()
    while ways:
        one, matrix, depth = ways.pop()
        kind = raw.FPDFPageObj_GetType(one)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            yield one, _times(_matrix(one), matrix)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST and len(ways) < _MOST_OBJECTS:
            inner = _times(_matrix(one), matrix)
            ways += [(raw.FPDFFormObj_GetObject(one, i), inner, depth + 1) for i in range(_inner_count(one))]


def _inner_count(form: Any) -> int:
    count: int = raw.FPDFFormObj_CountObjects(form)
    return max(0, min(count, _MOST_OBJECTS))


def _straight_lines(path: Any, matrix: _Matrix) -> Iterator[tuple[float, float, float, float]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    start = before = None
    for i in range(min(raw.FPDFPath_CountSegments(path), _MOST_OBJECTS)):
        segment = raw.FPDFPath_GetPathSegment(path, i)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        a, b, c, d, e, f = matrix
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO and before:
            yield from _if_straight(before, point)
        if start and raw.FPDFPathSegment_GetClose(segment):
            yield from _if_straight(point, start)
        before = point


def _if_straight(one: tuple[float, float], other: tuple[float, float]) -> Iterator[tuple[float, float, float, float]]:
    (left, right), (bottom, top) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    if min(right - left, top - bottom) <= _STRAIGHT and max(right - left, top - bottom) >= _SHORTEST:
        yield left, bottom, right, top


def _matrix(one: Any) -> _Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(one, found):
        return _SAME
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)
