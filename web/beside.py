"""Work that takes longer than a reader waits: done beside the requests, and kept until what it is made from changes.

Each process works for its own readers: a thread does not live on in a process forked later, so nothing may be asked for before
the workers are forked. The threads are daemons: a server that stops does not wait for them.
"""

from __future__ import annotations

from concurrent.futures import Future, wait
from threading import BoundedSemaphore, Lock, Thread
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Item = TypeVar("Item")

PATIENCE = 1.5
"""Seconds that a request waits for what is being made."""

ONE_AT_A_TIME = Lock()
WAITING = BoundedSemaphore(8)
"""So many things are being made or wait for their turn; whoever asks for more is told to come again."""


class BeingMade(Exception):
    """Not there yet: to be asked for again."""


class Kept(Generic[Item]):
    """What was made last. While it is made anew the one before is given, for as long as there is one."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._making: tuple[object, Future[Item]] | None = None
        self._last: tuple[Item] | None = None

    def get(self, key: object, make: Callable[[], Item]) -> Item:
        """What ``make`` gives, called in a thread of its own where ``key`` is another one than before.

        Raises ``BeingMade`` where it takes longer than ``PATIENCE`` and there is none from before; what ``make`` raises.
        """
        making = self._begun(key, make)
        if making and wait([making], PATIENCE).done:
            return self._made(making)
        if self._last is None:
            raise BeingMade
        return self._last[0]

    def _begun(self, key: object, make: Callable[[], Item]) -> Future[Item] | None:
        """What is being made, or was, for this key; None where too much else waits for its turn."""
        with self._lock:
            if self._making is None or self._making[0] != key:
                started = _started(make)
                if started is None:
                    return None
                self._making = key, started
            return self._making[1]

    def _made(self, making: Future[Item]) -> Item:
        failed = making.exception() is not None
        with self._lock:
            if self._making is not None and self._making[1] is making:
                if failed:  # the next who asks tries again
                    self._making = None
                else:
                    self._last = (making.result(),)
        return making.result()


def _started(make: Callable[[], Item]) -> Future[Item] | None:
    if not WAITING.acquire(blocking=False):
        return None
    future: Future[Item] = Future()
    Thread(target=_fulfil, args=(future, make), daemon=True).start()
    return future


def _fulfil(future: Future[Item], make: Callable[[], Item]) -> None:
    try:
        with ONE_AT_A_TIME:
            future.set_result(make())
    except BaseException as error:
        future.set_exception(error)
    finally:
        WAITING.release()
