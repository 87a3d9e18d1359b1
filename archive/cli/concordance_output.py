"""A concordance on the terminal, and as a file of another program."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.cli.output import counted, echo_table, places, shown
from archive.errors import Conflict

if TYPE_CHECKING:
    from archive.exchange.units import ExchangedUnit
    from indexer.concordance import ConcordanceAnswer, Line, Question

_PLACES = 58
"""Columns of the left context: a Chinese character takes two."""


def echo_answer(answer: ConcordanceAnswer, question: Question, offset: int, *, lines: bool) -> None:
    """The renderings with their counts, the lines of a page, and how much there is."""
    from indexer.concordance import NOT_FOUND

    if answer.renderings:
        rows = [
            (
                str(group.count),
                "(not found)" if group.key == NOT_FOUND else shown(group.rendering),
                group.status or "-",
                group.key,
            )
            for group in answer.renderings
        ]
        echo_table([("lines", "rendering", "term base", "key"), *rows])
    if lines and answer.lines:
        click.echo()
        for line in answer.lines:
            _echo_line(line)
    click.echo(_counts(answer, question, offset), err=bool(answer.lines))


def _counts(answer: ConcordanceAnswer, question: Question, offset: int) -> str:
    said = f"{counted(answer.total, 'line')} in {counted(answer.passages, 'passage')}"
    said += f", {answer.matching} with this rendering" if question.rendering else ""
    if answer.lines and len(answer.lines) < answer.matching:
        said += f"; shown: {offset + 1} to {offset + len(answer.lines)} (--offset {offset + len(answer.lines)} goes on)"
    if answer.grouped < answer.total:
        said += f"; renderings of the first {answer.grouped}"
    return f"{said}; {answer.took_ms:.0f} ms"


def _echo_line(line: Line) -> None:
    from indexer.concordance.contexts import context

    found = context(line.text, line.start, line.end, line.lang)
    keyword = click.style(shown(found.keyword), fg="red", bold=True)
    left = shown(found.left)
    click.echo(f"{' ' * (_PLACES - places(left))}{left}{keyword}{shown(found.right)}")
    click.echo(f"  [{line.document} {line.unit}{f' {line.kind}' if line.kind else ''}] {_translation(line)}")


def _translation(line: Line) -> str:
    from indexer.concordance.contexts import beside

    if not line.translation:
        return click.style("(no translation)", dim=True)
    found = beside(line.translation, line.rendering, "en" if line.lang == "zh" else "zh")
    return shown(found.left) + click.style(shown(found.keyword), fg="red", underline=True) + shown(found.right)


def export(units: Iterable[ExchangedUnit], name: str, path: Path) -> None:
    """Write units to a new file in a format, atomically; ``-``: to standard output. Raises Conflict where the file is there."""
    from archive.exchange.facts import Facts
    from archive.exchange.formats import FORMATS
    from archive.storage import atomic

    form, facts = FORMATS[name], Facts(title="archive concordance", written=datetime.now(UTC))
    if str(path) == "-":
        form.write(units, sys.stdout.buffer, facts)
    elif path.exists():
        raise Conflict("there is a file of this name; move it away or choose another name", path)
    else:
        with atomic.writing(path) as file:
            form.write(units, file, facts)
