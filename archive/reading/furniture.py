"""Page furniture: page numbers, and the running heads and feet that stand beside them, also in the middle of a sentence.

A head is learned from the file: it stands next to a page number and comes again, or names a periodical's issue.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from archive.errors import Problem
from archive.reading.blocks import Line

_PAGE_NUMBER = re.compile(
    r"[-—–－·]\s*\d{1,4}\s*[-—–－·]|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|Page\s+\d{1,4}(?:\s+of\s+\d{1,4})?",
    re.IGNORECASE,
)
_ISSUE = re.compile(
    r"(?:公报|政报|Gazette|Bulletin).{0,12}\d{4}\s*[·.．年/-]\s*(?:第\s*)?\d{1,3}|\d{4}\s*[·.．年]\s*(?:第\s*)?\d{1,3}\s*期?.{0,12}(?:公报|政报)"
)
_SENTENCE_END = re.compile(r"[。；：，、！？]$")
_LETTER = re.compile(r"[^\W\d_]")
_BESIDE = 2
_DIGITS = re.compile(r"\d+")


def without_furniture(lines: Sequence[Line]) -> tuple[list[Line], list[Problem]]:
    """The non-blank lines without page furniture, and a note that says what was left out."""
    pages = [i for i, line in enumerate(lines) if _PAGE_NUMBER.fullmatch(line.text)]
    if not pages:
        return list(lines), []
    beside = {i for page in pages for i in range(max(0, page - _BESIDE), min(len(lines), page + _BESIDE + 1))} - set(pages)
    shapes = Counter(_shape(lines[i].text) for i in beside)
    dropped = set(pages) | {i for i in beside if _is_running_head(lines[i].text, shapes)}
    kept = [line for i, line in enumerate(lines) if i not in dropped]
    numbers = [lines[i].number for i in sorted(dropped)]
    places = ", ".join(map(str, numbers[:8])) + (" …" if len(numbers) > 8 else "")
    message = f"page numbers and running heads were left out (lines {places}); look whether one of them is text"
    return kept, [Problem("note", message, numbers[0])]


def _is_running_head(text: str, shapes: Counter[str]) -> bool:
    if _SENTENCE_END.search(text) or len(text) > 60:
        return False
    return bool(_ISSUE.search(text)) or (shapes[_shape(text)] >= 3 and bool(_LETTER.search(text)))


def _shape(text: str) -> str:
    """The line with its numbers blanked, so that heads with a running number are alike."""
    return _DIGITS.sub("#", re.sub(r"\s+", "", text))
