"""Folders that hold an edition but no document, or a document under a name that no id can have."""

from __future__ import annotations

from collections.abc import Iterator

from archive.errors import Problem
from archive.model import is_document_id
from archive.storage import document_file
from archive.store import Collection


def orphans(collection: Collection) -> Iterator[Problem]:
    """Files that belong to no document."""
    for path in sorted(collection.root.glob(f"[!.]*/{document_file.NAME}")):
        if not is_document_id(path.parent.name):
            yield Problem("error", "the folder's name cannot be an id; use lower-case letters, digits and hyphens", 1, path)
    for path in sorted(collection.root.glob("[!.]*/*.md")):
        if not (path.parent / document_file.NAME).is_file():
            message = f"this edition has no document; write {path.parent.name}/{document_file.NAME} with id and title"
            yield Problem("error", message, 1, path)
