"""PDF files with a text layer: one column or two, running heads and feet, page numbers, tables, English hyphenated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from typing import Any

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Table

from tests.quality.builders.printing import Printed, printed
from tests.quality.cases import ExpectedDocument

_CHINESE, _LATIN = "STSong-Light", "Times-Roman"
_LONG_WORD = re.compile(r"[A-Za-z]{9,}")
_SOFT_HYPHEN = "\u00ad"


@cache
def _register() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(_CHINESE))


def made(documents: Sequence[ExpectedDocument], options: dict[str, Any]) -> bytes:
    """The bytes of a PDF of these documents."""
    _register()
    if options.get("scan"):
        return _scan()
    flow = [_flowable(piece, options) for document in documents for piece in printed(document, options)]
    file = BytesIO()
    page = tuple(options.get("size", A4))
    template = BaseDocTemplate(file, pagesize=page, title=documents[0].title, invariant=1, encrypt=options.get("password"))
    template.addPageTemplates(
        [PageTemplate(frames=_frames(page, options), onPage=lambda c, d: _furnish(c, d.page, page, options))]
    )
    template.build([part for parts in flow for part in parts])
    return file.getvalue()


def _scan() -> bytes:
    """A page without text, as a scanner makes it."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1)
    for y in range(100, 700, 20):
        canvas.rect(80, y, 400, 8, fill=1)
    canvas.save()
    return file.getvalue()


def _frames(page: tuple[float, float], options: dict[str, Any]) -> list[Frame]:
    margin, gutter, columns = 70, 18, options.get("columns", 1)
    width = (page[0] - 2 * margin - gutter * (columns - 1)) / columns
    return [
        Frame(margin + i * (width + gutter), margin, width, page[1] - 2 * margin, leftPadding=0, rightPadding=0)
        for i in range(columns)
    ]


def _furnish(canvas: Canvas, number: int, page: tuple[float, float], options: dict[str, Any]) -> None:
    """Running head and page number, outside on left and right pages as in a book."""
    canvas.setFont(_CHINESE, 9)
    if "head" in options:
        canvas.drawString(70, page[1] - 45, options["head"])
    if "foot" in options:
        text = options["foot"].format(n=number)
        (canvas.drawRightString if number % 2 else canvas.drawString)(page[0] - 70 if number % 2 else 70, 40, text)


def _flowable(piece: Printed, options: dict[str, Any]) -> list[Flowable]:
    if piece.is_table:
        rows = [[Paragraph(cell, _style(piece, options)) for cell in row] for row in piece.rows]
        return [Table(rows, style=[("GRID", (0, 0), (-1, -1), 0.5, "black")])]
    return [Paragraph(_text(line, options), _style(piece, options)) for line in piece.whole.split("\n")]


def _text(line: str, options: dict[str, Any]) -> str:
    line = line.replace("&", "&amp;").replace("<", "&lt;")
    if options.get("hyphenate"):
        return _LONG_WORD.sub(lambda m: m[0][: len(m[0]) // 2] + _SOFT_HYPHEN + m[0][len(m[0]) // 2 :], line)
    return line


def _style(piece: Printed, options: dict[str, Any]) -> ParagraphStyle:
    size = 16 if piece.role == "title" else options.get("font_size", 11)
    flush = piece.is_centred or piece.is_table or piece.role in ("addressees", "att", "signature")
    latin = options.get("hyphenate", False)
    return ParagraphStyle(
        piece.role,
        fontName=_LATIN if latin else _CHINESE,
        fontSize=size,
        leading=size * 1.6,
        alignment=TA_CENTER if piece.is_centred else TA_RIGHT if piece.role == "signature" else TA_JUSTIFY,
        firstLineIndent=0 if flush or latin else size * 2,
        wordWrap=None if latin else "CJK",
        spaceAfter=4,
        hyphenationLang="",
        embeddedHyphenation=1 if latin else 0,
    )
