"""A table as text, the pipe table of Markdown: a line a row, ``| cell | cell |``, ``| --- | --- |`` below the head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_ROW = re.compile(r"\|(?:.*[^\\])?\|")
_RULE = re.compile(r"\|(?:\s*:?-{3,}:?\s*\|)+")
_CELL = re.compile(r"((?:[^|\\]|\\.|\\$)*)\|")
_ESCAPE = re.compile(r"\\([|\\])")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell: its text as printed between the bars, and where it stands in the table's text (code points)."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; ``has_head``: the first row names the columns."""

    rows: tuple[tuple[TableCell, ...], ...]
    has_head: bool


def is_table(text: str) -> bool:
    """Whether a text is a table: two lines or more, each between bars."""
    lines = text.split("\n")
    return len(lines) > 1 and all(_ROW.fullmatch(line) for line in lines)


def parse_table(text: str) -> Table | None:
    """The rows of a table's text; None where it is none."""
    if not is_table(text):
        return None
    rows: list[tuple[TableCell, ...]] = []
    start, has_head = 0, False
    for number, line in enumerate(text.split("\n")):
        if number == 1 and _RULE.fullmatch(line):
            has_head = True
        else:
            rows.append(_cells(line, start))
        start += len(line) + 1
    return Table(tuple(rows), has_head)


def cell_texts(text: str) -> list[list[str]]:
    """The rows of a table's text with what its cells say: bars no longer escaped; empty where it is no table."""
    table = parse_table(text)
    return [[_ESCAPE.sub(r"\1", cell.text) for cell in row] for row in table.rows] if table else []


def write_table(rows: Sequence[Sequence[str]]) -> str:
    """The text of a table, its first row the head; bars inside cells are escaped, line breaks become spaces.

    Rows are filled with empty cells up to the longest.
    """
    columns = max(map(len, rows), default=0)
    lines = [_line([_escaped(cell) for cell in [*row, *[""] * (columns - len(row))]]) for row in rows]
    return "\n".join([*lines[:1], _line(["---"] * columns), *lines[1:]])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(cell: str) -> str:
    return _SPACE.sub(" ", cell).strip().replace("\\", "\\\\").replace("|", "\\|")


def _cells(line: str, offset: int) -> tuple[TableCell, ...]:
    found: list[TableCell] = []
    for match in _CELL.finditer(line, 1):
        text = match[1].strip()
        start = offset + match.start() + (len(match[1]) - len(match[1].lstrip()))
        found.append(TableCell(text, start, start + len(text)))
    return tuple(found)
