"""Our search, end to end, with a clock at each stage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from indexer.keeping.opened import OpenIndex
from indexer.search import Searcher
from indexer.trees import for_documents
from indexer.understanding import NO_EXPANSIONS, understand
from tests.benchmarks.asked import Asked
from tests.timing import clock, timed


class OurSearch:
    """Answers as ``/api/search`` gives them. ``spent``: seconds at each stage since it was last cleared."""

    def __init__(self, folder: Path) -> None:
        self._index = index = OpenIndex(folder)
        self.spent: dict[str, float] = defaultdict(float)
        self._searcher = Searcher(_Watched(index, self.spent), lambda: index.knowledge)

    def answer(self, asked: Asked) -> int:
        """Ten documents with their passages, translations, spans and facets, as JSON; the exact total."""
        found = self._searcher.search(asked.typed, filters=asked.filters)
        _, seconds = timed(found.json)
        self.spent["JSON"] += seconds
        return found.total

    def engine_call(self, asked: Asked) -> Callable[[], object]:
        """What the engine is asked for the words as they are typed: hits, exact total, all facets."""
        understood = understand(asked.typed, self._index.knowledge, self._index, {NO_EXPANSIONS})
        tree = for_documents(understood.expression)
        return lambda: self._index.documents(tree, filters=asked.filters)

    def read(self, asked: Asked) -> None:
        """Only understand the query, with its expansions."""
        self._searcher.leaves(asked.typed)


class _Watched:
    """A reader that notes how long each kind of question takes."""

    def __init__(self, index: Any, spent: dict[str, float]) -> None:
        self._index = index
        self._spent = spent

    def snapshot(self) -> _Watched:
        return _Watched(self._index.snapshot(), self._spent)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self._index, name)
        stage = name if name in ("documents", "passages") else "terms"

        def watched(*arguments: Any, **options: Any) -> Any:
            started = clock()
            try:
                return method(*arguments, **options)
            finally:
                self._spent[stage] += clock() - started

        return watched
