"""How terms are likely to be translated: the phrases of the other side that go with them and whose words answer to theirs.

A phrase of the other language counts by how closely it goes with the term (Dice, over units) and by how much of either the
lexicon can explain by the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from archive.alignment.words.english_words import stem
from archive.alignment.words.lexicon import Lexicon
from archive.alignment.words.segmenting import Segmenter, words_never
from archive.model import Language
from archive.terminology.recurring_terms import Key, RecurringTerm, may_be_term, usual_form

_MOST_UNITS = 40
"""Of a term's units, so many are looked at."""
_MOST_OTHERS = 3_000
"""Of all units, so many are looked at for how frequent a phrase is elsewhere."""
_KEPT = 1_000
"""Units whose phrases are remembered: neighbouring terms share them."""
_LONGEST = {"zh": 6, "en": 8}
_BY_CHANCE = 0.2
"""What a phrase is worth that the lexicon cannot explain at all."""
_LEAST = 0.15
_RANKED = 10
_HARDLY_ALONE = 0.75
"""A phrase of which so much of all places lie in one longer phrase is a piece of that."""

_BEYOND = 0.95
"""What lies beyond a function word ("rights and interests", "teams for donation") belongs to it only if it answers as well."""


@dataclass(frozen=True, slots=True)
class Likely:
    """A phrase that may translate a term: as it is mostly written, in how many of the term's units, and how likely, 0 to 1."""

    text: str
    units: int
    score: float


class _Phrase(NamedTuple):
    """A phrase with its number of units of the term (``here``) and of all."""

    key: Key
    text: str
    here: int
    total: float
    score: float


class Translations:
    """Looks for likely translations. ``pairs``: the two sides of every unit; ``language``: of the terms."""

    def __init__(self, pairs: Sequence[tuple[str, str]], language: Language, segmenter: Segmenter, lexicon: Lexicon) -> None:
        self._pairs = pairs
        self._language: Language = language
        self._other: Language = "en" if language == "zh" else "zh"
        self._segmenter, self._lexicon = segmenter, lexicon
        self._of_unit = lru_cache(_KEPT)(self._phrases_of_unit)

    def of(self, terms: Sequence[RecurringTerm], most: int = 3) -> list[list[Likely]]:
        """For each term its likely translations, the likeliest first. One way through the units for all terms."""
        found = [self._phrases(dict.fromkeys(number for number, _, _ in term.places)) for term in terms]
        wanted = {key for phrases in found for key, forms in phrases.items() if forms.total() > 1}
        everywhere, share = self._frequencies(wanted)
        return [self._ranked(term, phrases, everywhere, share)[:most] for term, phrases in zip(terms, found, strict=True)]

    def _phrases(self, units: Iterable[int]) -> dict[Key, Counter[str]]:
        """Phrases of the other side → their forms, a unit each once."""
        found: dict[Key, Counter[str]] = {}
        for number, _ in zip(units, range(_MOST_UNITS), strict=False):
            for key, form in self._of_unit(number).items():
                found.setdefault(key, Counter())[form] += 1
        return found

    def _phrases_of_unit(self, number: int) -> dict[Key, str]:
        text = self._pairs[number][self._other == "en"]
        return {key: text[slice(*span)] for key, span in phrases(text, self._other, self._segmenter)}

    def _frequencies(self, wanted: set[Key]) -> tuple[Mapping[Key, int], float]:
        """In how many units phrases stand, of a sample, and what share of the units that is."""
        step = max(1, len(self._pairs) // _MOST_OTHERS)
        sample = range(0, len(self._pairs), step)
        counts: Counter[Key] = Counter()
        for number in sample:
            counts.update(wanted & self._of_unit(number).keys())
        return counts, len(sample) / max(1, len(self._pairs))

    def _ranked(
        self, term: RecurringTerm, phrases: Mapping[Key, Counter[str]], everywhere: Mapping[Key, int], share: float
    ) -> list[Likely]:
        own = len({number for number, _, _ in term.places})
        looked_at = min(own, _MOST_UNITS)
        found: list[_Phrase] = []
        for key, forms in phrases.items():
            here = forms.total()
            if here > 1:
                total = max(everywhere.get(key, 0) / share, here)
                dice = 2 * here / (looked_at + max(here, total * looked_at / own))
                score = dice * (_BY_CHANCE + (1 - _BY_CHANCE) * self._explained(term, key))
                found.append(_Phrase(key, usual_form(forms), here, total, score))
        ranked = sorted((one for one in found if one.score >= _LEAST), key=lambda one: (-one.score, -len(one.key), one.key))
        whole = dict.fromkeys(_whole(one, found) for one in ranked[:_RANKED])
        first, others = [*whole][:1], sorted([*whole][1:], key=lambda one: -one.score)
        return [Likely(one.text, one.here, round(one.score, 3)) for one in first + others]

    def _explained(self, term: RecurringTerm, key: Key) -> float:
        """How much of the two the lexicon explains by each other: the harmonic mean of both shares."""
        zh, en = ("".join(term.key), key) if self._language == "zh" else ("".join(key), term.key)
        stems = [part for word in en for part in word.split("-") if stem(part)]
        words = self._segmenter.words(zh)
        answers = [self._lexicon.translations(word) for word in words]
        explained_zh = sum(len(word) for word, known in zip(words, answers, strict=True) if not known.keys().isdisjoint(stems))
        explained_en = sum(any(part in known for known in answers) for part in stems)
        of_zh, of_en = explained_zh / max(1, len(zh)), explained_en / max(1, len(stems))
        return 2 * of_zh * of_en / (of_zh + of_en) if of_zh and of_en else 0.0


def _whole(phrase: _Phrase, others: Sequence[_Phrase]) -> _Phrase:
    """The phrase that this one is a piece of: "township health centers" of "township health"; itself where it stands alone."""
    longer = [one for one in others if one.score >= _LEAST and _is_piece(phrase, one)]
    return _whole(max(longer, key=lambda one: (one.score, one.key)), others) if longer else phrase


def _is_piece(phrase: _Phrase, longer: _Phrase) -> bool:
    size, more = len(phrase.key), len(longer.key)
    if size >= more or longer.here < _HARDLY_ALONE * phrase.here or longer.total < _HARDLY_ALONE * phrase.total:
        return False
    start = next((one for one in range(more - size + 1) if longer.key[one : one + size] == phrase.key), None)
    if start is None:
        return False
    added = {*longer.key[:start], *longer.key[start + size :]}
    worth = _BEYOND if any(not stem(word) for word in added) else _HARDLY_ALONE
    return longer.score >= worth * phrase.score


def phrases(text: str, language: Language, segmenter: Segmenter) -> Iterator[tuple[Key, tuple[int, int]]]:
    """Every sequence of words of a text that has the shape of a term, or is one English word, with its place."""
    never_first = words_never("first", language)
    for chunk in segmenter.chunks(text, language):
        keys = tuple(word.key for word in chunk)
        for first, word in enumerate(chunk):
            if word.key in never_first:
                continue
            for end in range(first + 1, min(len(chunk), first + _LONGEST[language]) + 1):
                key = keys[first:end]
                if may_be_term(key, language) or (language == "en" and len(key) == 1 and len(key[0]) > 2):
                    yield key, (word.start, chunk[end - 1].end)
