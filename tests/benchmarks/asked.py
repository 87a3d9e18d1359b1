"""A query as it is measured. Kept in a file, so that who asks it need not load the vocabulary that it was made from."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing an engine looks for: terms in a row, or a pattern (``prefix``, ``wildcard``, ``fuzzy``) in place of a term."""

    stream: Literal["words", "characters"]
    terms: tuple[str, ...]
    pattern: Literal["", "prefix", "wildcard", "fuzzy"] = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query: typed; as clauses, all of which are needed or any; with chosen values of facets."""

    name: str
    typed: str
    clauses: tuple[Clause, ...]
    any_of: bool = False
    filters: dict[str, list[str]] = field(default_factory=dict)


def write(queries: Iterable[Asked], file: Path) -> None:
    """Keep queries in a file."""
    file.write_text(json.dumps([asdict(one) for one in queries]), encoding="utf-8")


def read(file: Path) -> list[Asked]:
    """The queries that a file keeps."""
    kept = json.loads(file.read_text(encoding="utf-8"))
    return [
        Asked(**{**one, "clauses": tuple(Clause(**{**clause, "terms": tuple(clause["terms"])}) for clause in one["clauses"])})
        for one in kept
    ]
