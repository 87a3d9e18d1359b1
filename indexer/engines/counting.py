"""Filtering and facet counts in one pass over what matched; any engine that can hand over rows may use it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from indexer.engine import FACETS, Filters, Sort

Place = TypeVar("Place")
_NEVER = 99999999


@dataclass(frozen=True, slots=True, eq=False)
class Facets:
    """The values of a document by facet. Documents that share one object are counted together."""

    values: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Row:
    """What filtering, counting and sorting need of a document."""

    id: str
    issued: int
    facets: Facets


@dataclass(frozen=True, slots=True)
class Tally(Generic[Place]):
    """The matches that pass the filters, in no order, and the counts of each facet, which ignore its own selection."""

    passing: list[tuple[float, Row, Place]]
    facets: dict[str, Counter[str]]


def tally(matches: Iterable[tuple[float, Row, Place]], filters: Filters, issued: tuple[int, int] | None) -> Tally[Place]:
    """Count matches: score, row, and where the engine has the document.

    A document that fails no facet is a hit and counts everywhere; one that fails a single facet counts in that one.
    """
    within = [match for match in matches if issued is None or inside(match[1].issued, *issued)]
    chosen = {facet: frozenset(values) for facet, values in filters.items() if values}
    alike = Counter(match[1].facets for match in within)
    failed = {facets: _failed(facets, chosen) for facets in alike}
    counted: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
    for facets, count in alike.items():
        if len(failed[facets]) < 2:
            for facet in failed[facets] or facets.values:
                counted[facet].update(dict.fromkeys(facets.values.get(facet, ()), count))
    return Tally([match for match in within if not failed[match[1].facets]] if chosen else within, counted)


def inside(issued: int, first: int, last: int) -> bool:
    """Whether a date of issue is within bounds, both included; an unknown one never is."""
    return issued != 0 and first <= issued <= last


def _failed(facets: Facets, chosen: Mapping[str, frozenset[str]]) -> list[str]:
    return [facet for facet, values in chosen.items() if values.isdisjoint(facets.values.get(facet, ()))]


def ordered(matches: list[tuple[float, Row, Place]], sort: Sort) -> list[tuple[float, Row, Place]]:
    """Best first (then newest), or by date with unknown dates last; what is level goes by id."""
    match sort:
        case "newest":
            return sorted(matches, key=lambda m: (-m[1].issued, m[1].id))
        case "oldest":
            return sorted(matches, key=lambda m: (m[1].issued or _NEVER, m[1].id))
        case "relevance":
            return sorted(matches, key=lambda m: (-m[0], -m[1].issued, m[1].id))
