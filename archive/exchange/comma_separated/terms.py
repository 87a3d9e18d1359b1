"""A glossary as CSV or TSV → terms: a Chinese and an English column, and ``status``, ``note`` and ``source`` where there are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from archive.errors import Problem
from archive.exchange.comma_separated.reading import read
from archive.exchange.facts import ReadLimits
from archive.exchange.tally import Tally
from archive.exchange.term_status import STATUSES
from archive.model import Term


def read_terms(file: BinaryIO, path: Path, problems: list[Problem], limits: ReadLimits) -> Iterator[Term]:
    """The terms of a file, row by row; preferred where no status is said, admitted where it is one that is not known.

    Raises UnreadableFile as ``read`` does.
    """
    tally = Tally(path, problems)
    for unit in read(file, path, problems, limits):
        if not (unit.zh.strip() and unit.en.strip()):
            tally.add("terms", None, [unit.zh or unit.en])
            continue
        said = unit.state.strip().lower()
        if said and said not in STATUSES:
            tally.add("statuses", None, [unit.state])
        status = STATUSES.get(said, "admitted") if said else "preferred"
        yield Term(unit.zh.strip(), unit.en.strip(), status, unit.note, unit.properties.get("source", ""))
    tally.tell()
