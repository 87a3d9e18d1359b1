"""Cells that reach over several columns and rows → a full grid, every place with the text of the cell that covers it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MOST_COLUMNS = 200
LONGEST_CELL = 1500
"""Characters; a table with a longer cell frames running text."""
_MOST_PLACES = 500_000


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text and how many columns and rows it covers (``rows`` 0: all that follow, as in HTML)."""

    text: str
    columns: int = 1
    rows: int = 1


def filled(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """The rows with each cell's text in every place it covers; rows without any text are left out.

    Spans are cut to the rows there are and to 200 columns, so that a page cannot ask for more memory than it has cells.
    """
    grid: list[dict[int, str]] = [{} for _ in rows]
    places = 0
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while column in grid[number]:
                column += 1
            last_row = len(rows) if cell.rows <= 0 else min(len(rows), number + cell.rows)
            last_column = min(max(column + 1, MOST_COLUMNS), column + max(1, cell.columns))
            places += (last_row - number) * (last_column - column)
            if places > _MOST_PLACES:
                last_row, last_column = number + 1, column + 1
            for covered in grid[number:last_row]:
                for place in range(column, last_column):
                    covered.setdefault(place, cell.text)
            column = last_column
    columns = max((max(row, default=-1) for row in grid), default=-1) + 1
    return [[row.get(place, "") for place in range(columns)] for row in grid if any(row.values())]
