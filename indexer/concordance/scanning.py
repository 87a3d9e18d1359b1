"""One way through all units: what matches a question, how much of it, and a sample of what does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from archive.model import Language
from archive.terminology.sampling import Sample
from indexer.concordance.finding import Finder
from indexer.showing.results import Span

MAX_KEPT = 20_000
"""So many lines are kept for sorting and paging; all are counted."""
SAMPLE = 600


@dataclass(frozen=True, slots=True)
class Match:
    """A unit with the term: where it is, its text, where the term stands in it, and the other side."""

    document: str
    position: int
    text: str
    spans: Sequence[Span]
    other: str


@dataclass(slots=True)
class Scan:
    """What was found. ``hits``: lines by document; ``without_term``: a sample of other sides of units without the term."""

    matches: list[Match] = field(default_factory=list)
    total: int = 0
    passages: int = 0
    hits: Counter[str] = field(default_factory=Counter)
    units_without: int = 0
    without_term: list[str] = field(default_factory=list)


def scan(  # noqa: PLR0913 - what a question consists of
    units: Iterable[tuple[str, int, str, str]],
    language: Language,
    finder: Finder,
    *,
    contains: Finder | None = None,
    lacks: Finder | None = None,
    within: Collection[str] | None = None,
) -> Scan:
    """Go through the units. ``within``: the documents whose lines are kept; hits are counted in all of them."""
    found = Scan()
    sample = Sample[str](SAMPLE)
    for document, position, zh, en in units:
        text, other = (zh, en) if language == "zh" else (en, zh)
        spans = finder.occurrences(text)
        if not spans:
            if other:
                sample.add(other)
        elif (contains is None or contains.has(other)) and (lacks is None or not lacks.has(other)):
            _count(found, Match(document, position, text, spans, other), within)
    found.units_without, found.without_term = sample.seen, sample.kept
    return found


def _count(found: Scan, match: Match, within: Collection[str] | None) -> None:
    found.hits[match.document] += len(match.spans)
    if within is not None and match.document not in within:
        return
    if found.total < MAX_KEPT:
        found.matches.append(match)
    found.total += len(match.spans)
    found.passages += 1
