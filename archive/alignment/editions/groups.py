"""Groups of neighbouring texts that belong together, by index, and filling the gaps between those that are settled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from archive.comparing.order import longest_rising
from archive.model import UnitOrigin


@dataclass(frozen=True, slots=True)
class Group:
    """Chinese and English texts by index; a side is empty where nothing answers. ``score``: 0 to 1."""

    zh: tuple[int, ...]
    en: tuple[int, ...]
    score: float = 0.0
    origin: UnitOrigin = "computed"

    @property
    def is_pair(self) -> bool:
        """Whether both sides have something."""
        return bool(self.zh and self.en)


Fill = Callable[[Sequence[int], Sequence[int]], Iterable[Group]]
"""What aligns the texts of a gap, by their indexes."""


def rising(groups: Iterable[Group]) -> list[Group]:
    """The longest chain of pairs that keeps the order of both sides; the others moved."""
    pairs = sorted((group for group in groups if group.is_pair), key=lambda group: group.zh)
    kept = longest_rising([group.en[0] for group in pairs])
    return [group for group in pairs if group.en[0] in kept]


def keeps_order(one: Group, chain: Iterable[Group]) -> bool:
    """Whether a pair stands between the same pairs of a chain on both sides."""
    return all((one.zh[0] < other.zh[0]) == (one.en[0] < other.en[0]) for other in chain)


def filled(counts: tuple[int, int], settled: Sequence[Group], fill: Fill) -> list[Group]:
    """The settled groups, and what ``fill`` makes of the texts between them; every index in exactly one group, in order.

    ``counts``: how many texts there are on each side.
    """
    used = ({i for group in settled for i in group.zh}, {i for group in settled for i in group.en})
    free = [[i for i in range(count) if i not in taken] for count, taken in zip(counts, used, strict=True)]
    found = list(settled)
    for group in [*rising(settled), None]:
        bounds = (group.zh, group.en) if group else ((), ())
        found += _gap(_before(free[0], bounds[0]), _before(free[1], bounds[1]), fill)
    return in_order(found)


def _before(free: list[int], bounds: Sequence[int]) -> list[int]:
    """Take off what stands before a settled text; all that is left without one."""
    count = next((n for n, i in enumerate(free) if i > bounds[0]), len(free)) if bounds else len(free)
    taken = free[:count]
    del free[:count]
    return taken


def _gap(zh: Sequence[int], en: Sequence[int], fill: Fill) -> Iterable[Group]:
    if zh and en:
        return fill(zh, en)
    return [*(Group((i,), ()) for i in zh), *(Group((), (j,)) for j in en)]


def in_order(groups: Iterable[Group]) -> list[Group]:
    """In the order of the Chinese; what only the English has stands behind the group of the text before it there."""
    listed = list(groups)
    beside = {j: group.zh[0] for group in listed if group.zh for j in group.en}
    following: dict[int, int] = {}
    last = -1
    for j in range(max((j for group in listed for j in group.en), default=-1) + 1):
        last = following[j] = beside.get(j, last)
    places = [(group.zh[0], 0, 0) if group.zh else (following[group.en[0]], 1, group.en[0]) for group in listed]
    return [group for _, group in sorted(zip(places, listed, strict=True), key=lambda one: one[0])]
