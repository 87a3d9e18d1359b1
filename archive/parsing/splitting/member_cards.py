"""The cards of a forum's members beside their posts: a name, a rank, the date of joining, counters.

All of it is learned from the page: a card has the shape or the words of the other cards. No site's words are listed here.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from archive.parsing.splitting.web_text import is_short
from archive.reading import Block

_FIGURE = re.compile(r"(?:[^\W\d][^:：]{0,20}[:：]\s*)?\d[\d,.]*\s?[kKmM]?")
_DATED = re.compile(r"(?=.*(?:19|20)\d\d)(?=.*\D).{5,30}")
_WORDS_BEFORE = re.compile(r"[^\W\d]+(?=[:：]? )")
_FIRST_WORD = re.compile(r"[^\s,，:：]+")
_FEWEST = 3
"""So many cards show that they come again."""
_SHORTEST_CARD = 3
_TALLEST_HEAD = 3
_LONGEST_LINE = 40


def member_cards(blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """Where cards of members stand, as [start, end) of blocks: a name, a rank, a date, counters; none in a page that is no forum.

    Something is written between cards; a table of figures has nothing between its rows.
    """
    cards = _cards_of_one_shape(blocks) or _cards_with_a_date(blocks)
    written = sum(following > end for (_, end), (following, _) in pairwise(cards))
    return cards if len(cards) >= _FEWEST and 2 * written >= len(cards) - 1 else []


def _cards_of_one_shape(blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """Cards that share the shape of their dates and counters; the lines above these come again from card to card."""
    tails = _tails(blocks)
    head = _head_height(blocks, [start for start, _ in tails])
    return [(start - head, end) for start, end in tails] if head else []


def _cards_with_a_date(blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """Cards whose dates have the same words before them (Joined …), below a name that signs or is quoted elsewhere."""
    dated: dict[str, list[int]] = defaultdict(list)
    for i, block in enumerate(blocks):
        if _shape(block) == "D" and (words := _WORDS_BEFORE.match(block.text)):
            dated[words[0]].append(i)
    places = max(dated.values(), key=len, default=[])
    begins = Counter(name for block in blocks if (name := _first_word(block)))
    cards = [(start, _end_of_counters(blocks, i)) for i in places if (start := _name_above(blocks, i, begins)) is not None]
    return cards if 2 * len(cards) > len(places) else []


def _name_above(blocks: Sequence[Block], i: int, begins: Counter[str]) -> int | None:
    """The nearest of the lines above a date that is a name: a word alone that other lines begin with too."""
    return next((j for j in range(i - 1, max(-1, i - 1 - _TALLEST_HEAD), -1) if begins[blocks[j].text] > 1), None)


def _first_word(block: Block) -> str:
    """The first word of a line that is not of the text."""
    match = _FIRST_WORD.match(block.text)
    return match[0] if match and _may_name(block) else ""


def _end_of_counters(blocks: Sequence[Block], dated: int) -> int:
    end = dated + 1
    while end < len(blocks) and _shape(blocks[end]) == "F":
        end += 1
    return end


def _may_name(block: Block) -> bool:
    """Whether a line can begin with a member's name: short; ``somebody said:`` is one."""
    return len(block.text) <= _LONGEST_LINE and not block.is_table


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
        counts = Counter(block.text for block in lines if is_short(block))
        if 2 * sum(count for count in counts.values() if count > 1) < len(starts):
            break
        height = above
    return height
