"""JSON Lines: an object a unit, with the names of ExchangedUnit's fields; UTF-8.

A lone surrogate, which UTF-8 cannot hold, is written as ``archive.exchange.characters`` says.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from archive.errors import Problem, UnreadableFile
from archive.exchange.characters import encodable, restored
from archive.exchange.facts import Facts, ReadLimits
from archive.exchange.records import record, unit_of
from archive.exchange.tally import Tally
from archive.exchange.units import ExchangedUnit

_TEXTS = ("zh", "en")


def pieces(units: Iterable[ExchangedUnit], facts: Facts) -> Iterator[bytes]:  # noqa: ARG001 - the format has no head
    """A line a unit."""
    for unit in units:
        yield json.dumps(mapped(record(unit), encodable), ensure_ascii=False).encode() + b"\n"


def read(file: BinaryIO, path: Path, problems: list[Problem], limits: ReadLimits) -> Iterator[ExchangedUnit]:
    """The units of a file with one object a line, each with ``zh`` and ``en`` (or one of them). Raises UnreadableFile."""
    tally = Tally(path, problems)
    given = 0
    for number, line in enumerate(_lines(file, path, limits), 1):
        if not line.strip():
            continue
        found = _object(line)
        if found is None:
            tally.add("lines", number)
            continue
        unit, wrong = unit_of(found)
        if wrong:
            tally.add("fields", number, wrong)
        given += 1
        yield unit
    if not given and tally.counts:
        raise UnreadableFile('no line is a JSON object with a text in "zh" or "en"', path, 1)
    tally.tell()


def mapped(value: Any, change: Any) -> Any:
    """A JSON value with every text in it changed, names too."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [mapped(one, change) for one in value]
    if isinstance(value, dict):
        return {change(name): mapped(one, change) for name, one in value.items()}
    return value


def _lines(file: BinaryIO, path: Path, limits: ReadLimits) -> Iterator[bytes]:
    if file.read(3) != b"\xef\xbb\xbf":
        file.seek(0)
    while line := file.readline(limits.unit_bytes + 1):
        if len(line) > limits.unit_bytes:
            raise UnreadableFile(f"one line has more than {limits.unit_bytes / 1e6:.0f} MB; split it, or raise the limit", path)
        yield line


def _object(line: bytes) -> dict[str, Any] | None:
    """The object of a line; None where it is none, or has no text."""
    try:
        found = mapped(json.loads(line.decode()), restored)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and any(isinstance(found.get(side), str) for side in _TEXTS) else None
