"""A first path, quickly: what single lines share, without looking whether a word is taken twice.

Sums over sets are exact (``fsum``), so that the order of a set, another in every process, never decides between equals.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from archive.alignment.aligner.lines import Line
from archive.alignment.aligner.profiles import Texts
from archive.alignment.aligner.settings import SETTINGS

_NEVER = -math.inf
_STEPS = ((1, 1), (1, 0), (0, 1), (1, 2), (2, 1))


def best_worth(line: Line) -> dict[str, float]:
    """Stem → the most that a word of the line is worth with it."""
    found: dict[str, float] = {}
    for word in line.words:
        for one, value in word.worth.items():
            if value > found.get(one, 0.0):
                found[one] = value
    return found


class _Stems:
    """The stems of the English lines that are in reach; those before are forgotten."""

    def __init__(self, texts: Texts) -> None:
        self._tokens = texts.tokens
        self._held: dict[int, frozenset[str]] = {}

    def of(self, column: int) -> frozenset[str]:
        """The stems of a line, each once."""
        if column not in self._held:
            self._held[column] = frozenset(self._tokens[column])
        return self._held[column]

    def forget(self, before: int) -> None:
        """Lines before this one are not asked for again."""
        for column in [one for one in self._held if one < before]:
            del self._held[column]


def rough_path(texts: Texts, corridor: Sequence[tuple[int, int]]) -> list[tuple[int, int, float]]:
    """The boundaries ``(row, column)`` that the best rough path crosses, from (0, 0) on, each with what a 1-1 unit that ends
    there is worth (0 for other units)."""
    stems = _Stems(texts)
    totals: list[list[float]] = [[]]
    choices: list[bytearray] = []
    worths: list[tuple[list[float], float]] = []
    for row in range(len(texts.lines) + 1):
        best = best_worth(texts.lines[row - 1]) if row else {}
        worths.append((_gains(best, corridor[row], stems) if row else [], sum(best.values())))
        total, choice = _row(row, corridor, totals, worths, texts)
        totals.append(total)
        choices.append(choice)
        stems.forget(corridor[row][0] - 2)
        if row > 2:
            totals[row - 2], worths[row - 2] = [], ([], 0.0)
    return _walked(choices, corridor, texts)


def _gains(best: Mapping[str, float], span: tuple[int, int], stems: _Stems) -> list[float]:
    """What a line is worth with the line that ends at each column boundary of its span (and the one before)."""
    keys, found = best.keys(), []
    for column in range(span[0] - 2, span[1]):
        if column < 0 or keys.isdisjoint(there := stems.of(column)):
            found.append(0.0)
        else:
            found.append(math.fsum([best[one] for one in keys & there]))
    return found


def _row(
    row: int,
    corridor: Sequence[tuple[int, int]],
    totals: list[list[float]],
    worths: Sequence[tuple[list[float], float]],
    texts: Texts,
) -> tuple[list[float], bytearray]:
    low, high = corridor[row]
    null, tax, fit = SETTINGS["null"], SETTINGS["1-2"], SETTINGS["length"]
    cost = texts.lines[row - 1].penalty if row else 0.0
    cost_before = texts.lines[row - 2].penalty if row > 1 else 0.0
    gains, most = worths[row]
    above, above_low = (totals[row], corridor[row - 1][0]) if row else ([], 0)
    higher, higher_low = (totals[row - 1], corridor[row - 2][0]) if row > 1 else ([], 0)
    shift = low - corridor[row - 1][0] if row > 1 else 0
    gains_before = worths[row - 1][0] if row > 1 else []
    total: list[float] = []
    choice = bytearray()
    penalties = texts.penalties
    size, higher_size = len(above), len(higher)
    for column in range(low, high + 1):
        best, chosen = (0.0, 9) if row == column == 0 else (_NEVER, 9)
        if total and total[-1] + null > best:
            best, chosen = total[-1] + null, 2
        at = column - above_low
        if row and 0 <= at < size and above[at] + null > best:
            best, chosen = above[at] + null, 1
        if row and column and 0 <= at - 1 < size:
            place = column - low
            gain, en_cost = gains[place + 1], penalties[column - 1]
            most_en = texts.most[column - 1]
            value = above[at - 1] + gain - cost - en_cost + fit
            if value > best:
                best, chosen = value, 0
            if column > 1 and at > 1:
                value = above[at - 2] + min(most, gain + gains[place]) - cost - en_cost - penalties[column - 2] + tax
                if value > best:
                    best, chosen = value, 3
            after = place + shift + 1
            if 0 <= column - 1 - higher_low < higher_size and after < len(gains_before):
                value = (
                    higher[column - 1 - higher_low]
                    + min(most_en, gain + gains_before[after])
                    - cost
                    - cost_before
                    - en_cost
                    + tax
                )
                if value > best:
                    best, chosen = value, 4
        total.append(best)
        choice.append(chosen)
    return total, choice


def _walked(choices: Sequence[bytearray], corridor: Sequence[tuple[int, int]], texts: Texts) -> list[tuple[int, int, float]]:
    row, column = len(texts.lines), len(texts.tokens)
    found = []
    while row or column:
        step = choices[row][column - corridor[row][0]]
        found.append((row, column, _worth(texts, row - 1, column - 1) if step == 0 else 0.0))
        row, column = row - _STEPS[step][0], column - _STEPS[step][1]
    return [(0, 0, 0.0), *found[::-1]]


def _worth(texts: Texts, row: int, column: int) -> float:
    best = best_worth(texts.lines[row])
    return math.fsum(best[one] for one in best.keys() & set(texts.tokens[column]))
