"""Files handed in, opened with care, and what kind they are."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from archive.errors import UnreadableFile
from archive.exchange.facts import ReadLimits
from archive.reading.kinds import kind_of

_HEAD = 16_384
_ROOTS = {"tmx": "tmx", "xliff": "xliff", "tbx": "tbx", "martif": "tbx"}
_ROOT = re.compile(rb"\A(?:[^<]*<[?!][^>]*>)*[^<]*<(?:[\w.-]+:)?(\w+)")
_BINARY = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff")


@contextmanager
def opened(path: Path, limits: ReadLimits) -> Iterator[BinaryIO]:
    """An ordinary file, open for reading. Raises UnreadableFile where it is missing, no file, empty or over the limit."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableFile("this is not an ordinary file; hand in files one by one", path)
        file = path.open("rb")
    except OSError as error:
        remedy = "look at its name" if isinstance(error, FileNotFoundError) else "mend its permissions, or copy it"
        raise UnreadableFile(f"cannot be read: {os.strerror(error.errno or 0)}; {remedy}", path) from error
    except ValueError as error:
        raise UnreadableFile("cannot be read: no file can have this name; look at its name", path) from error
    with file:
        if not status.st_size:
            raise UnreadableFile("the file is empty; there is nothing to take in", path)
        if status.st_size > limits.file_bytes:
            sizes = f"the file has {status.st_size / 1e6:.1f} MB, the limit is {limits.file_bytes / 1e6:.1f} MB"
            raise UnreadableFile(f"{sizes}; split it, or raise the limit with --max-mb", path)
        yield file


def kind(file: BinaryIO, path: Path) -> str:
    """The name of the format that a file begins as; empty where its beginning does not tell. The file stands at its start.

    Raises UnreadableFile for binary files of another kind, each by its name, and for XML with another root element.
    """
    head = file.read(_HEAD)
    file.seek(0)
    if head.startswith(_BINARY):
        found = kind_of(file.read(ReadLimits().unpacked_bytes), path)
        file.seek(0)
        if found != "docx":
            raise UnreadableFile(f"this is a file of the kind {found}; save it as a table in a .docx or .csv file", path)
        return found
    plain = head.replace(b"\0", b"")  # UTF-16
    if b"<" in plain[:64].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:1] and (root := _ROOT.match(plain)):
        name = root[1].decode("ascii", "replace")
        if name not in _ROOTS:
            raise UnreadableFile(f"its root element is <{name[:40]}>; one of these is read: <{'>, <'.join(_ROOTS)}>", path)
        return _ROOTS[name]
    return "jsonl" if plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b'{"') else ""
