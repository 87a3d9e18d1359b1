"""What came of an import: how many units matched how, what changed, what has other words; for people and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archive.cli.output import counted, echo_json, echo_problems, shown

if TYPE_CHECKING:
    from archive.errors import Problem
    from archive.intake.importing_corrections import TextChange
    from archive.intake.importing_plans import Plan

LISTED = 50
PUT_TOGETHER = "put together"


def echo_plans(plans: Sequence[Plan], problems: Sequence[Problem], file: Path, *, dry_run: bool, as_json: bool) -> None:
    """A document after the other: what was done, the counts, the changes; then what to look at, with the unit in the file."""
    placed = [replace(problem, path=problem.path or file) for plan in plans for problem in plan.problems]
    if as_json:
        echo_json({"documents": list(map(_as_data, plans)), "problems": [*problems, *placed], "written": not dry_run})
        return
    for plan in plans:
        click.echo(f"{click.style(plan.action, bold=True)} {plan.document}  {_counts(plan)}")
        for unit in plan.pairings:
            sides = (" ".join(one.segment for one in side) or "nothing" for side in (unit.zh, unit.en))
            click.echo(f"  joined: {' = '.join(sides)}")
        for change in plan.texts:
            _echo_change(change)
    if dry_run:
        click.echo("a dry run: nothing was written")
    echo_problems([*problems, *placed[:LISTED]])
    if len(placed) > LISTED:
        click.echo(f"and {len(placed) - LISTED} more; --json lists all of them", err=True)


def _counts(plan: Plan) -> str:
    """How many units matched how; pieces of one sentence are one unit."""
    told = ", ".join(f"{number} {name}" for name, number in plan.counts.items() if number and name != PUT_TOGETHER)
    pieces = plan.counts.get(PUT_TOGETHER, 0)
    given = f" (put together from {len(plan.found) + pieces})" if pieces else ""
    return f"{counted(len(plan.found), 'unit')}{given}: {told}"


def _echo_change(change: TextChange) -> None:
    from archive.comparing.words import changed_words

    said = ""
    for piece in changed_words(change.old, change.new):
        if piece.op == "same":
            said += shown(piece.text)
        else:
            mark, colour = ("[-{}-]", "red") if piece.op == "removed" else ("{{+{}+}}", "green")
            said += click.style(mark.format(shown(piece.text)), fg=colour)
    click.echo(f"  unit {change.number}, {change.segment}: {said}")


def _as_data(plan: Plan) -> dict[str, Any]:
    return {
        "id": plan.document,
        "action": plan.action,
        "counts": plan.counts,
        "units": [
            {"number": match.number, "how": match.how, "segment": match.place, "likeness": round(match.found.likeness, 4)}
            for match in plan.found
        ],
        "pairings": [{"zh": unit.zh, "en": unit.en} for unit in plan.pairings],
        "texts": [{"number": one.number, "segment": one.segment, "old": one.old, "new": one.new} for one in plan.texts],
    }
