"""How results reach the terminal: JSON, problems, tables, progress bars (on a terminal only)."""

from __future__ import annotations

import dataclasses
import json
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from archive.errors import Problem
from archive.model import PartialDate

_Item = TypeVar("_Item")
_LEAST = 12
"""So many places the last column of a table has at least."""
_UNSAFE = {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for other programs.")


def echo_json(data: Any) -> None:
    """Print data as JSON; dataclasses, dates and paths are written as plain values."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=_plain))


def echo_json_line(data: Any) -> None:
    """As ``echo_json``, but on one line and handed on at once (JSON Lines)."""
    click.echo(json.dumps(data, ensure_ascii=False, default=_plain))
    sys.stdout.flush()


def echo_json_lists(**lists: Iterable[Any]) -> None:
    """As ``echo_json`` of lists by their names, but item by item, so that they need never be in memory as a whole.

    A list is gone through when those before it have been printed.
    """
    mark = "{\n"
    for name, items in lists.items():
        click.echo(f"{mark}  {json.dumps(name)}: [", nl=False)
        mark, between = ",\n", "\n    "
        for item in items:
            text = json.dumps(item, ensure_ascii=False, indent=2, default=_plain)
            click.echo(between + text.replace("\n", "\n    "), nl=False)
            between = ",\n    "
        click.echo("\n  ]" if between.startswith(",") else "]", nl=False)
    click.echo("\n}")


def _plain(value: Any) -> Any:
    if isinstance(value, (date, PartialDate, Path)):
        return str(value).encode("utf-8", "backslashreplace").decode()  # a name may hold bytes that are no UTF-8
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    raise TypeError(f"not JSON: {value!r}")


def shown(text: str) -> str:
    """A text as a terminal can take it on one line: line breaks, control characters, bytes that are no UTF-8 written out."""
    return "".join(c.encode("unicode_escape").decode() if unicodedata.category(c) in _UNSAFE else c for c in text)


def counted(number: int, noun: str) -> str:
    """``1 finding``, ``2 findings``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def echo_problems(problems: Iterable[Problem], *, err: bool = True) -> None:
    """Print problems, one a line: file:line: severity: message; to standard error unless they are what was asked for."""
    colours = {"error": "red", "warning": "yellow", "note": "blue"}
    for problem in problems:
        click.echo(click.style(shown(str(problem)), fg=colours[problem.severity]), err=err)


def exit_status(problems: Iterable[Problem], *, strict: bool = False) -> None:
    """Leave with status 1 where there is an error (strict: or a warning)."""
    bad = ("error", "warning") if strict else ("error",)
    if any(problem.severity in bad for problem in problems):
        sys.exit(1)


def echo_table(rows: Sequence[Sequence[str]]) -> None:
    """Print rows as columns; a Chinese character takes two places."""
    for line in table_lines(rows):
        click.echo(line)


def table_lines(
    rows: Sequence[Sequence[str]], *, most: Sequence[int | None] | None = None, width: int | None = None
) -> Iterator[str]:
    """Rows as lines with aligned columns.

    ``most``: how wide a longer cell may make each column; ``width``: of the lines, at which the last column is cut.
    """
    columns = [max(map(places, column)) for column in zip(*rows, strict=True)]
    widths = [min(found, cap or found) for found, cap in zip(columns, most or [None] * len(columns), strict=True)]
    for row in rows:
        *head, last = row
        line, place = "", 0
        for cell, wide in zip(head, widths, strict=False):
            place += wide + 2
            line += cell
            line += " " * max(place - places(line), 2)  # a cell that is too long takes from the gap behind the next one
        yield (line + (last if width is None else _cut(last, max(width - places(line), _LEAST)))).rstrip()


def _cut(text: str, width: int) -> str:
    """A text that takes no more places than there are."""
    if places(text) <= width:
        return text
    while text and places(text) > width - 1:
        text = text[:-1]
    return f"{text}…"


def places(text: str) -> int:
    """How many places of a line a text takes: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def progress(items: Sequence[_Item], label: str) -> Iterator[_Item]:
    """Iterate with a progress bar on standard error; without one where that is no terminal or there is but one item."""
    if len(items) < 2 or not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, label=label, file=sys.stderr) as bar:
        yield from bar


@contextmanager
def counted_progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """A callback ``(done, total)`` that draws a progress bar on a terminal and does nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    bar: Any = None

    def report(done: int, total: int) -> None:
        nonlocal bar
        if bar is None:
            bar = click.progressbar(length=total, label=label, file=sys.stderr)
            bar.__enter__()
        bar.update(done - bar.pos)

    try:
        yield report
    finally:
        if bar is not None:
            bar.__exit__(None, None, None)
