"""PDF with a text layer: characters with their places → lines → paragraphs, headings and tables."""

from __future__ import annotations

from pathlib import Path

from archive.errors import Problem
from archive.reading.blocks import Block, Limits
from archive.reading.pdf_document import opened
from archive.reading.pdf_furniture import without_furniture
from archive.reading.pdf_page import in_order
from archive.reading.pdf_pages import read_pages
from archive.reading.pdf_paragraphs import paragraphs


def read_blocks(data: bytes, path: Path, limits: Limits) -> tuple[list[Block], list[Problem]]:
    """The blocks of a PDF's bytes, and what was left out or is uncertain.

    Raises UnreadableFile where it is damaged, encrypted, larger than the limits, or a scan without text.
    """
    with opened(data, path, limits) as document:
        pages, problems = read_pages(document, path, limits)
    pages, notes = without_furniture(pages)
    return paragraphs(list(in_order(pages))), problems + notes
