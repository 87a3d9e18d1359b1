"""Filtering and facet counts in one pass over what matched; any engine that can hand over rows may use it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from indexer.engine import FACETS, Filters, Sort

Place = TypeVar("Place")
_NEVER = 99999999


@dataclass(frozen=True, slots=True)
class Row:
    """What filtering, counting and sorting need of a document."""

    id: str
    issued: int
    facets: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Tally(Generic[Place]):
    """The matches that pass the filters, in no order, and the counts of each facet, which ignore its own selection."""

    passing: list[tuple[float, Row, Place]]
    facets: dict[str, Counter[str]]


def tally(matches: Iterable[tuple[float, Row, Place]], filters: Filters, issued: tuple[int, int] | None) -> Tally[Place]:
    """Count matches: score, row, and where the engine has the document.

    A document that fails no facet is a hit and counts everywhere; one that fails a single facet counts in that one.
    """
    chosen = {facet: frozenset(values) for facet, values in filters.items() if values}
    counted: Tally[Place] = Tally([], {facet: Counter() for facet in FACETS})
    for match in matches:
        row = match[1]
        if issued and not (row.issued and issued[0] <= row.issued <= issued[1]):
            continue
        failed = [facet for facet, values in chosen.items() if values.isdisjoint(row.facets.get(facet, ()))]
        if not failed:
            counted.passing.append(match)
        if len(failed) < 2:
            for facet in failed or row.facets:
                counted.facets[facet].update(row.facets.get(facet, ()))
    return counted


def ordered(matches: list[tuple[float, Row, Place]], sort: Sort) -> list[tuple[float, Row, Place]]:
    """Best first (then newest), or by date with unknown dates last; what is level goes by id."""
    match sort:
        case "newest":
            return sorted(matches, key=lambda m: (-m[1].issued, m[1].id))
        case "oldest":
            return sorted(matches, key=lambda m: (m[1].issued or _NEVER, m[1].id))
        case "relevance":
            return sorted(matches, key=lambda m: (-m[0], -m[1].issued, m[1].id))
