"""The measure of hard-wrapped lines, learned from the file: the width that the lines of a column share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from archive.reading.blocks import Line, is_number_date_or_signature, width
from archive.text.labels import Label, split_label
from archive.text.sentences import ends_a_sentence, has_han

INDENT = 4
"""Columns that a paragraph's first line is shorter by: two Chinese characters."""
_LAYOUT = re.compile(
    r"附[件录]\s*\d*|[（(]信息公开.*[）)]|\S{2,25}\s+\d{4}年\d+月\d+日印发"
    r"|.+(?:…{2,}|[.．·]{4,}|(?:[.·] ){4,})\s*[（(]?\d{0,4}[）)]?"
)
_LONGEST_LAYOUT = 200
_UNBREAKABLE = re.compile(r"(?<=[^\x00-\x7f])[!-~]+(?: [!-~]+)?$")
_FEWEST = 3
"""So many lines must be as wide as the widest for a short text to count as wrapped."""
_NARROWEST = 30
WIDEST = 100
"""Columns of the widest line that a typewriter or a PDF sets."""
_NEIGHBOURS = 12
_MOST_OVERLONG = 0.08
"""Where a larger share of the lines is longer than any column, the text is not wrapped."""
INDENTS = range(2, INDENT + 1)
"""Columns of white space that mark a paragraph's first line; more of it centres a title or sets a signature right."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A line with what its place in the file tells.

    ``measure`` is the width of the column it stands in, 0 where none was found or the file is not wrapped; ``ragged``, for a
    line of Latin text, the widest line of the file; ``alone``: a number, date, signature or line of the layout, which never
    joins another.
    """

    line: Line
    width: int
    label: Label | None
    alone: bool
    measure: int
    ragged: int

    @property
    def text(self) -> str:
        """The line's text."""
        return self.line.text

    @property
    def closed(self) -> bool:
        """Whether it ends as a sentence or clause does."""
        return ends_a_sentence(self.text)


def measured(lines: Sequence[Line]) -> list[Measured]:
    """Lines with the measure of their columns."""
    widths = [width(line.text) for line in lines]
    # only a line that ends inside a sentence was wrapped at its column's width; 0 marks the others
    wrapped = [0 if ends_a_sentence(line.text) else size for line, size in zip(lines, widths, strict=True)]
    widest = max(widths, default=0)
    columns = _column_widths([size for size in wrapped if size]) or _only_column(wrapped, widest)
    if columns and sum(size > columns[-1] + 2 * INDENT for size in widths) > _MOST_OVERLONG * len(widths):
        columns = []
    ragged = widest if _NARROWEST < widest <= WIDEST else 0
    found = []
    for i, line in enumerate(lines):
        around = wrapped[max(0, i - _NEIGHBOURS) : i] + wrapped[i + 1 : i + _NEIGHBOURS + 1]
        found.append(
            Measured(
                line,
                widths[i],
                split_label(line.text),
                alone=(bool(wrapped[i]) and is_number_date_or_signature(line.text))
                or (len(line.text) <= _LONGEST_LAYOUT and bool(_LAYOUT.fullmatch(line.text))),
                measure=_measure(_breakable(line.text, widths[i]), around, columns),
                ragged=0 if has_han(line.text) else ragged,
            )
        )
    return found


def slack(column: int) -> int:
    """How much the full lines of one column differ: punctuation is squeezed, and Latin words do not break."""
    return max(2, column // 12)


def _measure(own: int, around: list[int], columns: list[int]) -> int:
    """The narrowest column in use around a line that the line fits into; a file's only column is in use everywhere."""
    in_use = [column for column in columns if any(abs(other - column) <= slack(column) for other in around)]
    return next((column for column in in_use or columns[: len(columns) == 1] if own <= column + 2 * INDENT), 0)


def _breakable(text: str, own: int) -> int:
    """The width of a line but for the Latin word or number at its end, which is set beyond the margin rather than broken."""
    tail = _UNBREAKABLE.search(text)
    return own - len(tail[0]) if tail else own


def _only_column(wrapped: list[int], widest: int) -> list[int]:
    """The column of a text too short to show a peak: its widest line, where others that go on come near it."""
    near = sum(size >= widest - 2 * INDENT for size in wrapped)
    return [widest] if _NARROWEST < widest <= WIDEST and near >= _FEWEST else []


def _column_widths(widths: list[int]) -> list[int]:
    """The widths that lines are wrapped at, narrowest first: peaks of their distribution; none in unwrapped text."""
    counts = Counter(widths)
    near = {w: sum(counts[w + d] for d in (-1, 0, 1)) for w in counts if w >= _NARROWEST}
    enough = max(4, len(widths) // 100)
    peaks = [w for w, count in near.items() if count >= enough and all(near.get(w + d, 0) <= count for d in (-2, -1, 1, 2))]
    # first lines, shorter by their indent, make a peak of their own: it is no column
    return sorted(w for w in peaks if not any(w < wider <= w + 2 * INDENT and 4 * near[wider] >= near[w] for wider in peaks))
