"""The best path through a corridor by dynamic programming: which neighbouring lines go together."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from archive.alignment.aligner.closeness import Closeness
from archive.alignment.aligner.manner import Manner
from archive.alignment.aligner.profiles import Texts
from archive.alignment.aligner.settings import SETTINGS
from archive.alignment.aligner.unit_scores import MERGES, MOST_LINES, Bead, UnitScores, shared

Step = tuple[int, int, int, int]
"""Row and column where a unit ends (exclusive), and how many rows and columns it has."""
_ALL: tuple[Bead, ...] = (*MERGES, (1, 1), (1, 0), (0, 1))
_ONE_TO_ONE, _ZH_ALONE, _EN_ALONE = len(MERGES), len(MERGES) + 1, len(MERGES) + 2
_NEVER = -inf
_BEAM = 15.0
"""Units of several lines that stay so far behind the best of the row before are not looked at."""


class Search:
    """One run over two texts inside a corridor: for each row boundary its first and last column boundary."""

    def __init__(
        self, texts: Texts, corridor: Sequence[tuple[int, int]], manner: Manner, closeness: Closeness | None = None
    ) -> None:
        self._corridor = corridor
        self._rows, self._columns = len(texts.lines), len(texts.tokens)
        self._scores = UnitScores(texts, manner, closeness)
        self._zh_room, self._en_room = texts.labels.zh_room, texts.labels.en_room
        self._null, self._run = SETTINGS["null"], SETTINGS["run"]
        self._totals: list[dict[int, float]] = []
        self._steps: list[bytearray] = []

    def path(self) -> list[Step]:
        """The units of the best path in order."""
        for row in range(self._rows + 1):
            low, high = self._corridor[row]
            if row:
                self._scores.read_row(row - 1, self._corridor[row - 1][0], high)
            self._row(row, low, high)
            if row >= MOST_LINES:
                self._totals[row - MOST_LINES] = {}
        return self._walked()

    def _row(self, row: int, low: int, high: int) -> None:
        """The best total at each cell of a row, and the place in ``_ALL`` of the unit that ends there."""
        here: dict[int, float] = {}
        steps = bytearray()
        before = [self._totals[row - back] if row >= back else {} for back in range(1, MOST_LINES + 1)]
        gains = self._scores.gains(row)
        floor = max(before[0].values(), default=_NEVER) - _BEAM
        for column in range(low, high + 1):
            total, step = self._alone(row, column, here, steps)
            if column - 1 in before[0] and (value := before[0][column - 1] + self._scores.single(row, column)) > total:
                total, step = value, _ONE_TO_ONE
            most = shared(gains, column)
            base = self._scores.most - self._scores.zh_costs[row] - self._scores.en_costs[column]
            zh_room, en_room = self._zh_room[row], self._en_room[column]
            for place, (rows, columns) in enumerate(MERGES):
                if rows > zh_room or columns > en_room:
                    continue
                value = before[rows - 1].get(column - columns, _NEVER)
                if value == _NEVER:
                    continue
                value += self._scores.priors[place]
                costs = base + self._scores.zh_costs[row - rows] + self._scores.en_costs[column - columns]
                if value + costs + most[place] > max(total, floor):
                    value += self._scores.merged(row, column, (rows, columns))
                    if value > total:
                        total, step = value, place
            here[column] = total
            steps.append(step)
        self._totals.append(here)
        self._steps.append(steps)

    def _alone(self, row: int, column: int, here: dict[int, float], steps: bytearray) -> tuple[float, int]:
        """A line that nothing answers to; such lines come in runs."""
        if row == column == 0:
            return 0.0, 0
        total, step = _NEVER, _EN_ALONE
        if column - 1 in here:
            total = here[column - 1] + self._null + (self._run if steps[-1] == _EN_ALONE else 0.0)
        if row and column in self._totals[row - 1]:
            again = self._steps[row - 1][column - self._corridor[row - 1][0]] == _ZH_ALONE
            value = self._totals[row - 1][column] + self._null + (self._run if again else 0.0)
            if value > total:
                total, step = value, _ZH_ALONE
        return total, step

    def _walked(self) -> list[Step]:
        row, column = self._rows, self._columns
        found: list[Step] = []
        while row or column:
            bead = _ALL[self._steps[row][column - self._corridor[row][0]]]
            found.append((row, column, *bead))
            row, column = row - bead[0], column - bead[1]
        return found[::-1]
