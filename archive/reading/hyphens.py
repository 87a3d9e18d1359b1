"""Words divided at a line's end: regu-/lation is one word, long-/term keeps its hyphen. The file's own words decide."""

from __future__ import annotations

import re
from collections.abc import Iterable

from archive.reading.blocks import join

_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_DIVIDED = re.compile(r"(?P<first>[A-Za-z]+)[-\u2010\xad]$")
_REST = re.compile(r"[a-z]+")
_SOFT = "\xad"
_LONGEST_WORD = 100
_WHOLE = 4
"""Letters from which the second part may be a word of its own."""


class Hyphens:
    """How the words of one file are written, to tell a divided word from a compound."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: set[str] = set()
        for line in lines:
            if not line.isascii() or "-" in line or any(map(str.isalpha, line[:1])):
                words = [match[0].lower() for match in _WORD.finditer(line)]
                self._words.update(words[:-1] if line.endswith(("-", _SOFT)) else words)

    def join(self, first: str, second: str) -> str:
        """Two parts of one sentence; see ``archive.reading.blocks.join``."""
        divided, rest = _DIVIDED.search(first, max(0, len(first) - _LONGEST_WORD)), _REST.match(second)
        if not divided or not rest:
            joined = join(first, second)
        elif first.endswith(_SOFT) or not self._keeps_hyphen(divided["first"], rest[0]):
            joined = f"{first[:-1]}{second}"
        else:
            joined = f"{first}{second}"
        return joined.replace(_SOFT, "")

    def _keeps_hyphen(self, first: str, second: str) -> bool:
        first, second = first.lower(), second.lower()
        if f"{first}{second}" in self._words:
            return False
        if f"{first}-{second}" in self._words:
            return True
        return first in self._words and second in self._words and len(second) >= _WHOLE
