"""A document's folder → Document, as far as it can be read."""

from __future__ import annotations

from pathlib import Path

from archive.errors import Problem
from archive.model import Bilingual, Document
from archive.storage import alignment_file, document_file, edition_file

EDITION_NAMES = ("zh", "en", "zh.digest", "en.digest")
_OTHER_FILES = {document_file.NAME, alignment_file.NAME, "README.md"}


def read_document(folder: Path, problems: list[Problem]) -> Document:
    """The document in a folder with all its editions; every mistake is added to ``problems``."""
    document = _facts(folder / document_file.NAME, problems)
    for path in sorted(folder.iterdir()):
        name = path.name.removesuffix(".md")
        if path.suffix == ".md" and name in EDITION_NAMES:
            text = read_text(path, problems)
            if text is not None:
                document = document.with_edition(edition_file.parse(text, name, path, problems))
        elif path.name not in _OTHER_FILES and not path.name.startswith("."):
            names = ", ".join(f"{name}.md" for name in EDITION_NAMES)
            problems.append(Problem("warning", f"this is not part of a document; editions are files named {names}", 1, path))
    return document


def read_text(path: Path, problems: list[Problem]) -> str | None:
    """A file's text; None, and a problem, where it is not UTF-8 or no ordinary file: a pipe or device is read without end."""
    if not path.is_file():
        message = "this is no ordinary file (a folder, pipe, device or broken link); put the text itself here, or take it out"
        problems.append(Problem("error", message, 1, path))
        return None
    data = path.read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.append(Problem("error", "this file is not UTF-8; save it as UTF-8 in the editor", line, path))
        return None


def _facts(path: Path, problems: list[Problem]) -> Document:
    """The document of a ``document.yaml``; where that cannot be read, a stand-in with the folder's name for an id."""
    before, name = len(problems), path.parent.name
    text = read_text(path, problems)
    document = document_file.parse(text, path, problems) if text is not None else None
    if document is None or not document.id:
        return Document(name, document.title if document else Bilingual())
    if document.id != name and len(problems) == before:
        message = f"id is {document.id!r} but the folder is {name!r}; two documents cannot share an id: make them agree"
        problems.append(Problem("error", message, 1, path))
    return document
