"""Lines that begin a unit for sure, as their labels say: 第三十三条 and Article 33 at the head of a line of either text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from archive.alignment.aligner.chains import heaviest_chain
from archive.alignment.words.signs import head_label

_ANY = 99
_LEAST_SHARED = 3
"""So many articles and headings must have their label in both texts before a label that is missing in one says anything."""
Key = tuple[str, str]


class Labels:
    """The labels at the heads of the lines of two texts.

    ``zh_room``, ``en_room``: for each boundary 0.. of the lines of a text how many lines that end there may be one unit.
    A line never stands in the middle of a unit where its label heads a line of the other text, too; nor where it opens
    an article or chapter that the other text, labelled alike, does not have: its label is one of ``alone``. Numbers may
    still have moved.
    """

    def __init__(self, zh: Sequence[str], en: Sequence[str], zh_within: AbstractSet[str], en_within: AbstractSet[str]) -> None:
        """``zh``, ``en``: the texts, Chinese ones simplified; ``…_within``: all labels that stand anywhere in a text."""
        heads = [head_label(text) for text in zh], [head_label(text) for text in en]
        rows, columns = (_keys(labels) for labels in heads)
        places = {key: column for column, key in columns.items()}
        chain = heaviest_chain([(row, places[key], 1.0) for row, key in rows.items() if key in places])
        self.are_shared = sum(not heads[0][row].startswith("@point") for row, _, _ in chain) >= _LEAST_SHARED
        self.alone = {one for one in zh_within ^ en_within if self.are_shared and not one.startswith("@point")}
        self.zh_room = _room(heads[0], {row for row, _, _ in chain}, self.alone)
        self.en_room = _room(heads[1], {column for _, column, _ in chain}, self.alone)


def _keys(labels: Sequence[str]) -> dict[int, Key]:
    """The labels that stand once in a text, by line; a point together with the article it stands in."""
    found: dict[int, Key] = {}
    above = ""
    for line, label in enumerate(labels):
        if label.startswith("@point"):
            found[line] = above, label
        elif label:
            found[line] = "", label
            above = label
    often = Counter(found.values())
    return {line: key for line, key in found.items() if often[key] == 1}


def _room(labels: Sequence[str], sure: AbstractSet[int], alone: AbstractSet[str]) -> list[int]:
    room = [_ANY]
    for line, label in enumerate(labels):
        room.append(1 if line in sure or label in alone else room[-1] + 1)
    return room
