"""One truth over two indexes: ``commit.json`` and what a reader makes of it.

A document is put with a fresh **revision**, a number that its entry and its passages carry. A writer

1. writes ``commit.json`` with the revisions it adds and takes away as pending,
2. commits the new passages,
3. commits the documents: this is the moment that the changes happen,
4. takes the old passages away and commits,
5. writes ``commit.json`` with nothing pending.

A reader reads ``commit.json`` and the documents' ``meta.json``, opens the documents, then the passages, and reads both files
again; if they changed, it begins anew. Passages of a pending revision that no document it sees has are left out of everything.
So whatever the moment, it sees the passages of exactly the documents it sees: before step 3 the new ones are pending and not
current; after it the old ones; old passages go only when ``meta.json`` has changed. A writer that was killed leaves its
revisions pending, and the next writer takes away those that are not current.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from tantivy import Index, Query, Schema, Searcher

from indexer.engines.tantivy.fields import DOCUMENTS, PASSAGES, schema

_FILE = "commit.json"

Stamp = tuple[tuple[int, int, int], tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class Commit:
    """``next``: the first revision that was never given; ``pending``: see above."""

    number: int = 0
    next: int = 1
    pending: tuple[int, ...] = ()


def create(folder: Path) -> None:
    """An empty index, in the place of what there was. ``commit.json`` comes last: without it there is no index."""
    (folder / _FILE).unlink(missing_ok=True)
    for kind in (DOCUMENTS, PASSAGES):
        if (folder / kind).exists():
            shutil.rmtree(folder / kind)
        (folder / kind).mkdir(parents=True)
        Index(schema(kind), path=str(folder / kind))
    write(folder, Commit())


def read(folder: Path) -> Commit:
    """Raises OSError, ValueError, TypeError or KeyError for a file that is missing or no commit."""
    found = json.loads((folder / _FILE).read_text(encoding="utf-8"))
    return Commit(int(found["number"]), int(found["next"]), tuple(int(revision) for revision in found["pending"]))


def write(folder: Path, commit: Commit) -> None:
    """Atomic. Each has another time of change, to the nanosecond: some file systems give the time of the last clock tick."""
    new = folder / f"{_FILE}.new"
    text = json.dumps({"number": commit.number, "next": commit.next, "pending": list(commit.pending)})
    with new.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        now = time.time_ns()
        os.utime(new, ns=(now, now))
        os.fsync(file.fileno())
    new.replace(folder / _FILE)


def stamp(folder: Path) -> Stamp | None:
    """Changes with every commit and costs little; None where there is no index."""
    try:
        return _status(folder / _FILE), _status(_meta(folder))
    except OSError:
        return None


def contents(folder: Path) -> tuple[bytes, bytes]:
    """Of the two files that say what is current."""
    return (folder / _FILE).read_bytes(), _meta(folder).read_bytes()


def not_current(documents: Searcher, schema: Schema, pending: Collection[int]) -> list[int]:
    """Those revisions that no document has."""
    if not pending:
        return []
    found = documents.search(Query.term_set_query(schema, "revision", list(pending)), limit=len(pending), count=False)
    current = set(documents.fast_field_values("revision", [address for _, address in found.hits]))
    return sorted(set(pending) - current)


def _meta(folder: Path) -> Path:
    return folder / DOCUMENTS / "meta.json"


def _status(path: Path) -> tuple[int, int, int]:
    status = path.stat()
    return status.st_mtime_ns, status.st_ino, status.st_size
