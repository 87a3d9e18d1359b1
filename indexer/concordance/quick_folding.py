"""Folding for a scan over every text of the archive: what most texts need is a table, the rest is ``archive.text.folding``.

A character is *regular* where its folded form is one character, whatever stands beside it; a text of regular characters keeps
its offsets when it is folded. The few others (ﬁ, …, zero-width marks, combining accents) send a text the long way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from archive.text.folding import fold

_BLOCKS = (range(0xAC00), range(0xF900, 0x10000))
"""The Basic Multilingual Plane but for Hangul, surrogates and private use; what lies beyond is taken for irregular."""
_BEYOND = "\uac00-\uf8ff\U00010000-\U0010ffff"
_BRACKETS = str.maketrans("[]{}", "()()")
_HAS_BRACKETS = re.compile(r"[\[\]{}]").search


@dataclass(frozen=True, slots=True)
class _Tables:
    forward: Mapping[int, str]
    variants: Mapping[str, str]
    irregular: Mapping[str, str]


@cache
def _tables() -> _Tables:
    """Which characters fold to which, and which are irregular: a third of a second, once a process."""
    forward: dict[int, str] = {}
    variants: dict[str, str] = {}
    irregular: dict[str, str] = {}
    for character in map(chr, (code for block in _BLOCKS for code in block)):
        folded = fold(character)
        if len(folded) != 1 or unicodedata.combining(character):
            irregular[character] = folded
        elif folded != character:
            forward[ord(character)] = folded
            variants[folded] = variants.get(folded, "") + character
    return _Tables(forward, variants, irregular)


def character_class(character: str) -> str:
    """A regular expression for everything that folds to a (folded) character: 肾 and 腎; a, A and ａ."""
    everything = dict.fromkeys(f"{character}{_tables().variants.get(character, '')}")
    return f"[{''.join(map(re.escape, everything))}]" if len(everything) > 1 else re.escape(character)


def irregular_for(characters: Iterable[str]) -> re.Pattern[str]:
    """What may hide one of these characters from a scan of unfolded text: ℃ hides c, a zero-width space divides a word."""
    wanted = set(characters)
    hiding = [one for one, folded in _tables().irregular.items() if not folded or not wanted.isdisjoint(folded)]
    combining = [one for one in _tables().irregular if unicodedata.combining(one)]
    return re.compile(f"[{_BEYOND}{''.join(map(re.escape, dict.fromkeys(hiding + combining)))}]")


def fold_ascii(text: str) -> str:
    """The folded form of an ASCII text."""
    lowered = text.lower()
    return lowered.translate(_BRACKETS) if _HAS_BRACKETS(lowered) else lowered
