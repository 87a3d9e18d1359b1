"""One writer at a time in a collection."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def locked(folder: Path, *, name: str = ".lock", wait: bool = True) -> Iterator[None]:
    """Wait until no other process writes in a folder, then keep others waiting; nothing where the system has no flock.

    Raises BlockingIOError where another process holds it and ``wait`` is not set.
    """
    try:
        import fcntl  # noqa: PLC0415 - not on every system
    except ImportError:
        yield
        return
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / name).open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
