"""How a file shows where its paragraphs begin and end, learned from all of its lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.reading.plain.measuring import INDENT, INDENTS, WIDEST, Measured, slack
from archive.text.labels import HEADING_KINDS

_MOSTLY = 0.8
_FEWEST = 3
# a semicolon ends no paragraph but a point, and the next point has its label
_CLOSING = re.compile(r"([。：！？:.!?])[”’』」）)\"']*")


@dataclass(frozen=True, slots=True)
class Habits:
    """``indented``: first lines have white space before them; ``narrowed``: they had it, and are shorter by it now;
    ``parting``: the marks that end a paragraph more often than a sentence inside one; ``spaced``: blank lines part paragraphs;
    ``unwrapped``: a line is a paragraph."""

    indented: bool
    narrowed: bool
    parting: frozenset[str]
    spaced: bool
    unwrapped: bool

    def parts_after(self, text: str) -> bool:
        """Whether a paragraph more likely ends than goes on behind a full line that ends a sentence."""
        marks = _CLOSING.findall(text[-_FEWEST:])
        return bool(marks) and marks[-1] in self.parting


def habits_of(lines: Sequence[Measured], parted: frozenset[int]) -> Habits:
    """The habits of a file's lines; ``parted``: numbers of lines behind a blank line."""
    narrowed = _are_narrowed(lines)
    return Habits(
        _are_indented(lines), narrowed, _parting(lines, narrowed=narrowed), _are_spaced(lines, parted), _are_unwrapped(lines)
    )


def is_short(line: Measured) -> bool:
    """Whether a line ends before its column does, so that a paragraph ends with it."""
    return line.width + line.line.indent < line.measure - slack(line.measure) - INDENT


def _are_unwrapped(lines: Sequence[Measured]) -> bool:
    """Whether lines have no column, and some are wider than any."""
    return not any(line.measure for line in lines) and any(line.width > WIDEST for line in lines)


def _are_indented(lines: Sequence[Measured]) -> bool:
    """Whether labelled lines but for headings are indented, nearly all of them, and those that a sentence goes on in are not."""
    labelled = [line.line.indent in INDENTS for line in lines if line.label and line.label.kind not in HEADING_KINDS]
    going_on = [after.line.indent for before, after in pairwise(lines) if _is_open(before) and after.line.indent <= INDENT]
    indented = any(line.line.indent in INDENTS for line in lines)
    return indented and sum(labelled) >= _MOSTLY * len(labelled) and going_on.count(0) >= max(1, _MOSTLY * len(going_on))


def _is_open(line: Measured) -> bool:
    """Whether a line was wrapped inside a sentence."""
    return bool(line.measure) and not line.closed and not line.alone and not is_short(line)


def _are_narrowed(lines: Sequence[Measured]) -> bool:
    """Whether labelled lines that were wrapped are short of their column by an indent rather than as wide as it."""
    wrapped = [line.measure - line.width for line in lines if line.label and line.measure and not line.closed]
    narrow = sum(abs(missing - INDENT) <= 1 for missing in wrapped)
    wide = sum(missing <= 1 for missing in wrapped)
    return narrow >= _FEWEST and narrow > wide


def _are_spaced(lines: Sequence[Measured], parted: frozenset[int]) -> bool:
    """Whether a blank line follows nearly every line of Latin text that ends a sentence far from the margin."""
    behind = [
        after.line.number in parted for before, after in pairwise(lines) if before.closed and 2 * before.width < before.ragged
    ]
    return len(behind) >= _FEWEST and sum(behind) >= _MOSTLY * len(behind)


def _can_go_on(line: Measured, *, narrowed: bool) -> bool:
    """Whether a line could, for all it shows itself, be the rest of the paragraph before it."""
    return not line.label and not line.alone and (line.closed or not (narrowed or is_short(line)))


def _parting(lines: Sequence[Measured], *, narrowed: bool) -> frozenset[str]:
    inside: Counter[str] = Counter()
    at_end: Counter[str] = Counter()
    for line, after in pairwise(lines):
        marks = _CLOSING.findall(line.text)
        at_end.update(marks[-1:] if line.closed and is_short(line) and _can_go_on(after, narrowed=narrowed) else [])
        inside.update(marks[:-1] if line.closed else marks)
    return frozenset(mark for mark, count in at_end.items() if count >= _FEWEST and count > inside[mark])
