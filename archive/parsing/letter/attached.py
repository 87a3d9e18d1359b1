"""What a notice, a decree or a decision brings with it: the regulation that it issues, or its own annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.parsing.letter.titles import continues_title, is_edition, is_statute_title, is_title_line
from archive.parsing.statute.header import history_length
from archive.parsing.structure.contents import is_contents_title
from archive.reading import Block
from archive.reading.blocks import close_gaps, join
from archive.text.labels import split_label
from archive.text.work_titles import bare_title, works_named

_ISSUES = re.compile(r"(?:印发|发布|公布|转发)(?P<title>.+)的(?:通知|通告|公告|令|决定)$")
_AMENDS = re.compile(r"关于修改.*的决定$")
_MOST_TITLE_LINES = 3
_MOST_BEFORE = 80
"""So many blocks of a notice may stand before the regulation that it issues."""


def issues(title: str) -> bool:
    """Whether a title says that the document issues another: 关于印发…的通知, a decree."""
    return bool(_ISSUES.search(title)) or title.endswith("令")


def issued_together(title: str) -> set[str]:
    """The bare titles of regulations where a title names two or more that it issues; empty where it issues one, or none.

    A letter that issues several stays the document, since none of them is; they are its annexes.
    """
    match = _ISSUES.search(title)
    names = works_named(match["title"]) if match else set()
    return names if len(names) > 1 else set()


def attached_behind(title: str, blocks: list[Block]) -> tuple[list[Block], list[Block], list[Block]]:
    """Layout, title and text of what follows a letter: the regulation it issues; without a title, annexes of the letter itself.

    A lone 附件 above the title of a regulation that is issued belongs to the layout; in another letter it opens an annex.
    """
    label = split_label(blocks[0].text) if len(blocks) > 1 else None
    layout = blocks[:1] if issues(title) and label and label.kind == "att" and not label.rest and is_title_line(blocks[1]) else []
    rest = blocks[len(layout) :]
    count = 0
    while count < min(_MOST_TITLE_LINES, len(rest)) and (continues_title if count else is_title_line)(rest[count]):
        count += 1
    return (layout, rest[:count], rest[count:]) if 0 < count < len(rest) else ([], [], blocks)


def issued_inside(title: str, text: list[Block]) -> tuple[list[Block], list[Block], list[Block]]:
    """Text, title and regulation where the regulation stands in the text itself, before the signature or without one.

    Its title is the one that the notice's title announces, or one in 《》 above it where a statute plainly begins there.
    """
    match = _ISSUES.search(title)
    announced = {bare_title(match["title"])} if match else set()
    amended = works_named(title) if _AMENDS.search(title) else set()
    for start in range(min(len(text), _MOST_BEFORE)):
        if match or amended:
            lines = _announced_lines(text, start, announced | (works_named(text[start - 1].text) if start else set()) | amended)
            if lines and (_is(text[start : start + lines], announced) or opens_statute(text, start + lines)):
                end = start + lines + (len(text) > start + lines and is_edition(text[start + lines]))
                return text[:start], text[start:end], text[end:]
    return text, [], []


def opens_statute(blocks: Sequence[Block], i: int) -> bool:
    """Whether the body of a statute begins at a block: its header, its table of contents, its first chapter or article."""
    if i >= len(blocks):
        return False
    label = split_label(blocks[i].text)
    if label:
        return label.kind in ("part", "subpart", "chp", "art") and label.number == "1"
    return is_contents_title(blocks[i].text) or history_length(blocks[i : i + 20]) > 0


def statute_title_start(blocks: Sequence[Block], end: int, after: int) -> int | None:
    """Where the title lines of a statute begin that end before a block; None where no statute's title stands there."""
    start = end
    found = None
    while (
        start - 1 > after
        and end - start < _MOST_TITLE_LINES
        and (is_title_line(blocks[start - 1]) or (start == end and is_edition(blocks[start - 1])))
    ):
        start -= 1
        if is_statute_title(_joined(blocks[start:end])):
            found = start
    return found


def _announced_lines(text: list[Block], start: int, announced: set[str]) -> int:
    """How many lines from here make up a title that was announced; 0 where none do."""
    for lines in range(1, _MOST_TITLE_LINES + 1):
        if _is(text[start : start + lines], announced):
            return lines
    return 0


def _is(blocks: Sequence[Block], titles: set[str]) -> bool:
    return bare_title(_joined(blocks)) in titles


def _joined(blocks: Sequence[Block]) -> str:
    text = ""
    for block in blocks:
        text = join(text, block.text)
    return close_gaps(text)
