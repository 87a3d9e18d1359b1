"""Parts of a query that stand near each other in a text, in any order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_Indexes = tuple[int, int]
"""The first and the last token of an occurrence."""


def nearest(parts: Sequence[Sequence[_Indexes]], slop: int) -> Iterator[_Indexes]:
    """The occurrences that belong to a chain of all parts, one behind the other, ``slop`` other tokens from the next at most.

    ``parts``: of each part all occurrences.
    """
    if not all(parts):
        return
    begins: dict[int, list[tuple[int, _Indexes]]] = {}
    for part, found in enumerate(parts):
        for one in found:
            begins.setdefault(one[0], []).append((part, one))
    chains = _Chains(begins, slop)
    everything = (1 << len(parts)) - 1
    for part, found in enumerate(parts):
        for one in found:
            if chains.goes_on(one[1], everything & ~(1 << part)):
                yield one
                yield from chains.followers(one[1], everything & ~(1 << part))


class _Chains:
    """What may follow an occurrence: each end of one and set of parts that are still needed (bits) is looked at once."""

    def __init__(self, begins: dict[int, list[tuple[int, _Indexes]]], slop: int) -> None:
        self._begins = begins
        self._slop = slop
        self._known: dict[tuple[int, int], bool] = {}
        self._told: set[tuple[int, int]] = set()

    def goes_on(self, last: int, needed: int) -> bool:
        """Whether all the parts needed follow a token."""
        if not needed:
            return True
        known = self._known.get((last, needed))
        if known is None:
            known = any(self.goes_on(one[1], needed & ~(1 << part)) for part, one in self._next(last, needed))
            self._known[last, needed] = known
        return known

    def followers(self, last: int, needed: int) -> Iterator[_Indexes]:
        """The occurrences behind a token that belong to a chain; each end and set is told once."""
        if not needed or (last, needed) in self._told:
            return
        self._told.add((last, needed))
        for part, one in self._next(last, needed):
            if self.goes_on(one[1], needed & ~(1 << part)):
                yield one
                yield from self.followers(one[1], needed & ~(1 << part))

    def _next(self, last: int, needed: int) -> Iterator[tuple[int, _Indexes]]:
        for first in range(last + 1, last + self._slop + 2):
            yield from ((part, one) for part, one in self._begins.get(first, ()) if needed >> part & 1)
