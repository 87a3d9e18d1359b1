"""CSV or TSV of ours or of another program → units, row by row."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from archive.errors import Problem, UnreadableFile
from archive.exchange.characters import restored
from archive.exchange.columns import columns
from archive.exchange.comma_separated.rows import SAMPLE_ROWS, Row, rows
from archive.exchange.comma_separated.writing import COLUMNS
from archive.exchange.facts import ReadLimits
from archive.exchange.formulas import unguarded
from archive.exchange.named_values import score
from archive.exchange.tally import Tally
from archive.exchange.units import ExchangedUnit


def read(file: BinaryIO, path: Path, problems: list[Problem], limits: ReadLimits) -> Iterator[ExchangedUnit]:
    """The units of a file with a row a unit: encoding, separator and heading are recognised.

    A row with more or fewer cells than the heading is left out and told. Raises UnreadableFile where no Chinese and English
    column can be told, and for what is no text.
    """
    tally = Tally(path, problems)
    found = rows(file, path, problems, limits)
    sample = list(itertools.islice(found, SAMPLE_ROWS))
    if not sample:
        raise UnreadableFile("the file is empty; there is nothing to take in", path)
    head = sample[0][1]
    if set(head) >= {"zh", "en", "document", "unit"}:
        yield from _ours(itertools.chain(sample[1:], found), head, tally)
    else:
        yield from _theirs(itertools.chain(sample, found), sample, tally)
    tally.tell()


def _ours(rows: Iterator[Row], head: Sequence[str], tally: Tally) -> Iterator[ExchangedUnit]:
    for line, cells in rows:
        if len(cells) != len(head):
            tally.add("rows", line, [f"line {line}"])
            continue
        yield _unit({name: restored(unguarded(cell)) for name, cell in zip(head, cells, strict=True)}, tally, line)


def _unit(given: dict[str, str], tally: Tally, line: int) -> ExchangedUnit:
    named: dict[str, Any] = {name: given.get(name, "") for name in ("zh", "en", "document", "unit", "label", "state", "note")}
    named |= {name: tuple(given.get(name, "").split()) for name in ("zh_segments", "en_segments")}
    return ExchangedUnit(
        **named,
        level="sentence" if given.get("level") == "sentence" else "passage",
        score=score(given.get("score", ""), tally, line),
        properties={
            **{name: cell for name, cell in given.items() if name not in COLUMNS and cell},
            **_properties(given.get("properties", ""), tally, line),
        },
    )


def _properties(cell: str, tally: Tally, line: int) -> dict[str, str]:
    if not cell:
        return {}
    try:
        found = json.loads(cell)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        tally.add("fields", line, ["properties"])
        return {}
    return found


def _theirs(rows: Iterator[Row], sample: Sequence[Row], tally: Tally) -> Iterator[ExchangedUnit]:
    head = sample[0][1]
    places, is_head = columns(head, [cells for _, cells in sample[1:]])
    if not {"zh", "en"} <= places.keys() or max(places.values()) >= len(head):
        raise UnreadableFile("no Chinese and English column can be told; name them zh and en in the first row", tally.path, 1)
    for line, cells in itertools.islice(rows, 1 if is_head else 0, None):
        if len(cells) != len(head):
            tally.add("rows", line, [f"line {line}"])
            continue
        others = {} if not is_head else {head[place]: place for place in range(len(head)) if place not in places.values()}
        given = {name: restored(cells[place]) for name, place in {**others, **places}.items() if name != "properties"}
        yield _unit(given, tally, line)
