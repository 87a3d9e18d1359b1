"""A file → blocks: ``read`` picks the module for the kind of file.

A block is a whole paragraph, heading or table and knows where it stands in the file.
"""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from archive.errors import UnreadableFile
from archive.reading.blocks import Block, Limits, SourceText
from archive.reading.decoding import load_bytes
from archive.reading.kinds import kind_of
from archive.reading.suspicion import suspicions

if TYPE_CHECKING:
    from collections.abc import Callable

    from archive.errors import Problem

    Reader = Callable[[bytes, Path, Limits], tuple[list[Block], list[Problem]]]

__all__ = ["Block", "Limits", "SourceText", "read"]

_ANY_SIZE = Limits()


def read(path: Path, limits: Limits = _ANY_SIZE) -> SourceText:
    """The blocks of a file. Raises UnreadableFile for what cannot be read, is empty, or is larger than the limits."""
    data = load_bytes(path, limits)
    blocks, problems = _reader(kind_of(data, path))(data, path, limits)
    if not blocks:
        raise UnreadableFile(
            "the file is empty apart from white space and invisible characters; there is nothing to take in", path
        )
    name = os.fsencode(path.name).decode("utf-8", "replace")  # a name in another encoding could not be stored
    return SourceText.of(name, data, blocks, [*problems, *suspicions(blocks)])


def _reader(kind: str) -> Reader:
    """``read_blocks`` of the module for a kind of file; imported when needed, since PDF and Word libraries take time to load."""
    reader: Reader = import_module(f"archive.reading.{kind}").read_blocks
    return reader
