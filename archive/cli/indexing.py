"""Bringing the index up to date, as several commands do."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from archive.cli.output import counted_progress
from archive.errors import IndexUnusable, Problem

if TYPE_CHECKING:
    from archive.cli.settings import Settings
    from indexer.changes import Report


def update_index(settings: Settings, *, rebuild: bool = False) -> Report:
    """Bring the index up to date with the collection; says so where it, or the catalogue, had to be made anew."""
    from archive.catalogue import CatalogueDamaged

    try:
        report = _updated(settings, rebuild=rebuild, catalogue_anew=rebuild)
    except CatalogueDamaged as error:
        click.echo(f"archive: the catalogue cannot be read ({error}); it is made anew", err=True)
        report = _updated(settings, rebuild=rebuild, catalogue_anew=True)
    if report.rebuilt:
        click.echo(f"the index was made anew: {report.rebuilt}", err=True)
    return report


def _updated(settings: Settings, *, rebuild: bool, catalogue_anew: bool) -> Report:
    from archive.alignment.aligner.vectors import load_encoder
    from archive.catalogue.status import CurrentDocuments, current_documents
    from archive.store import Collection
    from indexer.building.build import update

    collection = Collection(settings.collection)
    with ExitStack() as stack:
        with counted_progress("cataloguing") as catalogued:
            current = current_documents(collection, settings.index, rebuild=catalogue_anew, progress=catalogued)
            documents = stack.enter_context(current)
        with counted_progress("indexing") as indexed:
            encoder = load_encoder() if settings.vectors else None
            report = update(documents, settings.index, indexed, rebuild=rebuild, engine=settings.engine, encoder=encoder)
        unread = documents.unread_rows() if isinstance(documents, CurrentDocuments) else []
        return replace(report, problems=[*report.problems, *unread])


def index_problems(settings: Settings) -> Sequence[Problem]:
    """Bring the index up to date after a change of the collection, and what went wrong; the change itself stands."""
    try:
        return update_index(settings).problems
    except IndexUnusable as error:
        return [error.problem]
