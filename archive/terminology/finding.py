"""The terms of the term base in a text of either language: where each stands, the longest one wins. Linear in the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from archive.model import Language, Term
from archive.text.folding import fold, fold_with_offsets
from archive.text.term_finding import places

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_LETTERS = 2
"""So many letters of a word are the same in all its forms."""
_ENDINGS = 24
"""So many characters more a term in the text may have than in the term base, a word: its ending, a line break."""


class Place(NamedTuple):
    """Where a term stands (code points), and the lines of the term base for it."""

    start: int
    end: int
    terms: tuple[Term, ...]


class TermPlaces:
    """The term base, ready to be looked for in texts of either language."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._chinese: defaultdict[str, list[Term]] = defaultdict(list)
        self._lengths: defaultdict[str, set[int]] = defaultdict(set)
        self._english: defaultdict[tuple[str, str], list[Term]] = defaultdict(list)
        for term in terms:
            folded = fold(term.zh)
            self._chinese[folded].append(term)
            self._lengths[folded[:2]].add(len(folded))
            if key := _beginning([match[0] for match in _WORD.finditer(term.en)]):
                self._english[key].append(term)

    def find(self, text: str, language: Language) -> list[Place]:
        """The terms in a text, in order; none lies in another."""
        return list(self._in_chinese(text) if language == "zh" else self._in_english(text))

    def _in_chinese(self, text: str) -> Iterator[Place]:
        folded = fold_with_offsets(text)
        position = 0
        while position < len(folded.text):
            beginning = folded.text[position : position + 2]
            lengths = {*self._lengths.get(beginning, ()), *self._lengths.get(beginning[0], ())}
            found = (folded.text[position : position + one] for one in sorted(lengths, reverse=True))
            term = next((one for one in found if one in self._chinese), "")
            if term:
                yield Place(*folded.original_span(position, position + len(term)), tuple(self._chinese[term]))
            position += len(term) or 1

    def _in_english(self, text: str) -> Iterator[Place]:
        words = list(_WORD.finditer(text))
        end = 0
        for number, match in enumerate(words):
            if match.start() >= end and (found := self._at(text, words[number : number + 2])):
                yield found
                end = found.end

    def _at(self, text: str, words: Sequence[re.Match[str]]) -> Place | None:
        """The longest term that begins with these words."""
        pair = _beginning([word[0] for word in words])
        by_end: defaultdict[tuple[int, int], list[Term]] = defaultdict(list)
        for term in [*self._english.get(pair, ()), *(self._english.get((pair[0], ""), ()) if pair[1] else ())]:
            start = words[0].start() - _lead(term.en)
            window = text[max(0, start) : start + len(term.en) + _ENDINGS * (1 + term.en.count(" "))]
            there = next(iter(places(term.en, window)), None) if start >= 0 else None
            if there and there[0] == 0:
                by_end[start, start + there[1]].append(term)
        if not by_end:
            return None
        span = max(by_end, key=lambda one: one[1] - one[0])
        return Place(*span, tuple(by_end[span]))


def _beginning(words: Sequence[str]) -> tuple[str, str]:
    """The first letters of the first two words; of no word, nothing."""
    first, second = [word[:_LETTERS].casefold() for word in [*words[:2], "", ""]][:2]
    return first, second


def _lead(english: str) -> int:
    """How many marks stand before a term's first word."""
    first = _WORD.search(english)
    return first.start() if first else 0
