"""A Whoosh segment's file as it is mapped into memory: pages that all processes share, read where they lie."""

from __future__ import annotations

import io
from typing import Any

from whoosh.filedb.compound import CompoundStorage
from whoosh.filedb.structfile import BufferFile


class _Window(io.RawIOBase):
    """A part of a mapped file, read as a file of its own."""

    def __init__(self, buffer: memoryview) -> None:
        self._buffer, self._at = buffer, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, target: Any) -> int:
        part = self._buffer[self._at : self._at + len(target)]
        target[: len(part)] = part
        self._at += len(part)
        return len(part)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: len(self._buffer)}[whence]
        self._at = max(0, start + offset)
        return self._at


class _MappedFile(BufferFile):  # type: ignore[misc]  # whoosh has no types
    """Whoosh's own copies the whole part into the memory of every process."""

    def __init__(self, buffer: memoryview, name: str) -> None:
        super().__init__(b"", name=name)
        self._buf, self.file = buffer, io.BufferedReader(_Window(buffer))


class MappedStorage(CompoundStorage):  # type: ignore[misc]
    """The parts of a segment's file."""

    def open_file(self, name: str, *args: Any, **options: Any) -> Any:
        """One of them, to be read."""
        if not self._source:
            return super().open_file(name, *args, **options)
        offset, length = self.range(name)
        return _MappedFile(memoryview(self._source)[offset : offset + length], name)
