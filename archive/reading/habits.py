"""How a file shows where its paragraphs begin and end, learned from all of its lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.reading.measuring import INDENT, INDENTS, Measured, slack

_MOSTLY = 0.8
_FEWEST = 3
# a semicolon ends no paragraph but a point, and the next point has its label
_CLOSING = re.compile(r"([。：！？:.!?])[”’』」）)\"']*")


@dataclass(frozen=True, slots=True)
class Habits:
    """``indented``: first lines have white space before them; ``narrowed``: they had it, and are shorter by it now;
    ``parting``: the marks that end a paragraph more often than a sentence inside one; ``spaced``: blank lines part paragraphs."""

    indented: bool
    narrowed: bool
    parting: frozenset[str]
    spaced: bool

    def parts_after(self, text: str) -> bool:
        """Whether a paragraph more likely ends than goes on behind a full line that ends a sentence."""
        marks = _CLOSING.findall(text[-_FEWEST:])
        return bool(marks) and marks[-1] in self.parting


def habits_of(lines: Sequence[Measured], parted: frozenset[int]) -> Habits:
    """The habits of a file's lines; ``parted``: numbers of lines behind a blank line."""
    return Habits(_are_indented(lines), _are_narrowed(lines), _parting(lines), _are_spaced(lines, parted))


def is_short(line: Measured) -> bool:
    """Whether a line ends before its column does, so that a paragraph ends with it."""
    return line.width + line.line.indent < line.measure - slack(line.measure) - INDENT


def _are_indented(lines: Sequence[Measured]) -> bool:
    """Whether labelled lines are indented, nearly all of them, and others mostly are not."""
    indented = sum(line.line.indent in INDENTS for line in lines)
    flush = sum(line.line.indent == 0 for line in lines)
    labelled = [line.line.indent in INDENTS for line in lines if line.label]
    return 0 < indented < 2 * flush and sum(labelled) >= _MOSTLY * len(labelled)


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


def _parting(lines: Sequence[Measured]) -> frozenset[str]:
    inside: Counter[str] = Counter()
    at_end: Counter[str] = Counter()
    for line in lines:
        marks = _CLOSING.findall(line.text)
        at_end.update(marks[-1:] if line.closed and is_short(line) else [])
        inside.update(marks[:-1] if line.closed else marks)
    return frozenset(mark for mark, count in at_end.items() if count >= _FEWEST and count > inside[mark])
