"""What was worked out of the last queries: a reader pages through results, and a document's page marks the same words again."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar, cast

from indexer.engine import Reader
from indexer.keeping.knowledge import Knowledge

_MOST = 512

_T = TypeVar("_T")


class Remembered:
    """By whatever tells one query from another, over one state of an index; another state begins anew."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._state: tuple[Reader, Knowledge] | None = None
        self._kept: dict[Hashable, Any] = {}

    def get(self, key: Hashable, reader: Reader, knowledge: Knowledge, make: Callable[[], _T]) -> _T:
        """What ``make`` gives, or gave for this key. ``reader``: the same object for as long as the index does not change."""
        kept = self._of(reader, knowledge)
        if key in kept:
            return cast("_T", kept[key])
        made = make()
        with self._lock:
            if len(kept) >= _MOST:
                kept.pop(next(iter(kept)))
            kept[key] = made
        return made

    def _of(self, reader: Reader, knowledge: Knowledge) -> dict[Hashable, Any]:
        with self._lock:
            if self._state is None or self._state[0] is not reader or self._state[1] is not knowledge:
                self._state, self._kept = (reader, knowledge), {}
            return self._kept
