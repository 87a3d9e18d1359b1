"""What a search sees from beginning to end: both indexes at one commit."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson
from tantivy import DocAddress, Index, Order, Query, Schema, Searcher

from archive.errors import IndexUnusable
from indexer.engines.tantivy import commits, errors
from indexer.engines.tantivy.fields import DOCUMENTS, PASSAGES, Mark
from indexer.engines.tantivy.translation import Translation

_ATTEMPTS, _PAUSE = 200, 0.005


class Side:
    """One of the two indexes at one moment. It keeps seeing this moment, whatever becomes of the files."""

    def __init__(self, folder: Path, kind: str) -> None:
        self.searcher, self.schema = _opened(folder / kind)
        self.translation = Translation(self.schema, kind)

    def search(self, query: Query, limit: int, *, by: str | None = None, count: bool = False) -> Any:
        """The first so many (1 at least) by score, or by a field, ascending."""
        if by is None:
            return self.searcher.search(query, limit=limit, count=count)
        return self.searcher.search(query, limit=limit, count=count, order_by_field=by, order=Order.Asc)

    def count(self, query: Query) -> int:
        """How many entries match."""
        return int(self.search(query, 1, count=True).count)

    def numbers(self, field: str, addresses: list[DocAddress]) -> list[int]:
        """A number of each entry."""
        return self.searcher.fast_field_values(field, addresses)  # type: ignore[return-value]  # every entry has one

    def stored(self, address: DocAddress) -> dict[str, Any]:
        """What was stored with an entry."""
        stored = bytes(self.searcher.doc(address).get_first("stored") or b"")
        try:
            found: dict[str, Any] = orjson.loads(stored)
        except orjson.JSONDecodeError:  # lone surrogates, which are no UTF-8
            found = json.loads(stored.decode("utf-8", "surrogatepass"))
        return found


class State:
    """The documents, and the passages of exactly these documents."""

    def __init__(self, folder: Path, stamp: commits.Stamp | None, pending: Sequence[int]) -> None:
        self.stamp = stamp
        self.documents = Side(folder, DOCUMENTS)
        self.passages = Side(folder, PASSAGES)
        self.excluded = commits.not_current(self.documents.searcher, self.documents.schema, pending)
        """Revisions whose passages are not to be seen."""

    def marks(self) -> Iterator[Mark]:
        """Of every document."""
        found = self.documents.searcher.terms_with_prefix("mark", "", filter_query=Query.all_query())
        return (Mark.of(term) for term, count in found if count)

    @cached_property
    def rows(self) -> Mapping[int, Mark]:
        """The mark of every document by its revision; read when it is asked for."""
        return {mark.revision: mark for mark in self.marks()}


def load(folder: Path) -> State:
    """The present state. What a writer is in the middle of is tried again (see ``commits``)."""
    for _ in range(_ATTEMPTS):
        stamp, before = commits.stamp(folder), commits.contents(folder)
        try:
            state = State(folder, stamp, commits.read(folder).pending)
        except ValueError:
            if commits.contents(folder) == before:
                raise
            continue
        if commits.contents(folder) == before:
            return state
        time.sleep(_PAUSE)
    raise IndexUnusable("another process is writing this index all the time; try again when it is done", folder)


def _opened(folder: Path) -> tuple[Searcher, Schema]:
    try:
        return _searcher(folder)
    except ValueError as error:
        if not errors.not_writable(error):
            raise
    with TemporaryDirectory(prefix="archive-index-", ignore_cleanup_errors=True) as mirror:
        _mirror(folder, Path(mirror))
        return _searcher(Path(mirror))


def _searcher(folder: Path) -> tuple[Searcher, Schema]:
    index = Index.open(str(folder))
    index.config_reader("manual")
    return index.searcher(), index.schema


def _mirror(folder: Path, mirror: Path) -> None:
    """A folder that tantivy can lock, where the index's own is read-only: links to the files; needed while they are opened."""
    for path in folder.resolve().iterdir():
        if path.suffix in (".json", ".lock"):
            if path.suffix == ".json":
                shutil.copyfile(path, mirror / path.name)
            continue
        try:
            (mirror / path.name).symlink_to(path)
        except OSError:  # Windows lets only some accounts make links
            shutil.copyfile(path, mirror / path.name)
