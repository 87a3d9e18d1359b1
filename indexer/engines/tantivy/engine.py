"""The engine over tantivy: an embedded library in Rust, no service to run."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from threading import RLock

from indexer.engines.latest import Latest
from indexer.engines.tantivy import commits, errors
from indexer.engines.tantivy.fields import SCHEMA_VERSION
from indexer.engines.tantivy.reader import TantivyReader
from indexer.engines.tantivy.state import State, load
from indexer.engines.tantivy.writing import TantivyWriter

_LIBRARY = ".".join(version("tantivy").split(".")[:2])


class TantivyEngine(Latest):
    """Two indexes in a folder. Threads may share one and search at the same time."""

    name = f"tantivy {_LIBRARY} {SCHEMA_VERSION}"

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        """Open the index in a folder, or make an empty one. Raises RebuildNeeded where there is none that can be read."""
        self._folder = folder
        self._lock = RLock()
        self._state: State | None = None
        self._reader: TantivyReader | None = None
        if create:
            with errors.reading(folder), errors.writing(folder):
                commits.create(folder)
        self.snapshot()

    def writer(self) -> TantivyWriter:
        """The single writer. Raises IndexUnusable when another process is writing."""
        return TantivyWriter(self._folder)

    def fingerprints(self) -> Mapping[str, str]:
        """Document id → fingerprint of what was indexed."""
        with errors.reading(self._folder):
            return {mark.document: mark.fingerprint for mark in self._present().rows.values()}

    def snapshot(self) -> TantivyReader:
        """The present state of the index, the same object while it lasts; where its files are being replaced, the one before."""
        with errors.reading(self._folder):
            state, reader = self._present(), self._reader
            if reader is None or reader.state is not state:
                self._reader = reader = TantivyReader(state, self._folder)
            return reader

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            self._state = self._reader = None

    def _present(self) -> State:
        stamp, state = commits.stamp(self._folder), self._state
        if state is None or (stamp is not None and stamp != state.stamp):
            with self._lock:
                state = self._state
                if state is None or commits.stamp(self._folder) != state.stamp:
                    self._state = state = load(self._folder)
        return state
