"""Terms that the term base lacks, of either language, with their likely translation: for a person to look through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archive.alignment.words.lexicon import Lexicon
from archive.alignment.words.segmenting import Segmenter, english_key
from archive.model import Language, Term
from archive.terminology.likely import Likely, Translations
from archive.terminology.passages import PROPOSED, Passage
from archive.terminology.recurring_terms import Key, RecurringTerm, recurring_terms
from archive.terminology.sampling import evenly
from archive.text.folding import fold

LEAST = 3
MOST_PASSAGES = 20_000
_LEAST_PER_PASSAGES = 10_000
"""In a large archive a term has to stand more often: once more for so many passages."""
_UNTRANSLATED = 0.5
"""What a candidate is worth that nothing seems to translate, against one that is surely translated."""

_SURE = 0.6
"""An English phrase is a candidate only where a Chinese term answers to it so surely: others are no terms."""

_AS_LIKELY = 0.9


@dataclass(frozen=True, slots=True)
class Candidate:
    """A term as the texts have it, in ``language``, and what is likely to translate it, the likeliest first.

    ``count``: how often it stands in the texts; ``alone``: how often outside longer terms; ``documents``: in which, by id;
    ``example``: a passage with it, and where it stands there (code points).
    """

    language: Language
    text: str
    translations: tuple[Likely, ...]
    count: int
    alone: int
    documents: tuple[str, ...]
    example: Passage
    span: tuple[int, int]
    weight: float

    @property
    def term(self) -> Term:
        """A line for the term base; the side that nobody knows is empty."""
        other = self.translations[0].text if self.translations else ""
        zh, en = (self.text, other) if self.language == "zh" else (other, self.text)
        return Term(zh, en, "admitted", PROPOSED, " ".join(self.documents))


def candidates(
    passages: Sequence[Passage], terms: Sequence[Term], lexicon: Lexicon, *, limit: int = 100, least: int | None = None
) -> list[Candidate]:
    """The weightiest candidates of passages that have both sides. ``least``: so often a candidate stands in them.

    A Chinese term and its translation are one candidate. Of more than ``MOST_PASSAGES`` so many are read, evenly over all:
    time and memory grow with the passages up to there.
    """
    passages = evenly(passages, MOST_PASSAGES)
    often = least or LEAST + len(passages) // _LEAST_PER_PASSAGES
    segmenter = Segmenter(term.zh for term in terms)
    chinese = list(_of(passages, "zh", terms, segmenter, lexicon, limit, often))
    english = [
        one
        for one in _of(passages, "en", terms, segmenter, lexicon, limit, often)
        if one.translations and one.translations[0].score >= _SURE
    ]
    known = {fold(term.zh) for term in terms} | {fold(one.text) for one in chinese}
    covered = {english_key(one.translations[0].text) for one in chinese if one.translations}
    new = [one for one in english if fold(one.term.zh) not in known and english_key(one.text) not in covered]
    merged = [*_agreed(chinese, english), *new]
    return sorted(merged, key=lambda one: (-one.weight, one.text))[:limit]


def _agreed(chinese: Sequence[Candidate], english: Sequence[Candidate]) -> Iterator[Candidate]:
    """The Chinese candidates; an English candidate that one translates goes first of its translations if it is as likely."""
    back = {fold(one.term.zh): Likely(one.text, one.translations[0].units, one.translations[0].score) for one in english[::-1]}
    for one in chinese:
        found = back.get(fold(one.text))
        others = [likely for likely in one.translations if not found or english_key(likely.text) != english_key(found.text)]
        if found and (not others or found.score >= _AS_LIKELY * others[0].score):
            yield replace(one, translations=(found, *others))
        else:
            yield one


def _of(  # noqa: PLR0913, PLR0917 - what a search for candidates consists of
    passages: Sequence[Passage],
    language: Language,
    terms: Sequence[Term],
    segmenter: Segmenter,
    lexicon: Lexicon,
    limit: int,
    least: int,
) -> Iterator[Candidate]:
    known = {_key(term, language) for term in terms}
    texts = [one.zh if language == "zh" else one.en for one in passages]
    found = recurring_terms(texts, language, segmenter, lambda key: _joined(key, language) in known, least)[: limit + limit // 2]
    translations = Translations([(one.zh, one.en) for one in passages], language, segmenter, lexicon)
    for term, likely in zip(found, translations.of(found), strict=True):
        yield _candidate(term, language, likely, passages)


def _key(term: Term, language: Language) -> str | Key:
    return fold(term.zh) if language == "zh" else english_key(term.en)


def _joined(key: Key, language: Language) -> str | Key:
    return "".join(key) if language == "zh" else key


def _candidate(term: RecurringTerm, language: Language, likely: Sequence[Likely], passages: Sequence[Passage]) -> Candidate:
    documents = tuple(sorted({passages[number].document for number, _, _ in term.places}))
    best = likely[0].score if likely else 0.0
    number, start, end = min(term.places, key=lambda place: _as_example(passages[place[0]], place, likely))
    return Candidate(
        language, term.text, tuple(likely), term.count, term.alone, documents, passages[number], (start, end),
        round(term.weight * (_UNTRANSLATED + (1 - _UNTRANSLATED) * best), 2),
    )  # fmt: skip


def _as_example(
    passage: Passage, place: tuple[int, int, int], likely: Sequence[Likely]
) -> tuple[bool, bool, int, tuple[int, int, int]]:
    """The least is the best: with the likely translation, more than the term alone, short."""
    _, start, end = place
    says_more = end - start < min(len(passage.zh), len(passage.en))
    return not _shows(passage, likely), not says_more, len(passage.zh), place


def _shows(passage: Passage, likely: Sequence[Likely]) -> bool:
    """Whether a passage has the likely translation, so that it is a good example."""
    return any(one.text.casefold() in f"{passage.zh}\n{passage.en}".casefold() for one in likely[:1])
