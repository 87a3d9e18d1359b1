"""How consistently a term is rendered: in every passage that has it, which rendering stands on the other side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from archive.alignment.words.association import associated
from archive.alignment.words.english_words import stems
from archive.alignment.words.lexicon import Lexicon
from archive.alignment.words.renderings import Rendering, RenderingFinder
from archive.model import Term
from archive.terminology.entries import TermEntry
from archive.terminology.finding import TermPlaces
from archive.terminology.passages import PROPOSED, Passage
from archive.terminology.sampling import SIZE, Sample
from archive.text.folding import fold
from archive.text.term_finding import places, renders, without

Standing = Literal["preferred", "admitted", "deprecated", "unlisted", "not found"]

_MOST_LOOKED_INTO = 200
"""Passages of a term without a known rendering for which the lexicon is asked; the rest are counted as not found."""
_MOST_PLACES = 1_000
_MOST_ASSOCIATED = 30


@dataclass(slots=True)
class RenderingUse:
    """A rendering of a term in the archive. ``standing``: its status, or that the term base does not list it.

    ``count``: places of the term it answers to; ``passages``: the first of them, each once.
    """

    en: str
    standing: Standing
    count: int = 0
    passages: list[Passage] = field(default_factory=list)

    def add(self, passage: Passage) -> None:
        """Count a place."""
        self.count += 1
        if (not self.passages or self.passages[-1] != passage) and len(self.passages) < _MOST_PLACES:
            self.passages.append(passage)


@dataclass(frozen=True, slots=True)
class TermUse:
    """A Chinese term with all its renderings in the archive, the most frequent first; those not found at all last."""

    entry: TermEntry
    renderings: tuple[RenderingUse, ...]

    @property
    def count(self) -> int:
        """How often the term stands in passages that have a translation."""
        return sum(one.count for one in self.renderings)

    def count_of(self, *standings: Standing) -> int:
        """How often it is rendered so."""
        return sum(one.count for one in self.renderings if one.standing in standings)

    @property
    def unlisted(self) -> list[Term]:
        """Lines for the term base: the renderings that it does not list and that stand more than once."""
        found = [one for one in self.renderings if one.standing == "unlisted" and one.count > 1]
        sources = [" ".join(dict.fromkeys(passage.document for passage in one.passages)) for one in found]
        return [Term(self.entry.zh, one.en, "admitted", PROPOSED, source) for one, source in zip(found, sources, strict=True)]

    @property
    def badness(self) -> float:
        """For ordering, the worst first: deprecated renderings weigh most, then those that the term base does not know."""
        return 3 * self.count_of("deprecated") + self.count_of("unlisted", "not found") + 0.1 * (len(self.renderings) - 1)


def consistency(
    passages: Iterable[Passage], entries: Sequence[TermEntry], lexicon: Lexicon, only: str | None = None
) -> list[TermUse]:
    """The use of every entry that stands in the passages, the worst first; a term in a longer one does not count.

    ``only``: the Chinese of one entry. Where none of its renderings stands, the lexicon says which words answer to the term,
    and of the entries that lack theirs most often, also what goes with them over all passages.
    """
    finder = TermPlaces([term for entry in entries for term in entry.terms])
    by_line = {term.zh: entry for entry in entries for term in entry.terms}
    counts: dict[str, _Count] = {}
    sample = Sample()
    wanted = fold(only) if only else ""
    for passage in passages:
        if wanted and wanted not in fold(passage.zh):
            sample.add(passage.en, ())
            continue
        spans: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for place in finder.find(passage.zh, "zh"):
            spans[by_line[place.terms[0].zh].zh].append((place.start, place.end))
        sample.add(passage.en, spans.keys())
        beside = [term for zh in spans for term in by_line[zh].terms]
        for zh in spans.keys() & {only} if only else spans.keys():
            counts.setdefault(zh, _Count(by_line[zh])).add(passage, spans[zh], beside)
    worst = sorted(counts.values(), key=lambda count: -count.unknown)
    uses = [count.use(lexicon, sample if number < _MOST_ASSOCIATED else Sample()) for number, count in enumerate(worst)]
    return sorted(uses, key=lambda use: (-use.badness, -use.count, use.entry.zh))


class _Count:
    """The renderings of one entry, counted passage by passage."""

    def __init__(self, entry: TermEntry) -> None:
        self._entry = entry
        self._known = RenderingFinder(entry.zh, "zh", entry.terms, Lexicon())
        self._uses: dict[tuple[str, ...], RenderingUse] = {}
        self._unknown: list[tuple[Passage, list[tuple[int, int]]]] = []
        self._translations: list[str] = []

    def add(self, passage: Passage, spans: list[tuple[int, int]], beside: Sequence[Term]) -> None:
        """Count the places of the term in a passage. ``beside``: the lines of the term base for all terms in it."""
        if len(self._translations) < SIZE:
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

    def use(self, lexicon: Lexicon, sample: Sample) -> TermUse:
        """All of it."""
        others = sample.without(self._entry.zh) if self._unknown else []
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
