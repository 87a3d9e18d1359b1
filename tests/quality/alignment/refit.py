"""``python -m tests.quality.alignment.refit DIR``: the weights of ``archive/alignment/aligner/calibration.py``, fitted anew.

DIR holds cases as for the measurement. True units are those that the aligner finds and that are right; false ones are what it
makes of the Chinese of one case and the English of the next, and of versions that do not match. Nothing is written.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path

from archive.alignment.aligner.aligning import best_path
from archive.alignment.aligner.calibration import logit, scores
from archive.alignment.aligner.evidence import Evidence, evidence
from archive.alignment.aligner.profiles import Texts
from archive.alignment.words.lexicon import Lexicon
from tests.quality.alignment.cases import Case, read_sets
from tests.quality.alignment.fixture_sets import fixture_sets
from tests.quality.alignment.judging import WEAK

_LINES = 150
"""Of texts that do not match so many lines are taken."""
_ROUNDS, _RIDGE, _STEEPEST = 15, 1e-2, 30.0
Row = tuple[list[float], bool, float]
"""The features of a unit with a leading 1, whether it is true, its weight."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The units of one alignment in order: evidence (None with an empty side), and whether each is true (None: not known)."""

    set: str
    units: tuple[tuple[Evidence | None, bool | None], ...]


def main(folder: Path) -> None:
    """Print the weights and how many units come under .5 with those that are in the code, a line a set."""
    held = list(samples(read_sets(folder) | fixture_sets(), Lexicon()))
    names = ["constant", *Evidence._fields]
    sys.stdout.write(", ".join(f'"{name}": {value:.2f}' for name, value in zip(names, fitted(_rows(held)), strict=True)) + "\n")
    for name in dict.fromkeys(sample.set for sample in held):
        sys.stdout.write(_told(name, [sample for sample in held if sample.set == name]) + "\n")


def samples(sets: dict[str, list[Case]], lexicon: Lexicon) -> Iterator[Sample]:
    """True and false units of every set, and where the texts match only in part."""
    for name, cases in sets.items():
        whole = [case for case in cases if case.gold]
        for case in whole:
            yield Sample(name, tuple(_judged(case.zh, case.en, lexicon, true=frozenset(case.gold))))
        for case, after in zip(whole, [*whole[1:], *whole[:1]], strict=True):
            if case is not after:
                yield Sample(f"{name}, strangers", tuple(_judged(case.zh[:_LINES], after.en[:_LINES], lexicon)))
        for case in cases:
            if not case.gold:
                yield Sample(f"{case.name}, another version", tuple(_judged(case.zh, case.en, lexicon, other=case.other)))


def _judged(
    zh: Sequence[str],
    en: Sequence[str],
    lexicon: Lexicon,
    *,
    true: frozenset[tuple[tuple[int, ...], tuple[int, ...]]] = frozenset(),
    other: frozenset[int] | None = None,
) -> Iterator[tuple[Evidence | None, bool | None]]:
    texts = Texts(zh, en, lexicon)
    path, ratio = best_path(texts)
    for row, column, rows, columns in path:
        left, right = tuple(range(row - rows, row)), tuple(range(column - columns, column))
        if not (left and right):
            yield None, None
        elif true:
            yield evidence(texts, left, right, ratio), True if (left, right) in true else None
        else:
            yield evidence(texts, left, right, ratio), False if other is None or other & set(left) else None


def _rows(held: Sequence[Sample]) -> list[Row]:
    """Each set weighs the same among the true units, and among the false ones."""
    rows = []
    for name in dict.fromkeys(sample.set for sample in held):
        units = [unit for sample in held if sample.set == name for unit in sample.units if unit[1] is not None]
        rows += [([1.0, *found], truth, 1000 / len(units)) for found, truth in units if found and truth is not None]
    total = [sum(weight for _, truth, weight in rows if truth is one) for one in (False, True)]
    return [(values, truth, 1000 * weight / total[truth]) for values, truth, weight in rows]


def fitted(rows: Sequence[Row]) -> list[float]:
    """Logistic regression by Newton's method, with a little ridge."""
    size = len(rows[0][0])
    found = [0.0] * size
    for _ in range(_ROUNDS):
        matrix = [[_RIDGE * (one == other) for other in range(size)] for one in range(size)]
        slope = [-_RIDGE * value for value in found]
        for values, truth, weight in rows:
            odds = sum(a * b for a, b in zip(found, values, strict=True))
            chance = 1 / (1 + exp(-max(-_STEEPEST, min(_STEEPEST, odds))))
            for one in range(size):
                slope[one] += weight * (truth - chance) * values[one]
                for other in range(size):
                    matrix[one][other] += weight * chance * (1 - chance) * values[one] * values[other]
        found = [value + step for value, step in zip(found, _solved(matrix, slope), strict=True)]
    return found


def _solved(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for place in range(len(rows)):
        best = max(range(place, len(rows)), key=lambda one: abs(rows[one][place]))
        rows[place], rows[best] = rows[best], rows[place]
        for other in range(len(rows)):
            if other != place:
                factor = rows[other][place] / rows[place][place]
                rows[other] = [a - factor * b for a, b in zip(rows[other], rows[place], strict=True)]
    return [rows[place][-1] / rows[place][place] for place in range(len(rows))]


def _told(name: str, held: Sequence[Sample]) -> str:
    weak = whole = 0
    for sample in held:
        found = scores([None if one is None else logit(one) for one, _ in sample.units])
        judged = [value < WEAK for value, (_, truth) in zip(found, sample.units, strict=True) if truth is not None]
        weak, whole = weak + sum(judged), whole + len(judged)
    return f"{name:40} {whole:6} units, {weak / max(whole, 1):.3f} under {WEAK}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
