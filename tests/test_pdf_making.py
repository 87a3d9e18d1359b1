"""PDFs for the tests of the reader, made with reportlab: lines put where a typesetter would put them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from archive.errors import Problem
from archive.reading.blocks import Block, Limits
from archive.reading.pdf import read_blocks

SONG = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(SONG))
SIZE, PITCH = 14, 24
LEFT, TOP, COLUMNS = 80.0, 740.0, 30


class Sheet:
    """A PDF in the making. Lines are set from the top down in columns of so many characters."""

    def __init__(self, encrypt: str | None = None) -> None:
        self._data = BytesIO()
        self.canvas = Canvas(self._data, pagesize=A4, encrypt=encrypt)
        self.y = TOP

    def at(self, x: float, y: float, text: str, size: float = SIZE, font: str = SONG) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, y, text)

    def centred(self, text: str, size: float = SIZE) -> None:
        self.canvas.setFont(SONG, size)
        self.canvas.drawCentredString(LEFT + COLUMNS * SIZE / 2, self.y, text)
        self.y -= PITCH * size / SIZE

    def paragraph(self, text: str, x: float = LEFT, columns: int = COLUMNS, lines: int | None = None) -> str:
        """Sets a paragraph, its first line two characters in; returns what is left behind so many lines."""
        indent = 2
        while text and lines != 0:
            count = columns - indent
            self.at(x + indent * SIZE, self.y, text[:count])
            text, indent = text[count:], 0
            self.y -= PITCH
            lines = None if lines is None else lines - 1
        return text

    def rest(self, text: str, x: float = LEFT, columns: int = COLUMNS) -> None:
        """Goes on with a paragraph at the head of a column or page."""
        for start in range(0, len(text), columns):
            self.at(x, self.y, text[start : start + columns])
            self.y -= PITCH

    def page(self) -> None:
        self.canvas.showPage()
        self.y = TOP

    def data(self) -> bytes:
        self.canvas.save()
        return self._data.getvalue()


def blocks_of(data: bytes, limits: Limits | None = None) -> tuple[list[Block], list[Problem]]:
    return read_blocks(data, Path("a.pdf"), limits or Limits())


def texts_of(data: bytes) -> list[str]:
    return [block.text for block in blocks_of(data)[0]]


def test_a_sheet_is_a_pdf() -> None:
    sheet = Sheet()
    assert sheet.paragraph("一" * (COLUMNS + 3), lines=1) == "一" * 5
    assert sheet.data().startswith(b"%PDF-")
