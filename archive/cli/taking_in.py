"""``archive inspect`` and ``archive add``."""

from __future__ import annotations

import dataclasses
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archive.cli.indexing import index_problems
from archive.cli.output import echo_json, echo_problems, exit_status, json_option, progress
from archive.errors import Problem, UnreadableFile

if TYPE_CHECKING:
    from archive.cli.settings import Settings
    from archive.inspection import Inspection
    from archive.intake import Outcome
    from archive.parsing import Recognised

_files = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
_max_mb = click.option(
    "--max-mb", type=click.IntRange(1, 4096), default=64, show_default=True, help="The largest file to read, in MB."
)


@click.command()
@_files
@_max_mb
@json_option
def inspect(files: tuple[Path, ...], max_mb: int, *, as_json: bool) -> None:
    """Show what would be taken in from FILE; nothing is written."""
    inspections, problems = _inspect(files, max_mb)
    for inspection in inspections:
        problems += [*inspection.problems, *(problem for document in inspection.documents for problem in document.problems)]
    documents = [document for inspection in inspections for document in inspection.documents]
    if as_json:
        listed = [{"line": p.line, "severity": p.severity, "message": p.message, "file": str(p.path)} for p in problems]
        echo_json({"documents": [_contract(document) for document in documents], "problems": listed})
    else:
        for document in documents:
            _echo_recognised(document)
        echo_problems(problems)
    exit_status(problems)


@click.command()
@_files
@_max_mb
@click.option(
    "--replace", "replace_texts", is_flag=True, help="Put a text in place of another one that is there (it is kept in .removed)."
)
@click.option("--no-index", is_flag=True, help="Leave the search index as it is.")
@json_option
@click.pass_obj
def add(settings: Settings, files: tuple[Path, ...], max_mb: int, *, replace_texts: bool, no_index: bool, as_json: bool) -> None:
    """Take the documents in FILE into the collection.

    NAME.zh.md and NAME.en.md (or .txt) given together become one document with two editions.
    """
    from archive.intake import Intake
    from archive.store import Collection

    inspections, problems = _inspect(files, max_mb)
    collection = Collection(settings.collection)
    with collection.locked() if inspections else nullcontext():
        intake = Intake(collection, replace_texts=replace_texts)
        outcomes = [outcome for inspection in progress(inspections, "taking in") for outcome in intake.add(inspection)]
    if not no_index and any(outcome.action != "refused" for outcome in outcomes):
        problems += index_problems(settings)
    _echo_outcomes(outcomes, problems, as_json=as_json)
    exit_status([*problems, *(problem for outcome in outcomes for problem in outcome.problems)])


def _inspect(files: tuple[Path, ...], max_mb: int) -> tuple[list[Inspection], list[Problem]]:
    """Every file or pair that can be read; the others as problems."""
    from archive.inspection import group
    from archive.inspection import inspect as inspect_files

    inspections: list[Inspection] = []
    problems: list[Problem] = []
    for paths in progress(group(files), "reading"):
        try:
            inspections.append(inspect_files(paths, max_mb * 1_000_000))
        except UnreadableFile as error:
            problems.append(error.problem)
    return inspections, problems


def _echo_outcomes(outcomes: list[Outcome], problems: list[Problem], *, as_json: bool) -> None:
    if as_json:
        echo_json({"documents": [dataclasses.asdict(outcome) for outcome in outcomes], "problems": problems})
        return
    said = {"unchanged": "already here, nothing changed", "attached": "text attached", "refused": "not taken in"}
    for outcome in outcomes:
        click.echo(f"{said.get(outcome.action, outcome.action)}: {outcome.id or outcome.path}  {outcome.title}")
        if outcome.action != "unchanged":
            echo_problems(outcome.problems)
    echo_problems(problems)


def _contract(recognised: Recognised) -> dict[str, Any]:
    """A document as ``archive inspect --json`` promises it to other programs."""
    document = recognised.document
    return {
        "title": document.title,
        "number": document.number,
        "issuers": [issuer.best() for issuer in document.issuers],
        "type": document.type,
        "level": document.level,
        "region": document.region,
        "issued": document.issued,
        "effective": document.effective,
        "repeals": [{"title": r.title, "number": r.number} for r in document.relations if r.kind == "repeals"],
        "basis": [relation.title for relation in document.relations if relation.kind == "based on"],
        "language": document.editions[0].language,
        "segments": [
            {
                "id": s.id,
                "label": s.label,
                "level": s.level,
                "text": s.text,
                **({"language": e.language} if len(document.editions) > 1 else {}),
            }
            for e in document.editions
            for s in e.segments
        ],
        "citations": recognised.citations,
        "lines": (document.editions[0].provenance.lines if document.editions[0].provenance else None),
    }


def _echo_recognised(recognised: Recognised) -> None:
    document = recognised.document
    click.echo(click.style(document.title.best() or "(no title)", bold=True))
    facts = (
        ("number", document.number),
        ("issuers", "、".join(issuer.best() for issuer in document.issuers)),
        ("type", document.type),
        ("issued", document.issued),
        ("effective", document.effective),
        ("based on", "、".join(f"《{r.title}》" for r in document.relations if r.kind == "based on")),
        ("repeals", "、".join(f"{r.title or ''}{r.number or ''}" for r in document.relations if r.kind == "repeals")),
    )
    for name, value in facts:
        click.echo(f"  {name + ':':<11}{value or '-'}")
    for edition in document.editions:
        levels = [segment.level for segment in edition.segments]
        counted = ", ".join(f"{levels.count(level)} {level}" for level in dict.fromkeys(levels))
        click.echo(f"  {edition.language + ':':<11}{len(levels)} segments ({counted})")
