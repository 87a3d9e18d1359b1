"""PDF with a text layer: characters with their places → lines → paragraphs, headings and tables."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from archive.errors import Problem
from archive.reading.blocks import Block, Limits
from archive.reading.bounded import bounded
from archive.reading.pdf.document import opened
from archive.reading.pdf.form import with_form
from archive.reading.pdf.furniture import without_furniture
from archive.reading.pdf.page import Page, in_order
from archive.reading.pdf.pages import read_pages
from archive.reading.pdf.paragraphs import paragraphs


def read_blocks(data: bytes, path: Path, limits: Limits) -> tuple[list[Block], list[Problem]]:
    """The blocks of a PDF's bytes, and what was left out or is uncertain.

    Raises UnreadableFile where it is damaged, encrypted, larger than the limits, or a scan without text.
    """
    pages, problems = bounded(partial(_pages, data, path, limits), limits.seconds, path)
    pages, notes = without_furniture(pages)
    return with_form(paragraphs(list(in_order(pages)))), problems + notes


def _pages(data: bytes, path: Path, limits: Limits) -> tuple[list[Page], list[Problem]]:
    with opened(data, path, limits) as document:
        return read_pages(document, path, limits)
