"""Whether a paragraph of a PDF goes on with the next line, told from where the lines stand in their columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.reading.blocks import is_number_date_or_signature
from archive.reading.pdf.opening import HUNG, INDENT, begins_anew, is_marked
from archive.reading.pdf.page import TextLine
from archive.text.bodies import body_names
from archive.text.labels import split_label
from archive.text.sentences import ends_a_sentence, has_han

_UNFINISHED = re.compile(r"(?:[，、,（(《〈“‘—]|[A-Za-z][-\u2010\xad]|\b(?:and|of|the|or|to|for|in|on|by))$")
_CLAUSE = re.compile(r"[;；,，] ?(?:and|or)$")
_LEADER = re.compile(r"…{2,}|\.{5,}|(?:\. ){4,}|·{4,}|_{6,}")
_OPENS_A_STATEMENT = re.compile(r"(?:办公厅)?(?:关于|印发|转发)")
_BRACKETED = re.compile(r"[（(].*")
_PARTED, _PARTED_CLOSED = 1.45, 1.15
"""Times the usual distance of lines that parts paragraphs."""
_TITLE_PARTED = 2.6
_DEEP, _EVEN = 2.5, 0.15
"""Ems that a centred line is indented by, more than any first line; by which the sides of one indented less differ."""


def goes_on(block: Sequence[TextLine], after: TextLine) -> bool:
    """Whether a line belongs to the paragraph whose lines so far are ``block``."""
    before = block[-1]
    if _size_differs(before, after) or _LEADER.search(before.text) or _LEADER.search(after.text):
        return False
    if before.is_centred and after.is_centred:
        return _title_goes_on(block, after)
    full, closed = _is_full(before, after), ends_a_sentence(before.text) or bool(_CLAUSE.search(before.text))
    if begins_anew(block, after, ended=closed or not full) or _is_parted(before, after, closed=closed):
        return False
    if _is_indented(block, after):
        return full and not closed and (_is_block_of_its_own(before, after) or _is_end_of_title(before, after))
    if full:
        return not (closed and _ends_at_break(block, after))
    return not closed and (bool(_UNFINISHED.search(before.text)) or after.text[:1].islower())


def _title_goes_on(block: Sequence[TextLine], after: TextLine) -> bool:
    """Whether a centred line is one more line of a title, or of what a bracket under it holds."""
    before = block[-1]
    if _is_open("".join(line.text for line in block)):
        return _distance(before, after) <= _TITLE_PARTED * before.piece.size
    if ends_a_sentence(before.text) or split_label(after.text) or _distance(before, after) > _TITLE_PARTED * before.piece.size:
        return False
    if before.page != after.page or _BRACKETED.fullmatch(after.text):
        return False
    if body_names(before.text):
        return bool(_OPENS_A_STATEMENT.match(after.text))
    return not is_number_date_or_signature(before.text) and not is_number_date_or_signature(after.text)


def _is_open(text: str) -> bool:
    """Whether a text that begins with a bracket has not closed it yet."""
    return text[:1] in "(（" and sum(map(text.count, "(（")) > sum(map(text.count, ")）"))


def _is_full(before: TextLine, after: TextLine) -> bool:
    """Whether the next line's first word would not have fitted on the line."""
    room = before.short * before.piece.size
    hung = HUNG * before.piece.size if has_han(after.text[:2]) or has_han(before.text[-2:]) else 0.0
    return room < max(after.piece.first_word + 0.3 * after.piece.size, hung)


def _is_indented(block: Sequence[TextLine], after: TextLine) -> bool:
    """Whether a line is a paragraph's first: farther in than the paragraph's other lines."""
    hanging = block[1].indent if len(block) > 1 else min(block[0].indent, 0.0)
    return after.indent - max(0.0, hanging) >= INDENT and not _hangs(block, after)


def _hangs(block: Sequence[TextLine], after: TextLine) -> bool:
    """Whether a second line stands under the text behind the first line's label or bullet."""
    first = block[0]
    return len(block) == 1 and is_marked(first.text) and 0.6 < after.indent - first.indent < 6 and first.region == after.region


def _is_block_of_its_own(before: TextLine, after: TextLine) -> bool:
    """Whether two lines indented alike are no first lines: all around are, or they stand farther in, or are no Chinese text."""
    limit = after.piece.left - 0.3 * after.piece.size
    is_unlike_first = min(before.margin, after.margin) >= limit or after.indent > _DEEP or not has_han(before.text + after.text)
    return abs(before.indent - after.indent) < 0.6 and is_unlike_first


def _is_end_of_title(before: TextLine, after: TextLine) -> bool:
    """Whether a centred line is the rest of a title whose line before fills the column; no paragraph's first line is centred."""
    symmetric = after.is_centred and (after.indent > _DEEP or abs(after.indent - after.short) <= _EVEN < abs(after.indent - 2))
    is_near = 0 < _distance(before, after) <= _TITLE_PARTED * before.piece.size
    return symmetric and is_near and not _BRACKETED.fullmatch(after.text)


def _ends_at_break(block: Sequence[TextLine], after: TextLine) -> bool:
    """Whether a paragraph without an indent, its last line not quite full, ends with its page or column."""
    before = block[-1]
    at_break = (before.page, before.region) != (after.page, after.region)
    return at_break and block[0].indent < INDENT and before.short > 0.5


def _is_parted(before: TextLine, after: TextLine, *, closed: bool) -> bool:
    """Whether more than the usual distance lies between two lines of one column; less is enough behind a sentence's end."""
    usual = max(before.pitch or 1.5 * before.piece.size, 1.1 * before.piece.size)
    return _distance(before, after) > (_PARTED_CLOSED if closed else _PARTED) * usual


def _distance(before: TextLine, after: TextLine) -> float:
    """Points between the base lines of two lines of one column; 0 across columns and pages."""
    same = before.page == after.page and before.region == after.region
    return before.piece.bottom - after.piece.bottom if same else 0.0


def _size_differs(before: TextLine, after: TextLine) -> bool:
    return abs(before.piece.size - after.piece.size) > 0.12 * max(before.piece.size, after.piece.size)
