"""The pages of an open PDF one after another, and what was met on the way: pages without text, dropped characters."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pypdfium2 import raw

from archive.errors import Problem, Severity, UnreadableFile
from archive.reading.blocks import Limits
from archive.reading.pdf.document import opened_page
from archive.reading.pdf.glyphs import page_glyphs
from archive.reading.pdf.page import Page, page_of
from archive.reading.pdf.rules import has_pictures, page_rules
from archive.reading.visible import dropped_note

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_MOST_ON_A_PAGE = 200_000
"""Characters; a page of a broadsheet has some 20,000."""
_BYTES_A_CHARACTER = 4


def read_pages(document: PdfDocument, path: Path, limits: Limits) -> tuple[list[Page], list[Problem]]:
    """The pages of a PDF with their lines and tables. Raises UnreadableFile where there is no text, or too much."""
    pages: list[Page] = []
    seen = _Seen(path, limits)
    for number in range(1, len(document) + 1):
        page = _page(document, number, seen)
        if page and (page.pieces or page.tables or page.sideways):
            pages.append(page)
    if not pages:
        raise UnreadableFile(seen.no_text(len(document)), path)
    return pages, seen.problems()


def _page(document: PdfDocument, number: int, seen: _Seen) -> Page | None:
    with opened_page(document, number - 1) as handles:
        if handles is None:
            seen.damaged.append(number)
            return None
        page, text_page = handles
        count = seen.counted(raw.FPDFText_CountChars(text_page), number)
        glyphs = page_glyphs(text_page, count) if count else None
        if glyphs and glyphs.aslant:
            seen.aslant.append(number)
        if glyphs and glyphs.is_vertical:
            seen.vertical.append(number)
        if glyphs and glyphs.dropped:
            seen.dropped.append((number, glyphs.dropped))
        readable = glyphs and len(glyphs.upright) + len(glyphs.sideways) >= max(1, glyphs.dropped)
        if not glyphs or not readable:
            if raw.FPDFPage_CountObjects(page) > 0:  # a page left blank is nobody's loss
                seen.without_text.append(number)
                seen.pictures += has_pictures(page)
            return None
        return page_of(glyphs, page_rules(page, glyphs.quarters), number)


@dataclass(slots=True)
class _Seen:
    """What was met on the way through the pages, to be told once."""

    path: Path
    limits: Limits
    without_text: list[int] = field(default_factory=list)
    aslant: list[int] = field(default_factory=list)
    vertical: list[int] = field(default_factory=list)
    damaged: list[int] = field(default_factory=list)
    dropped: list[tuple[int, int]] = field(default_factory=list)
    pictures: int = 0
    characters: int = 0

    def counted(self, count: int, page: int) -> int:
        """The number of characters on a page, which must not be too many."""
        count = max(0, count)
        self.characters += count
        if count > _MOST_ON_A_PAGE or self.characters * _BYTES_A_CHARACTER > self.limits.unpacked_bytes:
            raise UnreadableFile(f"more text than the limits allow, up to page {page}; split the PDF", self.path)
        return count

    def no_text(self, pages: int) -> str:
        """What to say of a PDF without any text."""
        if self.damaged and not self.without_text:
            return "none of its pages can be read: this PDF is damaged; fetch it again"
        if not self.without_text:
            return f"all its {pages} pages are blank; there is nothing to take in"
        what = "a scan" if self.pictures else "its letters are drawn or have no meaning"
        return (
            f"none of its {pages} pages has text that can be read: {what}; "
            "recognise its text first (OCR), e.g. ocrmypdf -l chi_sim+eng, and hand in the result"
        )

    def problems(self) -> list[Problem]:
        """A problem for each kind of place, naming the pages."""
        found: list[Problem] = []
        kinds: tuple[tuple[list[int], Severity, str], ...] = (
            (self.without_text, "warning", "no text on {}; if it is scanned, recognise its text first (OCR, e.g. ocrmypdf)"),
            (self.damaged, "warning", "{} cannot be read; open the file in a PDF program and save it anew"),
            (self.vertical, "warning", "vertical lines on {} were read from right to left; compare the order with the print"),
            (self.aslant, "note", "text that stands aslant, as a watermark does, was left out on {}; look whether it is one"),
        )
        for numbers, severity, message in kinds:
            if numbers:
                found.append(Problem(severity, message.format(named_pages(numbers)), page=numbers[0]))
        if self.dropped:
            total, first = sum(count for _, count in self.dropped), self.dropped[0][0]
            found.append(replace(dropped_note(total, 0), line=None, page=first))
        return found


def named_pages(numbers: list[int]) -> str:
    """``page 3``; ``pages 3, 5–8``; after eight runs ``…``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    names = ", ".join("–".join(map(str, run)) for run in runs[:8]) + (" …" if len(runs) > 8 else "")
    return f"page {names}" if len(numbers) == 1 else f"pages {names}"
