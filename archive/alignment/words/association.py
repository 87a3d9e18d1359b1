"""Which words of the other side go with a term, over many translation units: n-grams by log-likelihood and Dice.

A word sequence is associated where it stands in the units with the term far more often than in others (Dunning 1993, G²).
Counts are of units, not of occurrences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from archive.alignment.words.english_words import WORD, stem
from archive.alignment.words.signs import HAN_RUN
from archive.model import Language
from archive.text.folding import simplified

Span = tuple[int, int]
Gram = tuple[str, ...]

_SHORTEST, _LONGEST = {"zh": 2, "en": 1}, {"zh": 8, "en": 5}
"""How many words, or Chinese characters, a sequence has: single characters go with everything."""
_SURE = 10.83
"""G² that one in a thousand chance pairs reaches."""
_LEAST_DICE = 0.3
_LIFT = 3
"""So many times as often as elsewhere a rendering stands beside its term."""
_LEAST_UNITS = 2
_LONGEST_TEXT = 4000
"""Of a longer text the rest is not counted."""
_PARTICLES = frozenset("的了和与及或在是对为将把被所以之其等中并于由就不应当各有个")
"""Characters that no rendering begins or ends with."""


@dataclass(frozen=True, slots=True)
class Associated:
    """A sequence of words that goes with a term. ``gram``: stems, or Chinese characters; ``dice``: 0 to 1."""

    gram: Gram
    dice: float
    likelihood: float


def associated(with_term: Sequence[str], others: Sequence[str], total: int, language: Language) -> list[Associated]:
    """The sequences of ``language`` that go with a term, the closest first.

    ``with_term``: texts of units that have the term; ``others``: a sample of those that do not, of which there are ``total``.
    """
    here, there = _unit_counts(with_term, language), _unit_counts(others, language)
    scale = total / len(others) if others else 0.0
    found = []
    for gram, count in here.items():
        if count >= _LEAST_UNITS:
            elsewhere = there.get(gram, 0) * scale
            dice = 2 * count / (len(with_term) + count + elsewhere)
            likelihood = _log_likelihood(count, len(with_term), elsewhere, total)
            if dice >= _LEAST_DICE and likelihood >= _SURE:
                found.append(Associated(gram, round(dice, 4), round(likelihood, 2)))
    return sorted(found, key=lambda one: (-one.dice, -len(one.gram), one.gram))


def stretches(text: str, language: Language) -> dict[Gram, list[Span]]:
    """Every sequence of a text that may be a rendering, with the places where it stands (code points)."""
    places: dict[Gram, list[Span]] = {}
    for gram, span in _grams(text[:_LONGEST_TEXT], language):
        places.setdefault(gram, []).append(span)
    return places


def _unit_counts(texts: Iterable[str], language: Language) -> Mapping[Gram, int]:
    counts: Counter[Gram] = Counter()
    for text in texts:
        counts.update({gram for gram, _ in _grams(text[:_LONGEST_TEXT], language)})
    return counts


def _grams(text: str, language: Language) -> Iterator[tuple[Gram, Span]]:
    for run in _runs(text, language):
        for first in range(len(run)):
            if run[first][0]:
                for last in range(first + _SHORTEST[language] - 1, min(len(run), first + _LONGEST[language])):
                    if run[last][0]:
                        yield tuple(key for key, _ in run[first : last + 1]), (run[first][1][0], run[last][1][1])


def _runs(text: str, language: Language) -> Iterator[list[tuple[str, Span]]]:
    """Words between marks, each with its key: empty for one that no rendering begins or ends with."""
    if language == "zh":
        for match in HAN_RUN.finditer(simplified(text)):
            yield [("" if c in _PARTICLES else c, (match.start() + i, match.start() + i + 1)) for i, c in enumerate(match[0])]
        return
    for clause in re.finditer(r"[^.,;:!?()\[\]\"“”]+", text):
        words = WORD.finditer(text, clause.start(), clause.end())
        if run := [(stem(match[0]), match.span()) for match in words]:
            yield run


def _log_likelihood(here: float, units: float, elsewhere: float, others: float) -> float:
    """G² of a word in ``here`` of ``units`` and in ``elsewhere`` of ``others``; 0 where it is not much more frequent here."""
    if not others:
        return 2 * here * log(2)
    if here / units < _LIFT * elsewhere / others:
        return 0.0
    rate = (here + elsewhere) / (units + others)
    cells = (
        (here, units * rate), (units - here, units * (1 - rate)),
        (elsewhere, others * rate), (others - elsewhere, others * (1 - rate)),
    )  # fmt: skip
    return 2 * sum(observed * log(observed / expected) for observed, expected in cells if observed > 0 and expected > 0)
