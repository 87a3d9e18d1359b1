"""The concordance: every occurrence of a term with what renders it on the other side."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from time import perf_counter
from typing import Protocol

from archive.alignment.words.lexicon import Lexicon
from archive.errors import BadQuery
from archive.exchange.units import ExchangedUnit
from archive.model import Language, Term
from indexer.concordance.exporting import exchanged
from indexer.concordance.finding import Finder
from indexer.concordance.lines import Lines, Occurrence
from indexer.concordance.results import LINE_SORTS, ConcordanceAnswer, Line, Question
from indexer.concordance.scanning import Scan, scan
from indexer.concordance.units import Units
from indexer.concordance.wording import Wording, read_wording
from indexer.engine import Narrowed
from indexer.showing.results import FacetValue

MAX_LIMIT = 1000
MAX_EXPORTED = 2000
"""So many units are exported at once."""


class Facets(Protocol):
    """What knows the facets of documents: a ``Searcher``."""

    def among(self, documents: Collection[str] | None, filters: Mapping[str, Sequence[str]], /) -> Narrowed:
        """Which of these documents (None: of all) pass the filters, and the facets among them. Raises BadQuery."""

    def facet_values(self, counts: Mapping[str, Mapping[str, int]], /) -> Mapping[str, Sequence[FacetValue]]:
        """Counts of facets with their names."""


class Concordance:
    """Answers for the units of an archive. ``terms``: the term base; ``lexicon``: of the aligner."""

    def __init__(self, units: Units, facets: Facets, terms: Sequence[Term], lexicon: Lexicon) -> None:
        self._units = units
        self._facets = facets
        self._terms = terms
        self._lexicon = lexicon

    def ask(self, question: Question, limit: int = 50, offset: int = 0) -> ConcordanceAnswer:
        """A page of lines, and the groups and facets of all. Raises BadQuery."""
        started = perf_counter()
        if not 0 <= limit <= MAX_LIMIT or offset < 0:
            raise BadQuery(f"limit is {limit} and offset {offset}; limit must be between 0 and {MAX_LIMIT}, offset 0 or more")
        wording, found = self._scanned(question)
        lines = Lines(wording, found, self._terms, self._lexicon)
        chosen = lines.wanted(question.rendering)
        hits = {one.match.document for one in chosen} if question.rendering else found.hits
        narrowed = self._facets.among(list(hits), question.filters)
        page = lines.ordered(chosen, question.sort, narrowed.issued)[offset : offset + limit]
        answer = ConcordanceAnswer(
            lang=wording.language,
            total=found.total,
            passages=found.passages,
            documents=len({one.match.document for one in chosen}),
            matching=len(chosen),
            grouped=len(lines.grouped),
            took_ms=0.0,
            lines=[line for one in page if (line := self._line(lines, one))],
            renderings=lines.groups(),
            facets=self._facets.facet_values(narrowed.facets),
        )
        return replace(answer, took_ms=round((perf_counter() - started) * 1000, 2))

    def units(self, question: Question) -> Iterator[ExchangedUnit]:
        """The units of all lines, each once and in the order of the documents, for the formats of other programs.

        At most MAX_EXPORTED. Raises BadQuery.
        """
        wording, found = self._scanned(question)
        lines = Lines(wording, found, self._terms, self._lexicon)
        by_unit: dict[tuple[str, int], list[Occurrence]] = {}
        for one in lines.wanted(question.rendering):
            by_unit.setdefault((one.match.document, one.match.position), []).append(one)
        for place in list(by_unit)[:MAX_EXPORTED]:
            if unit := self._units.unit_at(*place):
                yield exchanged(unit, wording, by_unit[place], lines)

    def _scanned(self, question: Question) -> tuple[Wording, Scan]:
        if question.sort not in LINE_SORTS:
            raise BadQuery(f"there is no sort {question.sort[:40]!r}; there are {', '.join(LINE_SORTS)}")
        wording = read_wording(question.term, question.language)
        other: Language = "en" if wording.language == "zh" else "zh"
        contains, lacks = (
            Finder(read_wording(typed, other)) if typed.strip() else None for typed in (question.contains, question.lacks)
        )
        within = self._facets.among(None, question.filters).issued if question.filters else None
        return wording, scan(
            self._texts(question), wording.language, Finder(wording), contains=contains, lacks=lacks, within=within
        )

    def _texts(self, question: Question) -> Iterable[tuple[str, int, str, str]]:
        """The units of the documents that were issued in the time that is wanted."""
        texts = self._units.texts()
        if not (question.issued_from or question.issued_to):
            return texts
        first, last = (
            int(f"{day:%Y%m%d}") if day else other for day, other in ((question.issued_from, 1), (question.issued_to, 99999999))
        )
        issued = self._facets.among(None, {}).issued
        return (unit for unit in texts if first <= issued.get(unit[0], 0) <= last)

    def _line(self, lines: Lines, one: Occurrence) -> Line | None:
        """A line as it is shown; None where its unit changed since it was found."""
        catalogued = self._units.unit_at(one.match.document, one.match.position)
        if catalogued is None:
            return None
        unit, is_zh = catalogued.unit, lines.language == "zh"
        return Line(
            document=one.match.document,
            unit=unit.id,
            lang=lines.language,
            kind=catalogued.zh_kind if is_zh else catalogued.en_kind,
            text=one.match.text,
            start=one.span[0],
            end=one.span[1],
            segments=unit.zh if is_zh else unit.en,
            translation=one.match.other,
            translation_kind=(catalogued.en_kind if is_zh else catalogued.zh_kind) if one.match.other else None,
            translation_segments=unit.en if is_zh else unit.zh,
            rendering=lines.rendering(one),
            group=lines.group(one),
            score=round(unit.score, 4),
            origin=unit.origin,
            stale=unit.stale,
        )
