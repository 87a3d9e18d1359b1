"""Plain text, also as pulled out of a PDF: every line hard-wrapped, blank lines anywhere, heads in the middle of sentences."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

from archive.errors import Problem
from archive.reading.blocks import Block, Limits, Line, width
from archive.reading.decoding import decoded
from archive.reading.page_words import pattern
from archive.reading.plain.furniture import without_furniture
from archive.reading.plain.tables import take_tables
from archive.reading.plain.wrapping import unwrap
from archive.reading.visible import dropped_note, visible_text
from archive.text.bodies import body_names
from archive.text.dates import parse_date
from archive.text.sentences import ends_a_sentence
from archive.text.spaced_names import close_names

_SOFT_BREAK = re.compile("[\v\x85\u2028\u2029]")

_PAGE_EDGE = 8
"""So many lines at the head and at the end are looked at for words of a page or an app."""
_FEWEST_WORDS = 2


def read_blocks(data: bytes, path: Path, _limits: Limits) -> tuple[list[Block], list[Problem]]:
    """The blocks of a file's bytes. Raises UnreadableFile where they are no text."""
    text, guessed = decoded(data, path)
    found, problems = blocks(text)
    return found, guessed + problems


def blocks(text: str) -> tuple[list[Block], list[Problem]]:
    """Whole paragraphs and headings, and what was taken out or is uncertain."""
    numbered = [Line(part, number) for number, line in enumerate(text.split("\n"), 1) for part in _parts(line)]
    page_starts = _page_starts(numbered)
    cleaned, problems = _without_invisible(numbered)
    filled = [_stripped(line) for line in cleaned if line.text.strip()]
    lines, notes = without_furniture(filled, page_starts)
    lines, words = _without_page_words(lines)
    parted = _after_blank_lines(filled, lines) - page_starts if _blank_lines_matter(cleaned) else frozenset[int]()
    tables, lines = take_tables(lines)
    ends = {table.last_line for table in tables}
    parted |= {line.number for before, line in pairwise(filled) if before.number in ends}
    return sorted([*unwrap(lines, parted), *tables], key=lambda block: block.line), problems + notes + words


def _without_page_words(lines: list[Line]) -> tuple[list[Line], list[Problem]]:
    """The lines without what an app prints above and below a text that was copied from it: 点击蓝字关注我们, 分享 收藏.

    Only where two such lines or more stand behind the last sentence or date; what was taken out is noted.
    """
    word = pattern("line")
    ends = [i for i, line in enumerate(lines) if ends_a_sentence(line.text) or parse_date(line.text)]
    start = max(ends[-1] + 1, len(lines) - _PAGE_EDGE) if ends else len(lines)
    below = [i for i in range(start, len(lines)) if word.fullmatch(lines[i].text)]
    if len(below) < _FEWEST_WORDS:
        return lines, []
    out = {*below, *(i for i in range(min(_PAGE_EDGE, len(lines))) if word.fullmatch(lines[i].text))}
    message = f"{len(out)} lines of the page above and below the text were left out (“{lines[below[0]].text}” …)"
    return [line for i, line in enumerate(lines) if i not in out], [Problem("note", message, lines[below[0]].number)]


def _parts(line: str) -> list[str]:
    """A line at the breaks that an editor shows inside a line; most have none."""
    return [line] if line.replace("\u3000", "").isprintable() else _SOFT_BREAK.split(line)


def _page_starts(lines: list[Line]) -> frozenset[int]:
    """The numbers of the first lines with text behind a form feed."""
    found: set[int] = set()
    behind = False
    for line in lines:
        behind = behind or "\f" in line.text
        if behind and line.text.strip():
            found.add(line.number)
            behind = False
    return frozenset(found)


def _without_invisible(lines: list[Line]) -> tuple[list[Line], list[Problem]]:
    """The lines without private-use, zero-width and control characters; how many there were is noted. Form feeds are spaces."""
    cleaned: list[Line] = []
    dropped = first = 0
    for line in lines:
        text = line.text.lstrip("\f").replace("\f", " ")
        kept = visible_text(f"{text[:-1]}-" if text.endswith("\u00ad") else text)
        if len(kept) < len(text):
            dropped += len(text) - len(kept)
            first = first or line.number
        cleaned.append(Line(kept, line.number))
    return cleaned, [dropped_note(dropped, first)] if dropped else []


def _stripped(line: Line) -> Line:
    text = line.text.lstrip()
    return Line(_closed_up(text.rstrip()), line.number, indent=width(line.text[: len(line.text) - len(text)]))


def _closed_up(text: str) -> str:
    """A line with spaced names closed; names of bodies that stood side by side stay apart."""
    closed = close_names(text)
    names = body_names(text) if closed != text else []
    return "\u3000".join(names) if len(names) > 1 and "".join(names) == "".join(closed.split()) else closed


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
