"""What became of the documents handed in: a table, counts, and the problems by file."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.cli.output import counted, echo_json, echo_problems, echo_table, shown

if TYPE_CHECKING:
    from archive.errors import Problem
    from archive.intake import Outcome

_SAID = {"unchanged": "already here, nothing changed", "attached": "text attached", "refused": "not taken in"}
_WOULD = {"added": "would be added", "attached": "text would be attached", "replaced": "would be replaced"}
_TITLE = 40


def echo_outcomes(outcomes: Sequence[Outcome], problems: Sequence[Problem], *, dry_run: bool, as_json: bool) -> None:
    """A line a document (file → id, what was done, number, title), counts where there are several, then the problems."""
    if as_json:
        echo_json({"documents": [dataclasses.asdict(outcome) for outcome in outcomes], "problems": problems})
        return
    said = {**_SAID, **(_WOULD if dry_run else {})}
    rows = [
        (
            f"{said.get(one.action, one.action)}:",
            f"{shown(one.path.name)} → {one.id or '-'}",
            one.number or "-",
            _short(shown(one.title)),
        )
        for one in outcomes
    ]
    if rows:
        echo_table(rows)
    if len(outcomes) > 1:
        counts = Counter(said.get(outcome.action, outcome.action) for outcome in outcomes)
        files = counted(len({outcome.path for outcome in outcomes}), "file")
        click.echo(f"{files}, {counted(len(outcomes), 'document')}: " + ", ".join(f"{n} {word}" for word, n in counts.items()))
    echo_grouped([*(problem for one in outcomes if one.action != "unchanged" for problem in _placed(one)), *problems])


def echo_grouped(problems: Iterable[Problem]) -> None:
    """Problems with those of one file together, in the order in which the files first occur."""
    by_file: dict[Path | None, list[Problem]] = {}
    for problem in problems:
        by_file.setdefault(problem.path, []).append(problem)
    for of_file in by_file.values():
        echo_problems(of_file)


def _placed(outcome: Outcome) -> list[Problem]:
    return [dataclasses.replace(problem, path=problem.path or outcome.path) for problem in outcome.problems]


def _short(title: str) -> str:
    return title if len(title) <= _TITLE else f"{title[: _TITLE - 1]}…"
