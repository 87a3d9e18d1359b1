"""Bytes → text. UTF-8 is tried first because it cannot be mistaken; everything else is detected by charset-normalizer."""

from __future__ import annotations

import codecs
import os
import stat
from pathlib import Path

from charset_normalizer import from_bytes

from archive.errors import UnreadableFile

MAX_BYTES = 64_000_000
_SAMPLE = 64 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ["gb18030", "big5", "big5hkscs", "utf_16_le", "utf_16_be", "cp1252"]
_OTHER_KINDS = (
    (b"%PDF", "a PDF; pull its text out first (pdftotext -layout FILE.pdf) and hand in the .txt"),
    (b"PK\x03\x04", "a ZIP or Word file; save it as plain text or Markdown first"),
    (b"\xd0\xcf\x11\xe0", "an old Word file (.doc); save it as plain text first"),
    (b"\x89PNG", "a picture; recognise its text first (OCR) and hand in the .txt"),
    (b"\xff\xd8\xff", "a picture; recognise its text first (OCR) and hand in the .txt"),
)
_CONTROLS = frozenset(map(chr, range(32))) - set("\t\n\r\f\v\x1a\x1b")


def load_bytes(path: Path, max_bytes: int) -> bytes:
    """A file's bytes. Raises UnreadableFile where it is missing, no ordinary file, empty or larger than allowed."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableFile("this is not an ordinary file; hand in files one by one", path)
        if status.st_size > max_bytes:
            size, limit = status.st_size / 1e6, max_bytes / 1e6
            raise UnreadableFile(
                f"the file has {size:.1f} MB, the limit is {limit:.1f} MB; split it, or raise the limit with --max-mb", path
            )
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"cannot be read: {os.strerror(error.errno or 0)}", path) from error
    if not data.strip():
        raise UnreadableFile("the file is empty; there is nothing to take in", path)
    return data


def decode(data: bytes, path: Path) -> str:
    """The text, line ends as ``\\n``. Raises UnreadableFile where the bytes are no text in an encoding that can be told."""
    for magic, kind in _OTHER_KINDS:
        if data.startswith(magic):
            raise UnreadableFile(f"this is {kind}", path)
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), None) or _detect(data, path)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(
            f"looks like {encoding} but is damaged here; mend it, or save the file as UTF-8", path, line
        ) from error
    if "\0" in text or sum(text.count(control) for control in _CONTROLS) > len(text) // 100:
        raise UnreadableFile("this is a binary file, not text; hand in plain text or Markdown", path)
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\f", " ")


def _detect(data: bytes, path: Path) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start > _SAMPLE:
            return "utf-8"  # a long run of UTF-8 and then a bad byte: damaged UTF-8, so that the error names the line
    else:
        return "utf-8"
    sample = data[:_SAMPLE] if len(data) <= _SAMPLE else data[: data.rfind(b"\n", 0, _SAMPLE) + 1 or _SAMPLE]
    best = from_bytes(sample, cp_isolation=_CANDIDATES).best()
    if best is None:
        raise UnreadableFile("its encoding cannot be told, or it is a binary file; save it as UTF-8", path)
    return best.encoding
