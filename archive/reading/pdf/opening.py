"""Whether a line of a PDF begins a passage of its own by what it says: a label, a number, a date, a signature."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.reading.blocks import is_number_date_or_signature
from archive.reading.pdf.page import TextLine
from archive.text.document_number import parse_number
from archive.text.labels import split_label

INDENT = 1.2
"""Ems from which a line counts as indented; a paragraph's first line is by two."""
HUNG = 2.3
"""Ems that a Chinese line may be short because a sign could not stand at its end or the next one's head."""
_DEEP = 2.5
"""Ems from which a line stands farther in than any paragraph's first, as a signature does."""
_BULLET = re.compile(r"[•●○■□◆◇▪‣–—]\s*\S")
_NAMES_A_PLACE = re.compile(
    r"(?:第|[、和或及与至到]|\b(?:articles?|paragraphs?|items?|sub\w+|sections?|points?|and|or|to|of))$", re.IGNORECASE
)
_PRINTED = re.compile(r"日\s*印\s*发$")
"""The last line of an imprint (GB/T 9704): who printed the paper, and when."""
_DIVISIONS = frozenset({"part", "subpart", "chp", "sec"})


def begins_anew(block: Sequence[TextLine], after: TextLine, *, ended: bool) -> bool:
    """Whether a line begins something else than the paragraph ``block``; ``ended``: it may end with its last line."""
    before = block[-1]
    if (before.is_centred and _is_division(block[0].text)) or _follows_in_number(block, after):
        return True
    return _stands_alone(before, after) or ((ended or after.indent >= INDENT) and _has_label(before, after))


def is_marked(text: str) -> bool:
    """Whether a text begins with a label or a bullet."""
    return bool(split_label(text) or _BULLET.match(text))


def _is_division(text: str) -> bool:
    """Whether a text has the label of a division of a statute, whose name never runs into the text below."""
    label = split_label(text)
    return bool(label and label.kind in _DIVISIONS)


def _follows_in_number(block: Sequence[TextLine], after: TextLine) -> bool:
    """Whether a line has the label that comes next behind the paragraph's own: (b) behind (a)."""
    other = split_label(after.text)
    one = split_label(block[0].text) if other else None
    if one is None or other is None or one.kind != other.kind or _NAMES_A_PLACE.search(block[-1].text):
        return False
    return one.number.isdigit() and other.number == str(int(one.number) + 1)


def _stands_alone(before: TextLine, after: TextLine) -> bool:
    """Whether one of two lines is a number, or a date or signature apart from the column's edge: they never join another."""
    if any(parse_number(line.text) or _PRINTED.search(line.text) for line in (before, after)):
        return True
    before_is_apart = before.short > HUNG or before.indent > _DEEP
    apart = [line for line, is_apart in ((before, before_is_apart), (after, after.indent >= INDENT)) if is_apart]
    return any(is_number_date_or_signature(line.text) for line in apart)


def _has_label(before: TextLine, after: TextLine) -> bool:
    """Whether a line begins with a label or bullet; the wrapped rest of 第（三）项 does not."""
    return bool(_BULLET.match(after.text)) or (not before.text.endswith("第") and split_label(after.text) is not None)
