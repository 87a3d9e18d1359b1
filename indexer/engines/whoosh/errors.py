"""What Whoosh raises → what a person can act on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from whoosh import index

from archive.errors import ArchiveError, IndexUnusable
from indexer.engine import RebuildNeeded


@contextmanager
def reading(folder: Path) -> Iterator[None]:
    """Files that cannot be read, or hold nonsense, are a damaged index.

    Whoosh checks little of what it reads: bytes cut short or overwritten end in any exception, a bare one among them.
    """
    try:
        yield
    except ArchiveError:
        raise
    except Exception as error:
        message = f"the index is damaged ({type(error).__name__}: {error}); make it again: archive index --rebuild"
        raise RebuildNeeded(message, folder) from error


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """A disk that is full or read-only does not damage the index: nothing has changed."""
    try:
        yield
    except index.LockError:
        raise IndexUnusable("another process is writing this index; try again when it is done", folder) from None
    except OSError as error:
        raise IndexUnusable(f"the index cannot be written: {error.strerror or error}", folder) from error
