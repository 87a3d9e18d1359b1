"""What page numbers and running heads look like, whatever kind of file they stand in."""

from __future__ import annotations

import re

_DASH = "[-—–－−·•~]"
_NUMBER = r"\d{1,4}"
DRESSED_PAGE_NUMBER = (
    rf"{_DASH}+\s*{_NUMBER}\s*{_DASH}+"
    rf"|第\s*{_NUMBER}\s*页(?:\s*[,，/]?\s*共\s*{_NUMBER}\s*页)?"
    rf"|Page\s+{_NUMBER}(?:\s+of\s+{_NUMBER})?"
)
"""- 6 -, 第6页, 第6页 共12页, Page 6 of 12: page numbers that can be nothing else, for a whole line in any case."""
_DIGITS = re.compile(r"\d+")
_SPACE = re.compile(r"\s+")
_LETTER = re.compile(r"[^\W\d_]")


def shape(text: str) -> str:
    """A line with its numbers blanked, so that heads with a running number are alike."""
    return _DIGITS.sub("#", _SPACE.sub("", text))


def has_letter(text: str) -> bool:
    """Whether a line has any letter or Chinese character: a running head does."""
    return bool(_LETTER.search(text))
