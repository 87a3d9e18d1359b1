"""What a web page saved as text has besides its texts: cards of members, captions of pictures, lines that come again.

All of it is learned from the page: a card has the shape of the other cards, a caption stands twice (as the picture's own
text, and again with its credit), a line of the site stands many times alone. No site's words are listed here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from archive.reading import Block
from archive.text.labels import split_label

_FIGURE = re.compile(r"(?:[^\W\d][^:：]{0,20}[:：]\s*)?\d[\d,.]*\s?[kKmM]?")
_DATED = re.compile(r"(?=.*(?:19|20)\d\d)(?=.*\D).{5,30}")
_CREDIT = re.compile(r"(?P<caption>.+) [-–—] (?P<credit>[^.。]{2,100})")
_SEVERAL_HOLDERS = re.compile(r"[^/]+/[^/]+")
_FEWEST = 3
"""So many cards, or lines of one text, show that they come again."""
_SHORTEST_CARD = 3
_TALLEST_HEAD = 3
_LONGEST_LINE = 40
_SHORTEST_CAPTION = 30


def member_cards(blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """Where cards of members stand, as [start, end) of blocks: a name, a rank, a date, counters; none in a page that is no forum.

    Cards share the shape of their dates and counters, the lines above these come again from card to card, and something is
    written between them: a table of figures has none of that together.
    """
    tails = _tails(blocks)
    head = _head_height(blocks, [start for start, _ in tails])
    cards = [(start - head, end) for start, end in tails]
    written = sum(following > end for (_, end), (following, _) in pairwise(cards))
    return cards if head and len(cards) >= _FEWEST and 2 * written >= len(cards) - 1 else []


def page_lines(blocks: Sequence[Block], *, is_forum: bool) -> set[int]:
    """The blocks of a stretch of a page that are of the page and not of its text: captions, and lines that come again."""
    captions = _captions(blocks)
    if not captions and not is_forum:
        return set()
    counts = Counter(block.text for block in blocks)
    left_out = captions | {i for i, block in enumerate(blocks) if counts[block.text] >= _FEWEST and _is_short(block)}
    twice = {text for text, count in counts.items() if count >= _FEWEST - 1}
    for text in twice:
        places = [i for i, block in enumerate(blocks) if block.text == text and _is_short(block)]
        if places and all({i - 1, i + 1} & left_out for i in places):
            left_out.update(places)
    return left_out


def end_of_post(blocks: Sequence[Block]) -> set[int]:
    """The short lines behind the last sentence of a post: reactions, links, a signature."""
    start = len(blocks)
    while start and _is_short(blocks[start - 1]):
        start -= 1
    return set(range(start, len(blocks))) if start else set()


def _tails(blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """Runs of dates and counters of the commonest shape; what is longer is cut to it."""
    shapes = "".join(_shape(block) for block in blocks)
    runs = [match.span() for match in re.finditer(rf"[DF]{{{_SHORTEST_CARD},}}", shapes)]
    common = Counter(shapes[start:end] for start, end in runs).most_common(1)
    if not common or common[0][1] < _FEWEST:
        return []
    shape = common[0][0]
    return [(start, start + len(shape)) for start, end in runs if shapes[start:end].startswith(shape)]


def _shape(block: Block) -> str:
    """``F`` a figure alone, ``D`` a date, ``-`` anything else."""
    if block.is_table or len(block.text) > _LONGEST_LINE:
        return "-"
    if _FIGURE.fullmatch(block.text):
        return "F"
    return "D" if _DATED.fullmatch(block.text) and not block.is_closed else "-"


def _head_height(blocks: Sequence[Block], starts: Sequence[int]) -> int:
    """How many lines above the counters belong to a card: those that come again in at least half of the cards."""
    height = 0
    for above in range(1, _TALLEST_HEAD + 1):
        lines = [blocks[start - above] for start in starts if start >= above]
        counts = Counter(block.text for block in lines if _is_short(block))
        if 2 * sum(count for count in counts.values() if count > 1) < len(starts):
            break
        height = above
    return height


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


def _is_short(block: Block) -> bool:
    """Whether a block can be a line of the page: short, no sentence, no label."""
    return len(block.text) <= _LONGEST_LINE and not block.is_closed and not split_label(block.text)
