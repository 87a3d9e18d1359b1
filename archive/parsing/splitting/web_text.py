"""What a web page saved as text has besides its texts: captions of pictures, lines that come again.

All of it is learned from the page: a caption stands twice (as the picture's own text, and again with its credit), a line of
the site stands many times alone. No site's words are listed here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from archive.reading import Block
from archive.text.labels import split_label

_CREDIT = re.compile(r"(?P<caption>.+) [-–—] (?P<credit>[^.。]{2,100})")
_SEVERAL_HOLDERS = re.compile(r"[^/]+/[^/]+")
_FEWEST = 3
"""So many lines of one text show that they come again."""
_LONGEST_LINE = 40
_SHORTEST_CAPTION = 30


def page_lines(blocks: Sequence[Block], *, is_forum: bool) -> set[int]:
    """The blocks of a stretch of a page that are of the page and not of its text: captions, and lines that come again."""
    captions = _captions(blocks)
    if not captions and not is_forum:
        return set()
    counts = Counter(block.text for block in blocks)
    left_out = captions | {i for i, block in enumerate(blocks) if counts[block.text] >= _FEWEST and is_short(block)}
    twice = {text for text, count in counts.items() if count >= _FEWEST - 1}
    for text in twice:
        places = [i for i, block in enumerate(blocks) if block.text == text and is_short(block)]
        if places and all({i - 1, i + 1} & left_out for i in places):
            left_out.update(places)
    return left_out


def end_of_post(blocks: Sequence[Block]) -> set[int]:
    """The short lines behind the last sentence of a post: reactions, links, a signature."""
    start = len(blocks)
    while start and is_short(blocks[start - 1]):
        start -= 1
    return set(range(start, len(blocks))) if start else set()


def _captions(blocks: Sequence[Block]) -> set[int]:
    """Captions with their credit, and the same words before them, or others in a page whose captions all stand twice."""
    found: set[int] = set()
    credited = {i: match for i, block in enumerate(blocks) if not block.is_closed and (match := _CREDIT.fullmatch(block.text))}
    for i, match in credited.items():
        if i and blocks[i - 1].text == match["caption"]:
            found |= {i - 1, i}
    if not found:
        return found
    for i, match in credited.items():
        if i not in found and _SEVERAL_HOLDERS.fullmatch(match["credit"]):
            found.add(i)
            if i and not blocks[i - 1].is_closed and len(blocks[i - 1].text) >= _SHORTEST_CAPTION:
                found.add(i - 1)
    return found


def is_short(block: Block) -> bool:
    """Whether a block can be a line of the page: short, no sentence, no label."""
    return len(block.text) <= _LONGEST_LINE and not block.is_closed and not split_label(block.text)
