"""The engine over Whoosh: pure Python, no service to run."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from threading import RLock

from whoosh.filedb.filestore import FileStorage
from whoosh.query import Every

from indexer.engines.latest import Latest
from indexer.engines.whoosh import errors
from indexer.engines.whoosh.fields import DOCUMENT, SCHEMA_VERSION
from indexer.engines.whoosh.reader import WhooshReader
from indexer.engines.whoosh.state import State, latest_generation, the_schema
from indexer.engines.whoosh.writing import WhooshWriter


class WhooshEngine(Latest):
    """An index in a folder. Threads may share one; searches take turns."""

    name = f"whoosh {SCHEMA_VERSION}"

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        """Open the index in a folder, or make an empty one. Raises RebuildNeeded where there is none that can be read."""
        self._folder = folder
        self._lock = RLock()
        self._state: State | None = None
        self._storage = FileStorage(str(folder))
        if create:
            with errors.writing(folder):
                folder.mkdir(parents=True, exist_ok=True)
                self._storage.create_index(the_schema())
        with errors.reading(folder):
            self._index = self._storage.open_index(schema=the_schema())

    def writer(self) -> WhooshWriter:
        """The single writer. Raises IndexUnusable when another process is writing."""
        return WhooshWriter(self._index, self._folder)

    def fingerprints(self) -> Mapping[str, str]:
        """Document id → fingerprint of what was indexed."""
        with self._lock, errors.reading(self._folder):
            everything = self._present().matches(Every(), DOCUMENT)
            return {segment.row(entry).id: segment.stored(entry)["fingerprint"] for _, segment, entry in everything}

    def snapshot(self) -> WhooshReader:
        """The present state of the index."""
        with self._lock, errors.reading(self._folder):
            return WhooshReader(self._present(), self._folder, self._lock)

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            self._state = None

    def _present(self) -> State:
        if self._state is None or self._state.generation != latest_generation(self._storage):
            self._state = State.latest(self._storage, self._state)
        return self._state
