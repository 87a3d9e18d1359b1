"""How one text is translated: how much longer it becomes, and how closely words follow words. Told by its sure pairs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from archive.alignment.aligner.profiles import Texts
from archive.alignment.aligner.settings import SETTINGS

_USUAL = 2000
"""So many characters count as if they were translated as usual."""
_FREE, _CLOSE = 0.3, 0.55
"""Share of the Chinese characters that are part of an answered word: in a novel, in a law or a manual."""
_LEAST = 0.8


class Manner(NamedTuple):
    """``ratio``: length of the English to that of the Chinese. ``literalness``: what words without an answer cost, as a share of
    what they cost in a law or a manual: a free translation leaves many."""

    ratio: float
    literalness: float


def manner_of(texts: Texts, pairs: Sequence[tuple[int, int]], left: Sequence[str]) -> Manner:
    """The manner of pairs of lines (row, column), and of what is ``left`` of their Chinese, with blanks for the answered."""
    zh = sum(texts.lines[row].length for row, _ in pairs)
    en = sum(texts.lengths[column] for _, column in pairs)
    there = sum(len(texts.plain[row]) for row, _ in pairs)
    answered = sum(text.count(" ") - texts.plain[row].count(" ") for (row, _), text in zip(pairs, left, strict=True))
    share = (answered + _CLOSE * _USUAL / 10) / (there + _USUAL / 10)
    literalness = _LEAST + (1 - _LEAST) * (share - _FREE) / (_CLOSE - _FREE)
    return Manner((en + SETTINGS["ratio"] * _USUAL) / (zh + _USUAL), max(_LEAST, min(1.0, literalness)))
