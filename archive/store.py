"""The collection on disk: ``documents/`` ↔ Document. Every write is atomic; nothing is overwritten by accident."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from archive.errors import Conflict, Problem
from archive.model import Document, edition_order, is_document_id
from archive.storage import atomic, document_file, edition_file, folder_reading, locking
from archive.storage.tables import Tables, raise_first


class Collection(Tables):
    """A folder of documents, one folder each."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def ids(self) -> list[str]:
        """The ids of all documents: the folders that hold a ``document.yaml``, sorted."""
        if not self.root.is_dir():
            return []
        names = (path.parent.name for path in self.root.glob(f"[!.]*/{document_file.NAME}") if path.is_file())
        return sorted(filter(is_document_id, names))

    def taken(self) -> set[str]:
        """Names that a new document cannot have, because something is there."""
        return {path.name for path in self.root.iterdir()} if self.root.is_dir() else set()

    def __iter__(self) -> Iterator[Document]:
        """Every document; raises BadDocument at one that does not parse."""
        return (self.load(document_id) for document_id in self.ids())

    def load(self, document_id: str) -> Document:
        """A document with its editions. Raises NotFound; BadDocument with the first mistake's file and line."""
        problems: list[Problem] = []
        document = self.read(document_id, problems)
        raise_first(problems)
        return document

    def read(self, document_id: str, problems: list[Problem]) -> Document:
        """A document as far as it can be read, every mistake added to ``problems``. Raises NotFound."""
        return folder_reading.read_document(self._folder(document_id), problems)

    def write(self, document: Document) -> None:
        """Store a document: a new folder appears at once; in an old one each file is replaced, facts last.

        Files of editions that the document no longer has are removed. Raises Conflict for an id that is not well-formed, and
        where a folder of that name holds no document.
        """
        if not is_document_id(document.id):
            raise Conflict(f"{document.id!r} cannot be a document's id; use lower-case letters, digits and hyphens")
        folder = self.root / document.id
        files = {f"{edition.name}.md": edition_file.write(edition) for edition in sorted(document.editions, key=edition_order)}
        files[document_file.NAME] = document_file.write(document)
        self.root.mkdir(parents=True, exist_ok=True)
        if not folder.exists():
            atomic.create_folder(folder, files)
        elif (folder / document_file.NAME).is_file():
            self._update(folder, document, files)
        else:
            raise Conflict(f"this folder holds no {document_file.NAME}; move it away or complete it", folder)

    def _update(self, folder: Path, document: Document, files: dict[str, str]) -> None:
        """Replace the files that say something else now; a file that says the same keeps its layout and comments."""
        problems: list[Problem] = []
        there = self.read(document.id, problems)
        changed = {problem.path for problem in problems}
        if replace(there, editions=()) != replace(document, editions=()):
            changed.add(folder / document_file.NAME)
        changed |= {folder / f"{e.name}.md" for e in document.editions if there.edition(e.name) != e}
        for name, text in files.items():
            if folder / name in changed:
                atomic.write_file(folder / name, text)
        for name in {f"{name}.md" for name in folder_reading.EDITION_NAMES} - files.keys():
            (folder / name).unlink(missing_ok=True)

    def locked(self) -> AbstractContextManager[None]:
        """While this is held no other process takes documents in; others wait."""
        return locking.locked(self.root)

    def remove(self, document_id: str) -> Path:
        """Take a document out; its folder is kept in ``.removed/`` and can be moved back. Raises NotFound."""
        folder = self._folder(document_id)
        kept = self.kept_name(document_id)
        folder.rename(kept)
        return kept

    def kept_name(self, document_id: str) -> Path:
        """A new name in ``.removed/`` for an earlier state of a document; the folder ``.removed`` is made."""
        bin_folder = self.root / ".removed"
        bin_folder.mkdir(exist_ok=True)
        return bin_folder / f"{document_id}.{datetime.now(UTC):%Y%m%dT%H%M%S%f}"

    def fingerprint(self, document_id: str) -> str:
        """sha256 over the names and bytes of a document's files: changes when any of them does. Raises NotFound."""
        return self.fingerprint_of(self._folder(document_id))

    @staticmethod
    def fingerprint_of(folder: Path) -> str:
        """The fingerprint of a document's folder wherever it is kept. Raises FileNotFoundError."""
        digest = hashlib.sha256()
        for path in sorted(folder.iterdir()):
            if path.is_file() and not path.name.startswith("."):
                digest.update(f"{path.name}\0{path.stat().st_size}\0".encode())
                digest.update(path.read_bytes())
        return digest.hexdigest()

    def stamps(self) -> dict[str, str]:
        """The ``stamp`` of every document, by id."""
        return {document_id: stamp for document_id in self.ids() if (stamp := self.stamp(document_id))}

    def stamp(self, document_id: str) -> str:
        """Name, inode, size and time of each file of a document: cheaper than its fingerprint. Empty where it is not there."""
        try:
            with os.scandir(self.root / document_id) as files:
                stats = sorted((file.name, file.stat()) for file in files if not file.name.startswith("."))
        except OSError:
            return ""
        return " ".join(f"{name}:{stat.st_ino}:{stat.st_size}:{stat.st_mtime_ns}" for name, stat in stats)
