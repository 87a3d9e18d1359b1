"""A file → blocks: ``read`` picks the module for the kind of file.

A block is a whole paragraph or heading and knows its lines.
"""

from __future__ import annotations

import os
from pathlib import Path

from archive.errors import UnreadableFile
from archive.reading import markdown, plain
from archive.reading.blocks import Block, SourceText
from archive.reading.decoding import MAX_BYTES, decode, load_bytes

__all__ = ["Block", "SourceText", "read"]

_READERS = {".md": markdown.blocks, ".markdown": markdown.blocks}


def read(path: Path, max_bytes: int = MAX_BYTES) -> SourceText:
    """The blocks of a file. Raises UnreadableFile for what is no text, is empty, or is larger than ``max_bytes``."""
    data = load_bytes(path, max_bytes)
    text = decode(data, path)
    reader = _READERS.get(path.suffix.lower(), plain.blocks)
    blocks, problems = reader(text)
    if not blocks:
        raise UnreadableFile(
            "the file is empty apart from white space and invisible characters; there is nothing to take in", path
        )
    name = os.fsencode(path.name).decode("utf-8", "replace")  # a name in another encoding could not be stored
    return SourceText.of(name, data, blocks, problems)
