"""Changes of a collection, each together with its line in the history: both or neither, whenever the process ends.

The new state of a document is made in a folder of its own first. Then, in this order: the change is announced, the old folder
is moved to ``.removed``, the new one to its place, the line is written. What a killed process left between two of these steps
is finished or taken back by the next one.
"""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from archive.alignment.editions.corrections import Correction
from archive.history.history import Action, Event, History
from archive.history.mending import STAGES, fingerprint, last_number, mend, take_back
from archive.model import Document, Term
from archive.storage import terms_file
from archive.store import Collection


@dataclass(frozen=True, slots=True)
class Origin:
    """What a change comes from and consists of: the source file's name and sha256, and words on what changed."""

    file: str | None = None
    sha256: str | None = None
    changed: tuple[str, ...] = ()


class Recorder:
    """Writes into a collection and its history. Only while the collection is locked; first mends what a killed process left."""

    def __init__(self, collection: Collection, run: str | None = None) -> None:
        """``run``: what the changes of one command have in common; without one, all that this recorder writes."""
        self._collection = collection
        self._run = run or new_run()
        self._root = collection.root
        self._history = History(collection.root)
        self.mended = mend(self._root, self._history)
        self._last = last_number(self._history)

    def load(self, document_id: str) -> Document:
        """A document as it is. Raises NotFound, BadDocument."""
        return self._collection.load(document_id)

    def write(
        self, document: Document, action: Action, origin: Origin | None = None, alignment: Sequence[Correction] | None = None
    ) -> Event:
        """Store a document, new or changed, and where ``alignment`` is given its rows.

        Raises Conflict, OSError; nothing has changed then.
        """
        folder = self._root / document.id
        with self._stage() as stage:
            if folder.exists():
                shutil.copytree(folder, stage / document.id)
            Collection(stage).write(document)
            if alignment is not None:
                Collection(stage).write_alignment(document.id, alignment)
            return self._change(_draft(document.id, action, document.title.best(), origin), stage)

    def write_files(self, document_id: str, files: dict[str, str], action: Action, origin: Origin) -> Event:
        """Store a document's files as a person wrote them. Raises NotFound, OSError."""
        title = self._collection.read(document_id, []).title.best()
        with self._stage() as stage:
            shutil.copytree(self._root / document_id, stage / document_id)
            for name, text in files.items():
                (stage / document_id / name).write_text(text, encoding="utf-8", newline="")
            return self._change(_draft(document_id, action, title, origin), stage)

    def write_terms(self, terms: Sequence[Term], origin: Origin) -> Event:
        """Store the term base. Raises OSError."""
        with self._stage() as stage:
            Collection(stage).write_terms(tuple(terms))
            return self._change(_draft(terms_file.NAME, "edited", "", origin), stage)

    def remove(self, document_id: str) -> Path:
        """Take a document out; its folder is kept in ``.removed``. Raises NotFound."""
        title = self._collection.read(document_id, []).title.best()
        event = self._change(_draft(document_id, "removed", title), None)
        return self._root / (event.kept or "")

    def restore(self, event: Event, run: str | None = None) -> Event:
        """Take a change back: the document is exactly as before (``archive.history.undoing`` says when). Raises OSError."""
        origin = Origin(changed=(f"undoes {event.number}: {event.action}",))
        draft = replace(_draft(event.document, "undone", event.title, origin), undoes=event.number, run=run)
        with self._stage() as stage:
            if event.kept:
                kept = self._root / event.kept
                copy = shutil.copytree if kept.is_dir() else shutil.copy2
                copy(kept, stage / event.document)
            return self._change(draft, stage if event.kept else None)

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
            run=draft.run or self._run,
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


def new_run() -> str:
    """A word that tells the changes of one command from those of others."""
    return secrets.token_hex(4)


def _draft(document_id: str, action: Action, title: str, origin: Origin | None = None) -> Event:
    """An event as far as it is known before it is made."""
    now, source = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}", origin or Origin()
    return Event(0, now, action, document_id, title, source.file, source.sha256, source.changed)
