"""Hard-wrapped lines → whole paragraphs. Lines are joined only where the text goes on.

A line as wide as its column that ends inside a sentence goes on; where it ends with a full stop, the indent of the next line
(two characters less) tells. Ragged Latin text was wrapped where the next word would not have fitted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from archive.data import table
from archive.reading.blocks import Block, Line
from archive.reading.habits import Habits, habits_of
from archive.reading.measuring import INDENT, INDENTS, Measured, measured, slack
from archive.reading.pdf_hyphens import Hyphens
from archive.text.labels import HEADING_KINDS, Label

_UNFINISHED = re.compile(r"[，、,（(《〈“‘—]$")
_CANNOT_END_A_LINE = re.compile(r"[A-Za-z0-9《〈（“‘(\[]")
_LIST_ITEM = re.compile(r"[A-Z]{2,}(?:/T)? \d+[—-]\d{4}|[（(]附件")
_ANNEX_LIST = re.compile(r"附件[：:]")
_HEADING_FILLS = 0.6


def unwrap(lines: Sequence[Line], parted: frozenset[int] = frozenset()) -> list[Block]:
    """Blocks of whole paragraphs and headings from non-blank, stripped lines; ``parted``: numbers of lines that begin one."""
    groups: list[list[Measured]] = []
    labels = _Sequence()
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


def _goes_on(block: list[Measured], after: Measured, labels: _Sequence, habits: Habits) -> bool:
    """Whether the next line belongs to the paragraph that ends with the last line of the block."""
    before = block[-1]
    if habits.indented and after.line.indent in INDENTS:
        return False
    if habits.indented and after.line.indent == 0 and block[0].line.indent in INDENTS and _is_nearly_full(before):
        return not (before.closed and after.alone)
    if before.alone or after.alone or _opens(block, after, labels):
        return False
    if before.ragged:
        return _ragged_goes_on(before, after, habits)
    first = len(block) == 1
    full = _is_full(before, after, first=first)
    if before.closed or (first and _title_end().search(before.text)):
        return full and after.line.indent not in INDENTS and not _begins_anew(before, after, habits)
    return full or bool(_UNFINISHED.search(before.text))


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


def _opens(block: list[Measured], after: Measured, labels: _Sequence) -> bool:
    """Whether a line opens a passage of its own: by its label, unless that is the wrapped rest of 第（三）项 or 第八条规定."""
    label, before = after.label, block[-1]
    if label is None:
        return bool(_LIST_ITEM.match(after.text)) and not before.text.endswith(("、", "，", "和", "及"))
    if before.text.endswith("第"):
        return False
    if before.closed:
        return True
    if label.kind == "art" and not label.printed.isascii():
        return after.text[len(label.printed) :][:1].isspace()
    opened = block[0].label
    return labels.expects(label) or bool(opened and opened.kind in HEADING_KINDS) or bool(_ANNEX_LIST.match(block[0].text))


@cache
def _title_end() -> re.Pattern[str]:
    """A title ends with what kind of document it is: …的意见, …管理办法."""
    return re.compile(rf"(?:{'|'.join(row['zh'] for row in table('types'))})$")


class _Sequence:
    """The numbers seen so far, to tell the next label from a number at the head of a wrapped line."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def see(self, label: Label | None) -> None:
        if label:
            self._last[label.kind] = int(label.number.partition("_")[0])

    def expects(self, label: Label) -> bool:
        return int(label.number.partition("_")[0]) in (1, self._last.get(label.kind, 0) + 1)
