"""What became of the documents handed in: a table, counts, and the problems by file."""

from __future__ import annotations

import dataclasses
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.cli.output import counted, echo_json, echo_problems, shown, table_lines

if TYPE_CHECKING:
    from archive.errors import Problem
    from archive.intake.intake import Outcome

_LONGEST_ID = 26


def echo_outcomes(outcomes: Sequence[Outcome], problems: Sequence[Problem], *, dry_run: bool, as_json: bool) -> None:
    """A line a document (what was done, id, number, title) under its file's name, then counts and the problems."""
    if as_json:
        echo_json({"documents": [dataclasses.asdict(outcome) for outcome in outcomes], "problems": problems})
        return
    files = {outcome.path: None for outcome in outcomes}
    rows = [(one.action, one.id or "-", one.number or "-", shown(one.title)) for one in outcomes]
    lines = table_lines(rows, most=(None, _LONGEST_ID, None, None), width=_width(len(files) > 1)) if rows else ()
    last: Path | None = None
    for outcome, line in zip(outcomes, lines, strict=True):
        if len(files) > 1 and outcome.path != last:
            click.echo(click.style(shown(outcome.path.name), bold=True))
        last = outcome.path
        click.echo(f"  {line}" if len(files) > 1 else line)
    if len(outcomes) > 1:
        counts = Counter(outcome.action for outcome in outcomes)
        done = ", ".join(f"{number} {action}" for action, number in counts.items())
        click.echo(f"{counted(len(files), 'file')}, {counted(len(outcomes), 'document')}: {done}")
    if dry_run and outcomes:
        click.echo("a dry run: nothing was written")
    echo_grouped([*(problem for one in outcomes for problem in _placed(one)), *problems])


def _width(indented: bool) -> int | None:
    """The columns that a line may have; None where nobody looks at a terminal."""
    return shutil.get_terminal_size().columns - 2 * indented if sys.stdout.isatty() else None


def echo_grouped(problems: Iterable[Problem]) -> None:
    """Problems with those of one file together, in the order in which the files first occur."""
    by_file: dict[Path | None, list[Problem]] = {}
    for problem in problems:
        by_file.setdefault(problem.path, []).append(problem)
    for of_file in by_file.values():
        echo_problems(of_file)


def _placed(outcome: Outcome) -> list[Problem]:
    return [dataclasses.replace(problem, path=problem.path or outcome.path) for problem in outcome.problems]
