"""Characters of a PDF page with their boxes, from PDFium, turned upright.

Coordinates are points (1/72 inch); y grows upwards, as in PDF.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from pypdfium2 import raw

from archive.data import table

_HYPHEN_AT_LINE_END = "\x02"
_INVISIBLE = ("Cc", "Cf", "Co", "Cs", "Cn")
_SURROGATES = range(0xD800, 0xE000)
_QUARTER = math.pi / 2
_NARROW = 0.9
_DESCENT = 0.12
"""The part of its size that a Chinese character reaches below the base line."""
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
    and such without a meaning (private use, no Unicode value) were left out.
    """

    upright: list[Glyph]
    sideways: list[Glyph]
    aslant: int
    quarters: int
    dropped: int


def page_glyphs(text_page: Any, count: int) -> PageGlyphs:
    """The characters of a text page of PDFium, ``count`` of them; what PDFium made up (spaces, line ends) is left out."""
    turned: dict[int | None, list[Glyph]] = {}
    box = raw.FS_RECTF()
    dropped, seen, face = 0, math.nan, _Face(0, 0.0, 0.0)
    for i in range(count):
        text = _character(text_page, i)
        if not text:
            dropped += 1
            continue
        if text in " \r\n\t" and (text in "\r\n" or raw.FPDFText_IsGenerated(text_page, i)):
            continue
        if not raw.FPDFText_GetLooseCharBox(text_page, i, box):
            continue
        if box.bottom != seen or face.quarter != 0:  # otherwise the same line in the same font
            seen, face = box.bottom, _face(text_page, i)
        if face.quarter == 0:  # boxes of different fonts differ in height; the base line and size do not
            bottom = face.base - _DESCENT * face.size
            left, right = box.left, box.right
            if right - left < _NARROW * face.size and "\u4e00" <= text <= "\u9fff":  # the box of the ink alone
                left, right = (left + right - face.size) / 2, (left + right + face.size) / 2
            glyph = Glyph(text, left, bottom, right, bottom + face.size, face.size)
        else:
            glyph = Glyph(text, box.left, box.bottom, box.right, box.top, face.size)
        turned.setdefault(face.quarter, []).append(glyph)
    aslant = sum(not glyph.text.isspace() for glyph in turned.pop(None, []))
    counts = Counter({quarter: len(glyphs) for quarter, glyphs in turned.items()})
    upright = counts.most_common(1)[0][0] if counts else 0
    sideways = [_turn(glyph, quarter or 0) for quarter, glyphs in turned.items() if quarter != upright for glyph in glyphs]
    return PageGlyphs([_turn(glyph, upright or 0) for glyph in turned.get(upright, [])], sideways, aslant, upright or 0, dropped)


def turn_box(box: tuple[float, float, float, float], quarters: int) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of a box on a page that is turned clockwise by so many quarters."""
    left, bottom, right, top = box
    if quarters == 1:
        return bottom, -right, top, -left
    if quarters == 2:
        return -right, -top, -left, -bottom
    return (-top, left, -bottom, right) if quarters == 3 else box


def _turn(glyph: Glyph, quarters: int) -> Glyph:
    return glyph if not quarters else Glyph(glyph.text, *turn_box(glyph[1:5], quarters), glyph.size)


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


def _character(text_page: Any, i: int) -> str:
    """The character with this index; empty for the second half of a surrogate pair and for what has no meaning."""
    code = raw.FPDFText_GetUnicode(text_page, i)
    if code in _SURROGATES:
        low = raw.FPDFText_GetUnicode(text_page, i + 1)
        pair = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)
        return chr(pair) if code < 0xDC00 and low in range(0xDC00, 0xE000) else ""
    if not 0 < code <= 0x10FFFF:
        return ""
    return _printed(chr(code))


@cache
def _printed(character: str) -> str:
    """What a reader sees: fonts map 人 to the radical ⼈, which no search finds; PDFium marks a hyphen at a line's end."""
    if character == _HYPHEN_AT_LINE_END:
        return "-"
    if character == "\xa0":
        return " "
    if character not in "\r\n\t\xad" and unicodedata.category(character) in _INVISIBLE:
        return ""
    if "\u2e80" <= character <= "\u2fdf":
        return _radicals().get(character) or unicodedata.normalize("NFKC", character)
    return character


@cache
def _radicals() -> dict[str, str]:
    return {row["radical"]: row["character"] for row in table("radicals")}
