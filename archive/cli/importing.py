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
from archive.cli.signing import by_option
from archive.cli.taking_in import max_mb_option
from archive.errors import BadQuery

if TYPE_CHECKING:
    from archive.alignment.editions.corrections import Correction
    from archive.cli.settings import Settings
    from archive.errors import Problem
    from archive.history.history import Action
    from archive.intake.importing_documents import Numbered
    from archive.intake.importing_plans import Plan
    from archive.model import Document, Provenance
    from archive.store import Collection


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--to", metavar="ID", help="The document that the file is of, where the file does not say so.")
@click.option("--terms", "of_terms", is_flag=True, help="FILE is a glossary (CSV, TSV) for the term base; a TBX file always is.")
@click.option(
    "--replace", "replace_texts", is_flag=True, help="Put other words of the file in the place of those that are there."
)
@click.option("--dry-run", is_flag=True, help="Write nothing; show what would be done.")
@click.option("--no-index", is_flag=True, help="Leave the search index as it is.")
@by_option
@max_mb_option
@json_option
@click.pass_obj
def import_(
    settings: Settings,
    file: Path,
    to: str | None,
    by: str,
    max_mb: int,
    *,
    of_terms: bool,
    replace_texts: bool,
    dry_run: bool,
    no_index: bool,
    as_json: bool,
) -> None:
    """Take translation units back in: TMX, XLIFF, CSV, TSV, a Word table with two columns, or JSON Lines. Or terms: TBX.

    A document without a translation gets one. In one that has both texts, pairs that are joined otherwise become rows of
    alignment.tsv; translations in other words are shown, and taken over with --replace. The terms of a TBX file (with --terms,
    of a CSV or TSV file) are added to the term base; where they contradict it that is told, and --replace follows the file.
    """
    from archive.exchange.formats import is_term_base

    if of_terms or is_term_base(file):
        from archive.cli.importing_terms import import_terms

        if to:
            raise BadQuery("a term base is of no single document; leave --to out")
        import_terms(settings, file, max_mb, replace_terms=replace_texts, dry_run=dry_run, no_index=no_index, as_json=as_json)
        return
    problems: list[Problem] = []
    collection = settings.existing_collection()
    with nullcontext() if dry_run else collection.locked():
        by_id = _units(file, to, max_mb, collection, problems)
        # all of them first: where one is refused, nothing is written
        plans = [_plan(settings, collection, document_id, units, by, replace_texts=replace_texts) for document_id, units in by_id]
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
    from archive.intake.importing_documents import by_document, languages_of

    def check(document_id: str) -> None:
        languages_of(collection.load(document_id))

    if to:
        check(to)  # a mistyped id is told before anything is read
    units = formats.read(file, problems, ReadLimits(file_bytes=max_mb * 1_000_000))
    return list(by_document(units, to, collection.ids(), check).items())


def _plan(settings: Settings, collection: Collection, document_id: str, units: Numbered, by: str, *, replace_texts: bool) -> Plan:
    from archive.catalogue.units import units_of
    from archive.intake.importing import Importer
    from archive.intake.importing_plans import Signature

    lexicon, signed = document_lexicon(settings), Signature(date.today(), by)

    def plan(document: Document, rows: Sequence[Correction]) -> Plan:
        alignment = units_of(document, lexicon, rows)
        return Importer(document, alignment, rows, signed=signed, replace_texts=replace_texts).plan(units)

    document, corrections = collection.load(document_id), collection.alignment(document_id)
    found = plan(document, corrections)
    if found.edition is None:
        return found
    # what a file joins holds for words that only now come in, too
    return found.then(plan(found.of(document), corrections if found.corrections is None else found.corrections))


def _write(collection: Collection, file: Path, plans: Sequence[Plan]) -> Sequence[Problem]:
    """Write what was planned into the collection and its history; what was mended of an earlier run."""
    from archive.history.recording import Origin, Recorder

    recorder = Recorder(collection)
    source = provenance_of(file)
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


def provenance_of(file: Path) -> Provenance:
    """The name and the sha256 of a file."""
    import hashlib
    import os

    from archive.model import Provenance

    with file.open("rb") as data:
        sha256 = hashlib.file_digest(data, "sha256").hexdigest()
    return Provenance(os.fsencode(file.name).decode("utf-8", "replace"), sha256)
