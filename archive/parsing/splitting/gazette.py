"""Splitting: the blocks of a file → the blocks of each document in it.

A document begins with the title lines around its number, with a title under the signature of the one before, or with the
title of a statute under which the articles begin again. What a notice or decree issues stays with it. A number or title that
is only listed begins nothing. A file that holds a single text may be a page that mixes texts: see mixed_page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from archive.errors import Problem
from archive.parsing.splitting.boundaries import letter_starts, number_starts, statute_starts
from archive.parsing.splitting.member_cards import member_cards
from archive.parsing.splitting.mixed_page import documents_of_page
from archive.parsing.splitting.text_runs import named_lines
from archive.parsing.statute.header import history_length
from archive.reading import Block
from archive.text.labels import split_label

_TITLE_WITH_HEADER = re.compile(
    r"(?P<title>[^（(。；：，\d][^。；：，]{3,200}?)\s*"
    r"(?P<header>[（(]\s*(?:(?:根据)?[12]\d{3}\s*年|(?i:adopted|promulgated|approved|issued|passed)\b).{6,}[）)])",
    re.DOTALL,
)


def split(blocks: Sequence[Block]) -> tuple[list[list[Block]], list[Problem]]:
    """The documents' blocks in order, and what was left out."""
    blocks = _with_headers_apart(blocks)
    if member_cards(blocks):
        return documents_of_page(blocks)
    numbered = number_starts(blocks)
    starts = sorted({*numbered, *letter_starts(blocks, numbered)})
    starts = sorted({*starts, *statute_starts(blocks, starts)})
    if not starts:
        return documents_of_page(blocks)
    if len(starts) == 1 and not numbered:
        starts = [0]
    ends = [*starts[1:], len(blocks)]
    left_out = [_left_out(blocks[: starts[0]])] if starts[0] else []
    return [list(blocks[start:end]) for start, end in zip(starts, ends, strict=True)], left_out


def _with_headers_apart(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with a statute's title and the header that was run on behind it in two."""
    apart: list[Block] = []
    for block in blocks:
        title = _TITLE_WITH_HEADER.fullmatch(block.text)
        header = replace(block, text=title["header"]) if title else block
        if title and history_length([header]) and not split_label(block.text):
            apart += [replace(block, text=title["title"].strip()), header]
        else:
            apart.append(block)
    return apart


def _left_out(blocks: Sequence[Block]) -> Problem:
    message = f"{named_lines(blocks)} stand before the first document and were not taken in; add them by hand if they are text"
    return Problem("warning", message, blocks[0].line, page=blocks[0].page)
