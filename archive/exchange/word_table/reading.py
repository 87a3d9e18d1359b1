"""A Word file with bilingual tables → units, row by row."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from archive.errors import Problem, UnreadableFile
from archive.exchange.characters import restored
from archive.exchange.columns import columns
from archive.exchange.facts import ReadLimits
from archive.exchange.json_lines import mapped
from archive.exchange.records import unit_of
from archive.exchange.tally import Tally
from archive.exchange.units import STATES, ExchangedUnit
from archive.exchange.word_table.writing import HIDDEN, visible_state
from archive.reading.blocks import Limits
from archive.reading.docx.names import is_on, number, w
from archive.reading.docx.package import open_package
from archive.reading.docx.runs import Runs

_SAMPLE_ROWS = 50


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: its cells' texts by column of the grid, hidden text of ours in it, and its number in the file (1-based)."""

    cells: list[str]
    hidden: str
    place: int


def read(file: BinaryIO, path: Path, problems: list[Problem], limits: ReadLimits) -> Iterator[ExchangedUnit]:
    """The units of all tables with a Chinese and an English column; a line of a problem is the number of a row in the file.

    Tracked changes are taken as accepted. Raises UnreadableFile where the file is damaged, encrypted or unpacks to too much,
    where it has no table, and where none of its tables has the two columns.
    """
    package = open_package(file.read(), path, Limits(unpacked_bytes=limits.unpacked_bytes))
    root = package.part(package.main)
    tables = [table for table in root.iter(w("tbl")) if not _is_inside(table)] if root is not None else []
    if not tables:
        raise UnreadableFile("the Word file has no table; put the texts into a table with a Chinese and an English column", path)
    tally = Tally(path, problems)
    runs = Runs()
    place, read_tables = 0, 0
    for table in tables:
        rows = list(_rows(table, runs, place, tally))
        place += len(rows)
        places, is_head = columns(rows[0].cells, [row.cells for row in rows[1:_SAMPLE_ROWS]]) if rows else ({}, False)
        if not {"zh", "en"} <= places.keys():
            tally.add("tables", rows[0].place if rows else None)
            continue
        read_tables += 1
        head = rows[0].cells if is_head else []
        yield from (_unit(row, places, head, tally) for row in rows[is_head:] if row.hidden or any(map(str.strip, row.cells)))
    if not read_tables:
        raise UnreadableFile("no table has a Chinese and an English column; name them so in its first row", path)
    for _ in range(runs.counts["inserted"] + runs.counts["deleted"]):
        tally.add("changes")
    tally.tell()


def _is_inside(table: etree._Element) -> bool:
    return next(table.iterancestors(w("tbl")), None) is not None


def _rows(table: etree._Element, runs: Runs, before: int, tally: Tally) -> Iterator[_Row]:
    rows = [row for row in table.iter(w("tr")) if next(row.iterancestors(w("tbl"))) is table]
    for place, row in enumerate(rows, before + 1):
        cells: list[str] = []
        hidden = ""
        for cell in (cell for cell in row.iter(w("tc")) if next(cell.iterancestors(w("tr"))) is row):
            properties = cell.find(w("tcPr"))
            span = number(properties.find(w("gridSpan"))) if properties is not None else None
            is_merged = properties is not None and properties.find(w("vMerge")) is not None
            if is_merged or (span or 1) > 1:
                tally.add("merged", place)
            cells += [_text(cell, runs), *[""] * (min(span or 1, 63) - 1)]
            hidden += _hidden(cell)
        yield _Row(cells, hidden, place)


def _text(cell: etree._Element, runs: Runs) -> str:
    """The text of a cell, a line a paragraph; text boxes are none of it."""
    inside = [one for one in cell.iter(w("p")) if next(one.iterancestors(w("txbxContent")), None) is None]
    return restored("\n".join(runs.text(paragraph) for paragraph in inside))


def _hidden(cell: etree._Element) -> str:
    """Our hidden text in a cell; word processors may cut a run in two."""
    runs = [run for run in cell.iter(w("r")) if is_on(run.find(w("rPr")), "vanish")]
    text = "".join(part.text or "" for run in runs for part in run.iter(w("t")))
    return text.removeprefix(HIDDEN) if text.startswith(HIDDEN) else ""


def _unit(row: _Row, places: dict[str, int], head: Sequence[str], tally: Tally) -> ExchangedUnit:
    cells = {name: row.cells[place] if place < len(row.cells) else "" for name, place in places.items()}
    if len(row.cells) < max(places.values()) + 1:
        tally.add("short", row.place)
    if row.hidden:
        known = _known(row.hidden)
        if known is not None:
            return _as_edited(replace(known, zh=cells["zh"], en=cells["en"]), cells.get("state"))
        tally.add("hidden", row.place)
    label, _, name = cells.get("label", "").partition("\n")
    others = {head[place]: cell for place, cell in enumerate(row.cells[: len(head)]) if place not in places.values() and cell}
    others |= {"id": name} if name else {}
    return ExchangedUnit(
        cells["zh"], cells["en"], label=label, note=cells.get("note", ""), state=_state(cells.get("state", "")), properties=others
    )


def _known(hidden: str) -> ExchangedUnit | None:
    try:
        found = mapped(json.loads(hidden), restored)
    except (ValueError, RecursionError):
        return None
    return unit_of(found)[0] if isinstance(found, dict) else None


def _as_edited(unit: ExchangedUnit, shown: str | None) -> ExchangedUnit:
    """The unit with the state that a person wrote into its cell, where that is one."""
    if shown is None or shown == visible_state(unit):
        return unit
    state = _state(shown)
    return replace(unit, state=state) if state else unit


def _state(shown: str) -> str:
    first = shown.partition("\n")[0].strip().lower()
    return first if first in STATES else ""
