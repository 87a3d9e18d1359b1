"""Two texts beside each other on a terminal, each wrapped in its own column; a Chinese character takes two places."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from itertools import zip_longest

import click

from archive.cli.output import places, shown

_NARROWEST = 24
_GAP = "  │ "
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
_PIECE = re.compile(rf"[{_WIDE}][，。、；：？！）》」』”’…]*|[^\s{_WIDE}]+|\s+")
"""What is not divided: a word, a Chinese character with the marks that no line begins with."""
NOTHING = "—"


def echo_side_by_side(head: str, zh: str, en: str) -> None:
    """A head line, then both texts; a dash where there is none."""
    width = _width()
    click.echo(head)
    for left, right in zip_longest(wrapped(zh or NOTHING, width), wrapped(en or NOTHING, width), fillvalue=""):
        click.echo(f"  {left}{' ' * (width - places(left))}{_GAP}{right}".rstrip())


def echo_line_beside(zh: str, en: str) -> None:
    """The beginning of both texts on one dim line."""
    width = _width()
    left, right = (_cut(text or NOTHING, width) for text in (zh, en))
    click.echo(click.style(f"  {left}{' ' * (width - places(left))}{_GAP}{right}".rstrip(), dim=True))


def _cut(text: str, width: int) -> str:
    first, *more = wrapped(" ".join(text.split()), width)
    if not more:
        return first
    while places(first) >= width:
        first = first[:-1]
    return f"{first}…"


def _width() -> int:
    """The places of a column."""
    return max(_NARROWEST, (shutil.get_terminal_size((100, 24)).columns - len(_GAP) - 2) // 2)


def wrapped(text: str, width: int) -> Iterator[str]:
    """A text in lines of so many places: between Chinese characters anywhere, else at spaces; a longer word is cut."""
    for paragraph in text.split("\n"):
        line = ""
        for piece in _pieces(shown(paragraph), width):
            if places(line) + places(piece.rstrip()) > width:
                yield line.rstrip()
                line = piece.lstrip()
            else:
                line += piece
        yield line.rstrip()


def _pieces(text: str, width: int) -> Iterator[str]:
    for match in _PIECE.finditer(text):
        piece = match[0]
        for start in range(0, len(piece), width):
            yield piece[start : start + width]
