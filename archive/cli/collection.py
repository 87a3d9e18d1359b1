"""``archive list``, ``remove`` and ``check``."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from archive.cli.citing import day_option, standing
from archive.cli.indexing import index_problems
from archive.cli.output import counted, echo_json, echo_problems, echo_table, exit_status, json_option, progress

if TYPE_CHECKING:
    from archive.cli.settings import Settings
    from archive.errors import Problem
    from archive.model import Document
    from archive.validity import Validity


@click.command("list")
@day_option
@json_option
@click.pass_obj
def list_(settings: Settings, day: datetime | None, *, as_json: bool) -> None:
    """List the documents of the collection, with their validity."""
    from archive.store import Collection

    collection = Collection(settings.collection)
    problems: list[Problem] = []
    documents = [collection.read(document_id, problems) for document_id in progress(collection.ids(), "reading")]
    valid = standing(settings, documents, day) if documents else {}
    if as_json:
        echo_json([
            {**_summary(d), "editions": [e.name for e in d.editions], "validity": _status(d, valid.get(d.id))} for d in documents
        ])  # fmt: skip
    elif documents:
        echo_table(
            [
                (
                    d.id,
                    d.number or "-",
                    str(d.issued or "-"),
                    _status(d, valid.get(d.id)),
                    " ".join(e.name for e in d.editions),
                    d.title.best(),
                )
                for d in documents
            ]
        )
    else:
        click.echo(f"{settings.collection} holds no documents yet; `archive add FILE` takes one in", err=True)
    echo_problems(problems)
    exit_status(problems)


def _status(document: Document, found: Validity | None) -> str:
    return found.status if found else document.status


def _summary(document: Document) -> dict[str, object]:
    return {
        "id": document.id,
        "title": document.title,
        "number": document.number,
        "issuers": document.issuers,
        "type": document.type,
        "issued": document.issued,
        "status": document.status,
    }


@click.command()
@click.argument("document_id", metavar="ID")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def remove(settings: Settings, document_id: str, *, yes: bool) -> None:
    """Take a document out of the collection; its folder is kept in .removed and can be moved back."""
    from archive.history.recording import Recorder
    from archive.store import Collection

    collection = Collection(settings.collection)
    title = collection.read(document_id, []).title.best()
    if not yes:
        click.confirm(f"Remove {document_id} {title}?", abort=True)
    with collection.locked():
        recorder = Recorder(collection)
        echo_problems(recorder.mended)
        kept = recorder.remove(document_id)
    click.echo(f"removed: {document_id}; kept as {kept}")
    problems = index_problems(settings)
    echo_problems(problems)
    exit_status(problems)


@click.command()
@json_option
@click.pass_obj
def check(settings: Settings, *, as_json: bool) -> None:
    """Check the files of the collection; say what is wrong, with file and line."""
    from archive.checks import check_collection

    collection = settings.existing_collection()
    problems = list(check_collection(collection, progress(collection.ids(), "checking")))
    if as_json:
        echo_json(problems)
    else:
        echo_problems(problems, err=False)
        found = counted(len(problems), "finding") if problems else "nothing to mend"
        click.echo(f"{counted(len(collection.ids()), 'document')} checked: {found}")
    exit_status(problems, strict=True)
