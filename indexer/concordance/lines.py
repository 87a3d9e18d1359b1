"""The lines of one question: occurrences, what renders each, their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from archive.alignment.words.association import Gram, associated
from archive.alignment.words.lexicon import Lexicon
from archive.alignment.words.renderings import Rendering, RenderingFinder, known_terms
from archive.model import Language, Term
from indexer.concordance.contexts import left_key, right_key
from indexer.concordance.grouping import by_key, group_key, groups
from indexer.concordance.results import Group, LineSort
from indexer.concordance.scanning import SAMPLE, Match, Scan
from indexer.concordance.wording import Wording
from indexer.showing.results import Span

MAX_GROUPED = 1000
"""So many lines are looked through for their renderings; the groups' counts are of these."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One of the places where a unit has the term."""

    match: Match
    index: int

    @property
    def span(self) -> Span:
        """Where it stands in the unit's text."""
        return self.match.spans[self.index]


class Lines:
    """The occurrences that a scan found. A unit's renderings are looked for when they are first wanted."""

    def __init__(self, wording: Wording, found: Scan, terms: Sequence[Term], lexicon: Lexicon) -> None:
        self.language: Language = wording.language
        self.other: Language = "en" if wording.language == "zh" else "zh"
        self.occurrences = [Occurrence(match, index) for match in found.matches for index in range(len(match.spans))]
        self._found = found
        self._known = known_terms(wording.typed, wording.language, terms)
        self._finder = RenderingFinder(wording.typed, wording.language, terms, lexicon, self._associated)
        self._rendered: dict[tuple[str, int], list[Rendering | None]] = {}
        self._going_with: dict[Gram, float] | None = None

    @property
    def grouped(self) -> Sequence[Occurrence]:
        """Those that are looked through for groups: the first ones, in the order of the documents."""
        return self.occurrences[:MAX_GROUPED]

    def rendering(self, one: Occurrence) -> Rendering | None:
        """What renders an occurrence; None where nothing was found."""
        match = one.match
        if (match.document, match.position) not in self._rendered:
            found = self._finder.find(match.text, match.spans, match.other)
            self._rendered[match.document, match.position] = found
        return self._rendered[match.document, match.position][one.index]

    def written(self, one: Occurrence) -> str | None:
        """The rendering of an occurrence as it stands there."""
        found = self.rendering(one)
        return one.match.other[found.start : found.end] if found else None

    def group(self, one: Occurrence) -> str:
        """The key of the group of an occurrence."""
        return group_key(self.written(one) or "", self.other)

    def groups(self) -> list[Group]:
        """The groups of those that are looked through."""
        return groups(map(self.written, self.grouped), self.other, by_key(self._known, self.other))

    def wanted(self, rendering: str) -> list[Occurrence]:
        """All occurrences, or those of a group, of those that are looked through."""
        return [one for one in self.grouped if self.group(one) == rendering] if rendering else list(self.occurrences)

    def ordered(self, lines: list[Occurrence], sort: LineSort, issued: Mapping[str, int]) -> list[Occurrence]:
        """Lines in an order; what is level stays in the order of the documents. ``issued``: YYYYMMDD by document."""
        match sort:
            case "left":
                return sorted(lines, key=lambda one: left_key(one.match.text, one.span[0], self.language))
            case "right":
                return sorted(lines, key=lambda one: right_key(one.match.text, one.span[1], self.language))
            case "date":
                return sorted(lines, key=lambda one: -issued.get(one.match.document, 0))
        return lines

    def _associated(self) -> dict[Gram, float]:
        """What goes with the term in the archive's units; nothing where most of them have it: they are no contrast."""
        others = [match.other for match in self._found.matches if match.other]
        if len(others) > self._found.units_without:
            return {}
        if self._going_with is None:
            step = max(1, len(others) // SAMPLE)
            having = list(islice(others[::step], SAMPLE))
            share = len(having) / len(others) if others else 1.0
            total = round(self._found.units_without * share)
            self._going_with = associated(having, self._found.without_term[: 2 * SAMPLE], total, self.other)
        return self._going_with
