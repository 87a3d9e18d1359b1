"""An index as readers hold it open: it follows updates and rebuilds by other processes."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from indexer.engine import Engine, Reader, RebuildNeeded
from indexer.engines import open_engine
from indexer.engines.latest import Latest
from indexer.keeping.folder import IndexFolder, Meta
from indexer.keeping.knowledge import Knowledge


class OpenIndex(Latest):
    """The generation in use, whichever it is at the moment, by whichever engine. Reading only."""

    def __init__(self, folder: Path) -> None:
        """Raises RebuildNeeded where there is no index of this version, IndexUnusable for a folder that is no index."""
        self._folder = IndexFolder(folder)
        self._lock = Lock()
        self._stamp: tuple[int, ...] | None = None
        self._meta = Meta("", {})
        self._knowledge = Knowledge()
        self._engine: Engine
        self._follow()

    @property
    def knowledge(self) -> Knowledge:
        """What the index knows besides its entries."""
        self._follow()
        return self._knowledge

    def snapshot(self) -> Reader:
        """The present state. Asked for once more where the generation was replaced while it was opened."""
        engine = self._follow()
        try:
            return engine.snapshot()
        except RebuildNeeded:
            latest = self._follow()
            if latest is engine:
                raise
            return latest.snapshot()

    def _follow(self) -> Engine:
        """The engine of the generation in use; an engine that others may still be asking is left to the garbage collector."""
        with self._lock:
            while (stamp := self._folder.stamp()) is None or stamp != self._stamp:
                try:
                    self._open()
                except RebuildNeeded:
                    if stamp == self._folder.stamp():  # it was not replaced at that moment
                        raise
                else:
                    self._stamp = stamp
            return self._engine

    def _open(self) -> None:
        meta = self._folder.meta()
        if (meta.generation, meta.engine) != (self._meta.generation, self._meta.engine):
            self._engine = open_engine(meta.engine, self._folder.generation(meta))
        self._meta, self._knowledge = meta, Knowledge.of(meta)
