"""What sentence vectors say for or against a unit: how much closer its sides are than the lines around them."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from archive.alignment.aligner.profiles import Texts
from archive.alignment.aligner.vectors import Encoder, Vectors, cosines

MOST = 4.0
"""Nats that closeness may add or take: vectors are sure of themselves where they err, too."""
_WEIGHT = 8.0
_EVEN = 0.5
"""The closeness, as a share of the usual one of translations, that speaks neither for a unit nor against it."""
_STRANGERS, _TRANSLATIONS = 0.18, 0.65
"""Cosines of unrelated lines and of translations, as they usually are; they count like ``_PRIOR`` lines of the text."""
_PRIOR = 10
_AROUND = 6
"""So many lines beyond the corridor on each side tell how close a line is to what it does not answer to."""
_REACH = 4
"""Lines of the longest unit."""


class Closeness:
    """The vectors of two texts inside a corridor (see ``corridors``).

    ``sure``: (Chinese, English) lines that surely translate each other: how close translations are differs from text to text.
    """

    def __init__(
        self,
        texts: Texts,
        encoder: Encoder,
        corridor: Sequence[tuple[int, int]],
        sure: Sequence[tuple[int, int]],
    ) -> None:
        zh, en = texts.zh, texts.en
        en_vectors = encoder.encode(en)
        zh_vectors = encoder.encode(zh)
        self._low = [max(0, low - _AROUND) for low, _ in corridor[:-1]]
        high = [min(len(en), last + _AROUND) for _, last in corridor[1:]]
        self._cosines = [
            cosines(vector, en_vectors[low:end]) for vector, low, end in zip(zh_vectors, self._low, high, strict=True)
        ]
        self._zh, self._en = _Side(zh, zh_vectors), _Side(en, en_vectors)
        self._zh_around = [_mean(sum(row), len(row), _STRANGERS) for row in self._cosines]
        self._en_around = self._around(len(en))
        margins = [self._margin(row + 1, column + 1, 1, 1) for row, column in sure]
        self._usual = max(0.15, _mean(sum(margins), len(margins), _TRANSLATIONS - _STRANGERS))

    def _around(self, columns: int) -> list[float]:
        """For each English line its mean cosine to the Chinese lines that it may meet."""
        sums, counts = [0.0] * columns, [0] * columns
        for low, row in zip(self._low, self._cosines, strict=True):
            for column, value in enumerate(row, low):
                sums[column] += value
                counts[column] += 1
        return [_mean(total, count, _STRANGERS) for total, count in zip(sums, counts, strict=True)]

    def nats(self, row: int, column: int, rows: int, columns: int) -> float:
        """For (above 0) or against the unit of so many lines that ends before ``row`` and ``column``; inside the corridor."""
        value = _WEIGHT * (self._margin(row, column, rows, columns) / self._usual - _EVEN)
        return max(-MOST, min(MOST, value))

    def _margin(self, row: int, column: int, rows: int, columns: int) -> float:
        zh, en = range(row - rows, row), range(column - columns, column)
        if rows == columns == 1:
            close = self._cosines[row - 1][column - 1 - self._low[row - 1]]
        else:
            shares, others = self._zh.weights, self._en.weights
            close = sum(
                shares[one] * others[other] * self._cosines[one][other - self._low[one]] for one in zh for other in en
            ) / (self._zh.length(row, rows) * self._en.length(column, columns))
        around = sum(self._zh_around[row - rows : row]) / rows + sum(self._en_around[column - columns : column]) / columns
        return close - around / 2


class _Side:
    """The lines of one text, weighed by their length: a joined line's vector is taken for the weighted sum of its lines'."""

    def __init__(self, texts: Sequence[str], vectors: Vectors) -> None:
        self.weights = [sqrt(len(text) or 1) for text in texts]
        self._near = [cosines(vector, vectors[max(0, end - _REACH) : end]) for end, vector in enumerate(vectors)]
        self._lengths: dict[tuple[int, int], float] = {}

    def length(self, end: int, count: int) -> float:
        """The length of the weighted sum of so many lines before ``end``."""
        key = (end, count)
        if key not in self._lengths:
            total = sum(self.weights[one] ** 2 for one in range(end - count, end))
            for one in range(end - count, end):
                near = self._near[one]
                back = range(max(end - count, one - len(near)), one)
                total += 2 * sum(self.weights[one] * self.weights[other] * near[other - one] for other in back)
            self._lengths[key] = sqrt(max(total, 1e-6))
        return self._lengths[key]


def _mean(total: float, count: int, usual: float) -> float:
    return (total + _PRIOR * usual) / (count + _PRIOR)
