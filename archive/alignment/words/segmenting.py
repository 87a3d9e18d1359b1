"""Text into words and chunks of words that a term may stand in: no term goes beyond a mark or a word such as 应当, "shall".

Chinese is divided into the fewest words of the dictionary and the term base; what no list has falls into single characters.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from archive.alignment.words.dictionary import entries
from archive.alignment.words.english_words import WORD, stem
from archive.alignment.words.signs import HAN_RUN
from archive.data import table
from archive.model import Language
from archive.text.folding import fold, simplified

_SIZES = (2, 3, 4)
"""Characters of a word; longer headwords of a dictionary are terms made of words themselves."""
_SINGLE = 1.6
"""What a single character costs, where a word costs 1: more than half of two."""
_CLAUSE = re.compile(r"[^.,;:!?()\[\]\"“”\n/]+")

_COMPOUND = re.compile(rf"{WORD.pattern}(?:-{WORD.pattern})*")
"""A word, or several joined by hyphens: "deceased-donor" is one word of a term."""

_PARTICLES = frozenset("的了和与及或在是对为将把被所以之其等中并于由就不应当各有个")
_REMEMBERED = 2048


class Word(NamedTuple):
    """A word: what it is compared by (Simplified characters; an English stem, of a function word the word), and its place."""

    key: str
    start: int
    end: int


class Segmenter:
    """Divides text. ``terms``: Chinese terms that count as words, however long."""

    def __init__(self, terms: Iterable[str] = ()) -> None:
        self._terms = {fold(term) for term in terms}
        sizes: defaultdict[str, set[int]] = defaultdict(set)
        for term in self._terms:
            if len(term) > max(_SIZES):
                sizes[term[-2:]].add(len(term))
        self._sizes = {ending: tuple(sorted(found)) for ending, found in sizes.items()}

    def chunks(self, text: str, language: Language) -> Iterator[list[Word]]:
        """The chunks of a text; offsets in code points."""
        never = words_never("inside", language)
        for run in self.runs(text, language):
            chunk: list[Word] = []
            for word in run:
                plain = word.key if language == "zh" else text[word.start : word.end].lower()
                if plain not in never:
                    chunk.append(word)
                elif chunk:
                    yield chunk
                    chunk = []
            if chunk:
                yield chunk

    def runs(self, text: str, language: Language) -> Iterator[list[Word]]:
        """The words of a text between marks: all of them."""
        return self._chinese(text) if language == "zh" else _english(text)

    def words(self, zh: str) -> list[str]:
        """A Chinese term as its words; itself no word even if the term base has it."""
        plain = simplified(zh)
        parts = [word.key for run in HAN_RUN.finditer(plain) for word in self._divided(run[0], 0)]
        return Segmenter().words(plain) if self._terms and parts == [plain] else parts

    def _chinese(self, text: str) -> Iterator[list[Word]]:
        return (self._divided(run[0], run.start()) for run in HAN_RUN.finditer(simplified(text)))

    def _divided(self, run: str, offset: int) -> list[Word]:
        """A run of Chinese characters as words: the cheapest way through it."""
        costs, lengths = [0.0], [0]
        known, terms, listed = entries(), self._terms, _listed()
        for end in range(1, len(run) + 1):
            best, length = costs[end - 1] + _SINGLE, 1
            for size in _SIZES:
                if size > end:
                    break
                cost = costs[end - size] + 1
                if cost <= best and ((word := run[end - size : end]) in known or word in terms or word in listed):
                    best, length = cost, size
            for size in self._sizes.get(run[max(0, end - 2) : end], ()):
                if size <= end and (cost := costs[end - size] + 1) <= best and run[end - size : end] in terms:
                    best, length = cost, size
            costs.append(best)
            lengths.append(length)
        found: list[Word] = []
        end = len(run)
        while end:
            start = end - lengths[end]
            found.append(Word(run[start:end], offset + start, offset + end))
            end = start
        return found[::-1]


def english_key(text: str) -> tuple[str, ...]:
    """The words of an English term as chunks have them, without an article before it."""
    words = [_english_key(word[0]) for word in _COMPOUND.finditer(text)]
    return tuple(words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words)


def _english_key(word: str) -> str:
    parts = (stem(part) or part.lower() for part in word.split("-"))
    return "-".join(parts)


def _english(text: str) -> Iterator[list[Word]]:
    for clause in _CLAUSE.finditer(text):
        words = _COMPOUND.finditer(text, clause.start(), clause.end())
        yield [Word(_english_key(word[0]), *word.span()) for word in words]


@cache
def words_never(where: str, language: Language) -> frozenset[str]:
    """The words that a term never has ``inside``, as its ``first`` or as its ``last`` word."""
    rows = table("words_outside_terms")
    return frozenset(row["word"] for row in rows if row["language"] == language and where in row["never"].split())


@cache
def _listed() -> frozenset[str]:
    return frozenset(row["word"] for row in table("words_outside_terms"))


@lru_cache(maxsize=_REMEMBERED)
def word_runs(text: str, language: Language) -> tuple[tuple[Word, ...], ...]:
    """The words of a text between marks, by the dictionary alone; remembered, since terms are looked for in the same texts."""
    return tuple(map(tuple, _plain().runs(text, language)))


def is_content(word: str, language: Language) -> bool:
    """Whether a word may begin or end a rendering: no particle, no article, no preposition."""
    return word not in _PARTICLES if language == "zh" else bool(stem(word))


@cache
def _plain() -> Segmenter:
    return Segmenter()
