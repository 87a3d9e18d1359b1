"""An article of many paragraphs on one side that is one line on the other: longer units than the search looks at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log

from archive.alignment.aligner.dynamic import Step
from archive.alignment.aligner.matching import index_of, matches, worth
from archive.alignment.aligner.profiles import Texts
from archive.alignment.aligner.settings import SETTINGS

_LINE = -1.0
"""What each further line of a unit costs."""
_FARTHEST = 30
"""Lines of the longest article."""


def with_long_articles(path: Sequence[Step], texts: Texts, ratio: float) -> list[Step]:
    """The path, with lines behind a unit taken into it that nothing answers to, where they stand under one label with it, the
    other side of the label is one line, and the words of that line answer to theirs."""
    if not texts.labels.are_shared:
        return list(path)
    found: list[Step] = []
    for step in path:
        back = _alone_before(found, step)
        unit = found[-back] if 0 < back <= len(found) else None
        joined = _joined(unit, step) if unit else None
        if (
            unit
            and joined
            and _is_article(joined, texts)
            and _gain(unit, joined, texts, ratio) > back * (SETTINGS["null"] - _LINE)
        ):
            found[-back:] = [joined]
        else:
            found.append(step)
    return found


def _alone_before(found: Sequence[Step], step: Step) -> int:
    """How many steps before the end of ``found`` the unit stands that a line alone may belong to, over other lines alone."""
    back = 1
    while back < _FARTHEST and back < len(found) and found[-back][2:] == step[2:]:
        back += 1
    return back if 0 in step[2:] else 0


def _joined(unit: Step, step: Step) -> Step | None:
    """The unit with all lines up to a line alone, if it has one line on the other side."""
    row, column, rows, columns = unit
    if (columns if step[2] else rows) != 1 or not (rows and columns):
        return None
    return step[0], step[1], rows + step[0] - row, columns + step[1] - column


def _is_article(step: Step, texts: Texts) -> bool:
    """Whether no label begins anything inside a unit, and its one line on the other side is all that stands under its label."""
    row, column, rows, columns = step
    zh, en = texts.labels.zh_room, texts.labels.en_room
    if columns == 1:
        return zh[row] >= rows and en[column] == 1 and en[column + 1 : column + 2] in ([1], [])
    return en[column] >= columns and zh[row] == 1 and zh[row + 1 : row + 2] in ([1], [])


def _gain(unit: Step, joined: Step, texts: Texts, ratio: float) -> float:
    return _value(texts, joined, ratio) - _value(texts, unit, ratio)


def _value(texts: Texts, step: Step, ratio: float) -> float:
    """What the words and lengths of a unit are worth, less what has no answer."""
    row, column, rows, columns = step
    lines, others = range(row - rows, row), range(column - columns, column)
    counts = {other: Counter(texts.tokens[other]) for other in others}
    found = []
    for line in lines:
        index = index_of(texts.lines[line])
        for other in others:
            found += matches(line, texts.lines[line], index, other, frozenset(counts[other]))
    cost = sum(texts.lines[line].penalty for line in lines) + sum(texts.penalties[other] for other in others)
    zh, en = sum(texts.lines[line].length for line in lines) * ratio, sum(texts.lengths[other] for other in others)
    deviation = log((en + 6) / (zh + 6)) / SETTINGS["spread"]
    return (
        worth(sorted(found, reverse=True), counts)
        - cost
        + max(SETTINGS["longest"], SETTINGS["length"] - deviation * deviation / 2)
    )
