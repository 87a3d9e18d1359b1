"""Ruled tables of a PDF page: rules that cross make cells; characters go to the cell they stand in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from archive.reading.blocks import join
from archive.reading.pdf.glyphs import Glyph
from archive.reading.pdf.lines import pieces, same_row
from archive.reading.pdf.rule_groups import NEAR, crossing
from archive.reading.pdf.rules import Rule

_OPEN = 12.0
"""Points that rules stick out by where a table has no rule at its side."""
_MOST_CELLS = 4_000
_MOST_TABLES = 50


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table's rows of cell texts, its box in points, and where its columns begin and end."""

    rows: tuple[tuple[str, ...], ...]
    left: float
    bottom: float
    right: float
    top: float
    edges: tuple[float, ...]


def take_tables(glyphs: Sequence[Glyph], rules: Sequence[Rule]) -> tuple[list[PageTable], list[Glyph]]:
    """The tables of a page from the top down, and the characters that stand in none."""
    tables: list[PageTable] = []
    rest = list(glyphs)
    for group in crossing(rules)[:_MOST_TABLES]:
        grid = _Grid.of(group)
        if grid is None:
            continue
        inside = [glyph for glyph in rest if grid.place(glyph)]
        found = grid.table(inside)
        if found:
            tables.append(found)
            taken = set(map(id, inside))
            rest = [glyph for glyph in rest if id(glyph) not in taken]
    return sorted(tables, key=lambda table: -table.top), rest


@dataclass(frozen=True, slots=True)
class _Grid:
    """Places of the upright rules from the left, of the level ones from below, and the upright rules themselves."""

    xs: list[float]
    ys: list[float]
    upright: list[Rule]
    level: list[Rule]

    @classmethod
    def of(cls, rules: list[Rule]) -> _Grid | None:
        """The grid of crossing rules; None where they make no table of two rows and columns."""
        upright, level = [r for r in rules if not r.is_level], [r for r in rules if r.is_level]
        xs, ys = _places([r.left for r in upright]), _places([r.bottom for r in level])
        if not xs or not ys:
            return None
        # tables are often open at the sides: the rules across reach farther than those down, or the other way round
        xs = _with_ends(xs, min(r.left for r in level), max(r.right for r in level))
        ys = _with_ends(ys, min(r.bottom for r in upright), max(r.top for r in upright))
        if len(xs) < 3 or len(ys) < 3 or len(xs) * len(ys) > _MOST_CELLS:
            return None
        return cls(xs, ys, upright, level)

    def place(self, glyph: Glyph) -> tuple[int, int] | None:
        """Row from the top and column of the cell that a character stands in."""
        column = bisect_right(self.xs, (glyph.left + glyph.right) / 2) - 1
        row = bisect_right(self.ys, (glyph.bottom + glyph.top) / 2) - 1
        if not (0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1):
            return None
        return len(self.ys) - 2 - row, column

    def table(self, glyphs: Sequence[Glyph]) -> PageTable | None:
        """The table with its characters; None where fewer than two rows or columns have any: a frame round text."""
        cells: dict[tuple[int, int], list[Glyph]] = {}
        owners = self._owners()
        for glyph in glyphs:
            place = self.place(glyph)
            if place:
                cells.setdefault(owners[place], []).append(glyph)
        texts = {place: _cell_text(inside) for place, inside in cells.items()}
        filled = [place for place, text in texts.items() if text]
        columns = sorted({column for _, column in filled})
        rows = sorted({row for row, _ in filled})
        if len(columns) < 2 or len(rows) < 2:
            return None
        edges = tuple(self.xs[column] for column in [*columns, len(self.xs) - 1])
        return PageTable(
            tuple(tuple(texts.get((row, column), "") for column in columns) for row in rows),
            self.xs[0],
            self.ys[0],
            self.xs[-1],
            self.ys[-1],
            edges,
        )

    def _owners(self) -> dict[tuple[int, int], tuple[int, int]]:
        """For each cell of the grid the cell it is part of: the first of those without a rule between them."""
        owners: dict[tuple[int, int], tuple[int, int]] = {}
        ys = self.ys[::-1]
        for row in range(len(ys) - 1):
            for column in range(len(self.xs) - 1):
                x, y = (self.xs[column] + self.xs[column + 1]) / 2, (ys[row] + ys[row + 1]) / 2
                owner = (row, column)
                if column and not _stands(self.upright, self.xs[column], y):
                    owner = owners[row, column - 1]
                elif row and not _lies(self.level, ys[row], x):
                    owner = owners[row - 1, column]
                owners[row, column] = owner
        return owners


def _stands(rules: list[Rule], x: float, y: float) -> bool:
    return any(abs(rule.left - x) <= NEAR and rule.bottom - NEAR <= y <= rule.top + NEAR for rule in rules)


def _lies(rules: list[Rule], y: float, x: float) -> bool:
    return any(abs(rule.bottom - y) <= NEAR and rule.left - NEAR <= x <= rule.right + NEAR for rule in rules)


def _places(values: list[float]) -> list[float]:
    """Different places, in order: those closer than a border is thick are one."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > NEAR:
            places.append(value)
    return places


def _with_ends(places: list[float], first: float, last: float) -> list[float]:
    before = [first] if first < places[0] - _OPEN else []
    return [*before, *places, *([last] if last > places[-1] + _OPEN else [])]


def _cell_text(glyphs: list[Glyph]) -> str:
    text = ""
    row: list[str] = []
    found = pieces(glyphs)
    for i, piece in enumerate(found):
        row.append(piece.text)
        if i + 1 == len(found) or not same_row(piece, found[i + 1]):
            text, row = join(text, " ".join(row)), []
    return text
