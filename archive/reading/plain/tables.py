"""Tables in plain text: columns parted by tabs, by wide spaces, by bars, or drawn with lines.

Only what cannot be anything else is a table: signatures in two columns, spaced titles and labels with a tab stay text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.reading.blocks import Block, Line, is_number_date_or_signature, join
from archive.text.labels import split_label
from archive.text.sentences import ends_a_sentence
from archive.text.tables import write_table

_RULE = frozenset(" \t+|=—_-").union(map(chr, range(0x2500, 0x2580)))
_DRAWN = re.compile("[\u2500\u2501\u2550]|-{3}|={3}")
_BAR = re.compile(r"[│┃║|]")
_BARRED = re.compile(r"[│┃║|].*[│┃║|]")
_WIDE_SPACE = re.compile(r"\t+| {3,}|\u3000{2,}")
_LONGEST_CELL = 80
_FEWEST_ROWS = {"bars": 2, "tabs": 2, "spaces": 3}
_FEWEST_CELLS = {"bars": 2, "tabs": 2, "spaces": 3}


@dataclass(frozen=True, slots=True)
class _Row:
    """A line as a row: how its cells are parted (``bars``, ``tabs``, ``spaces``, or ``rule`` for a drawn line), and the cells."""

    line: Line
    parted: str
    cells: tuple[str, ...]


def take_tables(lines: Sequence[Line]) -> tuple[list[Block], list[Line]]:
    """The tables among non-blank lines, and the lines that are none."""
    tables: list[Block] = []
    rest: list[Line] = []
    for run in _runs(lines):
        table = _table(run)
        if table:
            tables.append(table)
        else:
            rest += [row.line for row in run]
    return tables, rest


def _runs(lines: Sequence[Line]) -> Iterator[list[_Row]]:
    """Rows that follow one another and are parted alike into the same number of cells; other lines are runs of their own."""
    run: list[_Row] = []
    for line in lines:
        row = _row(line)
        if run and not _follows(run, row):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _row(line: Line) -> _Row:
    text = line.text
    if _BARRED.fullmatch(text):
        return _Row(line, "bars", tuple(cell.strip() for cell in _BAR.split(text)[1:-1]))
    if _RULE.issuperset(text) and _DRAWN.search(text):
        return _Row(line, "rule", ())
    cells = tuple(cell.strip() for cell in _WIDE_SPACE.split(text))
    kind = "tabs" if "\t" in text else "spaces"
    fits = len(cells) >= _FEWEST_CELLS[kind] and max(map(len, cells)) <= _LONGEST_CELL and not _is_text(text, cells)
    return _Row(line, kind if fits else "", cells)


def _is_text(text: str, cells: Sequence[str]) -> bool:
    """Whether the white space is of a text: behind a label, between bodies that sign, before a date, between two sentences."""
    label = split_label(text)
    return bool(
        (label and label.printed == cells[0]) or is_number_date_or_signature(text) or sum(map(ends_a_sentence, cells[:-1]))
    )


def _follows(run: Sequence[_Row], row: _Row) -> bool:
    known = next((other for other in run if other.parted != "rule"), None)
    if row.parted == "rule" or known is None:
        return all(other.parted in ("rule", "bars") for other in run) and row.parted in ("rule", "bars")
    return bool(row.parted) and (row.parted, len(row.cells)) == (known.parted, len(known.cells))


def _table(run: Sequence[_Row]) -> Block | None:
    rows = _whole_rows(run)
    if not rows or len(rows) < _FEWEST_ROWS[next(row.parted for row in run if row.parted != "rule")]:
        return None
    return Block(write_table(rows), run[0].line.number, run[-1].line.number, is_table=True)


def _whole_rows(run: Sequence[_Row]) -> list[list[str]]:
    """The cells of each row; where rows are parted by drawn lines, what stands between two of them is one row."""
    if any(not row.parted for row in run):
        return []
    rules = [i for i, row in enumerate(run) if row.parted == "rule" or set("".join(row.cells)) <= set(":- ")]
    drawn = len(rules) > 2 and run[rules[0]] is run[0]
    rows: list[list[str]] = []
    fresh = True
    for i, row in enumerate(run):
        if i in rules:
            fresh = True
        elif drawn and not fresh:
            rows[-1] = [join(before, after) for before, after in zip(rows[-1], row.cells, strict=True)]
        else:
            rows.append(list(row.cells))
            fresh = not drawn
    return rows
