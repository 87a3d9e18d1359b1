"""Characters of a PDF page with their boxes, from PDFium, turned upright.

Coordinates are points (1/72 inch); y grows upwards, as in PDF.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from pypdfium2 import raw

from archive.reading.pdf.characters import character

_QUARTER = math.pi / 2
_NARROW = 0.9
_DESCENT = 0.12
"""The part of its size that a Chinese character reaches below the base line."""
_STRAIGHT, _NEXT = 0.3, 2.2
"""Ems by which characters of a vertical line stand beside, and below one another."""
_ENOUGH, _MOSTLY = 20, 0.7
_NEARLY = 0.03
"""Radians that upright text may be turned by, as scanned pages are."""


class Glyph(NamedTuple):
    """A character as printed: its box, and the size of its font in points."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float


@dataclass(frozen=True, slots=True)
class PageGlyphs:
    """A page's characters in the order they are drawn: upright, ``sideways`` (turned by 90°), and how many stand aslant.

    ``quarters``: how often the page was turned by 90° to make its text upright; ``dropped``: how many invisible characters
    and such without a meaning (private use, no Unicode value) were left out; ``is_vertical``: the lines run down the page,
    from right to left; they are turned too.
    """

    upright: list[Glyph]
    sideways: list[Glyph]
    aslant: int
    quarters: int
    dropped: int
    is_vertical: bool


def page_glyphs(text_page: Any, count: int) -> PageGlyphs:
    """The characters of a text page of PDFium, ``count`` of them; what PDFium made up (spaces, line ends) is left out."""
    turned: dict[int | None, list[Glyph]] = {}
    box = raw.FS_RECTF()
    loose_box, dropped, seen, face = raw.FPDFText_GetLooseCharBox, 0, math.nan, _Face(0, 0.0, 0.0)
    for i in range(count):
        text = character(text_page, i)
        if not text:
            dropped += 1
            continue
        if text in " \r\n\t" and (text in "\r\n" or raw.FPDFText_IsGenerated(text_page, i)):
            continue
        if not loose_box(text_page, i, box):
            continue
        if (height := box.bottom) != seen or face.quarter != 0:  # otherwise the same line in the same font
            seen, face = height, _face(text_page, i)
        if face.quarter == 0:  # boxes of different fonts differ in height; the base line and size do not
            bottom = face.base - _DESCENT * face.size
            left, right = box.left, box.right
            if right - left < _NARROW * face.size and "\u4e00" <= text <= "\u9fff":  # the box of the ink alone
                left, right = (left + right - face.size) / 2, (left + right + face.size) / 2
            glyph = Glyph(text, left, bottom, right, bottom + face.size, face.size)
        else:
            glyph = Glyph(text, box.left, box.bottom, box.right, box.top, face.size)
        turned.setdefault(face.quarter, []).append(glyph)
    return _upright(turned, dropped)


def _upright(turned: dict[int | None, list[Glyph]], dropped: int) -> PageGlyphs:
    """A page from its characters by the quarters they are turned by (None: aslant)."""
    is_vertical = _runs_down(turned.get(0, ()))
    if is_vertical:  # turned as if it were set across; Latin words in it are turned already
        turned[3] = [*turned.pop(0), *turned.get(3, ())]
    aslant = sum(not glyph.text.isspace() for glyph in turned.pop(None, []))
    upright = max(turned, key=lambda quarter: len(turned[quarter]), default=0) or 0
    parts = {quarter: [_turn(glyph, quarter) for glyph in glyphs] if quarter else glyphs for quarter, glyphs in turned.items()}
    main = parts.pop(upright, [])
    sideways = [glyph for part in parts.values() for glyph in part]
    return PageGlyphs(main, sideways, aslant, upright, dropped, is_vertical)


def turn_box(box: tuple[float, float, float, float], quarters: int) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of a box on a page that is turned clockwise by so many quarters."""
    left, bottom, right, top = box
    if quarters == 1:
        return bottom, -right, top, -left
    if quarters == 2:
        return -right, -top, -left, -bottom
    return (-top, left, -bottom, right) if quarters == 3 else box


def _turn(glyph: Glyph, quarters: int) -> Glyph:
    return Glyph(glyph.text, *turn_box(glyph[1:5], quarters), glyph.size)


def _runs_down(glyphs: Sequence[Glyph]) -> bool:
    """Whether Chinese characters mostly stand below the one before, as in text set in vertical lines."""
    pairs = [(one, other) for one, other in pairwise(glyphs) if "\u4e00" <= one.text <= "\u9fff" and not other.text.isspace()]
    down = sum(
        abs(one.left - other.left) < _STRAIGHT * one.size and 0.5 < (one.bottom - other.bottom) / one.size < _NEXT
        for one, other in pairs
    )
    return len(pairs) >= _ENOUGH and down > _MOSTLY * len(pairs)


class _Face(NamedTuple):
    """How characters are set: quarters they are turned by (None: aslant), size in points, height of the base line."""

    quarter: int | None
    size: float
    base: float


def _face(text_page: Any, i: int) -> _Face:
    matrix = raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    size = raw.FPDFText_GetFontSize(text_page, i)
    if not raw.FPDFText_GetMatrix(text_page, i, matrix):
        matrix.a = matrix.d = 1.0
    raw.FPDFText_GetCharOrigin(text_page, i, x, y)
    angle = math.atan2(matrix.b, matrix.a)
    quarters = round(angle / _QUARTER)
    straight = abs(angle - quarters * _QUARTER) <= _NEARLY
    return _Face(quarters % 4 if straight else None, abs(size) * math.hypot(matrix.c, matrix.d) or 1.0, y.value)
