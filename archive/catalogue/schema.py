"""The catalogue's tables (SQLite): what the collection says about itself, made from it and made again at any time."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

VERSION = 9
"""Changes whenever the same documents give other rows: a catalogue of another version is made again."""

_TABLES = """
CREATE TABLE documents (
    id TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, facts TEXT NOT NULL, issued TEXT NOT NULL, segments TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE names (
    key TEXT NOT NULL, document TEXT NOT NULL, kind TEXT NOT NULL, PRIMARY KEY (key, document, kind)
) WITHOUT ROWID;
CREATE INDEX names_of ON names (document);
CREATE TABLE citations (
    document TEXT NOT NULL, edition TEXT NOT NULL, position INTEGER NOT NULL, segment TEXT NOT NULL,
    start INTEGER NOT NULL, end INTEGER NOT NULL, key TEXT NOT NULL, number TEXT NOT NULL, own INTEGER NOT NULL,
    place TEXT NOT NULL, printed TEXT NOT NULL, PRIMARY KEY (document, edition, position)
) WITHOUT ROWID;
CREATE INDEX citations_key ON citations (key) WHERE own = 0 AND key <> '';
CREATE INDEX citations_number ON citations (number) WHERE own = 0 AND number <> '';
CREATE TABLE relations (
    document TEXT NOT NULL, position INTEGER NOT NULL, kind TEXT NOT NULL, target TEXT NOT NULL, key TEXT NOT NULL,
    number TEXT NOT NULL, facts TEXT NOT NULL, PRIMARY KEY (document, position)
) WITHOUT ROWID;
CREATE INDEX relations_target ON relations (target);
CREATE INDEX relations_key ON relations (key);
CREATE INDEX relations_number ON relations (number);
CREATE TABLE aligned (
    document TEXT PRIMARY KEY, zh_kind TEXT NOT NULL, en_kind TEXT NOT NULL, passages INTEGER NOT NULL, joins TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE units (
    document TEXT NOT NULL, level TEXT NOT NULL, position INTEGER NOT NULL, zh TEXT NOT NULL, en TEXT NOT NULL,
    zh_text TEXT NOT NULL, en_text TEXT NOT NULL, score REAL NOT NULL, origin TEXT NOT NULL, stale INTEGER NOT NULL,
    figures TEXT NOT NULL
);
CREATE UNIQUE INDEX units_of ON units (document, level, position);
CREATE INDEX units_confirmed ON units (document) WHERE origin = 'confirmed';
CREATE TABLE needs (
    document TEXT NOT NULL, kind TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (document, kind, position)
) WITHOUT ROWID;
CREATE TABLE alignment_problems (
    document TEXT NOT NULL, position INTEGER NOT NULL, line INTEGER, severity TEXT NOT NULL, message TEXT NOT NULL,
    PRIMARY KEY (document, position)
) WITHOUT ROWID;
CREATE TABLE scored_terms (zh TEXT NOT NULL, en TEXT NOT NULL, status TEXT NOT NULL);
CREATE TABLE learned (zh TEXT NOT NULL, en TEXT NOT NULL, weight REAL NOT NULL, PRIMARY KEY (zh, en)) WITHOUT ROWID;
CREATE TABLE cards (
    document TEXT PRIMARY KEY, stamp TEXT NOT NULL, passages INTEGER NOT NULL, articles INTEGER NOT NULL, facts TEXT NOT NULL
) WITHOUT ROWID;
"""
TABLES = ("documents", "names", "citations", "relations", "cards", "aligned", "units", "needs", "alignment_problems")
"""Those that have rows of a document."""


def create(path: Path) -> sqlite3.Connection:
    """An empty catalogue in a new file. Raises sqlite3.Error."""
    connection = sqlite3.connect(path)
    connection.executescript(f"{_TABLES} PRAGMA user_version = {VERSION};")
    return connection


def open_to_write(path: Path) -> sqlite3.Connection | None:
    """A catalogue of this version; None where it is missing, damaged or of another version."""
    if not path.is_file():
        return None
    return _usable(lambda: sqlite3.connect(path, timeout=30), whole=True)


def open_to_read(path: Path) -> sqlite3.Connection | None:
    """A catalogue of this version, for reading only; None where there is none that can be read."""
    if not path.is_file():
        return None
    uri = f"{path.absolute().as_uri()}?mode=ro"
    return _usable(lambda: sqlite3.connect(uri, uri=True, timeout=5, check_same_thread=False))


def _usable(connect: Callable[[], sqlite3.Connection], *, whole: bool = False) -> sqlite3.Connection | None:
    """The connection where the file is a catalogue of this version; ``whole``: and every page of it can be read."""
    connection = None
    try:
        connection = connect()
        if connection.execute("PRAGMA user_version").fetchone()[0] == VERSION and (not whole or _is_whole(connection)):
            return connection
    except sqlite3.Error:  # damaged, held by another program, or not to be opened
        pass
    if connection:
        connection.close()
    return None


def _is_whole(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
