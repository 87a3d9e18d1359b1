"""Characters that nobody sees: zero-width, private-use and control characters are dropped from blocks and counted."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from archive.errors import Problem
from archive.reading.blocks import Block

_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})


def visible_text(text: str) -> str:
    """The text without zero-width, private-use and control characters but tab and line end."""
    if text.replace("\u3000", "").isprintable():
        return text
    return "".join(character for character in text if character in "\n\t" or unicodedata.category(character) not in _UNSEEN)


def without_invisible(blocks: Iterable[Block]) -> tuple[list[Block], list[Problem]]:
    """The blocks with visible characters only, those left empty taken out; one note says how many characters went, and where."""
    kept: list[Block] = []
    dropped = first = 0
    for block in blocks:
        text = visible_text(block.text)
        if len(text) < len(block.text):
            dropped += len(block.text) - len(text)
            first = first or block.line
        if text.strip():
            kept.append(block if text == block.text else replace(block, text=text.strip()))
    return kept, [dropped_note(dropped, first)] if dropped else []


def dropped_note(count: int, line: int) -> Problem:
    """What is said where characters were dropped; ``line``: where the first one stood."""
    message = f"{count} private-use, zero-width or control characters were dropped; compare the place with the printed page"
    return Problem("note", message, line)
