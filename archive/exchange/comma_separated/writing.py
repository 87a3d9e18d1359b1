"""Units → CSV or TSV, row by row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator

from archive.exchange.characters import escaped
from archive.exchange.facts import Facts
from archive.exchange.formulas import guarded
from archive.exchange.units import ExchangedUnit

COLUMNS = (
    "zh", "en", "document", "unit", "level", "label", "state", "score", "note", "zh_segments", "en_segments", "properties",
)  # fmt: skip
"""The heading. The texts stand first, so that a program that knows only two columns finds them."""
_PIECE = 1 << 16


def csv_pieces(units: Iterable[ExchangedUnit], facts: Facts) -> Iterator[bytes]:
    """The bytes of a CSV file."""
    return _pieces(units, facts, ",")


def tsv_pieces(units: Iterable[ExchangedUnit], facts: Facts) -> Iterator[bytes]:
    """The bytes of a TSV file."""
    return _pieces(units, facts, "\t")


def _pieces(units: Iterable[ExchangedUnit], facts: Facts, separator: str) -> Iterator[bytes]:  # noqa: ARG001 - it has no head
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=separator, lineterminator="\r\n")
    buffer.write("\ufeff")
    writer.writerow(COLUMNS)
    for unit in units:
        writer.writerow([guarded(escaped(cell)) for cell in _cells(unit)])
        if buffer.tell() >= _PIECE:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def _cells(unit: ExchangedUnit) -> list[str]:
    """The cells of a unit in the order of ``COLUMNS``."""
    score = "" if unit.score is None else repr(unit.score)
    properties = json.dumps(dict(unit.properties), ensure_ascii=False) if unit.properties else ""
    segments = [" ".join(side) for side in (unit.zh_segments, unit.en_segments)]
    texts = [unit.zh, unit.en, unit.document, unit.unit, unit.level, unit.label, unit.state]
    return [*texts, score, unit.note, *segments, properties]
