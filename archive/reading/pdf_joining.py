"""Whether a paragraph of a PDF goes on with the next line, told from where the lines stand in their columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.reading.blocks import is_number_date_or_signature
from archive.reading.pdf_page import TextLine
from archive.text.bodies import body_names
from archive.text.document_number import parse_number
from archive.text.labels import split_label
from archive.text.sentences import ends_a_sentence, has_han

_UNFINISHED = re.compile(r"(?:[，、,（(《〈“‘—]|[A-Za-z][-\u2010\xad]|\b(?:and|of|the|or|to|for|in|on|by))$")
_LEADER = re.compile(r"…{2,}|\.{5,}|(?:\. ){4,}|·{4,}|_{6,}")
_BULLET = re.compile(r"[•●○■□◆◇▪‣–—]\s*\S")
_OPENS_A_STATEMENT = re.compile(r"(?:办公厅)?(?:关于|印发|转发)")
_BRACKETED = re.compile(r"[（(].*")
_INDENT = 1.2
"""Ems from which a line counts as indented; a paragraph's first line is by two."""
_HUNG = 2.3
"""Ems that a Chinese line may be short because a sign could not stand at its end or the next one's head."""
_PARTED = 1.45
"""Times the usual distance of lines that parts paragraphs."""
_TITLE_PARTED = 2.6


def goes_on(block: Sequence[TextLine], after: TextLine) -> bool:
    """Whether a line belongs to the paragraph whose lines so far are ``block``."""
    before = block[-1]
    if _size_differs(before, after) or _LEADER.search(before.text) or _LEADER.search(after.text):
        return False
    if before.is_centred and after.is_centred:
        return _title_goes_on(before, after)
    full, closed = _is_full(before, after), ends_a_sentence(before.text)
    if _stands_alone(before, after) or _opens(before, after, closed=closed or not full) or _is_parted(before, after):
        return False
    if _is_indented(block, after):
        return full and not closed and _is_block_of_its_own(before, after)
    if full:
        return not (closed and _ends_at_break(block, after))
    return not closed and (bool(_UNFINISHED.search(before.text)) or after.text[:1].islower())


def _title_goes_on(before: TextLine, after: TextLine) -> bool:
    """Whether a centred line is one more line of a title."""
    if ends_a_sentence(before.text) or split_label(after.text) or _distance(before, after) > _TITLE_PARTED * before.piece.size:
        return False
    if before.page != after.page or _BRACKETED.fullmatch(after.text):
        return False
    if body_names(before.text):
        return bool(_OPENS_A_STATEMENT.match(after.text))
    return not is_number_date_or_signature(before.text) and not is_number_date_or_signature(after.text)


def _stands_alone(before: TextLine, after: TextLine) -> bool:
    """Whether one of two lines is a number, or a date or signature apart from the column's edge: they never join another."""
    if parse_number(before.text) or parse_number(after.text):
        return True
    apart = [line for line, is_apart in ((before, before.short > _HUNG), (after, after.indent >= _INDENT)) if is_apart]
    return any(is_number_date_or_signature(line.text) for line in apart)


def _opens(before: TextLine, after: TextLine, *, closed: bool) -> bool:
    """Whether a line opens a passage by its label or bullet; the wrapped rest of 第（三）项 does not."""
    if _BULLET.match(after.text):
        return closed or after.indent >= _INDENT
    label = split_label(after.text)
    if label is None or before.text.endswith("第"):
        return False
    return closed or after.indent >= _INDENT


def _is_full(before: TextLine, after: TextLine) -> bool:
    """Whether the next line's first word would not have fitted on the line."""
    room = before.short * before.piece.size
    hung = _HUNG * before.piece.size if has_han(after.text[:2]) or has_han(before.text[-2:]) else 0.0
    return room < max(after.piece.first_word + 0.3 * after.piece.size, hung)


def _is_indented(block: Sequence[TextLine], after: TextLine) -> bool:
    """Whether a line is a paragraph's first: farther in than the paragraph's other lines."""
    hanging = block[1].indent if len(block) > 1 else min(block[0].indent, 0.0)
    return after.indent - max(0.0, hanging) >= _INDENT and not _hangs(block, after)


def _hangs(block: Sequence[TextLine], after: TextLine) -> bool:
    """Whether a second line stands under the text behind the first line's label or bullet."""
    first = block[0]
    marked = split_label(first.text) or _BULLET.match(first.text)
    return len(block) == 1 and bool(marked) and 0.6 < after.indent - first.indent < 6 and first.region == after.region


def _is_block_of_its_own(before: TextLine, after: TextLine) -> bool:
    """Whether all lines around are indented alike, so that the indent marks no first lines."""
    limit = after.piece.left - 0.3 * after.piece.size
    return abs(before.indent - after.indent) < 0.6 and min(before.margin, after.margin) >= limit


def _ends_at_break(block: Sequence[TextLine], after: TextLine) -> bool:
    """Whether a paragraph without an indent, its last line not quite full, ends with its page or column."""
    before = block[-1]
    at_break = (before.page, before.region) != (after.page, after.region)
    return at_break and block[0].indent < _INDENT and before.short > 0.5


def _is_parted(before: TextLine, after: TextLine) -> bool:
    """Whether more than the usual distance lies between two lines of one column."""
    usual = before.pitch or 1.5 * before.piece.size
    return _distance(before, after) > _PARTED * max(usual, 1.1 * before.piece.size)


def _distance(before: TextLine, after: TextLine) -> float:
    """Points between the base lines of two lines of one column; 0 across columns and pages."""
    same = before.page == after.page and before.region == after.region
    return before.piece.bottom - after.piece.bottom if same else 0.0


def _size_differs(before: TextLine, after: TextLine) -> bool:
    return abs(before.piece.size - after.piece.size) > 0.12 * max(before.piece.size, after.piece.size)
