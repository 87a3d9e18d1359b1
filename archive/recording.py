"""Changes of a collection, each together with its line in the history: both or neither, whenever the process ends.

The new state of a document is made in a folder of its own first. Then, in this order: the change is announced, the old folder
is moved to ``.removed``, the new one to its place, the line is written. What a killed process left between two of these steps
is finished or taken back by the next one.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from archive.errors import Conflict, NotFound
from archive.history import Action, Event, History
from archive.mending import STAGES, fingerprint, last_number, mend, take_back
from archive.model import Document
from archive.store import Collection


@dataclass(frozen=True, slots=True)
class Origin:
    """What a change comes from and consists of: the source file's name and sha256, and words on what changed."""

    file: str | None = None
    sha256: str | None = None
    changed: tuple[str, ...] = ()


class Recorder:
    """Writes into a collection and its history. Only while the collection is locked; first mends what a killed process left."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._root = collection.root
        self._history = History(collection.root)
        self.mended = mend(self._root, self._history)
        self._last = last_number(self._history)

    def load(self, document_id: str) -> Document:
        """A document as it is. Raises NotFound, BadDocument."""
        return self._collection.load(document_id)

    def write(self, document: Document, action: Action, origin: Origin | None = None) -> Event:
        """Store a document, new or changed. Raises Conflict, OSError; nothing has changed then."""
        folder = self._root / document.id
        with self._stage() as stage:
            if folder.exists():
                shutil.copytree(folder, stage / document.id)
            Collection(stage).write(document)
            return self._change(_draft(document.id, action, document.title.best(), origin), stage)

    def write_files(self, document_id: str, files: dict[str, str], action: Action, origin: Origin) -> Event:
        """Store a document's files as a person wrote them. Raises NotFound, OSError."""
        title = self._collection.read(document_id, []).title.best()
        with self._stage() as stage:
            shutil.copytree(self._root / document_id, stage / document_id)
            for name, text in files.items():
                (stage / document_id / name).write_text(text, encoding="utf-8", newline="")
            return self._change(_draft(document_id, action, title, origin), stage)

    def remove(self, document_id: str) -> Path:
        """Take a document out; its folder is kept in ``.removed``. Raises NotFound."""
        title = self._collection.read(document_id, []).title.best()
        event = self._change(_draft(document_id, "removed", title), None)
        return self._root / (event.kept or "")

    def undo(self, expected: Event | None = None) -> Event:
        """Take the last change back: the document is exactly as before. Taking that back does the change again.

        ``expected``: the change that the person meant. Raises NotFound where there is nothing to undo; Conflict where another
        change was made since, or the document or what was kept of it is no longer as that change left it.
        """
        last = next(reversed(self._history.events()), None)
        if expected and last != expected:
            raise Conflict("something else was done meanwhile; look at `archive log` and undo again")
        if last is None:
            raise NotFound("there is nothing to undo: the history is empty")
        if fingerprint(self._root / last.document) != last.after:
            raise Conflict(
                f"{last.document} was changed since the last entry of the history; compare it with what `archive log` "
                "says is kept, and edit it by hand",
                self._root / last.document,
            )
        kept = self._root / last.kept if last.kept else None
        if kept and fingerprint(kept) != last.before:
            raise Conflict("what was kept here is no longer as it was; nothing was restored", kept)
        origin = Origin(changed=(f"undoes {last.number}: {last.action}",))
        draft = replace(_draft(last.document, "undone", last.title, origin), undoes=last.number)
        with self._stage() as stage:
            if kept:
                shutil.copytree(kept, stage / last.document)
            return self._change(draft, stage if kept else None)

    def close(self) -> None:
        """Nothing more will be written."""

    def _change(self, draft: Event, stage: Path | None) -> Event:
        """Make what ``draft`` says: the folder in ``stage`` in place of the document's, or nothing in its place."""
        folder = self._root / draft.document
        before = fingerprint(folder)
        kept = self._collection.kept_name(draft.document) if before else None
        event = replace(
            draft,
            number=self._last + 1,
            kept=str(kept.relative_to(self._root)) if kept else None,
            before=before,
            after=fingerprint(stage / draft.document) if stage else None,
        )
        self._history.announce(event)
        try:
            if kept:
                folder.rename(kept)
            if stage:
                (stage / draft.document).rename(folder)
            self._history.append(event)
        except OSError:
            take_back(self._root, event)
            self._history.withdraw()
            raise
        self._last = event.number
        return event

    @contextmanager
    def _stage(self) -> Iterator[Path]:
        """A folder on the same disk in which a new state is made whole."""
        self._root.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(dir=self._root, prefix=STAGES))
        try:
            yield stage
        finally:
            with suppress(OSError):
                shutil.rmtree(stage)


def _draft(document_id: str, action: Action, title: str, origin: Origin | None = None) -> Event:
    """An event as far as it is known before it is made."""
    now, source = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}", origin or Origin()
    return Event(0, now, action, document_id, title, source.file, source.sha256, source.changed)
