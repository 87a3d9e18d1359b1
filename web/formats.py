"""The formats that documents, rows and searches can be taken away in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.exchange.formats import Format
    from archive.exchange.units import ExchangedUnit

_NAMES = {"tmx": "tmx", "xlf": "xliff", "csv": "csv", "tsv": "tsv", "docx": "docx", "jsonl": "jsonl"}
SUFFIXES = tuple(_NAMES)
"""What addresses end in."""
OFFERED = {"tmx": "TMX", "xlf": "XLIFF", "csv": "CSV", "docx": "Word", "jsonl": "JSON Lines"}
"""Those that pages link to, with their names there."""


def format_of(suffix: str) -> Format[ExchangedUnit]:
    """The format that an address asks for. Its libraries are loaded when somebody first asks. Raises KeyError."""
    from archive.exchange.formats import FORMATS  # noqa: PLC0415 - see above

    return FORMATS[_NAMES[suffix]]
