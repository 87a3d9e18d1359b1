"""Where intake writes: into the collection with its history, or, in a dry run, into a folder that is thrown away."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from archive.alignment.editions.corrections import Correction
from archive.errors import Problem
from archive.history.history import Action
from archive.history.recording import Origin
from archive.model import Document
from archive.store import Collection


class Writer(Protocol):
    """Reads and writes documents."""

    mended: list[Problem]

    def load(self, document_id: str) -> Document:
        """A document as it is, or would be. Raises NotFound, BadDocument."""

    def write(
        self, document: Document, action: Action, origin: Origin | None = None, alignment: Sequence[Correction] | None = None
    ) -> object:
        """Store a document, and where ``alignment`` is given its rows. Raises Conflict, OSError."""

    def close(self) -> None:
        """Nothing more will be written."""


class DryRun:
    """Writes nothing into the collection: what would be written lies in a temporary folder until ``close``."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._folder = Path(tempfile.mkdtemp(prefix="duizhao-dry-run-"))
        self._would_be = Collection(self._folder)
        self._written: set[str] = set()
        self.mended: list[Problem] = []

    def load(self, document_id: str) -> Document:
        """A document as it would be. Raises NotFound, BadDocument."""
        return (self._would_be if document_id in self._written else self._collection).load(document_id)

    def write(
        self,
        document: Document,
        action: Action,  # noqa: ARG002 - as a Writer
        origin: Origin | None = None,  # noqa: ARG002
        alignment: Sequence[Correction] | None = None,  # noqa: ARG002
    ) -> None:
        """Store a document for this run."""
        self._would_be.write(document)
        self._written.add(document.id)

    def close(self) -> None:
        """Forget everything."""
        shutil.rmtree(self._folder, ignore_errors=True)
