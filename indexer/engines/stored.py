"""What is stored with an entry, read late."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any


class Stored(Mapping[str, Any]):
    """What was stored with an entry, read when something of it is asked for: many are found so that a few are shown."""

    __slots__ = ("_found", "_read")

    def __init__(self, read: Callable[[], dict[str, Any]]) -> None:
        self._read = read
        self._found: dict[str, Any] | None = None

    def __getitem__(self, key: str) -> Any:
        return self._all()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __repr__(self) -> str:
        return repr(self._all())

    def _all(self) -> dict[str, Any]:
        if self._found is None:
            self._found = self._read()
        return self._found
