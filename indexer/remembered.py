"""The queries that were understood last: a reader pages through results, and a document's page marks the same words again."""

from __future__ import annotations

from collections.abc import Collection
from threading import Lock

from indexer.engine import Reader
from indexer.knowledge import Knowledge
from indexer.understanding import Understood, understand

_MOST = 256

_Kept = dict[tuple[str, frozenset[str]], Understood]


class Remembered:
    """Understood queries over one state of an index; another state, which may have other words, begins anew."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._reader: Reader | None = None
        self._knowledge: Knowledge | None = None
        self._kept: _Kept = {}

    def understood(self, text: str, knowledge: Knowledge, reader: Reader, off: Collection[str]) -> Understood:
        """The same as ``understand``. ``reader``: the same object for as long as the index does not change."""
        kept, key = self._of(knowledge, reader), (text, frozenset(off))
        found = kept.get(key)
        if found is None:
            found = understand(text, knowledge, reader, off)
            with self._lock:
                if len(kept) >= _MOST:
                    kept.pop(next(iter(kept)))
                kept[key] = found
        return found

    def _of(self, knowledge: Knowledge, reader: Reader) -> _Kept:
        with self._lock:
            if reader is not self._reader or knowledge is not self._knowledge:
                self._reader, self._knowledge, self._kept = reader, knowledge, {}
            return self._kept
