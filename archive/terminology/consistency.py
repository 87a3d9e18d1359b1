"""How consistently a term is rendered: in every passage that has it, which rendering stands on the other side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from archive.alignment.words.association import associated
from archive.alignment.words.english_words import stems
from archive.alignment.words.lexicon import Lexicon
from archive.alignment.words.linked_stretches import Span
from archive.alignment.words.renderings import Rendering, RenderingFinder
from archive.model import Term
from archive.terminology.entries import TermEntry
from archive.terminology.finding import TermPlaces
from archive.terminology.passages import Passage
from archive.terminology.sampling import Sample
from archive.terminology.uses import RenderingUse, Standing, TermUse
from archive.text.folding import fold
from archive.text.term_finding import places, renders, without

_MOST_LOOKED_INTO = 200
"""Passages of a term without a known rendering for which the lexicon is asked; the rest are counted as not found."""
_MOST_ASSOCIATED = 30
_SAMPLED = 150
"""Passages without a term, at most twice as many: what is usual beside others."""

_Spans = dict[str, list[Span]]
"""Where terms stand in a passage, by the Chinese of their entry."""
_Others = Sample[tuple[str, frozenset[str]]]
"""English of passages, with the terms that their Chinese has."""


def consistency(
    passages: Iterable[Passage], entries: Sequence[TermEntry], lexicon: Lexicon, only: str | None = None
) -> list[TermUse]:
    """The use of every entry that stands in the passages, the worst first; a term in a longer one does not count.

    ``only``: the Chinese of one entry. Where none of its renderings stands, the lexicon says which words answer to the term,
    and of the entries that lack theirs most often, also what goes with them over all passages.
    """
    by_line = {term.zh: entry for entry in entries for term in entry.terms}
    find = partial(_spans, TermPlaces([term for entry in entries for term in entry.terms]), by_line)
    counts: dict[str, _Count] = {}
    others = _Others(_SAMPLED)
    wanted = fold(only or "")
    for passage in passages:
        spans = find(passage.zh) if wanted in fold(passage.zh) else {}
        others.add((passage.en, frozenset(spans)))
        beside = [term for zh in spans for term in by_line[zh].terms]
        for zh in spans.keys() & {only} if only else spans.keys():
            counts.setdefault(zh, _Count(by_line[zh])).add(passage, spans[zh], beside)
    worst = sorted(counts.values(), key=lambda count: -count.unknown)
    uses = [count.use(lexicon, others.kept if number < _MOST_ASSOCIATED else ()) for number, count in enumerate(worst)]
    return sorted(uses, key=lambda use: (-use.badness, -use.count, use.entry.zh))


def _spans(finder: TermPlaces, by_line: Mapping[str, TermEntry], zh: str) -> _Spans:
    found: _Spans = {}
    for place in finder.find(zh, "zh"):
        found.setdefault(by_line[place.terms[0].zh].zh, []).append((place.start, place.end))
    return found


class _Count:
    """The renderings of one entry, counted passage by passage."""

    def __init__(self, entry: TermEntry) -> None:
        self._entry = entry
        self._known = RenderingFinder(entry.zh, "zh", entry.terms, Lexicon())
        self._uses: dict[tuple[str, ...], RenderingUse] = {}
        self._unknown: list[tuple[Passage, list[Span]]] = []
        self._translations: list[str] = []

    def add(self, passage: Passage, spans: list[Span], beside: Sequence[Term]) -> None:
        """Count the places of the term in a passage. ``beside``: the lines of the term base for all terms in it."""
        if len(self._translations) < _SAMPLED:
            self._translations.append(passage.en)
        if not any(renders(term.en, passage.en) for term in self._entry.terms):
            self._unknown.append((passage, spans))
            return
        for found in self._known.find(passage.zh, spans, passage.en):
            term = self._line(found, passage.en) if found else None
            if term and not (term.status == "deprecated" and _belongs_to_another(term, passage.en, beside)):
                self._count(term.en, term.status, passage)
            else:
                self._count("", "not found", passage)

    @property
    def unknown(self) -> int:
        """In how many passages none of its renderings stands."""
        return len(self._unknown)

    def use(self, lexicon: Lexicon, sample: Iterable[tuple[str, frozenset[str]]]) -> TermUse:
        """All of it. ``sample``: see ``_Others``; without one, nothing is said by what goes with the term."""
        others = [en for en, terms in sample if self._entry.zh not in terms] if self._unknown else []
        near = associated(self._translations, others, len(others), "en") if others else {}
        finder = RenderingFinder(self._entry.zh, "zh", (), lexicon, lambda: near)
        for number, (passage, spans) in enumerate(self._unknown):
            looked_into = number < _MOST_LOOKED_INTO
            found = finder.find(passage.zh, spans, passage.en) if looked_into else [None] * len(spans)
            for one in found:
                self._count(passage.en[one.start : one.end] if one else "", "unlisted" if one else "not found", passage)
        ordered = sorted(self._uses.values(), key=lambda one: (one.standing == "not found", -one.count, one.en))
        return TermUse(self._entry, tuple(ordered))

    def _line(self, found: Rendering, en: str) -> Term | None:
        """The line of the term base whose rendering stands there."""
        return next((term for term in self._entry.terms if (found.start, found.end) in places(term.en, en)), None)

    def _count(self, en: str, standing: Standing, passage: Passage) -> None:
        key = (standing, *(stems(en) or [en.casefold()])) if standing == "unlisted" else (standing, en)
        self._uses.setdefault(key, RenderingUse(en, standing)).add(passage)


def _belongs_to_another(term: Term, en: str, beside: Iterable[Term]) -> bool:
    """Whether a deprecated rendering stands only inside right renderings of terms in the same passage."""
    right = {one.en for one in beside if one.status != "deprecated"}
    return term.en in right or not renders(term.en, without(right, en))
