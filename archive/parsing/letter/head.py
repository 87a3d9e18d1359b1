"""The head of a document (GB/T 9704—2012): which line is its number, which lines are its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from archive.parsing.letter.attached import issues
from archive.parsing.letter.titles import continues_title, is_edition, is_form_line, is_title_line, opens_statement
from archive.reading import Block
from archive.reading.blocks import close_gaps, join
from archive.text.bodies import body_names
from archive.text.document_number import parse_number
from archive.text.labels import split_label
from archive.text.sentences import has_han
from archive.text.work_titles import bare_title

_SERIAL = re.compile(r"\d{4}\s*年\s*第\s*\d{1,4}\s*号")
_MOST_TITLE_LINES = 4
_MOST_HEAD = 14
"""So many blocks may stand above a document's number."""


def title_text(blocks: Sequence[Block]) -> str:
    """A title from its lines; a line that is there already (the title in the page's head) is taken once."""
    text = ""
    if blocks and (again := _set_again(blocks)) > 1:
        blocks = [blocks[0], *blocks[1 + again :]]
    for i, block in enumerate(blocks):
        if not any(bare_title(block.text) == bare_title(before.text) for before in blocks[:i]):
            text = join(text, block.text)
    return close_gaps(text)


def number_place(blocks: Sequence[Block]) -> int | None:
    """Where the document's own number stands: above the text, not one that the text quotes on a line of its own."""
    for i, block in enumerate(blocks[:_MOST_HEAD]):
        if parse_number(block.text) or _is_serial(blocks, i):
            return i
        if block.is_closed or block.is_table or (split_label(block.text) and not is_form_line(block)):
            return None
    return None


def _is_serial(blocks: Sequence[Block], i: int) -> bool:
    """Whether a line is the serial of an announcement, 2023年第44号, under or above a title …的公告."""
    beside = (blocks[place].text for place in (i - 1, i + 1) if 0 <= place < len(blocks))
    return bool(_SERIAL.fullmatch(blocks[i].text)) and any(text.endswith(("公告", "通告")) for text in beside)


def number_line(block: Block) -> Block:
    """The line of a number; a serial alone as it is printed behind a title, in brackets, which tells that it is a number."""
    return block if parse_number(block.text) else replace(block, text=f"（{block.text}）")


def leading_title(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """Title lines at the head of a text; Markdown's first heading alone is one, with the lines that continue it."""
    if blocks and blocks[0].is_heading and not split_label(blocks[0].text):
        count = 1 + _set_again(blocks)
        while count < len(blocks) and is_edition(blocks[count]) and not bare_title(blocks[0].text).endswith(blocks[count].text):
            count += 1
        return blocks[:count], blocks[count:]
    bodies = 0
    while bodies < len(blocks) and body_names(blocks[bodies].text):
        bodies += 1
    if not (bodies < len(blocks) and (opens_statement(blocks[bodies]) or is_title_line(blocks[bodies]))):
        bodies = 0
    count = bodies
    for block in blocks[bodies : bodies + _MOST_TITLE_LINES]:
        if block.is_heading or not (_goes_on(blocks[count - 1], block) if count > bodies else is_title_line(block)):
            break
        count += 1
    return (blocks[:count], blocks[count:]) if count > bodies else ([], blocks)


def _set_again(blocks: Sequence[Block]) -> int:
    """How many lines behind the first say the same title once more, as the text under a page's heading does; 0 for none."""
    title, again = bare_title(blocks[0].text), ""
    for count, block in enumerate(blocks[1 : _MOST_TITLE_LINES + 1], 1):
        again += bare_title(block.text)
        if again == title:
            return count
        if not title.startswith(again):
            break
    return 0


def _goes_on(line: Block, following: Block) -> bool:
    """Whether a title has another line: one that follows at once and is no longer than a title line."""
    if issues(line.text) and not is_edition(following):
        return False
    near = following.line - line.last_line <= 2
    capitals = line.text.isupper() and following.text.isupper()
    return near and continues_title(following) and (has_han(line.text) or capitals)
