"""The history of a collection: ``history.jsonl``, one line an event, only ever appended to. It is truth, not derived.

A change is announced in a file of its own before it is made and becomes a line of the history after it: what a killed process
left behind is told from these two (``archive.history.mending`` mends it).
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Literal, get_args

from archive.errors import Conflict, Problem
from archive.model import is_document_id
from archive.storage import atomic, terms_file

NAME = "history.jsonl"
INTENT = ".history-intent.json"
Action = Literal["added", "attached", "replaced", "edited", "removed", "undone"]


@dataclass(frozen=True, slots=True)
class Event:
    """One change of one document, or of the term base (``document`` is the name of its file then).

    ``number`` counts from 1; ``time`` is UTC (ISO 8601); ``file`` and ``sha256`` name the source; ``kept``: where the earlier
    state is, a path inside the collection; ``before``, ``after``: fingerprints of the document's folder, None where there is
    none; ``undoes``: the number of the event that this one takes back; ``run``: the same for all that one command did.
    """

    number: int
    time: str
    action: Action
    document: str
    title: str = ""
    file: str | None = None
    sha256: str | None = None
    changed: tuple[str, ...] = ()
    kept: str | None = None
    before: str | None = None
    after: str | None = None
    undoes: int | None = None
    run: str | None = None


_KEYS = {field.name for field in fields(Event)}
_CUT_OFF = "the last line was cut off; the next change takes it away: look whether what it began to tell was done"
_OPTIONAL = ("file", "sha256", "kept", "before", "after")


class History:
    """The history of the collection in a folder."""

    def __init__(self, root: Path) -> None:
        self._path = root / NAME
        self._intent = root / INTENT

    def events(self, problems: list[Problem] | None = None) -> list[Event]:
        """Every event, oldest first; lines that are none are added to ``problems``. A last line that was cut off is no event."""
        found: list[Event] = []
        *lines, rest = self._data().split(b"\n")  # a title may hold a line break of Unicode's own
        for line, text in enumerate(lines, 1):
            try:
                found.append(_event(json.loads(text.decode("utf-8", "replace"))))
            except (ValueError, TypeError, KeyError, RecursionError) as error:
                message = f"this line is no event ({error}); put back the line as it was: nothing here is written by hand"
                if problems is not None:
                    problems.append(Problem("error", message, line, self._path))
        if rest and problems is not None:
            problems.append(Problem("warning", _CUT_OFF, len(lines) + 1, self._path))
        return found

    def _data(self) -> bytes:
        return _content(self._path)

    def announce(self, event: Event) -> None:
        """Say what is about to be done. Raises OSError; nothing is done then."""
        atomic.write_file(self._intent, _line(event))

    def announced(self) -> Event | None:
        """What was about to be done when a process ended; None where nothing was."""
        try:
            return _event(json.loads(_content(self._intent)))
        except (ValueError, TypeError, KeyError, RecursionError):
            return None

    def append(self, event: Event) -> None:
        """Add the line of a change that was made; whole or not at all. Raises OSError."""
        with self._path.open("r+b" if self._path.exists() else "x+b") as file:
            end = file.seek(0, os.SEEK_END)
            end = file.truncate(self._data().rfind(b"\n") + 1) if end and not _ends_line(file) else end
            file.seek(end)
            try:
                file.write(_line(event).encode())
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                os.ftruncate(file.fileno(), end)
                raise
        self.withdraw()

    def withdraw(self) -> None:
        """Nothing is about to be done any more."""
        self._intent.unlink(missing_ok=True)


def _content(path: Path) -> bytes:
    """A file's bytes; none where it is missing. Raises Conflict where it is a folder, a pipe or the like."""
    if path.exists() and not path.is_file():
        raise Conflict("this is no file; move it away, and put the file back from a copy of the collection", path)
    return path.read_bytes() if path.exists() else b""


def _ends_line(file: Any) -> bool:
    file.seek(-1, os.SEEK_END)
    return bool(file.read(1) == b"\n")


def _line(event: Event) -> str:
    known = {key: value for key, value in asdict(event).items() if value not in (None, "", ())}
    return json.dumps(known, ensure_ascii=False) + "\n"


def _event(found: Any) -> Event:
    if not isinstance(found, dict) or not found.keys() <= _KEYS:
        raise ValueError("not the keys of an event")
    event = Event(**{**found, "changed": tuple(found.get("changed", ()))})
    if event.action not in get_args(Action) or not isinstance(event.number, int):
        raise ValueError("no such action")
    texts = (event.document, event.time, event.title, *(getattr(event, name) or "" for name in _OPTIONAL), *event.changed)
    if not all(isinstance(text, str) for text in texts) or not _is_name(event.document):
        raise ValueError("a value is of the wrong kind, or the id is none")
    if event.kept is not None and (Path(event.kept).is_absolute() or ".." in Path(event.kept).parts):
        raise ValueError("what was kept is outside the collection")
    return event


def _is_name(text: str) -> bool:
    """Whether a text names what a change is of: a document, or the term base."""
    return is_document_id(text) or text == terms_file.NAME
