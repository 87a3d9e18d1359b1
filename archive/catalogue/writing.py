"""The catalogue brought up to date with the collection: only what changed is read again; made anew where it cannot be used."""

from __future__ import annotations

import errno
import json
import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Protocol

from archive.alignment.editions.corrections import Correction
from archive.alignment.editions.rows import shown_editions
from archive.catalogue.aligning import Aligner
from archive.catalogue.cards import put_card, touch_cards
from archive.catalogue.citation_rows import citation_rows, relation_rows
from archive.catalogue.rows import facts_of, name_keys
from archive.catalogue.schema import TABLES, create, open_to_write
from archive.errors import BadDocument, IndexUnusable, NotFound, Problem
from archive.model import Document, Term
from archive.storage.locking import locked

Progress = Callable[[int, int], None]


class Documents(Protocol):
    """What is catalogued: a ``Collection``, or anything that hands over documents like one."""

    def ids(self) -> Sequence[str]:
        """The ids of all documents."""

    def load(self, document_id: str, /) -> Document:
        """A document. Raises BadDocument."""

    def fingerprint(self, document_id: str, /) -> str:
        """Changes when the document does."""

    def stamps(self) -> dict[str, str]:
        """What changes when the files of a document do, by id."""

    def terms(self) -> Sequence[Term]:
        """The term base. Raises BadDocument."""

    def read_alignment(self, document_id: str, problems: list[Problem], /) -> Sequence[Correction]:
        """What people said of the document's alignment as far as it can be read, every mistake added to ``problems``."""


def update(collection: Documents, path: Path, progress: Progress | None = None, *, rebuild: bool = False) -> int:
    """Read what is new or changed, forget what is gone; the number of documents that were read or forgotten.

    One transaction: a reader sees the state before or after. A catalogue that is missing, damaged or of another version is made
    beside the old one and takes its place when it is whole. One process writes, others wait. A document that does not load
    keeps its rows. Raises IndexUnusable.
    """
    try:
        with locked(path.parent, name=f"{path.name}.lock"):  # else one writes into a file that another is just replacing
            connection = None if rebuild else open_to_write(path)
            if connection is None:
                return _make(collection, path, progress)
            with closing(connection):
                return _bring_up_to_date(collection, connection, progress)
    except (sqlite3.Error, OSError) as error:
        raise IndexUnusable(f"the catalogue cannot be written ({error}); {_remedy(error, path)}", path) from error


def _remedy(error: sqlite3.Error | OSError, path: Path) -> str:
    code = getattr(error, "sqlite_errorcode", None)
    if getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT) or code == sqlite3.SQLITE_FULL:
        return "make room on the disk"
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return "another program holds it; wait until that has ended, or end it"
    if getattr(error, "errno", None) in (errno.EACCES, errno.EPERM, errno.EROFS) or code == sqlite3.SQLITE_READONLY:
        return f"{path.parent} is read-only here; name another place with `--index`, or let it be written"
    return "delete it: it is made again"


def _make(collection: Documents, path: Path, progress: Progress | None) -> int:
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    new.unlink(missing_ok=True)
    try:
        with closing(create(new)) as connection:
            connection.execute("PRAGMA synchronous = OFF")  # nobody reads it before it is whole
            done = _bring_up_to_date(collection, connection, progress)
        with new.open("rb") as file:
            os.fsync(file.fileno())
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
    return done


def _bring_up_to_date(collection: Documents, connection: sqlite3.Connection, progress: Progress | None) -> int:
    connection.execute("BEGIN IMMEDIATE")
    held: dict[str, str] = dict(connection.execute("SELECT id, fingerprint FROM documents"))
    stamps = collection.stamps()  # before anything is read: what changes from here on has another stamp than its card
    now = {document_id: collection.fingerprint(document_id) for document_id in collection.ids()}
    changed = [document_id for document_id, fingerprint in now.items() if held.get(document_id) != fingerprint]
    again = set(changed)
    gone = sorted(held.keys() - now.keys())
    with connection:
        for document_id in gone:
            _forget(connection, document_id)
        aligner = Aligner(connection, _terms(collection))
        aligner.rescore()
        touch_cards(connection, {document_id: stamp for document_id, stamp in stamps.items() if document_id not in again})
        for done, document_id in enumerate(changed, 1):
            try:
                document = collection.load(document_id)
                unread: list[Problem] = []
                corrections = collection.read_alignment(document_id, unread)
            except (BadDocument, NotFound):  # said by the index, by `archive check` and by the page
                continue
            _forget(connection, document_id)
            _put(connection, document, now[document_id])
            aligner.put(document, corrections, unread)
            put_card(connection, document, stamps.get(document_id, ""))
            if progress:
                progress(done, len(changed))
        aligner.learn()
    return len(changed) + len(gone)


def _terms(collection: Documents) -> Sequence[Term] | None:
    """The term base; None where it cannot be read, which `archive check` says."""
    try:
        return collection.terms()
    except BadDocument:
        return None


def _forget(connection: sqlite3.Connection, document_id: str) -> None:
    for table in TABLES:
        column = "id" if table == "documents" else "document"
        connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (document_id,))  # noqa: S608 - our own names


def _put(connection: sqlite3.Connection, document: Document, fingerprint: str) -> None:
    ids = list(dict.fromkeys(segment.id for edition in shown_editions(document) for segment in edition.segments))
    row = (document.id, fingerprint, facts_of(document), str(document.issued or ""), json.dumps(ids))
    connection.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?)", row)
    names = [(key, document.id, kind) for key, kind in dict.fromkeys(name_keys(document))]
    connection.executemany("INSERT INTO names VALUES (?, ?, ?)", names)
    connection.executemany("INSERT INTO citations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", citation_rows(document))
    connection.executemany("INSERT INTO relations VALUES (?, ?, ?, ?, ?, ?, ?)", relation_rows(document))
