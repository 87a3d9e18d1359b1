"""A text that was handed in: the known terms in it with their translations, counts and lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.model import Language, Term
from archive.terminology.finding import TermPlaces
from archive.text.folding import fold
from archive.text.sentences import language_of

_STATUSES = ("preferred", "admitted", "deprecated")


@dataclass(frozen=True, slots=True)
class KnownTerm:
    """A term found in a text of ``language``; ``text``: as the term base has it; ``lines``: where, each once, in order.

    ``translations``: preferred ones first. ``deprecated``: the text uses a rendering that is not to be used any more.
    """

    language: Language
    text: str
    translations: tuple[Term, ...]
    count: int
    lines: tuple[int, ...]

    @property
    def deprecated(self) -> bool:
        """Whether an English text has a rendering here that the term base deprecates for every term it renders."""
        return self.language == "en" and all(term.status == "deprecated" for term in self.translations)


def known_terms(lines: Iterable[tuple[int, str]], terms: Sequence[Term]) -> list[KnownTerm]:
    """The terms in numbered lines or paragraphs, each in its own language, most frequent first; the longest term wins."""
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
    return sorted(result, key=lambda one: (-one.count, one.lines[0], one.text))


def _known(language: Language, terms: tuple[Term, ...], numbers: Sequence[int]) -> KnownTerm:
    text = terms[0].zh if language == "zh" else terms[0].en
    return KnownTerm(language, text, terms, len(numbers), tuple(dict.fromkeys(numbers)))
