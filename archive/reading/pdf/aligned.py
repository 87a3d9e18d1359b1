"""Tables without rules on a PDF page: rows whose pieces stand below one another, with clear strips between the columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from archive.reading.blocks import is_number_date_or_signature, join
from archive.reading.pdf.lines import Piece, merged
from archive.reading.pdf.tables import PageTable
from archive.text.labels import split_label
from archive.text.sentences import ends_a_sentence

_FEWEST_ROWS = 3
_CLEAR = {2: 2.0}
_CLEAR_USUALLY = 1.0
"""Ems of white space between columns; two alone must stand farther apart, since labels and signatures do so too."""
_FARTHEST = 3.0
_FARTHEST_INSIDE = 2.0
"""Ems between the base lines of two rows, and of two lines of one cell."""
_NEARER = 1.1
"""Times the distance of its lines that a cell's rest stands away from the row below at least."""
_LEVEL = 0.15
"""Ems by which the base lines of one row differ."""
_FILLED = 0.75
_ALIGNED = 0.8
_SAME_EDGE = 0.6
_LONGEST_CELL = 60
_LEADER = re.compile(r"[.…·_]{3,}")
_PAGE = re.compile(r"\d{1,4}")
_EDGES: tuple[Callable[[Piece], float], ...] = (lambda p: p.left, lambda p: p.middle, lambda p: p.right)

Row = list[Piece]


def with_tables(rows: Sequence[Row]) -> list[Piece | PageTable]:
    """The lines of one column of a page from the top down, and the clear tables among them."""
    found: list[Piece | PageTable] = []
    i = 0
    while i < len(rows):
        taken = _Aligned(rows[i]) if len(rows[i]) > 1 else None
        while taken and i + len(taken.rows) < len(rows) and taken.takes(rows[i + len(taken.rows)]):
            pass
        table = taken.table() if taken else None
        if taken and table:
            found.append(table)
            i += len(taken.rows)
        else:
            found.append(merged(rows[i]))
            i += 1
    return found


class _Aligned:
    """Rows that may be a table's: each piece stands in one of the columns."""

    def __init__(self, first: Row) -> None:
        self.rows = [first]
        self._size = max(piece.size for piece in first)
        self._columns = [(piece.left, piece.right) for piece in sorted(first, key=lambda p: p.left)]

    def takes(self, row: Row) -> bool:
        """One more row, if it can be one."""
        apart = self.rows[-1][0].bottom - row[0].bottom
        is_rest = len(row) == 1
        if max(piece.bottom for piece in row) - min(piece.bottom for piece in row) > _LEVEL * self._size:
            return False
        if apart > (_FARTHEST_INSIDE if is_rest else _FARTHEST) * self._size or (is_rest and row[0].left <= self._columns[0][1]):
            return False
        columns = self._columns
        for piece in row:
            met = [column for column in columns if column[0] < piece.right and piece.left < column[1]]
            if len(met) > 1:
                return False
            around = [(piece.left, piece.right), *met]
            reached = min(left for left, _ in around), max(right for _, right in around)
            columns = sorted([*(column for column in columns if column not in met), reached])
        clear = _CLEAR.get(len(columns), _CLEAR_USUALLY) * self._size
        if any(after[0] - before[1] < clear for before, after in pairwise(columns)):
            return False
        self._columns = columns
        self.rows.append(row)
        return True

    def table(self) -> PageTable | None:
        """The table that the rows are; None where they can be something else."""
        full = [row for row in self.rows if len(row) > 1]
        cells = [piece for row in full for piece in row]
        if len(full) < _FEWEST_ROWS or len(cells) < _FILLED * len(full) * len(self._columns) or self._is_unsure(full, cells):
            return None
        if not all(self._is_aligned([p for p in cells if left <= p.middle <= right]) for left, right in self._columns):
            return None
        return PageTable(
            tuple(tuple(row) for row in self._texts()),
            self._columns[0][0],
            min(piece.bottom for piece in self.rows[-1]),
            self._columns[-1][1],
            max(piece.top for piece in self.rows[0]),
            (*(left for left, _ in self._columns), self._columns[-1][1]),
        )

    def _is_aligned(self, cells: Sequence[Piece]) -> bool:
        """Whether most cells of a column share their left or right edge or their middle."""
        return any(
            sum(abs(edge(cell) - edge(other)) <= _SAME_EDGE * self._size for other in cells) >= _ALIGNED * len(cells)
            for cell in cells[:3]
            for edge in _EDGES
        )

    def _is_unsure(self, rows: Sequence[Row], cells: Sequence[Piece]) -> bool:
        return self._is_text(rows, cells) or any(map(self._is_between, range(1, len(self.rows) - 1)))

    def _is_between(self, i: int) -> bool:
        """Whether the rest of a cell may as well be the beginning of one below, as where cells are set in the middle of rows."""
        above, line, below = (self.rows[place][0].bottom for place in (i - 1, i, i + 1))
        return len(self.rows[i]) == 1 < len(self.rows[i + 1]) and line - below < _NEARER * (above - line)

    def _is_text(self, rows: Sequence[Row], cells: Sequence[Piece]) -> bool:
        """Whether the rows are sentences, labels with their text, signatures, spaced names, or a list of contents."""
        texts = [cell.text for cell in cells]
        labelled = sum(bool(label and not label.rest) for label in (split_label(row[0].text) for row in rows))
        contents = sum(bool(_PAGE.fullmatch(row[-1].text) and split_label(row[0].text)) for row in rows)
        signed = sum(is_number_date_or_signature(merged(row).text) for row in rows)
        return (
            max(map(len, texts)) > _LONGEST_CELL
            or 2 * len(texts) > sum(map(len, texts)) + sum(text.isdigit() for text in texts)
            or 4 * sum(map(ends_a_sentence, texts)) > len(texts)
            or any(_LEADER.search(text) for text in texts)
            or 2 * max(labelled if len(self._columns) == 2 else 0, contents, signed) > len(rows)
        )

    def _texts(self) -> list[list[str]]:
        """Rows of cell texts; a line that has one piece goes on with a cell of the row above."""
        texts: list[list[str]] = []
        for row in self.rows:
            cells = ["" for _ in self._columns]
            for piece in row:
                place = next(i for i, (left, right) in enumerate(self._columns) if left <= piece.middle <= right)
                cells[place] = join(cells[place], piece.text)
            if len(row) == 1 and texts:
                texts[-1] = [join(above, cell) for above, cell in zip(texts[-1], cells, strict=True)]
            else:
                texts.append(cells)
        return texts
