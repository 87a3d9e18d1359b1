"""The first matches in the order of the protocol; tantivy itself leaves what is level in the order of its files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from math import frexp, ldexp
from typing import Any

from tantivy import DocAddress, Query

from indexer.engine import Sort
from indexer.engines.tantivy.state import Side, State

_MORE = 16
"""How many matches are fetched beyond those wanted, to see whether they are level."""

_GROWTH = 8


@dataclass(slots=True)
class Match:
    """An entry that matched; ``order``: what sorts it among the others."""

    score: float
    address: DocAddress
    revision: int = 0
    order: tuple[Any, ...] = ()


Fetch = Callable[[int], list[Match]]
"""The first so many matches in tantivy's order, with the ``order`` of each filled in."""


def rounded(score: float) -> float:
    """Scores that differ by less than a thousandth of their value are level.

    Sums of the same numbers in another order differ in the last digits, and tantivy adds in any order.
    """
    mantissa, exponent = frexp(score)
    return ldexp(round(mantissa * 8192), exponent - 13)


def first_documents(state: State, query: Query, wanted: int, sort: Sort, score: float | None) -> list[Match]:
    """Documents in an order. ``score``: of every match, where all have the same; the newest are then the best."""
    if sort == "relevance" and score is None:
        return _best_documents(state, query, wanted)
    by = "oldest" if sort == "oldest" else "newest"
    return [Match(score or 0.0, address) for _, address in state.documents.search(query, wanted, by=by).hits]


def _best_documents(state: State, query: Query, wanted: int) -> list[Match]:
    """By score, then the newest, then by id."""

    def fetch(count: int) -> list[Match]:
        matches = [Match(score, address) for score, address in state.documents.search(query, count).hits]
        levels = [-rounded(match.score) for match in matches]
        if len(set(levels)) == len(levels):
            for match, level in zip(matches, levels, strict=True):
                match.order = (level,)
            return matches
        revisions = state.documents.numbers("revision", [match.address for match in matches])
        for match, level, revision in zip(matches, levels, revisions, strict=True):
            mark = state.rows[revision]
            match.order = level, -mark.issued, mark.document
        return matches

    return _first(state.documents, wanted, None, fetch)


def best_passages(state: State, query: Query, wanted: int, per_document: int | None, score: float | None) -> list[Match]:
    """By score, then by document id, then in the order of the text; at most so many of each document.

    ``score``: of every match, where all have the same; tantivy then sorts by the id.
    """

    def fetch(count: int) -> list[Match]:
        found = state.passages.search(query, count, by=None if score is None else "document").hits
        addresses = [address for _, address in found]
        revisions, ordinals = (state.passages.numbers(field, addresses) for field in ("revision", "ordinal"))
        rows = zip(found, revisions, ordinals, strict=True)
        if score is not None:
            return [Match(score, address, revision, (document, place)) for (document, address), revision, place in rows]
        return [
            Match(scored, address, revision, (-rounded(scored), state.rows[revision].document, place))
            for (scored, address), revision, place in rows
        ]

    return _first(state.passages, wanted, per_document, fetch)


def _first(side: Side, wanted: int, per_document: int | None, fetch: Fetch) -> list[Match]:
    """Fetches more until what is level with the last one wanted is complete."""
    everything = side.searcher.num_docs + 1
    count = min(everything, wanted * (4 if per_document else 1) + _MORE)
    while True:
        matches = fetch(count)
        last = matches[-1].order[:1] if matches else ()
        matches.sort(key=lambda match: match.order)
        kept = list(islice(_at_most(matches, per_document), wanted))
        if len(matches) < count or (len(kept) == wanted and kept[-1].order[:1] < last):
            return kept
        count = min(everything, count * _GROWTH)


def _at_most(matches: list[Match], count: int | None) -> Iterator[Match]:
    """The first so many of each document."""
    seen: Counter[int] = Counter()
    for match in matches:
        seen[match.revision] += 1
        if count is None or seen[match.revision] <= count:
            yield match
