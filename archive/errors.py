"""What can go wrong: errors that stop a command, problems that are recorded while work goes on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something uncertain or wrong at a place: a file, a line and, in a PDF, a page (both 1-based) where they are known.

    The message says what is the matter and what to do about it.
    """

    severity: Severity
    message: str
    line: int | None = None
    path: Path | None = None
    page: int | None = None

    def __str__(self) -> str:
        where = f"page {self.page}" if self.page else self.line  # lines of a PDF are nobody's to count
        place = ":".join(_printable(str(part)) for part in (self.path, where) if part is not None)
        return f"{place}: {self.severity}: {self.message}" if place else f"{self.severity}: {self.message}"


def _printable(name: str) -> str:
    """A file's name on one line: line ends, control characters and bytes that are no text are escaped."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in name)


class ArchiveError(Exception):
    """An error a person can act on; printed as it is, never as a traceback."""

    def __init__(self, message: str, path: Path | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.problem = Problem("error", message, line, path)

    def __str__(self) -> str:
        return str(self.problem).replace(": error: ", ": ", 1).removeprefix("error: ")


class UnreadableFile(ArchiveError):
    """A file handed in that cannot be taken as text."""


class BadDocument(ArchiveError):
    """A file of the collection that does not keep to the format."""


class NotFound(ArchiveError):
    """An id that the collection does not have."""


class Conflict(ArchiveError):
    """Something is already there and would be overwritten."""


class BadQuery(ArchiveError):
    """A query or filter that cannot be answered as it stands."""


class IndexUnusable(ArchiveError):
    """An index that is missing, damaged, or made by another version."""
