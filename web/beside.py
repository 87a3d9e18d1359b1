"""Work that takes longer than a reader waits: done beside the requests, and kept until what it is made from changes."""

from __future__ import annotations

from concurrent.futures import Future
from threading import Lock, Thread
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

Item = TypeVar("Item")

PATIENCE = 1.5
"""Seconds that a request waits for what is being made."""

ONE_AT_A_TIME = Lock()


class BeingMade(Exception):
    """Not there yet: to be asked for again."""


class Kept(Generic[Item]):
    """What was made last. While it is made anew the one before is given, for as long as there is one."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._making: tuple[Hashable, Future[Item]] | None = None
        self._last: Item | None = None

    def get(self, key: Hashable, make: Callable[[], Item]) -> Item:
        """What ``make`` gives, called in a thread of its own where ``key`` is another one than before.

        Raises ``BeingMade`` where it takes longer than ``PATIENCE`` and there is none from before; what ``make`` raises.
        """
        with self._lock:
            if self._making is None or self._making[0] != key:
                self._making = key, _started(make)
            making = self._making
        try:
            self._last = making[1].result(timeout=PATIENCE)
        except TimeoutError:
            if self._last is None:
                raise BeingMade from None
        except Exception:
            with self._lock:
                if self._making is making:  # the next who asks tries again
                    self._making = None
            raise
        return self._last


def _started(make: Callable[[], Item]) -> Future[Item]:
    future: Future[Item] = Future()
    Thread(target=_fulfil, args=(future, make), daemon=True).start()
    return future


def _fulfil(future: Future[Item], make: Callable[[], Item]) -> None:
    with ONE_AT_A_TIME:
        try:
            future.set_result(make())
        except Exception as error:
            future.set_exception(error)
