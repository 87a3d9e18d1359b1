"""The history of a collection: ``history.jsonl``, one line an event, only ever appended to. It is truth, not derived.

A change is announced in a file of its own before it is made and becomes a line of the history after it: what a killed process
left behind is told from these two (``archive.recording`` mends it).
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Literal, get_args

from archive.errors import Problem
from archive.model import is_document_id
from archive.storage import atomic

NAME = "history.jsonl"
INTENT = ".history-intent.json"
Action = Literal["added", "attached", "replaced", "edited", "removed", "undone"]


@dataclass(frozen=True, slots=True)
class Event:
    """One change of one document.

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
_OPTIONAL = ("file", "sha256", "kept", "before", "after")


class History:
    """The history of the collection in a folder."""

    def __init__(self, root: Path) -> None:
        self._path = root / NAME
        self._intent = root / INTENT

    def events(self, problems: list[Problem] | None = None) -> list[Event]:
        """Every event, oldest first; lines that are none are added to ``problems``. A last line that was cut off is no event."""
        found: list[Event] = []
        for line, text in enumerate(self._whole_lines().splitlines(), 1):
            try:
                found.append(_event(json.loads(text)))
            except (ValueError, TypeError, KeyError, RecursionError) as error:
                message = f"this line is no event ({error}); put back the line as it was: nothing here is written by hand"
                if problems is not None:
                    problems.append(Problem("error", message, line, self._path))
        return found

    def _whole_lines(self) -> str:
        data = self._path.read_bytes() if self._path.is_file() else b""
        return data[: data.rfind(b"\n") + 1].decode("utf-8", "replace")

    def announce(self, event: Event) -> None:
        """Say what is about to be done. Raises OSError; nothing is done then."""
        atomic.write_file(self._intent, _line(event))

    def announced(self) -> Event | None:
        """What was about to be done when a process ended; None where nothing was."""
        try:
            return _event(json.loads(self._intent.read_text(encoding="utf-8")))
        except (FileNotFoundError, ValueError, TypeError, KeyError, RecursionError):
            return None

    def append(self, event: Event) -> None:
        """Add the line of a change that was made; whole or not at all. Raises OSError."""
        with self._path.open("r+b" if self._path.exists() else "x+b") as file:
            end = file.seek(0, os.SEEK_END)
            end = file.truncate(len(self._whole_lines().encode())) if end and not _ends_line(file) else end
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
    if not all(isinstance(text, str) for text in texts) or not is_document_id(event.document):
        raise ValueError("a value is of the wrong kind, or the id is none")
    if event.kept is not None and (Path(event.kept).is_absolute() or ".." in Path(event.kept).parts):
        raise ValueError("what was kept is outside the collection")
    return event
