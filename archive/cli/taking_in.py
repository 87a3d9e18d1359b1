"""``archive inspect`` and ``archive add``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archive.cli.confirming import Confirmation
from archive.cli.handing_in import IntakeOptions, batches, taken_in, with_facts
from archive.cli.indexing import index_problems
from archive.cli.inspecting import contract, echo_recognised, files_and_groups, inspections, limits_of
from archive.cli.outcomes import echo_grouped, echo_outcomes
from archive.cli.output import echo_json_lists, exit_status, json_option
from archive.errors import BadQuery, Problem

if TYPE_CHECKING:
    from archive.cli.settings import Settings
    from archive.intake.intake import Outcome
    from archive.parsing import Recognised
    from archive.reading import Limits

_STOPPED = "stopped before the end; only what is listed was taken in: give the command again for the rest"
_NOT_INDEXED = "stopped before the index was up to date; what is listed was taken in: `archive index` goes on with it"
_files = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
max_mb_option = click.option(
    "--max-mb", type=click.IntRange(1, 4096), default=64, show_default=True, help="The largest file to read, in MB."
)

max_pages_option = click.option(
    "--max-pages", type=click.IntRange(1, 1_000_000), default=5000, show_default=True, help="The most pages of a PDF to read."
)


@click.command()
@_files
@max_mb_option
@max_pages_option
@json_option
def inspect(files: tuple[Path, ...], max_mb: int, max_pages: int, *, as_json: bool) -> None:
    """Show what would be taken in from FILE; nothing is written. A folder means every file in it."""
    problems: list[Problem] = []
    found = _documents_in(files_and_groups(files, problems), limits_of(max_mb, max_pages), problems)
    if as_json:
        echo_json_lists(documents=map(contract, found), problems=_listed(problems))
    else:
        for document in found:
            echo_recognised(document)
        echo_grouped(problems)
    exit_status(problems)


def _documents_in(groups: list[tuple[Path, ...]], limits: Limits, problems: list[Problem]) -> Iterator[Recognised]:
    """Each document of each file in turn; what was uncertain is added to ``problems``."""
    for inspection in inspections(groups, limits, problems, "reading"):
        problems += [*inspection.problems, *(problem for document in inspection.documents for problem in document.problems)]
        yield from inspection.documents


def _listed(problems: list[Problem]) -> Iterator[dict[str, Any]]:
    for p in problems:
        yield {"line": p.line, "severity": p.severity, "message": p.message, "file": str(p.path)}


@click.command()
@_files
@max_mb_option
@max_pages_option
@click.option("--dry-run", is_flag=True, help="Write nothing; show what would be done, and the ids that would be given.")
@click.option("--yes", is_flag=True, help="Do not ask whether what was recognised is right.")
@click.option(
    "--set", "assignments", multiple=True, metavar="KEY=VALUE", help="Put a fact right (3:KEY=VALUE: of the third document)."
)
@click.option("--translation-of", metavar="ID", help="Attach FILE to this document, as its translation.")
@click.option(
    "--replace", "replace_texts", is_flag=True, help="Put a text in place of another one that is there (it is kept in .removed)."
)
@click.option(
    "--as-version", is_flag=True, help="Keep a text beside one of the same number and title, as its version of another date."
)
@click.option("--no-index", is_flag=True, help="Leave the search index as it is.")
@json_option
@click.pass_obj
def add(
    settings: Settings,
    files: tuple[Path, ...],
    max_mb: int,
    max_pages: int,
    *,
    dry_run: bool,
    yes: bool,
    assignments: tuple[str, ...],
    translation_of: str | None,
    replace_texts: bool,
    as_version: bool,
    no_index: bool,
    as_json: bool,
) -> None:
    """Take the documents in FILE into the collection; a folder means every file in it.

    NAME.zh.md and NAME.en.md (or .txt) given together become one document with two editions.
    """
    from archive.intake.corrections import parse_setting
    from archive.intake.handed_in import check_apart
    from archive.store import Collection

    wanted = [parse_setting(text) for text in assignments]
    problems: list[Problem] = []
    for folder in filter(Path.is_dir, files):
        check_apart(folder, settings.collection)
    groups = files_and_groups(files, problems)
    if (wanted or translation_of) and len(groups) != 1:
        raise BadQuery("--set and --translation-of are for one file (or pair) at a time; hand the files in one by one")
    if translation_of:
        Collection(settings.collection).load(translation_of)  # a mistyped id is told before anything is read or asked
    confirmation = Confirmation(wanted=not (yes or dry_run or as_json))
    read = inspections(groups, limits_of(max_mb, max_pages), problems, None if confirmation.asks else "taking in")
    ready = (confirmation.of(found) for found in with_facts(read, wanted))
    options = IntakeOptions(replace_texts=replace_texts, as_version=as_version, dry_run=dry_run)
    outcomes: list[Outcome] = []
    try:
        for batch in batches(ready, confirmation):
            # one by one: what was done stays known where the person stops
            outcomes.extend(taken_in(settings.collection, batch, problems, translation_of, options))
    except (click.Abort, KeyboardInterrupt):
        click.echo(err=True)
        problems.append(Problem("error", _STOPPED))
    if not (no_index or dry_run) and any(outcome.action not in ("refused", "unchanged") for outcome in outcomes):
        try:
            problems += index_problems(settings)
        except KeyboardInterrupt:
            click.echo(err=True)
            problems.append(Problem("error", _NOT_INDEXED))
    echo_outcomes(outcomes, problems, dry_run=dry_run, as_json=as_json)
    exit_status([*problems, *(problem for outcome in outcomes for problem in outcome.problems)])
