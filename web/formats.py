"""The formats that documents, rows and searches can be taken away in."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

from flask import send_file

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flask import Response

    from archive.exchange.facts import Facts
    from archive.exchange.formats import Format
    from archive.exchange.units import ExchangedUnit

_NAMES = {"tmx": "tmx", "xlf": "xliff", "csv": "csv", "tsv": "tsv", "docx": "docx", "jsonl": "jsonl"}
SUFFIXES = tuple(_NAMES)
"""What addresses end in."""
OFFERED = {"tmx": "TMX", "xlf": "XLIFF", "csv": "CSV", "docx": "Word", "jsonl": "JSON Lines"}
"""Those that pages link to, with their names there."""
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
_LONGEST_NAME = 80


def format_of(suffix: str) -> Format[ExchangedUnit]:
    """The format that an address asks for. Its libraries are loaded when somebody first asks. Raises KeyError."""
    from archive.exchange.formats import FORMATS  # noqa: PLC0415 - see above

    return FORMATS[_NAMES[suffix]]


def file_of(units: Iterable[ExchangedUnit], facts: Facts, suffix: str, name: str) -> Response:
    """Units as a file to be kept, under a name without what file systems do not take."""
    entry = format_of(suffix)
    content = BytesIO(b"".join(entry.pieces(units, facts)))
    readable = _NOT_IN_NAMES.sub(" ", name).strip()[:_LONGEST_NAME]
    return send_file(content, entry.media_type, as_attachment=True, download_name=f"{readable or 'passages'}.{suffix}")
