"""The characters of a PDF's text as a reader sees them."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

from pypdfium2 import raw

from archive.data import table
from archive.reading.visible import visible_text

_HYPHEN_AT_LINE_END = "\x02"
_KEPT = "\r\xad"
_SURROGATES = range(0xD800, 0xE000)


def character(text_page: Any, i: int) -> str:
    """The character with this index; empty for the second half of a surrogate pair and for what has no meaning."""
    code = raw.FPDFText_GetUnicode(text_page, i)
    if code in _SURROGATES:
        low = raw.FPDFText_GetUnicode(text_page, i + 1)
        pair = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)
        return chr(pair) if code < 0xDC00 and low in range(0xDC00, 0xE000) else ""
    if not 0 < code <= 0x10FFFF:
        return ""
    return _printed(chr(code))


@cache
def _printed(found: str) -> str:
    """What a reader sees: fonts map 人 to the radical ⼈, which no search finds; PDFium marks a hyphen at a line's end."""
    if found == _HYPHEN_AT_LINE_END:
        return "-"
    if found == "\xa0":
        return " "
    if "\u2e80" <= found <= "\u2fdf":
        return _radicals().get(found) or unicodedata.normalize("NFKC", found)
    return found if found in _KEPT else visible_text(found)


@cache
def _radicals() -> dict[str, str]:
    return {row["radical"]: row["character"] for row in table("radicals")}
