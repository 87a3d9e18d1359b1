"""Which word sequences of the other side go with a term, over many translation units: by log-likelihood and Dice.

A sequence is associated where it stands in the units with the term far more often than in others (Dunning 1993, G²).
Counts are of units, not of occurrences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import log

from archive.alignment.words.segmenting import Word, is_content, word_runs
from archive.model import Language

Gram = tuple[str, ...]
"""The keys of neighbouring words: Chinese words, English stems."""

LONGEST = 12
"""Words of a sequence, at most."""
_SURE = 10.83
"""G² that one in a thousand chance pairs reaches."""
_LEAST_DICE = 0.1
_LIFT = 3
"""So many times as often as elsewhere a rendering stands beside its term."""
_LEAST_UNITS = 2
_LEAST_SHARE = 0.05
"""In so many of the units with the term a sequence stands."""
_LONGEST_TEXT = 4000
"""Of a longer text the rest is not counted."""


def associated(with_term: Sequence[str], others: Sequence[str], total: int, language: Language) -> dict[Gram, float]:
    """The sequences of ``language`` that go with a term → how closely (Dice, 0 to 1).

    ``with_term``: texts of units that have the term; ``others``: a sample of those that do not, of which there are ``total``.
    """
    here = _recurring(with_term, language)
    elsewhere = _counts(others, here, language)
    scale = total / len(others) if others else 0.0
    found = {}
    for gram, count in here.items():
        more = elsewhere[gram] * scale
        dice = 2 * count / (len(with_term) + count + more)
        if dice >= _LEAST_DICE and _log_likelihood(count, len(with_term), more, total) >= _SURE:
            found[gram] = round(dice, 4)
    return found


def _recurring(texts: Sequence[str], language: Language) -> dict[Gram, int]:
    """In how many of the texts sequences stand, of those that recur: no sequence recurs of which a word does not."""
    least = max(_LEAST_UNITS, _LEAST_SHARE * len(texts))
    words = Counter(key for text in texts for key in {word.key for run in _runs(text, language) for word in run})
    counts: Counter[Gram] = Counter()
    for text in texts:
        counts.update({gram for run in _runs(text, language) for gram in _grams(text, run, words, least, language)})
    return {gram: count for gram, count in counts.items() if count >= least}


def _grams(text: str, run: Sequence[Word], words: Counter[str], least: float, language: Language) -> Iterator[Gram]:
    """The sequences of a run of which all words stand in so many texts."""
    content = [is_content(text[word.start : word.end], language) for word in run]
    for first in range(len(run)):
        for end in range(first + 1, min(len(run), first + LONGEST) + 1 if content[first] else 0):
            if words[run[end - 1].key] < least:
                break
            if content[end - 1]:
                yield tuple(word.key for word in run[first:end])


def _counts(texts: Iterable[str], wanted: Iterable[Gram], language: Language) -> Counter[Gram]:
    """In how many texts these sequences stand."""
    beginnings = {gram[:size] for gram in wanted for size in range(1, len(gram) + 1)}
    counts: Counter[Gram] = Counter()
    for text in texts:
        counts.update({gram for run in _runs(text, language) for gram in _begun(run, beginnings)})
    return counts


def _begun(run: Sequence[Word], beginnings: set[Gram]) -> Iterator[Gram]:
    for first in range(len(run)):
        gram: Gram = ()
        for word in run[first : first + LONGEST]:
            gram = (*gram, word.key)
            if gram not in beginnings:
                break
            yield gram


def _runs(text: str, language: Language) -> Sequence[Sequence[Word]]:
    return word_runs(text[:_LONGEST_TEXT], language)


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
