"""How close lines lie in the space of sentence vectors: one more feature where the extra ``[semantic]`` is installed."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from math import sqrt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from archive.alignment.aligner.vectors import Encoder

_REACH = 4
"""Lines of one side in a unit, at most."""


class Similarities:
    """Cosines between lines of two texts, and between lines taken together: the vector of these is the sum of theirs."""

    def __init__(self, zh: Sequence[str], en: Sequence[str], encoder: Encoder) -> None:
        np: Any = import_module("numpy")  # it comes with the encoder
        self._zh, self._en = (np.asarray(encoder.encode(texts), dtype=np.float32).reshape(len(texts), -1) for texts in (zh, en))
        self._zh_near, self._en_near = _near(self._zh), _near(self._en)
        self._rows: dict[int, tuple[int, list[float]]] = {}

    def read_row(self, row: int, low: int, high: int) -> None:
        """Work out the cosines of a line with the English lines ``low:high``; rows out of reach are forgotten."""
        self._rows[row] = low, (self._en[low:high] @ self._zh[row]).tolist()
        self._rows.pop(row - _REACH - 1, None)

    def one(self, row: int, column: int) -> float:
        """The cosine of two lines; the row has been read."""
        low, values = self._rows[row]
        return values[column - low] if low <= column < low + len(values) else 0.0

    def joined(self, rows: range, columns: range) -> float:
        """The cosine of neighbouring lines taken together on both sides."""
        both = sum(self.one(row, column) for row in rows for column in columns)
        return both / sqrt(_squared(rows, self._zh_near) * _squared(columns, self._en_near))


def _near(vectors: Any) -> list[list[float]]:
    """For distances 1 to 3: the cosine of each line with the one so far behind it."""
    return [[0.0], *((vectors[:-distance] * vectors[distance:]).sum(axis=1).tolist() for distance in range(1, _REACH))]


def _squared(lines: range, near: Sequence[Sequence[float]]) -> float:
    """The squared length of the sum of the vectors of some lines."""
    found = float(len(lines))
    for distance in range(1, len(lines)):
        found += 2 * sum(near[distance][line] for line in lines[:-distance])
    return max(found, 1e-6)
