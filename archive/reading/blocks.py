"""What readers hand on: blocks of text with their place in the file, and what was uncertain or taken out."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from archive.errors import Problem
from archive.text.bodies import body_names
from archive.text.dates import parse_date
from archive.text.document_number import parse_number
from archive.text.sentences import ends_a_sentence

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…·"
_SPACE_BETWEEN_WIDE = re.compile(rf"(?<=[{_WIDE}])[ \t\u3000]+(?=[{_WIDE}(])|(?<=\))[ \t\u3000]+(?=[{_WIDE}])")
_SPACES = re.compile(r"[ \t\u3000]+")
IS_WIDE = re.compile(f"[{_WIDE}]")
"""A character that is two columns wide, or a mark printed so in Chinese text."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file without its end, its number (1-based), the columns of white space before its text, and its page.

    In a PDF lines are numbered through the whole file.
    """

    text: str
    number: int
    indent: int = 0
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A whole paragraph, heading or table; ``line`` to ``last_line``, ``page`` to ``last_page`` are where it stands in the file.

    A table's text is a Markdown table: a line a row, ``| cell | cell |``, the first row followed by ``| --- | --- |``.
    """

    text: str
    line: int
    last_line: int
    is_heading: bool = False
    page: int | None = None
    last_page: int | None = None
    is_table: bool = False

    @property
    def is_closed(self) -> bool:
        """Whether it ends as a sentence or clause does."""
        return ends_a_sentence(self.text)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a reader takes on: bytes of a file, pages of a PDF and seconds for them, bytes that a Word file unpacks to."""

    file_bytes: int = 64_000_000
    pages: int = 5_000
    unpacked_bytes: int = 256_000_000
    seconds: float = 300


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file as read: its name, sha256, blocks, and the problems met on the way."""

    name: str
    sha256: str
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...]

    @classmethod
    def of(cls, name: str, data: bytes, blocks: list[Block], problems: list[Problem]) -> SourceText:
        """A source text made from a file's bytes and what a reader found in them."""
        return cls(name, hashlib.sha256(data).hexdigest(), tuple(blocks), tuple(problems))


def is_number_date_or_signature(text: str) -> bool:
    """Whether a line is one of those that never join another: a document number, a date, a signature."""
    return bool(parse_number(text) or parse_date(text) or body_names(text))


def width(text: str) -> int:
    """Printed width in columns: a Chinese character is two wide."""
    return len(text) if text.isascii() else sum(map(_columns, text))


@cache
def _columns(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


def close_gaps(text: str) -> str:
    """The text without the spaces that a PDF puts between Chinese characters; other spaces stay, one at a time."""
    if not _SPACES.search(text):
        return text.strip()
    return _SPACES.sub(" ", _SPACE_BETWEEN_WIDE.sub("", text)).strip()


def join(first: str, second: str) -> str:
    """Two parts of one sentence: a space between Latin words, nothing beside a Chinese character or inside a number."""
    if not first or not second:
        return first or second
    beside_wide = IS_WIDE.match(first[-1]) or IS_WIDE.match(second[0])
    number_cut = first[-1].isdigit() and second[0].isdigit() and IS_WIDE.search(first)  # 〔20|24〕
    tight = beside_wide or number_cut
    return f"{first}{second}" if tight else f"{first} {second}"
