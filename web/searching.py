"""The searcher over the index as it is now: the index may be missing at first, and may be replaced while the pages are served."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from indexer.search import Searcher

if TYPE_CHECKING:
    from pathlib import Path


class CurrentSearcher:
    """Opens the index when it is first needed; once open, it follows every update and rebuild."""

    def __init__(self, index: Path) -> None:
        self._index = index
        self._lock = Lock()
        self._searcher: Searcher | None = None

    def get(self) -> Searcher:
        """The searcher. Raises ``IndexUnusable`` for as long as there is no index that can be opened."""
        with self._lock:
            if self._searcher is None:
                self._searcher = Searcher.open(self._index)
            return self._searcher

    def forget(self) -> None:
        """Open the index anew when it is next needed."""
        with self._lock:
            self._searcher = None
