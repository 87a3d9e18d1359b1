"""The encoding of a web page, as a browser finds it: byte order mark, valid UTF-8, what the page declares, detection.

A declared name stands for the set that browsers take for it (WHATWG Encoding Standard): GB2312 and GBK are GB18030.
"""

from __future__ import annotations

import codecs
from pathlib import Path

from bs4.dammit import EncodingDetector

from archive.errors import Problem
from archive.reading.decoding import decode

_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SUPERSETS = {
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "big5": "big5hkscs",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
}
_SINGLE_BYTE = frozenset({"cp1252"})
_OF_PYTHON = frozenset({"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"})
"""Not sets of characters: names and escapes, which a page has no business to be written in."""
_HEAD = 8192
_MOST_DAMAGE = 200
"""One bad byte in so many is a page cut or mended by hand; more is another encoding than the page says."""


def page_text(data: bytes, path: Path) -> tuple[str, list[Problem]]:
    """A page's text, and a warning where bytes of it are damaged. Raises UnreadableFile where its encoding cannot be told."""
    if data.startswith(_BOMS):
        return decode(data, path), []
    data = data.replace(b"\0", b"") if data.count(b"\0") < len(data) // 10 else data
    for encoding in ("utf-8", _declared(data)):
        text = encoding and _strictly(data, encoding)
        if text:
            return text, []
    damaged = _damaged(data)
    return damaged or (decode(data, path), [])


def _declared(data: bytes) -> str:
    """The set that the page's declaration stands for; empty where it has none that is known.

    Every byte is a character of a Latin set, so that a page of Chinese that declares one would always be misread: it is detected.
    """
    found = EncodingDetector.find_declared_encoding(data[:_HEAD], is_html=True) or ""
    name = _SUPERSETS.get(found.lower(), found.lower())
    try:
        found = "" if name in _SINGLE_BYTE else codecs.lookup(name).name
    except (LookupError, ValueError):  # ValueError: a name with a zero byte in it
        return ""
    return "" if found in _OF_PYTHON else found


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return ""


def _damaged(data: bytes) -> tuple[str, list[Problem]] | None:
    """The text with a mark for each bad byte, where there are few of them in the encoding that the page declares, or in UTF-8."""
    for encoding in filter(None, (_declared(data), "utf-8")):
        try:
            text = data.decode(encoding, "replace")
        except LookupError:  # a name that is no text encoding (base64)
            continue
        bad = text.count("\ufffd")
        if bad * _MOST_DAMAGE < len(text):
            line = text.count("\n", 0, text.find("\ufffd")) + 1
            message = f"{bad} characters are damaged ({encoding}) and stand as \ufffd; fetch the page again, or mend them"
            return text, [Problem("warning", message, line)]
    return None
