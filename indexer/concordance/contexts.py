"""Keyword in context: what stands left and right of an occurrence, for showing and for sorting."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from archive.alignment.words.dictionary import pinyin
from archive.alignment.words.renderings import Rendering
from archive.text.folding import fold
from indexer.showing.snippets import window

SHOWN = {"zh": 28, "en": 60}
"""Code points of context on each side, by language."""
_SORTED_BY = 30
_WORD = re.compile(r"\w+")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Context:
    """An occurrence with its surroundings on one line; … marks a cut."""

    left: str
    keyword: str
    right: str


def context(text: str, start: int, end: int, language: str) -> Context:
    """The occurrence ``text[start:end]`` with its surroundings; English words are not cut apart."""
    width = SHOWN[language]
    left, right = text[max(0, start - width) : start], text[end : end + width]
    if start > width:
        left = "…" + (left.partition(" ")[2] or left if language == "en" else left)
    if end + width < len(text):
        right = (right.rpartition(" ")[0] or right if language == "en" else right) + "…"
    return Context(_one_line(left), _one_line(text[start:end]), _one_line(right))


def beside(translation: str, rendering: Rendering | None, language: str) -> Context:
    """The rendering in its own context; where none was found how the other side begins, without a keyword."""
    if rendering:
        return context(translation, rendering.start, rendering.end, language)
    return Context("", "", _one_line(window(translation, (), language)[0]))


def left_key(text: str, start: int, language: str) -> tuple[str, ...]:
    """Sorts by what stands before the keyword, from the nearest word (in Chinese: character) outwards."""
    return tuple(reversed(_units(text[max(0, start - _SORTED_BY) : start], language)))


def right_key(text: str, end: int, language: str) -> tuple[str, ...]:
    """Sorts by what follows the keyword."""
    return tuple(_units(text[end : end + _SORTED_BY], language))


def _units(text: str, language: str) -> list[str]:
    """Words in small letters; of Chinese the characters by their pinyin, of several readings the first of the dictionary."""
    words = _WORD.findall(fold(text))
    return [_reading(character) for word in words for character in word] if language == "zh" else words


@lru_cache(maxsize=1 << 14)
def _reading(character: str) -> str:
    readings = pinyin(character)
    return f"{readings[0]} {character}" if readings else character


def _one_line(text: str) -> str:
    return _SPACES.sub(" ", text)
