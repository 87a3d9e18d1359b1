"""``terms.tsv`` ↔ the term base."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from archive.errors import Problem
from archive.model import Term

NAME = "terms.tsv"
_COLUMNS = ("zh", "en", "status", "note", "source")
_STATUSES = ("preferred", "admitted", "deprecated")


def parse(text: str, path: Path, problems: list[Problem]) -> tuple[Term, ...]:
    """The terms in a file; lines that are not terms are added to ``problems`` and left out."""
    lines = text.removeprefix("\ufeff").split("\n")
    if tuple(lines[0].rstrip("\r").split("\t")) != _COLUMNS:
        problems.append(Problem("error", f"the first line must name the columns, tab-separated: {' '.join(_COLUMNS)}", 1, path))
        return ()
    return tuple(term for _, term in _numbered(lines, path, problems))


def lines_of_terms(text: str) -> list[int]:
    """The line (1-based) of each term of a file, in the order of ``parse``."""
    return [number for number, _ in _numbered(text.removeprefix("\ufeff").split("\n"), Path(NAME), [])]


def _numbered(lines: Sequence[str], path: Path, problems: list[Problem]) -> Iterator[tuple[int, Term]]:
    """The terms below the heading line, each with its line."""
    for number, line in enumerate(lines[1:], 2):
        if line.strip() and (term := _term(line.rstrip("\r"), number, path, problems)):
            yield number, term


def _term(line: str, number: int, path: Path, problems: list[Problem]) -> Term | None:
    cells: list[Any] = [cell.strip() for cell in line.split("\t")]
    cells += [""] * (len(_COLUMNS) - len(cells))
    if len(cells) > len(_COLUMNS) or not (cells[0] and cells[1]):
        problems.append(Problem("error", "a term needs zh and en, and at most five columns between tabs", number, path))
        return None
    if cells[2] not in _STATUSES:
        problems.append(Problem("error", f"status is {cells[2]!r}; it must be one of: {', '.join(_STATUSES)}", number, path))
        return None
    return Term(*cells)


def write(terms: Iterable[Term]) -> str:
    """The text of a ``terms.tsv``; tabs and line breaks inside a cell become spaces."""
    rows = [_COLUMNS, *((term.zh, term.en, term.status, term.note, term.source) for term in terms)]
    return "".join("\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in rows)
