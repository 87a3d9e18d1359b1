"""What is kept of a line, and what its words cost where nothing answers to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archive.alignment.aligner.settings import SETTINGS
from archive.alignment.words.english_words import WORD, stem
from archive.alignment.words.signs import english_signs

LONGEST_LINE = 3000
"""Of a longer line only the beginning and the end are looked at; its length is that of the whole."""


_KINDS = {"#": "number", "@": "label", "~": "mark"}
EMPTY = 1e6
"""What it costs to join an empty line to anything."""


@dataclass(frozen=True, slots=True)
class Word:
    """A Chinese word (or figure, Latin word): what it is worth with each English stem, and how many it may answer to.

    ``relief``: what it costs if nothing answers to it; part of every worth.
    """

    size: int
    worth: Mapping[str, float]
    relief: float
    most: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of Chinese: its words with the offsets where they begin, those that begin first and are longest first; what it
    costs if nothing answers; its length, 0 where it is empty."""

    words: tuple[Word, ...]
    starts: tuple[int, ...]
    penalty: float
    length: int


def cut(text: str) -> str:
    """The part of a line that is looked at."""
    return text if len(text) <= LONGEST_LINE else f"{text[: LONGEST_LINE // 2]} {text[-LONGEST_LINE // 2 :]}"


def english_tokens(text: str) -> tuple[str, ...]:
    """Stems of content words, and numbers as ``#12``."""
    text = cut(text)
    found = [one for word in WORD.findall(text) if (one := stem(word))]
    found += [sign for _, _, sign in english_signs(text)]
    return tuple(found)


def token_cost(token: str) -> float:
    """What it costs if nothing answers to an English token."""
    return SETTINGS[_KINDS.get(token[0], "english")]


def sign_cost(sign: str, first: str) -> float:
    """The same for a token that stands in a Chinese text; a Chinese numeral may be part of any word (万一, 三明治)."""
    if sign[0] == "#" and first > "\u2e80":
        return 0.0
    return SETTINGS[_KINDS.get(sign[0], "latin")]


def width(text: str, length: int) -> int:
    """Two for a Chinese character, one for others."""
    return sum(2 if character > "\u2e80" else 1 for character in text) if length <= LONGEST_LINE else 2 * length
