"""Hard-wrapped lines → whole paragraphs. Lines are joined only where the text goes on.

The measure of a column is learned from the file: a width that many lines share. A line of that width that ends inside a
sentence goes on; where it ends with a full stop, the indent of the next line (two characters less) tells.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from archive.data import table
from archive.reading.blocks import Block, Line, join, width
from archive.text.bodies import body_names
from archive.text.dates import parse_date
from archive.text.document_number import parse_number
from archive.text.labels import Label, split_label

_INDENT = 4
_NARROWEST = 30
_NEIGHBOURS = 12
_CLOSED = re.compile(r"[。；：！？;:!?…][”’』」）)\"']*$|[.][\"')]*$")
_UNFINISHED = re.compile(r"[，、,（(《〈“‘—]$")
_CANNOT_END_A_LINE = re.compile(r"[A-Za-z0-9《〈（“‘(\[]")
_LIST_ITEM = re.compile(r"[A-Z]{2,}(?:/T)? \d+[—-]\d{4}|[（(]附件")
_ANNEX_LIST = re.compile(r"附件[：:]")
_STANDS_ALONE = re.compile(r"附[件录]\s*\d*|[（(]信息公开.*[）)]|\S{2,25}\s+\d{4}年\d+月\d+日印发")
_HEADING_KINDS = {"part", "chp", "sec", "policy", "att"}


@dataclass(frozen=True, slots=True)
class _Sized:
    line: Line
    width: int
    label: Label | None
    alone: bool
    measure: int
    """The width of the column it stands in; 0 where none was found, or the file is not wrapped at all."""

    @property
    def text(self) -> str:
        return self.line.text

    @property
    def closed(self) -> bool:
        return bool(_CLOSED.search(self.text))


def unwrap(lines: Sequence[Line], *, blank_lines_matter: bool) -> list[Block]:
    """Blocks of whole paragraphs and headings from non-blank, stripped lines."""
    sized = _measured(lines)
    groups: list[list[_Sized]] = []
    labels = _Sequence()
    for line in sized:
        previous = groups[-1] if groups else None
        parted = previous and blank_lines_matter and line.line.number - previous[-1].line.number > 1
        if previous and not parted and _goes_on(previous, line, labels):
            previous.append(line)
        else:
            groups.append([line])
            labels.see(line.label)
    return [_block(group) for group in groups]


def _block(group: list[_Sized]) -> Block:
    text = ""
    for line in group:
        text = join(text, line.text)
    return Block(text, group[0].line.number, group[-1].line.number)


def _goes_on(block: list[_Sized], after: _Sized, labels: _Sequence) -> bool:
    """Whether the next line belongs to the paragraph that ends with the last line of the block."""
    before = block[-1]
    if before.alone or after.alone or not (before.measure or _UNFINISHED.search(before.text)):
        return False
    first = len(block) == 1
    needed = before.measure - _slack(before.measure)
    full = before.width >= needed - (_INDENT if first or _CANNOT_END_A_LINE.match(after.text) else 0)
    if after.label and _opens(block, after, labels):
        return False
    if _LIST_ITEM.match(after.text) and not before.text.endswith(("、", "，", "和", "及")):
        return False
    if before.closed or (first and _title_end().search(before.text)):
        return full and not _is_first_line(after)
    return full or bool(_UNFINISHED.search(before.text))


def _opens(block: list[_Sized], after: _Sized, labels: _Sequence) -> bool:
    """Whether a line that begins like a label really opens a passage, and is not the wrapped rest of 第（三）项 or 第八条规定."""
    label, before = after.label, block[-1]
    if label is None or before.text.endswith("第"):
        return False
    if before.closed:
        return True
    if label.kind == "art":
        return after.text[len(label.printed) :][:1].isspace()
    opened = block[0].label
    return labels.expects(label) or bool(opened and opened.kind in _HEADING_KINDS) or bool(_ANNEX_LIST.match(block[0].text))


def _is_first_line(line: _Sized) -> bool:
    """Whether a line is indented: two characters short of the measure, although its sentence goes on."""
    return not line.closed and abs(line.width - (line.measure - _INDENT)) <= 1


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


def _measured(lines: Sequence[Line]) -> list[_Sized]:
    widths = [width(line.text) for line in lines]
    # only a line that ends inside a sentence was wrapped at its column's width; 0 marks the others
    wrapped = [0 if _CLOSED.search(line.text) else size for line, size in zip(lines, widths, strict=True)]
    columns = _column_widths([size for size in wrapped if size])
    sized = []
    for i, line in enumerate(lines):
        around = wrapped[max(0, i - _NEIGHBOURS) : i] + wrapped[i + 1 : i + _NEIGHBOURS + 1]
        sized.append(
            _Sized(line, widths[i], split_label(line.text), _stands_alone(line.text), _measure(widths[i], around, columns))
        )
    return sized


def _stands_alone(text: str) -> bool:
    return bool(parse_number(text) or parse_date(text) or _STANDS_ALONE.fullmatch(text) or body_names(text))


def _measure(own: int, around: list[int], columns: list[int]) -> int:
    """The narrowest column in use around a line that the line fits into."""
    in_use = [column for column in columns if any(abs(other - column) <= _slack(column) for other in around)]
    return next((column for column in in_use if own <= column + 2 * _INDENT), 0)


def _slack(column: int) -> int:
    """How much lines of one column differ: punctuation is squeezed, and Latin words do not break."""
    return max(2, column // 12)


def _column_widths(widths: list[int]) -> list[int]:
    """The widths that lines are wrapped at, narrowest first: peaks of their distribution; none in unwrapped text."""
    counts = Counter(widths)
    near = {w: sum(counts[w + d] for d in (-1, 0, 1)) for w in counts if w >= _NARROWEST}
    enough = max(4, len(widths) // 100)
    peaks = [w for w, count in near.items() if count >= enough and all(near.get(w + d, 0) <= count for d in (-2, -1, 1, 2))]
    return sorted(w for w in peaks if not any(w < wider <= w + 2 * _INDENT and near[wider] >= near[w] for wider in peaks))
