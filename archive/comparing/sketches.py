"""Sketches of texts: how alike two texts are, without comparing everything with everything.

A sketch is the smallest hashes of a text's overlapping pieces (a bottom-k sketch, after Broder's resemblance): the share of
hashes that two sketches have in common estimates the share of pieces that the texts have in common. Order plays no part beyond
the length of a piece, so a text whose sentences were shuffled is still like itself.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from heapq import nsmallest

from archive.text.sentences import has_han

Sketch = tuple[int, ...]

SIZE = 128
ALIKE = 0.5
"""From here on two texts are reported: what is left of a text whose clauses were all shuffled is just above it."""
_PIECE = {True: 5, False: 14}
"""Characters of a piece: of a Chinese text, of another."""
_SHORTEST = 30
_COMMONPLACE = 60
"""A hash that so many documents share is a set phrase and leads nowhere."""
_NO_WORD = re.compile(r"[\W_]+")


def sketch(text: str) -> Sketch:
    """The sketch of a text, at most ``SIZE`` hashes, rising; empty for a text too short to be told from others."""
    bare = _NO_WORD.sub("", unicodedata.normalize("NFKC", text)).casefold()
    length = _PIECE[has_han(bare)]
    data = bare.encode("utf-32-le", "surrogatepass")
    pieces = {data[start : start + 4 * length] for start in range(0, len(data) - 4 * length + 1, 4)}
    return tuple(nsmallest(SIZE, set(map(zlib.crc32, pieces)))) if len(pieces) >= _SHORTEST else ()


def resemblance(one: Sketch, other: Sketch) -> float:
    """The estimated share (0 to 1) of pieces that two texts have in common; exact for short texts."""
    smallest = nsmallest(SIZE, {*one, *other})
    return len(set(one).intersection(other, smallest)) / len(smallest) if one and other else 0.0


class SketchIndex:
    """Sketches by name, found by what they share."""

    def __init__(self) -> None:
        self._sketches: dict[str, Sketch] = {}
        self._names: defaultdict[int, list[str]] = defaultdict(list)

    def put(self, name: str, found: Sketch) -> None:
        """A sketch in place of one of the same name."""
        for value in self._sketches.pop(name, ()):
            self._names[value].remove(name)
        self._sketches[name] = found
        for value in found:
            self._names[value].append(name)

    def near(self, found: Sketch, least: float = ALIKE) -> Iterator[tuple[str, float]]:
        """The names of what is alike, the most alike first, each with its resemblance."""
        shared = Counter(name for value in found if len(names := self._names.get(value, ())) < _COMMONPLACE for name in names)
        enough = [name for name, count in shared.items() if count >= least * len(found) / 4]
        alike = sorted(((resemblance(found, self._sketches[name]), name) for name in enough), key=lambda one: (-one[0], one[1]))
        return ((name, share) for share, name in alike if share >= least)
