"""What tantivy raises → what a person can act on."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.errors import ArchiveError, IndexUnusable
from indexer.engine import RebuildNeeded

_CODE = re.compile(r"(?:os error|code:) (\d+)")
_NOT_WRITABLE = {errno.EROFS, errno.EACCES, errno.EPERM}
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_STOPPED = re.compile("writer was killed|worker thread|error occurred in a thread", re.IGNORECASE)


def is_panic(error: BaseException) -> bool:
    """Whether Rust panicked: pyo3 raises that past ``except Exception``."""
    return type(error).__module__ == "pyo3_runtime"


def not_writable(error: BaseException) -> bool:
    """Whether a lock file could not be made because the folder is read-only."""
    return _code(error) in _NOT_WRITABLE


@contextmanager
def reading(folder: Path) -> Iterator[None]:
    """Files that cannot be read, or hold nonsense, are a damaged index."""
    try:
        yield
    except ArchiveError:
        raise
    except BaseException as error:
        if not (isinstance(error, Exception) or is_panic(error)):
            raise
        message = f"the index is damaged ({_said(error)}); make it again: archive index --rebuild"
        raise RebuildNeeded(message, folder) from error


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """A disk that is full or read-only does not damage the index: nothing has changed. A file that is gone does."""
    try:
        yield
    except FileNotFoundError:
        raise
    except (OSError, ValueError, RuntimeError) as error:
        if "LockBusy" in str(error):
            raise IndexUnusable("another process is writing this index; try again when it is done", folder) from None
        reason = _cannot_write(error)
        if reason is None:
            raise
        raise IndexUnusable(f"the index cannot be written: {reason}", folder) from error


def _cannot_write(error: Exception) -> str | None:
    code = _code(error)
    if code in _NOT_WRITABLE | _NO_ROOM:
        return os.strerror(code)
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return "tantivy's writer stopped (is the disk full?)" if _STOPPED.search(str(error)) else None


def _code(error: BaseException) -> int:
    if isinstance(error, OSError):
        return error.errno or 0
    found = _CODE.search(str(error))
    return int(found[1]) if found else 0


def _said(error: BaseException) -> str:
    return f"{type(error).__name__}: {str(error).splitlines()[0][:200]}" if str(error) else type(error).__name__
