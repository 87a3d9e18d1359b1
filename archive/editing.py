"""A document's files as a person edited them: checked before they take the place of what is there."""

from __future__ import annotations

from pathlib import Path

from archive.errors import Conflict, NotFound, Problem
from archive.history.recording import Origin, Recorder
from archive.storage import document_file, edition_file
from archive.store import Collection


def file_name(edition: str | None) -> str:
    """The file in a document's folder: ``document.yaml``, or that of an edition."""
    return f"{edition}.md" if edition else document_file.NAME


def read(collection: Collection, document_id: str, name: str) -> str:
    """The text of a document's file. Raises NotFound."""
    path = collection.root / document_id / name
    if document_id not in collection.ids():
        raise NotFound(f"there is no document {document_id[:120]!r} in {collection.root}; `archive list` shows what there is")
    if not path.is_file():
        raise NotFound(f"there is no {name} of {document_id[:120]!r}; `archive show {document_id[:120]}` shows what there is")
    return path.read_text(encoding="utf-8", errors="surrogateescape")


def mistakes(text: str, document_id: str, name: str, path: Path) -> list[Problem]:
    """What is wrong with a text that is to become a document's file; ``path``: where the person finds it."""
    problems: list[Problem] = []
    if name != document_file.NAME:
        edition_file.parse(text, Path(name).stem, path, problems)
    elif (found := document_file.parse(text, path, problems).id) != document_id and not problems:
        problems.append(Problem("error", f"id is {found!r}; it stays {document_id!r}, the name of the folder", 1, path))
    return [problem for problem in problems if problem.severity == "error"]


def store(collection: Collection, document_id: str, name: str, before: str, after: str) -> None:
    """Put an edited text in place of the one that the person began with; the lock is taken here.

    Raises Conflict where the file changed meanwhile, OSError where it cannot be written.
    """
    with collection.locked():
        recorder = Recorder(collection)
        path = collection.root / document_id / name
        if read(collection, document_id, name) != before:
            raise Conflict("this file changed while it was being edited; what you wrote was kept", path)
        recorder.write_files(document_id, {name: after}, "edited", Origin(changed=(name,)))
