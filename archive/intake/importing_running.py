"""A whole text as one run of characters: for what runs over several sentences or segments, or is a piece of one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate

_MOST_SEARCHED = 2_000_000_000
"""Characters gone through for texts that are no whole sentence or segment; what would take longer is looked for as near."""


class RunningText:
    """Keys of atoms as one run of characters; ``places`` are the atoms' numbers, which runs are told in."""

    def __init__(self, places: Sequence[int], keys: Sequence[str]) -> None:
        self._places = places
        self._whole = "".join(keys)
        self._starts = list(accumulate(map(len, keys), initial=0))
        self._searched = 0

    def find(self, wanted: str) -> Iterator[range]:
        """The runs that a text is: it begins and ends where atoms do."""
        for place in self._standing(wanted):
            first, last = bisect_left(self._starts, place), bisect_left(self._starts, place + len(wanted))
            if self._starts[last] == place + len(wanted):
                yield range(self._places[first], self._places[last - 1] + 1)

    def completed(self, keys: Sequence[str]) -> int:
        """How many of the keys follow one another from where an atom begins to where one ends; 0 where not all of them do."""
        for place in self._standing(keys[0]):
            end = place
            for count, wanted in enumerate(keys, 1):
                if not wanted or not self._whole.startswith(wanted, end):
                    break
                end += len(wanted)
                if self._starts[bisect_left(self._starts, end)] == end:
                    return count
        return 0

    def _standing(self, wanted: str) -> Iterator[int]:
        """Where a text stands that begins where an atom does."""
        place = -1
        while wanted and self._searched < _MOST_SEARCHED:
            before, place = place, self._whole.find(wanted, place + 1)
            self._searched += (place if place >= 0 else len(self._whole)) - before
            if place < 0:
                return
            if self._starts[bisect_left(self._starts, place)] == place:
                yield place
