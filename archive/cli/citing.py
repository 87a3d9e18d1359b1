"""``archive cites``: what a document cites, and who cites it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from archive.cli.output import echo_json, json_option

if TYPE_CHECKING:
    from archive.catalogue import Catalogue, Cited
    from archive.cli.settings import Settings
    from archive.model import Document
    from archive.validity import Validity


day_option = click.option(
    "--on", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The day that the validity is of; today."
)


@contextmanager
def catalogue_of(settings: Settings) -> Iterator[Catalogue | None]:
    """The catalogue, up to date with the collection; None where it cannot be read back. Raises IndexUnusable."""
    from archive.catalogue import Catalogue, catalogue_path
    from archive.catalogue import writing as catalogue_writing

    path = catalogue_path(settings.index)
    catalogue_writing.update(settings.existing_collection(), path)
    catalogue = Catalogue.open(path)
    try:
        yield catalogue
    finally:
        if catalogue:
            catalogue.close()


def standing(settings: Settings, documents: Sequence[Document], day: datetime | None) -> dict[str, Validity]:
    """The validity of documents on a day, by id; empty where no catalogue can be made: a collection may be read only."""
    from archive.catalogue.status import validity_of
    from archive.errors import IndexUnusable

    on = day.date() if day else date.today()
    try:
        with catalogue_of(settings) as catalogue:
            return {one.id: validity_of(catalogue, one, on) for one in documents} if catalogue else {}
    except (IndexUnusable, OSError):
        return {}


def citing_documents(settings: Settings, document_id: str) -> list[str]:
    """The ids of the documents that cite one, each once, oldest first; empty where no catalogue can be made."""
    from archive.errors import IndexUnusable

    try:
        with catalogue_of(settings) as catalogue:
            return catalogue.citing(document_id) if catalogue else []
    except (IndexUnusable, OSError):
        return []


@click.command()
@click.argument("document_id", metavar="ID")
@day_option
@json_option
@click.pass_obj
def cites(settings: Settings, document_id: str, day: datetime | None, *, as_json: bool) -> None:
    """Show what the text of a document cites, who cites it, and whether it is in force."""
    from archive.catalogue import catalogue_path
    from archive.catalogue.status import validity_of
    from archive.errors import IndexUnusable

    document = settings.existing_collection().load(document_id)
    with catalogue_of(settings) as catalogue:
        if catalogue is None:
            raise IndexUnusable("the catalogue cannot be read back; delete it: it is made again", catalogue_path(settings.index))
        found = validity_of(catalogue, document, day.date() if day else date.today())
        if as_json:
            echo_json(_as_json(catalogue, document, found))
        else:
            _echo(catalogue, document, found)


def _echo(catalogue: Catalogue, document: Document, found: Validity) -> None:
    click.echo(click.style(document.title.best(), bold=True))
    click.echo(f"status:    {validity_words(found)}")
    versions = [one for one in catalogue.versions_of(document) if one.id != document.id]
    for one in versions:
        click.echo(f"version:   {one.id} {one.issued} {one.title.best()}")
    for cited in catalogue.citations_of(document.id):
        target = " ".join(filter(None, (cited.target.id, cited.segment))) if cited.target else "not in the archive"
        click.echo(f"cites:     [{cited.citation.segment} {cited.edition}] {cited.words} → {target}")
    for cited in catalogue.cited_by(document.id):
        where = cited.segment or "the whole"
        click.echo(f"cited by:  {cited.source.id} [{cited.citation.segment} {cited.edition}] {cited.words} → {where}")


def validity_words(found: Validity) -> str:
    """``repealed since 2024-05-01, by nhc-2024-13 (written down as in force)``."""
    words: str = found.status
    words += f" since {found.since}" if found.since else ""
    words += f", by {found.by.id} ({found.cause})" if found.by else ""
    return words + (f"; written down as {found.stated}" if found.stated else "")


def validity_json(found: Validity | None) -> dict[str, object] | None:
    """The same for other programs; None where no validity is known."""
    if found is None:
        return None
    by = found.by.id if found.by else None
    return {"status": found.status, "since": found.since, "by": by, "cause": found.cause, "stated": found.stated}


def _as_json(catalogue: Catalogue, document: Document, found: Validity) -> dict[str, object]:
    return {
        "id": document.id,
        **(validity_json(found) or {}),
        "versions": [{"id": one.id, "issued": one.issued} for one in catalogue.versions_of(document)],
        "cites": [_citation(cited) for cited in catalogue.citations_of(document.id)],
        "cited_by": [_citation(cited) for cited in catalogue.cited_by(document.id)],
    }


def _citation(cited: Cited) -> dict[str, object]:
    return {
        "document": cited.source.id,
        "edition": cited.edition,
        "words": cited.words,
        "citation": cited.citation,
        "target": cited.target.id if cited.target else None,
        "segment": cited.segment,
    }
