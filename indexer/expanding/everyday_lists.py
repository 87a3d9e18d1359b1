"""The everyday words of a question: at every place the longest that a list has."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import sqrt

from archive.text.folding import fold
from indexer.analysis import PLAIN, Segmenter, english
from indexer.analysis.tokens import is_han, tokens
from indexer.query.leaves import cut_leaves

_WEIGHT = 0.8
"""What a statutory word weighs beside a typed one; several for one everyday word share it, each by the root of their number."""
MOST_FORMS = 3
"""Statutory words for one everyday word: the first that the index has."""
MOST = 12
"""Everyday words of one question and language."""


@dataclass(frozen=True, slots=True)
class Everyday:
    """An everyday word of a question, folded, in its language, and what statutes say for it."""

    word: str
    statutory: tuple[str, ...]
    lang: str = "zh"

    @property
    def weight(self) -> float:
        """What each of the statutory words weighs beside a typed one."""
        return _WEIGHT / sqrt(min(len(self.statutory), MOST_FORMS))

    def shares(self, text: str) -> bool:
        """Whether it has a word, or is within it."""
        return text in self.word.split() if self.lang == "en" else text in self.word or self.word in text


def everyday(text: str, segmenter: Segmenter = PLAIN) -> tuple[Everyday, ...]:
    """The everyday words of a question in order, each once, at most twelve a language: the longest that there is at each place.

    A Chinese one of a single character (狗, 药) counts only where it is a word by itself; English ones are compared by stems.
    """
    folded = fold(text)
    found = {one.word: one for words in (_chinese(folded, segmenter), _english(folded)) for one in words}
    return tuple(found.values())


def _chinese(folded: str, segmenter: Segmenter) -> Iterator[Everyday]:
    known, longest = _chinese_words()
    alone = {leaf.text for leaf in cut_leaves(folded, segmenter)}
    seen: set[str] = set()
    at = 0
    while at < len(folded) and len(seen) < MOST:
        length = next((n for n in range(longest, 0, -1) if folded[at : at + n] in known), 0)
        word = folded[at : at + length]
        if length == 1 and word not in alone:
            length = 0
        elif word and word not in seen:
            seen.add(word)
            yield Everyday(word, known[word])
        at += length or 1


def _english(folded: str) -> Iterator[Everyday]:
    known, longest = _english_words()
    words = [token.term for token in tokens(folded) if not is_han(token.term)]
    stems = tuple(map(english.stem, words))
    at = found = 0
    while at < len(stems) and found < MOST:
        length = next((n for n in range(longest, 0, -1) if stems[at : at + n] in known), 0)
        if length:
            found += 1
            yield Everyday(" ".join(words[at : at + length]), known[stems[at : at + length]], "en")
        at += length or 1


@cache
def _chinese_words() -> tuple[Mapping[str, tuple[str, ...]], int]:
    """Statutory words by everyday word, and the length of the longest everyday word."""
    known = {word: tuple(forms.split()) for word, forms in _rows("everyday.tsv")}
    return known, max(map(len, known))


@cache
def _english_words() -> tuple[Mapping[tuple[str, ...], tuple[str, ...]], int]:
    """Statutory words by the stems of everyday ones, and how many words the longest has."""
    known = {tuple(map(english.stem, word.split())): tuple(forms.split("; ")) for word, forms in _rows("everyday_english.tsv")}
    return known, max(map(len, known))


def _rows(name: str) -> Iterator[tuple[str, str]]:
    lines = files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()
    yield from ((row["everyday"], row["statutory"]) for row in csv.DictReader(lines, delimiter="\t"))
