"""Some of many, evenly over all of them, whether or not it is known before how many they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")


def evenly(items: Sequence[Item], most: int) -> Sequence[Item]:
    """No more than ``most``, every so many-th of all."""
    return items[:: -(-len(items) // most) or 1]


class Sample(Generic[Item]):
    """Every so many-th of what is offered: ``size`` are kept, at most twice as many. ``seen``: how many were offered."""

    def __init__(self, size: int) -> None:
        self.kept: list[Item] = []
        self.seen = 0
        self._size, self._step = size, 1

    def add(self, item: Item) -> None:
        """Offer one."""
        if self.seen % self._step == 0:
            self.kept.append(item)
            if len(self.kept) == 2 * self._size:
                del self.kept[1::2]
                self._step *= 2
        self.seen += 1
