"""``archive import``: files of translation units, as a translation or as corrections, into the collection."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.cli.aligning_document import document_lexicon
from archive.cli.importing_report import echo_plans
from archive.cli.indexing import index_problems
from archive.cli.output import exit_status, json_option
from archive.cli.taking_in import max_mb_option
from archive.errors import Conflict

if TYPE_CHECKING:
    from archive.cli.settings import Settings
    from archive.errors import Problem
    from archive.history.history import Action
    from archive.intake.importing import Plan
    from archive.intake.importing_documents import Numbered
    from archive.model import Provenance
    from archive.store import Collection


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--to", metavar="ID", help="The document that the file is of, where the file does not say so.")
@click.option(
    "--replace", "replace_texts", is_flag=True, help="Put other words of the file in the place of those that are there."
)
@click.option("--dry-run", is_flag=True, help="Write nothing; show what would be done.")
@click.option("--no-index", is_flag=True, help="Leave the search index as it is.")
@max_mb_option
@json_option
@click.pass_obj
def import_(
    settings: Settings,
    file: Path,
    to: str | None,
    max_mb: int,
    *,
    replace_texts: bool,
    dry_run: bool,
    no_index: bool,
    as_json: bool,
) -> None:
    """Take translation units back in: TMX, XLIFF, CSV, TSV, a Word table with two columns, or JSON Lines.

    A document without a translation gets one. In one that has both texts, pairs that are joined otherwise become rows of
    alignment.tsv; translations in other words are shown, and taken over with --replace.
    """
    problems: list[Problem] = []
    collection = settings.existing_collection()
    with nullcontext() if dry_run else collection.locked():
        by_id = _units(file, to, max_mb, collection, problems)
        # all of them first: where one is refused, nothing is written
        plans = [_plan(settings, collection, document_id, units, replace_texts=replace_texts) for document_id, units in by_id]
        if not dry_run:
            problems += _write(collection, file, plans)
    if not (no_index or dry_run) and any(plan.action != "unchanged" for plan in plans):
        problems += index_problems(settings)
    echo_plans(plans, problems, file, dry_run=dry_run, as_json=as_json)
    exit_status(problems)


def _units(
    file: Path, to: str | None, max_mb: int, collection: Collection, problems: list[Problem]
) -> Sequence[tuple[str, Numbered]]:
    """The units of a file by the document they are of; what the file's reader has to tell is added to ``problems``."""
    from archive.exchange import formats
    from archive.exchange.facts import ReadLimits
    from archive.intake.importing_documents import by_document

    if to:
        collection.load(to)  # a mistyped id is told before anything is read
    units = formats.read(file, problems, ReadLimits(file_bytes=max_mb * 1_000_000))
    found = list(by_document(units, to, collection.ids()).items())
    if not found:
        raise Conflict("the file has no translation unit that could be taken in", file)
    return found


def _plan(settings: Settings, collection: Collection, document_id: str, units: Numbered, *, replace_texts: bool) -> Plan:
    from archive.catalogue.units import units_of
    from archive.intake.importing import Importer

    document, corrections = collection.load(document_id), collection.alignment(document_id)
    alignment = units_of(document, document_lexicon(settings), corrections)
    importer = Importer(document, alignment, corrections, today=date.today(), replace_texts=replace_texts)
    return importer.plan(units)


def _write(collection: Collection, file: Path, plans: Sequence[Plan]) -> Sequence[Problem]:
    """Write what was planned into the collection and its history; what was mended of an earlier run."""
    from archive.history.recording import Origin, Recorder

    recorder = Recorder(collection)
    source = _provenance(file)
    for plan in plans:
        if files := dict(_files(plan, source)):
            action: Action = "attached" if plan.action == "attached" else "edited"
            recorder.write_files(plan.document, files, action, Origin(source.file, source.sha256, tuple(sorted(files))))
    return recorder.mended


def _files(plan: Plan, source: Provenance) -> Iterator[tuple[str, str]]:
    """The files of the document's folder that change, each with its new text."""
    from archive.storage import alignment_file, edition_file

    if plan.edition is not None:
        new = plan.action == "attached"
        yield f"{plan.edition.name}.md", edition_file.write(replace(plan.edition, provenance=source) if new else plan.edition)
    if plan.corrections is not None:
        yield alignment_file.NAME, alignment_file.write(plan.corrections)


def _provenance(file: Path) -> Provenance:
    import hashlib
    import os

    from archive.model import Provenance

    with file.open("rb") as data:
        sha256 = hashlib.file_digest(data, "sha256").hexdigest()
    return Provenance(os.fsencode(file.name).decode("utf-8", "replace"), sha256)
