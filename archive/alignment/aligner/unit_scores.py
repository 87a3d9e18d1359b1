"""What it is worth to take neighbouring lines together as one unit, in nats against their having no answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate, chain
from math import log, sqrt

from archive.alignment.aligner.closeness import MOST, Closeness
from archive.alignment.aligner.manner import Manner
from archive.alignment.aligner.matching import Match, index_of, matches, worth
from archive.alignment.aligner.profiles import Texts
from archive.alignment.aligner.settings import SETTINGS

Bead = tuple[int, int]
"""How many lines of Chinese, and of English."""
MERGES: tuple[Bead, ...] = ((1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2), (1, 4), (4, 1))
MOST_LINES = 4
_WIDE = 300
"""Of a line of a very wide corridor (a few lines against thousands) only so many meetings are kept."""
_SHORT = 6
"""Characters added to each length, so that the lengths of very short lines say little."""


class UnitScores:
    """The scores of units that end at a row; rows are read in order, and those out of reach forgotten."""

    def __init__(self, texts: Texts, manner: Manner, closeness: Closeness | None) -> None:
        ratio, literalness = manner
        self._texts, self._ratio, self._closeness = texts, ratio, closeness
        self._found: dict[int, dict[int, list[Match]]] = {}
        self._gains: dict[int, dict[int, float]] = {}
        self._counts: dict[int, Counter[str]] = {}
        self._stems: dict[int, frozenset[str]] = {}
        self._repeats = 2 * len(set(texts.plain)) < len(texts.plain) and not closeness
        self._known: dict[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]], float] = {}
        self.zh_costs = [0.0, *accumulate(line.penalty * literalness for line in texts.lines)]
        self.en_costs = [0.0, *accumulate(cost * literalness for cost in texts.penalties)]
        self._zh_lengths = [0, *accumulate(line.length for line in texts.lines)]
        self._en_lengths = [0, *accumulate(texts.lengths)]
        self.priors = [SETTINGS[f"{min(bead)}-{max(bead)}"] for bead in MERGES]
        self.most = SETTINGS["length"] + (MOST if closeness else 0.0)
        """What fitting lengths and vectors add at most."""
        self._farthest, self._spread, self._fit = SETTINGS["longest"], SETTINGS["spread"], SETTINGS["length"]

    def read_row(self, row: int, low: int, high: int) -> None:
        """Find all that the words of a line may answer to in the English lines ``low:high``."""
        line, found, values = self._texts.lines[row], {}, {}
        index = index_of(line)
        for column in range(low, high):
            stems = self._stems_of(column)
            if not index.keys().isdisjoint(stems):
                here = found[column] = matches(row, line, index, column, stems)
                values[column] = worth(here, self._counts)
        if len(found) > _WIDE:
            best = set(sorted(values, key=values.__getitem__, reverse=True)[:_WIDE])
            found = {column: here for column, here in found.items() if column in best}
        self._found[row], self._gains[row] = found, {column: values[column] for column in found}
        self._forget(row - MOST_LINES, low - MOST_LINES)

    def _forget(self, row: int, column: int) -> None:
        self._found.pop(row, None)
        self._gains.pop(row, None)
        for old in [one for one in self._stems if one < column]:
            del self._stems[old], self._counts[old]

    def _stems_of(self, column: int) -> frozenset[str]:
        if column not in self._stems:
            self._counts[column] = Counter(self._texts.tokens[column])
            self._stems[column] = frozenset(self._counts[column])
        return self._stems[column]

    def gains(self, row: int) -> list[Mapping[int, float]]:
        """What single lines share, by column: for the line before the boundary ``row``, the one before it, and so on."""
        return [self._gains.get(row - back, {}) for back in range(1, MOST_LINES + 1)]

    def single(self, row: int, column: int) -> float:
        """The score of the line before the boundary ``row`` and the one before ``column`` as a unit."""
        gain = self._gains[row - 1].get(column - 1, 0.0) + self._length(row, column, (1, 1))
        if self._closeness:
            gain += self._closeness.nats(row, column, 1, 1)
        return gain - self._cost(row, column, (1, 1))

    def merged(self, row: int, column: int, bead: Bead) -> float:
        """The score of several lines before the boundaries as one unit, without its prior."""
        if not self._repeats:
            return self._merged(row, column, bead)
        key = tuple(self._texts.plain[row - bead[0] : row]), tuple(self._texts.tokens[column - bead[1] : column])
        if key not in self._known:
            self._known[key] = self._merged(row, column, bead)
        return self._known[key]

    def _merged(self, row: int, column: int, bead: Bead) -> float:
        rows, columns = range(row - bead[0], row), range(column - bead[1], column)
        lists = [here for one in rows for other in columns if (here := self._found[one].get(other))]
        found = sorted(chain.from_iterable(lists), reverse=True) if len(lists) > 1 else lists[0] if lists else []
        gain = worth(found, self._counts) + self._length(row, column, bead) - self._cost(row, column, bead)
        if self._closeness:
            gain += self._closeness.nats(row, column, *bead)
        return gain

    def _cost(self, row: int, column: int, bead: Bead) -> float:
        zh, en = self.zh_costs, self.en_costs
        return zh[row] - zh[row - bead[0]] + en[column] - en[column - bead[1]]

    def _length(self, row: int, column: int, bead: Bead) -> float:
        zh = (self._zh_lengths[row] - self._zh_lengths[row - bead[0]]) * self._ratio
        en = self._en_lengths[column] - self._en_lengths[column - bead[1]]
        deviation = log((en + _SHORT) / (zh + _SHORT)) / (self._spread + 1.2 / sqrt(zh + en + 1))
        return max(self._farthest, self._fit - deviation * deviation / 2)


def shared(gains: Sequence[Mapping[int, float]], column: int) -> tuple[float, ...]:
    """For each of ``MERGES``: at most this is what the words of its lines are worth together."""
    last, second, third, fourth = gains
    two, three = column - 2, column - 3
    one_one, two_one, three_one = last.get(column - 1, 0.0), second.get(column - 1, 0.0), third.get(column - 1, 0.0)
    one_two = one_one + last.get(two, 0.0)
    one_three = one_two + last.get(three, 0.0)
    lower_two = two_one + second.get(two, 0.0)
    column_three = one_one + two_one + three_one
    return (
        one_two,
        one_one + two_one,
        one_two + lower_two,
        one_three,
        column_three,
        one_three + lower_two + second.get(three, 0.0),
        one_two + lower_two + three_one + third.get(two, 0.0),
        one_three + last.get(column - 4, 0.0),
        column_three + fourth.get(column - 1, 0.0),
    )
