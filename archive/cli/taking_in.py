"""``archive inspect`` and ``archive add``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archive.cli.confirming import Confirmation
from archive.cli.indexing import index_problems
from archive.cli.inspecting import contract, echo_recognised, files_and_groups, inspections
from archive.cli.outcomes import echo_grouped, echo_outcomes
from archive.cli.output import echo_json, exit_status, json_option
from archive.errors import ArchiveError, BadQuery, Problem

if TYPE_CHECKING:
    from archive.cli.settings import Settings
    from archive.corrections import Setting
    from archive.inspection import Inspection
    from archive.intake import Intake, Outcome
    from archive.store import Collection

_files = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
max_mb_option = click.option(
    "--max-mb", type=click.IntRange(1, 4096), default=64, show_default=True, help="The largest file to read, in MB."
)


@click.command()
@_files
@max_mb_option
@json_option
def inspect(files: tuple[Path, ...], max_mb: int, *, as_json: bool) -> None:
    """Show what would be taken in from FILE; nothing is written. A folder means every file in it."""
    problems: list[Problem] = []
    documents: list[dict[str, Any]] = []
    for inspection in inspections(files_and_groups(files, problems), max_mb, problems, "reading"):
        problems += [*inspection.problems, *(problem for document in inspection.documents for problem in document.problems)]
        for document in inspection.documents:
            if as_json:
                documents.append(contract(document))
            else:
                echo_recognised(document)
    if as_json:
        listed = [{"line": p.line, "severity": p.severity, "message": p.message, "file": str(p.path)} for p in problems]
        echo_json({"documents": documents, "problems": listed})
    else:
        echo_grouped(problems)
    exit_status(problems)


@click.command()
@_files
@max_mb_option
@click.option("--dry-run", is_flag=True, help="Write nothing; show what would be done, and the ids that would be given.")
@click.option("--yes", is_flag=True, help="Do not ask whether what was recognised is right.")
@click.option(
    "--set", "assignments", multiple=True, metavar="KEY=VALUE", help="Put a fact right (3:KEY=VALUE: of the third document)."
)
@click.option("--translation-of", metavar="ID", help="Attach FILE to this document, as its translation.")
@click.option(
    "--replace", "replace_texts", is_flag=True, help="Put a text in place of another one that is there (it is kept in .removed)."
)
@click.option("--no-index", is_flag=True, help="Leave the search index as it is.")
@json_option
@click.pass_obj
def add(
    settings: Settings,
    files: tuple[Path, ...],
    max_mb: int,
    *,
    dry_run: bool,
    yes: bool,
    assignments: tuple[str, ...],
    translation_of: str | None,
    replace_texts: bool,
    no_index: bool,
    as_json: bool,
) -> None:
    """Take the documents in FILE into the collection; a folder means every file in it.

    NAME.zh.md and NAME.en.md (or .txt) given together become one document with two editions.
    """
    from archive.corrections import parse_setting

    wanted = [parse_setting(text) for text in assignments]
    problems: list[Problem] = []
    groups = files_and_groups(files, problems)
    if (wanted or translation_of) and len(groups) != 1:
        raise BadQuery("--set and --translation-of are for one file (or pair) at a time; hand the files in one by one")
    read = inspections(groups, max_mb, problems, "taking in")
    confirmation = Confirmation(wanted=not (yes or dry_run or as_json))
    ready = (confirmation.of(found) for found in _with_facts(read, wanted))
    outcomes = list(_taken_in(settings, ready, problems, translation_of, replace_texts=replace_texts, dry_run=dry_run))
    if not (no_index or dry_run) and any(outcome.action not in ("refused", "unchanged") for outcome in outcomes):
        problems += index_problems(settings)
    echo_outcomes(outcomes, problems, dry_run=dry_run, as_json=as_json)
    exit_status([*problems, *(problem for outcome in outcomes for problem in outcome.problems)])


def _with_facts(read: Iterable[Inspection], wanted: list[Setting]) -> Iterator[Inspection]:
    from archive.corrections import corrected_all

    for inspection in read:
        yield replace(inspection, documents=corrected_all(inspection.documents, wanted)) if wanted else inspection


def _taken_in(
    settings: Settings,
    ready: Iterable[Inspection],
    problems: list[Problem],
    translation_of: str | None,
    *,
    replace_texts: bool,
    dry_run: bool,
) -> Iterator[Outcome]:
    """Every document, file by file: no more than one file is held in memory. The collection is locked from the first on."""
    from archive.intake import Intake
    from archive.store import Collection

    collection = Collection(settings.collection)
    intake: Intake | None = None
    with ExitStack() as stack:
        for inspection in ready:
            if intake is None:
                if not dry_run:
                    stack.enter_context(collection.locked())
                intake = Intake(collection, replace_texts=replace_texts, dry_run=dry_run)
                stack.callback(intake.close)
                problems += intake.problems
            if translation_of:
                yield from _attached(collection, intake, inspection, translation_of, problems)
            else:
                yield from intake.add(inspection)


def _attached(
    collection: Collection, intake: Intake, inspection: Inspection, original_id: str, problems: list[Problem]
) -> Iterator[Outcome]:
    from archive.alignment.meeting import meeting
    from archive.intake import as_translation

    original = collection.load(original_id)
    try:
        translation = as_translation(inspection, original)
    except ArchiveError as error:
        problems.append(error.problem)
        return
    for outcome in intake.add(translation, translation_of=original_id):
        said = meeting(original, translation.documents[0].edition)
        yield replace(outcome, problems=(*outcome.problems, *said))
