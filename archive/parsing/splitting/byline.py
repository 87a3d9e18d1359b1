"""The lines between a news article's title and its first sentence: who wrote it, when it appeared, counters of the site."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.reading import Block
from archive.text.dates import find_dates

_NAME = re.compile(r"(?:By )?(?:[^\W\d_][^\W\d_'’.-]+,? ?|(?:and|&) |[A-Z]\. ?){2,8}")
_COUNTER = re.compile(r"\d[\d,.]*(?: [a-z]+){1,3}")
_SMALL = re.compile(r"\b(?!and\b)[a-z]")
_LONGEST_NAME, _LONGEST_DATE = 60, 80
_FURTHEST = 8
"""So many lines below the title are looked at."""


def byline(blocks: Sequence[Block]) -> set[int]:
    """Which blocks below the title are a byline, a dateline or a counter; none where no date tells that there is a byline."""
    first = next((i for i, block in enumerate(blocks) if block.is_closed), 0)
    head = range(1, min(first, _FURTHEST))
    if not any(is_dateline(blocks[i].text) for i in head):
        return set()
    return {i for i in head if is_dateline(blocks[i].text) or _is_name(blocks[i].text) or _COUNTER.fullmatch(blocks[i].text)}


def form_lines(blocks: Sequence[Block]) -> dict[int, str]:
    """An article's date and author as the entries of a form (see form_block), by the places of their blocks."""
    found: dict[int, str] = {}
    for i in sorted(byline(blocks)):
        if is_dateline(blocks[i].text):
            found[i] = f"发布日期：{blocks[i].text}"
        elif _is_name(blocks[i].text):
            found[i] = f"作者：{blocks[i].text}"
    return found


def is_dateline(text: str) -> bool:
    """Whether a line gives the one date of an article, perhaps with its weekday and time: Thu, July 3, 2025 at 1:00 AM EDT."""
    return len(text) <= _LONGEST_DATE and len(find_dates(text)) == 1


def _is_name(text: str) -> bool:
    return len(text) <= _LONGEST_NAME and bool(_NAME.fullmatch(text)) and not _SMALL.search(text)
