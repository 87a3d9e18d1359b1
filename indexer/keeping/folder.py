"""The folder of an index: a small file that names the generation in use, and the generations.

A rebuild writes a new generation beside the old one and replaces ``meta.json`` by one atomic rename; until then, and if
anything goes wrong, the old one is in use. ``begun.json`` names a generation that is being written, so that the next process
goes on with it where one was killed.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from archive.errors import IndexUnusable
from indexer.engine import RebuildNeeded
from indexer.engines import version
from indexer.keeping.meta import Meta, versions

__all__ = ["IndexFolder", "Meta", "versions"]

_META, _BEGUN, _LOCK = "meta.json", "begun.json", "lock"
_VECTORS = "vectors"
_OURS = re.compile(rf"({_META}|{_BEGUN})(\.new)?|{_LOCK}|{_VECTORS}|generation-\d+")
_LITTER = re.compile(r"\.DS_Store|Thumbs\.db|desktop\.ini|\.nfs\w+|\.directory")
"""What systems leave in any folder."""


class IndexFolder:
    """Where an index lives. A folder with other things in it is refused and never touched: IndexUnusable."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            names = [child.name for child in path.iterdir()] if path.exists() else []
        except OSError as error:
            raise IndexUnusable(f"this cannot be the index's folder: {error.strerror or error}", path) from error
        strangers = sorted(name for name in names if not (_OURS.fullmatch(name) or _LITTER.fullmatch(name)))
        if strangers:
            raise IndexUnusable(
                f"this folder is not an index: it holds {strangers[0]!r}; choose an empty one or a new name", path
            )

    def meta(self) -> Meta:
        """What is in use. Raises RebuildNeeded where there is nothing, or nothing of this version: the message says which."""
        return self._read(_META)

    def begun(self) -> Meta | None:
        """What a process did not finish, as far as its last whole portion; None where there is nothing to go on with."""
        try:
            found = self._read(_BEGUN)
        except RebuildNeeded:
            return None
        return found if self.generation(found).is_dir() else None

    def _read(self, name: str) -> Meta:
        try:
            found = Meta.of_json(json.loads((self.path / name).read_text(encoding="utf-8")))
        except FileNotFoundError:
            raise RebuildNeeded("there is no index yet", self.path) from None
        except (OSError, ValueError, RecursionError) as error:
            raise RebuildNeeded(f"{name} cannot be read ({error})", self.path) from error
        if differences := found.differences():
            raise RebuildNeeded(f"it was made with another version ({'; '.join(differences)})", self.path)
        return found

    @property
    def vectors(self) -> Path:
        """The folder of the vectors; it outlives generations."""
        return self.path / _VECTORS

    def engine(self) -> str | None:
        """The engine that an index was made with, whatever its version; None where none can be told, or it is gone."""
        with suppress(OSError, ValueError, RecursionError, IndexUnusable):
            name = Meta.of_json(json.loads((self.path / _META).read_text(encoding="utf-8"))).engine
            version(name)
            return name
        return None

    def stamp(self) -> tuple[int, ...] | None:
        """Changes whenever ``meta.json`` is replaced; None where there is none."""
        try:
            status = (self.path / _META).stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_ino, status.st_size

    def generation(self, meta: Meta) -> Path:
        """The folder of a generation."""
        return self.path / meta.generation

    def new_generation(self) -> str:
        """A name that no generation has."""
        numbers = [int(path.name.rpartition("-")[2]) for path in self.path.glob("generation-*")]
        return f"generation-{max(numbers, default=0) + 1}"

    def begin(self, meta: Meta) -> None:
        """Note a generation that is being written, and what it holds so far. Raises IndexUnusable."""
        self._write(_BEGUN, meta)

    def use(self, meta: Meta) -> None:
        """Make a generation the one in use and remove the others. Raises IndexUnusable."""
        self._write(_META, meta)
        with self._writing():
            (self.path / _BEGUN).unlink(missing_ok=True)
        for path in self.path.glob("generation-*"):
            if path.name != meta.generation:
                shutil.rmtree(path, ignore_errors=True)  # what another process still reads goes with the next rebuild

    def _write(self, name: str, meta: Meta) -> None:
        text = json.dumps(meta.as_json(), ensure_ascii=False)
        current, new = self.path / name, self.path / f"{name}.new"
        with self._writing():
            if not current.exists() or current.read_bytes() != text.encode():
                with new.open("w", encoding="utf-8") as file:
                    file.write(text)
                    file.flush()
                    os.fsync(file.fileno())
                new.replace(current)

    def discard(self, meta: Meta) -> None:
        """Remove a generation that did not come about."""
        shutil.rmtree(self.generation(meta), ignore_errors=True)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Keep other processes from updating. Raises IndexUnusable when one is at it, or the folder cannot be written."""
        from whoosh.util.filelock import FileLock  # noqa: PLC0415 - only writers need it

        with self._writing():
            self.path.mkdir(parents=True, exist_ok=True)
            lock = FileLock(str(self.path / _LOCK))
            mine = lock.acquire()
        if not mine:
            raise IndexUnusable("another process is updating this index; try again when it is done", self.path)
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise IndexUnusable(f"the index cannot be written: {error.strerror or error}", self.path) from error
