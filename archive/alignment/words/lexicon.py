"""Which English words a Chinese word may answer to: the term base, what was learned, and CC-CEDICT, in this order of weight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archive.alignment.words.dictionary import entries, glosses
from archive.alignment.words.english_words import stems
from archive.model import Term
from archive.text.folding import fold

_TERM, _GLOSS = 0.95, 0.5
_MANY_WORDS = 6
"""A gloss with more words than this explains its word; it does not translate it."""


class Lexicon:
    """Translations of Chinese words as stems of English ones, each with its probability (0..1).

    ``terms``: the term base. ``learned``: Chinese → English → probability, from confirmed units. CC-CEDICT is read when
    the first word is asked for and shared by all lexicons of the process.
    """

    def __init__(self, terms: Sequence[Term] = (), learned: Mapping[str, Mapping[str, float]] | None = None) -> None:
        self._own: dict[str, dict[str, float]] = {}
        self.terms: dict[str, list[str]] = {}
        for zh, renderings in (learned or {}).items():
            for english, probability in renderings.items():
                self._add(fold(zh), english, probability)
        for term in terms:
            self.terms.setdefault(fold(term.zh), []).append(term.en)
            self._add(fold(term.zh), term.en, _TERM)
        self.longest = max(8, *map(len, self._own)) if self._own else 8
        self.longest_own: dict[str, int] = {}
        """Two characters → the length of the longest term or learned word that begins with them."""
        for word in sorted(self._own, key=len):
            self.longest_own[word[:2]] = len(word)
        self._cache: dict[str, dict[str, float]] = {}

    def _add(self, zh: str, english: str, probability: float) -> None:
        known = self._own.setdefault(zh, {})
        for found in stems(english):
            known[found] = max(known.get(found, 0.0), probability)

    def __contains__(self, word: str) -> bool:
        return word in self._own or word in entries()

    def is_learned(self, word: str) -> bool:
        """Whether a word was learned or is a term, so that it does not come from the dictionary alone."""
        return word in self._own

    def translations(self, word: str) -> dict[str, float]:
        """Stem → probability; empty where the word is not known."""
        found = self._cache.get(word)
        if found is None:
            found = self._cache[word] = _of_dictionary(word) | self._own.get(word, {})
        return found


def _of_dictionary(word: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for gloss in glosses(word):
        content = stems(gloss)
        if len(content) <= _MANY_WORDS:
            for one in content:
                found[one] = max(found.get(one, 0.0), _GLOSS / len(content) ** 0.5)
    return found
