"""Bytes → text. UTF-8 is tried first because it cannot be mistaken; everything else is detected by charset-normalizer.

What was detected is held against the other encodings of Chinese: a right guess gives common characters, a wrong one rare ones.
"""

from __future__ import annotations

import codecs
import os
import stat
from pathlib import Path

from archive.errors import Problem, UnreadableFile
from archive.reading.blocks import Limits

_SAMPLE = 64 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHINESE = ("gb18030", "big5hkscs", "utf_16_le", "utf_16_be")
_CANDIDATES = [*_CHINESE, "big5", "cp1252"]
_CONTROLS = frozenset(map(chr, range(32))) - set("\t\n\r\f\v\x1a\x1b")
_CLEARLY = 0.1
_LEAST = 0.5
_COMMON = (("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6))
_PUNCTUATION = frozenset("，。、；：？！（）《》〈〉“”‘’—…·〔〕【】「」『』　％")
_TYPOGRAPHY = frozenset("‘’“”–—…£€§©®°·×")
_GB_BOM = b"\x841\x953"
"""The byte order mark in GB18030, which some editors write."""


def load_bytes(path: Path, limits: Limits) -> bytes:
    """A file's bytes; a symbolic link is followed to an ordinary file. A device or pipe is never opened.

    Raises UnreadableFile where the file is missing, no ordinary file, empty or larger than allowed.
    """
    data = load_any_bytes(path, limits)
    if not data.strip():
        raise UnreadableFile("the file is empty; there is nothing to take in", path)
    return data


def load_any_bytes(path: Path, limits: Limits) -> bytes:
    """As ``load_bytes``, but a file may be empty."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise UnreadableFile("this is not an ordinary file; hand in files one by one", path)
        with open(path, "rb", opener=_without_waiting) as file:
            data = file.read(limits.file_bytes + 1) or b""  # what grows, or says that it has no bytes, is bounded too
            size = max(len(data), os.fstat(file.fileno()).st_size)
    except OSError as error:
        remedy = "look at its name" if isinstance(error, FileNotFoundError) else "mend its permissions, or copy it"
        raise UnreadableFile(f"cannot be read: {os.strerror(error.errno or 0)}; {remedy}", path) from error
    except ValueError as error:
        raise UnreadableFile("cannot be read: no file can have this name; look at its name", path) from error
    if len(data) > limits.file_bytes:
        sizes = f"the file has {size / 1e6:.1f} MB, the limit is {limits.file_bytes / 1e6:.1f} MB"
        raise UnreadableFile(f"{sizes}; split it, or raise the limit with --max-mb", path)
    return data


def _without_waiting(path: str, flags: int) -> int:
    """Open a file so that one which turns out to be a pipe gives an error or nothing, and never waits."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def decode(data: bytes, path: Path) -> str:
    """The text, line ends as ``\\n``; form feeds stay. Raises UnreadableFile where the encoding cannot be told."""
    return decoded(data, path)[0]


def encoding_of(data: bytes, path: Path) -> str:
    """The encoding of a text that begins with these bytes. Raises UnreadableFile where it cannot be told."""
    return next((name for bom, name in _BOMS if data.startswith(bom)), None) or _detect(data, path)


def decoded(data: bytes, path: Path) -> tuple[str, list[Problem]]:
    """The text, and a note where its encoding was guessed. Raises UnreadableFile as ``decode`` does."""
    known = next((name for bom, name in _BOMS if data.startswith(bom)), None)
    encoding = known or _detect(data, path)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(
            f"looks like {encoding} but is damaged here; mend it, or save the file as UTF-8", path, line
        ) from error
    if "\0" in text or sum(text.count(control) for control in _CONTROLS) > len(text) // 100:
        raise UnreadableFile("this is a binary file, not text; hand in plain text or Markdown", path)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if known or encoding == "utf-8":
        return text, []
    name = encoding.replace("_", "-").upper()
    return text, [Problem("note", f"the encoding was taken to be {name}; if the text is garbled, save the file as UTF-8", 1)]


def _detect(data: bytes, path: Path) -> str:
    if wide := _ascii_in_utf16(data[:_SAMPLE]):
        return wide
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start > _SAMPLE:
            return "utf-8"  # a long run of UTF-8 and then a bad byte: damaged UTF-8, so that the error names the line
    else:
        return "utf-8"
    if data.startswith(_GB_BOM):
        return "gb18030"
    sample = data[:_SAMPLE] if len(data) <= _SAMPLE else data[: data.rfind(b"\n", 0, _SAMPLE) + 1 or _SAMPLE]
    from charset_normalizer import from_bytes  # noqa: PLC0415 - UTF-8 needs none of it

    best = from_bytes(sample, cp_isolation=_CANDIDATES).best()
    plausible = {name: _plausibility(sample, name) for name in dict.fromkeys([*_CHINESE, *([best.encoding] if best else [])])}
    likeliest = max(plausible, key=lambda name: plausible[name])
    if best and plausible[best.encoding] >= max(_LEAST, plausible[likeliest] - _CLEARLY):
        return best.encoding
    if plausible[likeliest] < _LEAST:
        raise UnreadableFile("its encoding cannot be told, or it is a binary file; save it as UTF-8", path)
    return likeliest


def _ascii_in_utf16(sample: bytes) -> str | None:
    """UTF-16 of mostly Latin text, which has a zero byte in every second place and would pass for UTF-8."""
    first, second = (sample[i::2].count(0) / max(1, len(sample) // 2) for i in (0, 1))
    if max(first, second) < _LEAST or min(first, second) > _CLEARLY:
        return None
    return "utf_16_be" if first > second else "utf_16_le"


def _plausibility(data: bytes, encoding: str) -> float:
    """How common the characters are that an encoding gives: the share of those that school teaches, 0 where bytes do not fit."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(data)
    except UnicodeDecodeError:
        return 0
    wide = [character for character in text if not character.isascii()]
    if encoding == "cp1252":
        return sum(character.isascii() or character.isalpha() or character in _TYPOGRAPHY for character in text) / max(
            1, len(text)
        )
    return sum(map(_is_common, wide)) / len(wide) if wide else 0


def _is_common(character: str) -> bool:
    """Whether a character is among the common ones of GB 2312 or Big5 (level 1 of each), or is Chinese punctuation."""
    if character in _PUNCTUATION:
        return True
    return any(lowest <= character.encode(name, "replace")[0] <= highest for name, lowest, highest in _COMMON)
