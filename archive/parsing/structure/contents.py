"""Printed tables of contents (目录): which blocks of a text they are. Their entries are no chapters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.reading import Block
from archive.text.labels import HEADING_KINDS, split_label

_TITLE = re.compile(r"目\s*[录次錄]|(?:Table of )?Contents", re.IGNORECASE)
_RUN_IN = re.compile(r"目\s*[录次錄](?=\s*第\s*一\s*[编編章]).*第\s*二\s*[编編章]")
_PAGE = re.compile(r"[.．·…‥。\s_]*[（(]?\d{0,4}[）)]?$")
_LEADER = re.compile(r"…{2,}|\.{4,}|·{4,}|．{4,}")
_SHORT = 60
_FEWEST = 3
_ENTRIES = HEADING_KINDS - {"att"}


def is_contents_title(text: str) -> bool:
    """Whether a line is the title of a table of contents, or all of one printed in one line."""
    return bool(_TITLE.fullmatch(text.strip()) or _RUN_IN.match(text))


def has_leader(text: str) -> bool:
    """Whether a line has the row of dots that leads from an entry to its page."""
    return bool(_LEADER.search(text))


def contents(blocks: Sequence[Block]) -> dict[int, int]:
    """Where the tables of contents stand: index of the first block → index behind the last one."""
    found: dict[int, int] = {}
    i = 0
    while i < len(blocks):
        end = _end_of_contents(blocks, i)
        if end is not None:
            found[i] = end
        i = end or i + 1
    return found


def _end_of_contents(blocks: Sequence[Block], start: int) -> int | None:
    """The index behind a table of contents that begins here: with its title, or as a run of headings that comes again."""
    if _RUN_IN.match(blocks[start].text) and not _TITLE.fullmatch(blocks[start].text):
        return start + 1
    titled = bool(_TITLE.fullmatch(blocks[start].text.strip()))
    first = start + 1 if titled else start
    if not titled and not _opens_untitled(blocks, start):
        return None
    end = first
    while end < len(blocks) and _is_entry(blocks[end]) and not (end > first and _same(blocks[end], blocks[first])):
        end += 1
    comes_again = end < len(blocks) and end > first and _same(blocks[end], blocks[first])
    if comes_again and (titled or end - first >= _FEWEST):
        return end
    return _labelled_entries(blocks, first) if titled else None


def _opens_untitled(blocks: Sequence[Block], start: int) -> bool:
    label = split_label(blocks[start].text)
    return bool(label and label.kind in ("part", "chp") and label.number == "1" and label.rest and start + 1 < len(blocks))


def _labelled_entries(blocks: Sequence[Block], first: int) -> int:
    """Behind the entries of a table whose first entry does not come again: those that are certain."""
    end = first
    while end < len(blocks) and _is_entry(blocks[end]) and (split_label(blocks[end].text) or has_leader(blocks[end].text)):
        end += 1
    return end


def _is_entry(block: Block) -> bool:
    """Whether a block can stand in a table of contents: a heading, or a short line with neither label nor full stop."""
    if block.is_table:
        return False
    if has_leader(block.text):
        return True
    label = split_label(block.text)
    return label.kind in _ENTRIES if label else not block.is_closed and len(block.text) <= _SHORT


def _same(one: Block, other: Block) -> bool:
    return _entry(one.text) == _entry(other.text)


def _entry(text: str) -> str:
    """An entry without its page number and white space."""
    return "".join(_PAGE.sub("", text).split()) or "".join(text.split())
