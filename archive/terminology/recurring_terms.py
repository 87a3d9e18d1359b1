"""Terms of a text: recurring sequences of words with clear boundaries, those that hardly stand alone folded away.

C-value (Frantzi, Ananiadou and Mima 2000) for how much a sequence is a term of its own, branching entropy (Jin and
Tanaka-Ishii 2006) for its boundaries.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log2
from sys import intern
from typing import NamedTuple

from archive.alignment.words.dictionary import entries
from archive.alignment.words.segmenting import Segmenter, Word, words_never
from archive.model import Language
from archive.terminology.sequences import Place, Sequences, recurring

Key = tuple[str, ...]
IsKnown = Callable[[Key], bool]

_LONGEST = 8
_SHORTEST = 3
"""Chinese characters: words of two are for a dictionary."""
_MOST_CHARACTERS = 16
_LEAST_VARIETY = 0.5
"""Bits at the poorer boundary: nearly always the same neighbour means that the term goes on there."""
_ALONE = 0.25
"""So much of its places a sequence stands in outside longer terms, else it is a part of them."""


@dataclass(frozen=True, slots=True)
class RecurringTerm:
    """A term as it is mostly written, how often it stands in the texts, how often outside longer ones, and where then.

    ``places``: number of the text and offsets in it, in order.
    """

    key: Key
    text: str
    count: int
    weight: float
    places: tuple[tuple[int, int, int], ...]

    @property
    def alone(self) -> int:
        """How often it stands outside longer terms."""
        return len(self.places)


class _Chunk(NamedTuple):
    """A chunk in little memory: the number of its text, the keys of its words, where each begins and ends."""

    text: int
    keys: Key
    ends: array[int]

    @classmethod
    def of(cls, text: int, words: Sequence[Word]) -> _Chunk:
        """The words of a chunk, packed."""
        return cls(text, tuple(intern(word.key) for word in words), array("I", chain.from_iterable(word[1:] for word in words)))

    def span(self, first: int, end: int) -> tuple[int, int, int]:
        """Number of the text, and offsets there, of the words from ``first`` to before ``end``."""
        return self.text, self.ends[2 * first], self.ends[2 * end - 1]


def recurring_terms(
    texts: Sequence[str], language: Language, segmenter: Segmenter, is_known: IsKnown, least: int
) -> list[RecurringTerm]:
    """The terms that stand in the texts ``least`` times or more, the weightiest first, without those that are known."""
    chunks = [_Chunk.of(number, chunk) for number, text in enumerate(texts) for chunk in segmenter.chunks(text, language)]
    sequences = recurring([chunk.keys for chunk in chunks], _LONGEST, least)
    found = []
    for key, places in _accepted(sequences, [chunk.text for chunk in chunks], language, is_known, least):
        spans = tuple(sorted(chunks[chunk].span(first, end) for chunk, first, end in places))
        forms = Counter(texts[number][start:end] for number, start, end in spans)
        weight = log2(len(key) + 1) * len(places)
        found.append(RecurringTerm(key, usual_form(forms), len(sequences.places[key]), weight, spans))
    return sorted(found, key=lambda one: (-one.weight, one.key))


def usual_form(forms: Counter[str]) -> str:
    """The form that is met most; of the same frequency the one in small letters, the shortest."""
    return max(forms, key=lambda form: (forms[form], form.islower(), -len(form), form))


def _accepted(
    sequences: Sequences[str], texts: Sequence[int], language: Language, is_known: IsKnown, least: int
) -> Iterator[tuple[Key, list[Place]]]:
    """Longest first; a place within an accepted or known longer term no longer counts for what stands in it.

    ``texts``: the number of the text that each chunk is of. What stands in one text only is that text's own.
    """
    taken: defaultdict[int, list[Place]] = defaultdict(list)
    for key, places in sorted(sequences.places.items(), key=lambda one: (-len("".join(one[0])), one[0])):
        alone = [place for place in places if not _within(place, taken[place[0]])]
        known = is_known(key)
        in_more = len({texts[place[0]] for place in alone}) > 1
        if known or (in_more and may_be_term(key, language) and _stands_alone(sequences, places, alone, least)):
            for place in places:
                taken[place[0]].append(place)
            if not known:
                yield key, alone


def _within(place: Place, longer: Sequence[Place]) -> bool:
    return any(one[1] <= place[1] and place[2] <= one[2] for one in longer)


def _stands_alone(sequences: Sequences[str], places: Sequence[Place], alone: Sequence[Place], least: int) -> bool:
    enough = max(least, _ALONE * len(places))
    return len(alone) >= enough and min(sequences.variety(alone)) >= _LEAST_VARIETY


def may_be_term(key: Key, language: Language) -> bool:
    """Whether a sequence of words has the shape of a term."""
    if key[0] in words_never("first", language) or key[-1] in words_never("last", language):
        return False
    if language == "en":
        return len(key) > 1 and all(len(word) > 1 for word in key)
    zh = "".join(key)
    if not _SHORTEST <= len(zh) <= _MOST_CHARACTERS or zh[-1] in words_never("inside", "zh"):
        return False
    if len(key) == 1:
        return len(zh) > _SHORTEST or zh not in entries()
    return any(len(word) > 1 for word in key)
