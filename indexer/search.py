"""Questions → answers: what the command line, the pages and ``/api/search`` show."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from time import perf_counter

from whoosh.query import Every, Query

from archive.errors import BadQuery
from indexer import query as reading
from indexer.engine import DocumentHit, Filters, Narrowed, Reader, Sort
from indexer.facets import facet_values, resolved
from indexer.opened import OpenIndex
from indexer.presenting import passage, result
from indexer.query import Expression, Leaf
from indexer.query.variants import Variants, with_variants
from indexer.results import Answer, FacetValue, Passage, PassageAnswer

MAX_LIMIT = 1000
_SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest")
_SURPLUS = 4
"""So many times the passages shown are fetched: a passage and its translation may both match, and are shown once."""


class Searcher:
    """Answers questions about an index. ``issuers``: their English names by Chinese name; ``variants``: other forms of terms."""

    def __init__(
        self, index: Reader, issuers: Callable[[], Mapping[str, str]] = dict, variants: Callable[[], Variants] = dict
    ) -> None:
        self._index = index
        self._issuers = issuers
        self._variants = variants

    @classmethod
    def open(cls, folder: Path) -> Searcher:
        """Over the index in a folder, following its updates. Raises IndexUnusable; RebuildNeeded if it has to be made first."""
        index = OpenIndex(folder)
        return cls(index, lambda: index.issuers, lambda: index.variants)

    def search(  # noqa: PLR0913 - what a reader can choose
        self,
        query: str,
        *,
        filters: Mapping[str, Sequence[str]] | None = None,
        issued_from: date | None = None,
        issued_to: date | None = None,
        sort: Sort = "relevance",
        limit: int = 10,
        offset: int = 0,
        passages: int = 3,
    ) -> Answer:
        """One page of documents, each with its best passages. An empty query finds everything, newest first, without passages.

        Raises BadQuery for a query that is too long, an unknown facet or sort, or a limit outside 0..100.
        """
        started = perf_counter()
        _check(sort, limit, offset)
        issuers = self._issuers()
        chosen = resolved(filters or {}, issuers)
        expression, expansions = self._read(query)
        tree = reading.for_documents(expression) if query.strip() else Every()
        found = self._index.documents(
            tree, filters=chosen, issued=_bounds(issued_from, issued_to), sort=sort, limit=limit, offset=offset
        )
        leaves = reading.wanted(expression)
        shown = self._passages_of(found.hits, reading.for_passages(expression), leaves, passages) if query.strip() else {}
        results = [result(hit, shown.get(hit.id, ()), leaves) for hit in found.hits]
        return Answer(found.total, _milliseconds(started), results, facet_values(found.facets, issuers), expansions)

    def passages(self, query: str, limit: int = 10) -> PassageAnswer:
        """Passages ranked on their own. Raises BadQuery."""
        started = perf_counter()
        _check("relevance", limit, 0)
        expression, _ = self._read(query)
        leaves = reading.wanted(expression)
        found = self._index.passages(reading.for_passages(expression), limit=limit)
        return PassageAnswer(found.total, _milliseconds(started), [passage(hit.stored, hit.score, leaves) for hit in found.hits])

    def resolved(self, filters: Mapping[str, Sequence[str]]) -> Filters:
        """Filters by the values that are counted: an issuer's English or short name as its full one. Raises BadQuery."""
        return resolved(filters, self._issuers())

    def among(self, documents: Collection[str] | None, filters: Mapping[str, Sequence[str]]) -> Narrowed:
        """Which of these documents (None: of all) pass the filters, and the facets among them. Raises BadQuery."""
        return self._index.among(documents, self.resolved(filters))

    def facet_values(self, counts: Mapping[str, Mapping[str, int]]) -> Mapping[str, Sequence[FacetValue]]:
        """Counts of facets with their names."""
        return facet_values(counts, self._issuers())

    def leaves(self, query: str) -> Sequence[Leaf]:
        """What to mark in a text that a query found. Raises BadQuery."""
        return reading.wanted(self._read(query)[0])

    def _read(self, query: str) -> tuple[Expression | None, Sequence[str]]:
        """What a query stands for, and the other forms of its terms that are looked for too."""
        return with_variants(reading.read(query), self._variants())

    def _passages_of(
        self, hits: Sequence[DocumentHit], tree: Query, leaves: Sequence[Leaf], count: int
    ) -> Mapping[str, Sequence[Passage]]:
        """The best passages of each document; where none matches, how the document begins."""
        fetched = count * _SURPLUS
        best: dict[str, dict[str, Passage]] = {hit.id: {} for hit in hits}
        if hits and leaves:
            found = self._index.passages(tree, documents=list(best), limit=len(hits) * fetched, per_document=fetched)
            for each in found.hits:
                rows = best[each.document]
                if each.stored["segment"] not in rows and len(rows) < count:
                    rows[each.stored["segment"]] = passage(each.stored, each.score, leaves)
        openings = {hit.id: hit.stored["opening"] for hit in hits}
        return {
            document: list(rows.values())
            or [passage(opening, 0.0, leaves) for opening in [openings[document]] if opening and count]
            for document, rows in best.items()
        }


def _check(sort: str, limit: int, offset: int) -> None:
    if sort not in _SORTS:
        raise BadQuery(f"there is no sort {sort!r}; there are {', '.join(_SORTS)}")
    if not 0 <= limit <= MAX_LIMIT:
        raise BadQuery(f"limit is {limit}; it must be between 0 and {MAX_LIMIT}")
    if offset < 0:
        raise BadQuery(f"offset is {offset}; it must not be negative")


def _bounds(first: date | None, last: date | None) -> tuple[int, int] | None:
    """Dates as YYYYMMDD; None where neither is given."""
    if not first and not last:
        return None
    return int(f"{first or date.min:%Y%m%d}"), int(f"{last or date.max:%Y%m%d}")


def _milliseconds(started: float) -> float:
    return round((perf_counter() - started) * 1000, 2)
