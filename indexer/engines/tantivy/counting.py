"""Filters, exact totals and facet counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tantivy import Query

from indexer.engine import FACETS, Filters
from indexer.engines.tantivy.state import Side
from indexer.engines.tantivy.translation import both

_VALUES = 50_000
"""How many values of a facet are counted at most; no facet has nearly as many."""

_TOTAL = {"total": {"value_count": {"field": "issued"}}}
_BY_VALUE: Mapping[str, dict[str, Any]] = {facet: {"terms": {"field": facet, "size": _VALUES}} for facet in FACETS}

Counts = dict[str, dict[str, int]]


class Filtered:
    """A query over documents, and the filters it is to pass."""

    def __init__(self, side: Side, query: Query, filters: Filters, issued: tuple[int, int] | None) -> None:
        self._side = side
        self._chosen = {facet: side.translation.any_of(facet, values) for facet, values in filters.items() if values}
        self._query = both(query, [side.translation.issued(*issued)] if issued else [])
        self.passing = both(self._query, self._chosen.values())
        """What passes all filters."""

    def total(self) -> int:
        """How many pass all filters."""
        return self._side.count(self.passing)

    def counts(self) -> tuple[int, Counts]:
        """The exact total, and the counts of each facet, which ignore its own selection."""
        free = {facet: _BY_VALUE[facet] for facet in FACETS if facet not in self._chosen}
        found = self._side.searcher.aggregate(self.passing, {**_TOTAL, **free})
        counted = {facet: _counts(found[facet]) for facet in free}
        for facet in self._chosen:
            others = [query for other, query in self._chosen.items() if other != facet]
            found_too = self._side.searcher.aggregate(both(self._query, others), {facet: _BY_VALUE[facet]})
            counted[facet] = _counts(found_too[facet])
        return int(found["total"]["value"]), {facet: counted[facet] for facet in FACETS}


def _counts(found: Mapping[str, Any]) -> dict[str, int]:
    return {bucket["key"]: int(bucket["doc_count"]) for bucket in found["buckets"]}
