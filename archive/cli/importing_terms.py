"""``archive import TERMS.tbx``: the terms of a file, into the term base."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.cli.importing_report import LISTED
from archive.cli.indexing import index_problems
from archive.cli.output import counted, echo_json, echo_problems, exit_status, shown
from archive.errors import Conflict

if TYPE_CHECKING:
    from archive.cli.settings import Settings
    from archive.errors import Problem
    from archive.intake.importing_terms import TermPlan
    from archive.model import Term


def import_terms(
    settings: Settings, file: Path, max_mb: int, *, replace_terms: bool, dry_run: bool, no_index: bool, as_json: bool
) -> None:
    """Add the terms of a file to the term base, whole or not at all; a change that `archive undo` takes back."""
    from archive.exchange.facts import ReadLimits
    from archive.exchange.formats import read_terms
    from archive.intake.importing_terms import merged_terms

    problems: list[Problem] = []
    collection = settings.existing_collection()
    with nullcontext() if dry_run else collection.locked():
        before = collection.terms()  # a mistake in it is told before anything is written
        given = list(read_terms(file, problems, ReadLimits(file_bytes=max_mb * 1_000_000)))
        if not given:
            raise Conflict("the file has no term that could be taken in", file)
        plan = merged_terms(before, given, replace_terms=replace_terms)
        is_new = plan.terms != before
        if is_new and not dry_run:
            from archive.cli.importing import provenance_of
            from archive.history.recording import Origin, Recorder

            recorder, source = Recorder(collection), provenance_of(file)
            recorder.write_terms(plan.terms, Origin(source.file, source.sha256, (_counts(plan),)))
            problems += recorder.mended
    if is_new and not (no_index or dry_run):
        problems += index_problems(settings)
    _echo(plan, problems, file, dry_run=dry_run, as_json=as_json)
    exit_status(problems)


def _echo(plan: TermPlan, problems: list[Problem], file: Path, *, dry_run: bool, as_json: bool) -> None:
    from dataclasses import replace

    placed = [replace(problem, path=file) for problem in plan.problems]
    if as_json:
        data = {"added": plan.added, "changed": plan.changed, "same": plan.same}
        echo_json({**data, "problems": [*problems, *placed], "written": not dry_run})
        return
    click.echo(f"{click.style('terms', bold=True)}  {_counts(plan)}, {plan.same} the same")
    for sign, term in [*(("+", term) for term in plan.added), *(("~", term) for term in plan.changed)][:LISTED]:
        click.echo(f"  {sign} {_line(term)}")
    if (more := len(plan.added) + len(plan.changed) - LISTED) > 0:
        click.echo(f"  and {more} more; --json lists all of them")
    if dry_run:
        click.echo("a dry run: nothing was written")
    echo_problems([*problems, *placed[:LISTED]])
    if len(placed) > LISTED:
        click.echo(f"and {len(placed) - LISTED} more; --json lists all of them", err=True)


def _counts(plan: TermPlan) -> str:
    return f"{counted(len(plan.added), 'term')} added, {len(plan.changed)} changed"


def _line(term: Term) -> str:
    return shown("  ".join(filter(None, (term.zh, term.en, term.status, term.note))))
