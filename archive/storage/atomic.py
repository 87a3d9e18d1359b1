"""Writing that a crash cannot leave half done: a file or folder appears whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


def write_file(path: Path, text: str) -> None:
    """Put a file in place by temporary file, fsync and rename. Raises OSError; the old file then still stands."""
    with writing(path) as file:
        file.write(text.encode("utf-8"))


@contextmanager
def writing(path: Path) -> Iterator[BinaryIO]:
    """A binary file to be written to, which takes its place at the end, whole; where anything is raised nothing has changed."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def create_folder(folder: Path, files: dict[str, str]) -> None:
    """Make a new folder with files in it, all at once. Raises FileExistsError if it is already there."""
    if folder.exists():
        raise FileExistsError(folder)
    incoming = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".incoming-"))
    try:
        incoming.chmod(0o755)
        for name, text in files.items():
            write_file(incoming / name, text)
        incoming.rename(folder)
    except BaseException:
        shutil.rmtree(incoming, ignore_errors=True)
        raise
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make renames in a folder last, where the system can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
