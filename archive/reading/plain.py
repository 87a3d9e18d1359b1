"""Plain text, also as pulled out of a PDF: every line hard-wrapped, blank lines anywhere, heads in the middle of sentences."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from archive.errors import Problem
from archive.reading.blocks import Block, Line, width
from archive.reading.furniture import without_furniture
from archive.reading.wrapping import unwrap

_KEPT_CONTROLS = "\t"


def blocks(text: str) -> tuple[list[Block], list[Problem]]:
    """Whole paragraphs and headings, and what was taken out or is uncertain."""
    cleaned, problems = _without_invisible([Line(line, number) for number, line in enumerate(text.split("\n"), 1)])
    filled = [_stripped(line) for line in cleaned if line.text.strip()]
    lines, notes = without_furniture(filled)
    parted = _after_blank_lines(filled, lines) if _blank_lines_matter(cleaned) else frozenset[int]()
    return unwrap(lines, parted), problems + notes


def _without_invisible(lines: list[Line]) -> tuple[list[Line], list[Problem]]:
    """The lines without private-use, zero-width and control characters; how many there were is noted."""
    cleaned: list[Line] = []
    dropped = first = 0
    for line in lines:
        kept = line.text if line.text.isascii() and line.text.isprintable() else "".join(filter(_is_visible, line.text))
        if len(kept) < len(line.text):
            dropped += len(line.text) - len(kept)
            first = first or line.number
        cleaned.append(Line(kept, line.number))
    if not dropped:
        return cleaned, []
    message = f"{dropped} private-use, zero-width or control characters were dropped; compare the place with the printed page"
    return cleaned, [Problem("note", message, first)]


def _is_visible(character: str) -> bool:
    return character in _KEPT_CONTROLS or unicodedata.category(character) not in ("Cc", "Cf", "Co", "Cs", "Cn")


def _stripped(line: Line) -> Line:
    text = line.text.lstrip()
    return Line(text.rstrip(), line.number, indent=width(line.text[: len(line.text) - len(text)]))


def _after_blank_lines(filled: list[Line], kept: list[Line]) -> frozenset[int]:
    """The numbers of the lines behind a blank line; where page furniture was taken out, the blank lines were the page's."""
    remaining = {line.number for line in kept}
    return frozenset(
        line.number for before, line in pairwise(filled) if line.number - before.number > 1 and before.number in remaining
    )


def _blank_lines_matter(lines: list[Line]) -> bool:
    """Whether blank lines part paragraphs: not where nearly every line is followed by one, as PDF extractors write."""
    filled = [bool(line.text.strip()) for line in lines]
    following = [after for before, after in pairwise(filled) if before]
    return bool(following) and sum(following) > len(following) // 10
