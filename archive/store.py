"""The collection on disk: ``documents/`` ↔ Document. Every write is atomic; nothing is overwritten by accident."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from archive.errors import BadDocument, Conflict, NotFound, Problem
from archive.model import DOCUMENT_ID, Document, Term, edition_order
from archive.storage import atomic, document_file, edition_file, terms_file

EDITION_NAMES = ("zh", "en", "zh.digest", "en.digest")
_OTHER_FILES = {document_file.NAME, "alignment.tsv", "README.md"}


class Collection:
    """A folder of documents, one folder each."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def ids(self) -> list[str]:
        """The ids of all documents: the folders that hold a ``document.yaml``, sorted."""
        if not self.root.is_dir():
            return []
        return sorted(path.parent.name for path in self.root.glob(f"[!.]*/{document_file.NAME}"))

    def __iter__(self) -> Iterator[Document]:
        """Every document; raises BadDocument at one that does not parse."""
        return (self.load(document_id) for document_id in self.ids())

    def load(self, document_id: str) -> Document:
        """A document with its editions. Raises NotFound; BadDocument with the first mistake's file and line."""
        problems: list[Problem] = []
        document = self.read(document_id, problems)
        first = next((problem for problem in problems if problem.severity == "error"), None)
        if first:
            raise BadDocument(first.message, first.path, first.line)
        return document

    def read(self, document_id: str, problems: list[Problem]) -> Document:
        """A document as far as it can be read, every mistake added to ``problems``. Raises NotFound."""
        folder = self._folder(document_id)
        path = folder / document_file.NAME
        document = document_file.parse(_text(path, problems), path, problems)
        if document.id != document_id:
            message = (
                f"id is {document.id!r} but the folder is {document_id!r}; two documents cannot share an id: make them agree"
            )
            problems.append(Problem("error", message, 1, path))
        for path in sorted(folder.iterdir()):
            name = path.name.removesuffix(".md")
            if path.suffix == ".md" and name in EDITION_NAMES:
                document = document.with_edition(edition_file.parse(_text(path, problems), name, path, problems))
            elif path.name not in _OTHER_FILES and not path.name.startswith("."):
                message = f"this file is not part of a document; editions are named {', '.join(n + '.md' for n in EDITION_NAMES)}"
                problems.append(Problem("warning", message, None, path))
        return document

    def write(self, document: Document) -> None:
        """Store a document: a new folder appears at once; in an old one each file is replaced, facts last.

        Files of editions that the document no longer has are removed. Raises Conflict for an id that is not well-formed.
        """
        if not DOCUMENT_ID.fullmatch(document.id):
            raise Conflict(f"{document.id!r} cannot be a document's id; use lower-case letters, digits and hyphens")
        folder = self.root / document.id
        files = {f"{edition.name}.md": edition_file.write(edition) for edition in sorted(document.editions, key=edition_order)}
        files[document_file.NAME] = document_file.write(document)
        self.root.mkdir(parents=True, exist_ok=True)
        if folder.exists():
            self._update(folder, document, files)
        else:
            atomic.create_folder(folder, files)

    def _update(self, folder: Path, document: Document, files: dict[str, str]) -> None:
        """Replace the files that say something else now; a file that says the same keeps its layout and comments."""
        there = self.read(document.id, [])
        for name, text in files.items():
            edition = name.removesuffix(".md")
            if name == document_file.NAME:
                same = replace(there, editions=()) == replace(document, editions=())
            else:
                same = there.edition(edition) == document.edition(edition)
            if not same:
                atomic.write_file(folder / name, text)
        for name in {f"{name}.md" for name in EDITION_NAMES} - files.keys():
            (folder / name).unlink(missing_ok=True)

    def remove(self, document_id: str) -> Path:
        """Take a document out; its folder is kept in ``.removed/`` and can be moved back. Raises NotFound."""
        kept = self._kept_name(document_id)
        self._folder(document_id).rename(kept)
        return kept

    def keep_copy(self, document_id: str) -> Path:
        """Copy a document's folder to ``.removed/`` before its text is replaced. Raises NotFound."""
        return Path(shutil.copytree(self._folder(document_id), self._kept_name(document_id)))

    def _kept_name(self, document_id: str) -> Path:
        bin_folder = self.root / ".removed"
        bin_folder.mkdir(exist_ok=True)
        return bin_folder / f"{document_id}.{datetime.now(UTC):%Y%m%dT%H%M%S%f}"

    def fingerprint(self, document_id: str) -> str:
        """sha256 over the names and bytes of a document's files: changes when any of them does. Raises NotFound."""
        digest = hashlib.sha256()
        for path in sorted(self._folder(document_id).iterdir()):
            if path.is_file() and not path.name.startswith("."):
                digest.update(f"{path.name}\0{path.stat().st_size}\0".encode())
                digest.update(path.read_bytes())
        return digest.hexdigest()

    def terms(self) -> tuple[Term, ...]:
        """The term base; empty where there is none. Raises BadDocument."""
        problems: list[Problem] = []
        terms = self.read_terms(problems)
        if problems:
            raise BadDocument(problems[0].message, problems[0].path, problems[0].line)
        return terms

    def read_terms(self, problems: list[Problem]) -> tuple[Term, ...]:
        """The term base as far as it can be read, every mistake added to ``problems``."""
        path = self.root / terms_file.NAME
        return terms_file.parse(_text(path, problems), path, problems) if path.exists() else ()

    def write_terms(self, terms: tuple[Term, ...]) -> None:
        """Replace the term base."""
        atomic.write_file(self.root / terms_file.NAME, terms_file.write(terms))

    def _folder(self, document_id: str) -> Path:
        folder = self.root / document_id
        if not DOCUMENT_ID.fullmatch(document_id) or not (folder / document_file.NAME).is_file():
            raise NotFound(f"there is no document {document_id!r} in {self.root}; `archive list` shows what there is")
        return folder


def _text(path: Path, problems: list[Problem]) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes().count(b"\n", 0, error.start) + 1
        problems.append(Problem("error", "this file is not UTF-8; save it as UTF-8 in the editor", line, path))
        return ""
