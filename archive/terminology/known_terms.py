"""A text that was handed in: the known terms in it with their translations, counts and lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from archive.alignment.words.segmenting import Segmenter, english_key
from archive.model import Language, Term
from archive.terminology.finding import TermPlaces
from archive.terminology.recurring_terms import Key, recurring_terms
from archive.text.folding import fold
from archive.text.sentences import language_of

Order = Literal["frequency", "place"]
_STATUSES = ("preferred", "admitted", "deprecated")
_RECURS = 3
_MOST_UNLISTED = 20


@dataclass(frozen=True, slots=True)
class KnownTerm:
    """A term found in a text of ``language``; ``text``: as the term base has it; ``lines``: where, each once, in order.

    ``translations``: preferred ones first, none where the term base lacks the term. ``deprecated``: the text uses a rendering
    that is not to be used any more.
    """

    language: Language
    text: str
    translations: tuple[Term, ...]
    count: int
    lines: tuple[int, ...]

    @property
    def deprecated(self) -> bool:
        """Whether an English text has a rendering here that the term base deprecates for every term it renders."""
        return (
            self.language == "en" and bool(self.translations) and all(term.status == "deprecated" for term in self.translations)
        )


def known_terms(lines: Iterable[tuple[int, str]], terms: Sequence[Term], order: Order = "frequency") -> list[KnownTerm]:
    """The terms in numbered lines or paragraphs, each in its own language, once; the longest term wins.

    ``order``: the most frequent first, or as they come in the text.
    """
    finder = TermPlaces(terms)
    found: dict[tuple[Language, str], list[int]] = {}
    by_key: dict[tuple[Language, str], tuple[Term, ...]] = {}
    for number, text in lines:
        language = language_of(text)
        for place in finder.find(text, language):
            key = language, fold(place.terms[0].zh if language == "zh" else place.terms[0].en)
            found.setdefault(key, []).append(number)
            by_key.setdefault(key, tuple(sorted(place.terms, key=lambda term: _STATUSES.index(term.status))))
    result = [_known(language, by_key[language, key], numbers) for (language, key), numbers in found.items()]
    return result if order == "place" else sorted(result, key=lambda one: (-one.count, one.lines[0], one.text))


def unlisted_terms(lines: Iterable[tuple[int, str]], terms: Sequence[Term]) -> list[KnownTerm]:
    """What recurs in numbered lines as terms do and the term base lacks, the weightiest first; without translations."""
    read = [(number, text, language_of(text)) for number, text in lines]
    segmenter = Segmenter(term.zh for term in terms)
    known: dict[Language, set[Key]] = {"zh": {(fold(term.zh),) for term in terms}, "en": {english_key(term.en) for term in terms}}
    result = []
    for language, keys in known.items():
        own = [(number, text) for number, text, of in read if of == language]
        is_known = partial(_is_among, keys, language)
        for one in recurring_terms([text for _, text in own], language, segmenter, is_known, _RECURS):
            numbers = dict.fromkeys(own[place[0]][0] for place in one.places)
            result.append((one.weight, KnownTerm(language, one.text, (), one.alone, tuple(numbers))))
    return [one for _, one in sorted(result, key=lambda found: (-found[0], found[1].lines))][:_MOST_UNLISTED]


def _is_among(keys: set[Key], language: Language, key: Key) -> bool:
    return (("".join(key),) if language == "zh" else key) in keys


def _known(language: Language, terms: tuple[Term, ...], numbers: Sequence[int]) -> KnownTerm:
    text = terms[0].zh if language == "zh" else terms[0].en
    return KnownTerm(language, text, terms, len(numbers), tuple(dict.fromkeys(numbers)))
