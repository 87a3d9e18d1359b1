"""Hard-wrapped lines → whole paragraphs. Lines are joined only where the text goes on.

A line as wide as its column that ends inside a sentence goes on; where it ends with a full stop, the indent of the next line
(two characters less) tells. Ragged Latin text was wrapped where the next word would not have fitted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.reading.blocks import Block, Line
from archive.reading.hyphens import Hyphens
from archive.reading.plain.habits import Habits, habits_of
from archive.reading.plain.measuring import INDENT, INDENTS, Measured, measured, slack
from archive.reading.plain.openings import Labels, ends_as_title, is_addressed, is_heading, opens_passage

_UNFINISHED = re.compile(r"[，、,（(《〈“‘—]$")
_CANNOT_END_A_LINE = re.compile(r"[A-Za-z0-9《〈（“‘(\[]")
_HEADING_FILLS = 0.6


def unwrap(lines: Sequence[Line], parted: frozenset[int] = frozenset()) -> list[Block]:
    """Blocks of whole paragraphs and headings from non-blank, stripped lines; ``parted``: numbers of lines that begin one."""
    groups: list[list[Measured]] = []
    labels = Labels()
    all_measured = measured(lines)
    habits = habits_of(all_measured, parted)
    for line in all_measured:
        previous = groups[-1] if groups else None
        if previous and line.line.number not in parted and _goes_on(previous, line, labels, habits):
            previous.append(line)
        else:
            groups.append([line])
            labels.see(line.label)
    hyphens = Hyphens(line.text for line in lines)
    return [_block(group, hyphens) for group in groups]


def _block(group: list[Measured], hyphens: Hyphens) -> Block:
    text = ""
    for line in group:
        text = hyphens.join(text, line.text)
    return Block(text, group[0].line.number, group[-1].line.number)


def _goes_on(block: list[Measured], after: Measured, labels: Labels, habits: Habits) -> bool:
    """Whether the next line belongs to the paragraph that ends with the last line of the block."""
    before = block[-1]
    if habits.indented and (after.line.indent in INDENTS or _is_centred(before) > _is_centred(after)):
        return False
    if (before.closed and is_heading(after, labels)) or is_addressed(block, after):
        return False
    if habits.indented and after.line.indent == 0 and block[0].line.indent in INDENTS and _is_nearly_full(before):
        return not (before.closed and after.alone)
    if before.alone or after.alone or opens_passage(block, after, labels):
        return False
    if before.ragged:
        return _ragged_goes_on(before, after, habits)
    return _chinese_goes_on(block, after, habits)


def _chinese_goes_on(block: list[Measured], after: Measured, habits: Habits) -> bool:
    """Chinese text goes on where its column is full; behind a full stop or a title only if nothing speaks against it."""
    before, first = block[-1], len(block) == 1
    full = _is_full(before, after, first=first)
    if before.closed or (first and ends_as_title(before.text)):
        return full and after.line.indent not in INDENTS and not _begins_anew(before, after, habits)
    return full or (not habits.unwrapped and bool(_UNFINISHED.search(before.text)))


def _is_centred(line: Measured) -> bool:
    """Whether a line stands away from the margin by more than a first line does."""
    return line.line.indent > INDENT


def _begins_anew(before: Measured, after: Measured, habits: Habits) -> bool:
    """Whether a line behind a full one that ends a sentence begins a paragraph: by its width, else by what is likelier here."""
    if not after.closed and habits.narrowed:
        if abs(after.width - (after.measure - INDENT)) <= 1:
            return True
        if after.width >= after.measure - 1:
            return False
    return habits.parts_after(before.text)


def _ragged_goes_on(before: Measured, after: Measured, habits: Habits) -> bool:
    """Latin text goes on where the next word would not have fitted, and inside a sentence unless the line is a short heading."""
    if before.width + 1 + len(after.text.split()[0]) > before.ragged:
        return True
    if before.closed:
        return habits.spaced and before.width >= _HEADING_FILLS * before.ragged
    return after.text[0].islower() or before.width >= _HEADING_FILLS * before.ragged


def _is_full(line: Measured, after: Measured, *, first: bool) -> bool:
    """Whether a line fills its column: a first line less its indent, and any less what could not stand at its end."""
    short = INDENT if first or _CANNOT_END_A_LINE.match(after.text) else 0
    return bool(line.measure) and line.width >= line.measure - slack(line.measure) - short


def _is_nearly_full(line: Measured) -> bool:
    """Whether a line can have been wrapped: a bracket or number that did not fit may leave it some characters short."""
    return bool(line.measure) and line.width + line.line.indent >= line.measure - slack(line.measure) - 2 * INDENT
