"""Questions → answers: what the command line, the pages and ``/api/search`` show."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter

from archive.alignment.aligner.vectors import load_encoder
from archive.errors import BadQuery
from indexer.answering import Asking
from indexer.engine import Filters, Narrowed, Sort
from indexer.engines.latest import Latest
from indexer.finding import Choice, NearestPassages
from indexer.help.helper import Helper
from indexer.keeping.knowledge import Knowledge
from indexer.keeping.opened import OpenIndex
from indexer.query import Leaf
from indexer.remembered import Remembered
from indexer.showing.facets import facet_values, resolved
from indexer.showing.results import Answer, FacetValue, PassageAnswer
from indexer.understanding import Understood, understand

MAX_LIMIT = 1000
_SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest")


class Searcher:
    """Answers questions about an index. ``nearest``: finds passages by meaning, where there are vectors."""

    def __init__(
        self, index: Latest, knowledge: Callable[[], Knowledge] = Knowledge, nearest: NearestPassages | None = None
    ) -> None:
        self._index = index
        self._knowledge = knowledge
        self._nearest = nearest
        self._remembered = Remembered()

    @classmethod
    def open(cls, folder: Path) -> Searcher:
        """Over the index in a folder, following its updates. Raises IndexUnusable; RebuildNeeded if it has to be made first."""
        index = OpenIndex(folder)
        return cls(index, lambda: index.knowledge, _vectors(folder))

    @property
    def can_search_by_meaning(self) -> bool:
        """Whether there are vectors, and the extra that reads them."""
        return self._nearest is not None and self._nearest.is_there

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
        off: Collection[str] = (),
        semantic: bool = False,
        exact: bool = False,
    ) -> Answer:
        """One page of documents, each with its best passages. An empty query finds everything, newest first, without passages.

        ``off``: keys of expansions that are not wanted (``*``: none is). ``semantic``: also by meaning, as a query that begins
        with ``~``. ``exact``: where nothing is found, what was probably meant is not looked for instead. Raises BadQuery for a
        query that is too long, an unknown facet or sort, or a limit outside 0..1000.
        """
        started = perf_counter()
        _check(sort, limit, offset)
        asking, asked = self._asked(query, off, semantic=semantic)
        chosen = resolved(filters or {}, asking.knowledge.issuers)
        choice = Choice(chosen, _bounds(issued_from, issued_to), sort, limit, offset)
        answer = asking.documents(asked, choice, passages)
        if not exact:
            answer = asking.instead(asked, answer, choice, passages)
        return replace(answer, took_ms=_milliseconds(started))

    def passages(self, query: str, limit: int = 10, *, off: Collection[str] = (), semantic: bool = False) -> PassageAnswer:
        """Passages ranked on their own. Raises BadQuery."""
        started = perf_counter()
        _check("relevance", limit, 0)
        asking, asked = self._asked(query, off, semantic=semantic)
        return replace(asking.passages(asked, limit), took_ms=_milliseconds(started))

    @property
    def helper(self) -> Helper:
        """Suggestions, and more like what was found."""
        return Helper(self._index.snapshot(), self._knowledge())

    def resolved(self, filters: Mapping[str, Sequence[str]]) -> Filters:
        """Filters by the values that are counted: an issuer's English or short name as its full one. Raises BadQuery."""
        return resolved(filters, self._knowledge().issuers)

    def among(self, documents: Collection[str] | None, filters: Mapping[str, Sequence[str]]) -> Narrowed:
        """Which of these documents (None: of all) pass the filters, and the facets among them. Raises BadQuery."""
        return self._index.among(documents, self.resolved(filters))

    def facet_values(self, counts: Mapping[str, Mapping[str, int]]) -> Mapping[str, Sequence[FacetValue]]:
        """Counts of facets with their names."""
        return facet_values(counts, self._knowledge().issuers)

    def leaves(self, query: str, off: Collection[str] = ()) -> Sequence[Leaf]:
        """What to mark in a text that a query found. Raises BadQuery."""
        return self._asked(query, off)[1].leaves()

    def _asked(self, query: str, off: Collection[str], *, semantic: bool = False) -> tuple[Asking, Understood]:
        knowledge = self._knowledge()
        index = self._index.snapshot()
        switched_off = frozenset(off)
        asked = self._remembered.get(
            ("understood", query, switched_off), index, knowledge, lambda: understand(query, knowledge, index, switched_off)
        )
        nearest = self._nearest if self.can_search_by_meaning and (semantic or asked.read.semantic) else None
        return Asking(index, knowledge, switched_off, nearest, self._remembered), asked


def _vectors(folder: Path) -> NearestPassages | None:
    """What finds passages by meaning; None without the extra."""
    encoder = load_encoder()
    if encoder is None:
        return None
    from indexer.vectors import FOLDER, Vectors  # noqa: PLC0415 - numpy comes with the extra

    return Vectors(folder / FOLDER, encoder)


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
