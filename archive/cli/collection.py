"""``archive list``, ``show``, ``remove`` and ``check``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from archive.cli.indexing import index_problems
from archive.cli.output import counted, echo_json, echo_problems, echo_table, exit_status, json_option, progress

if TYPE_CHECKING:
    from archive.cli.settings import Settings
    from archive.errors import Problem
    from archive.model import Document, Relation


@click.command("list")
@json_option
@click.pass_obj
def list_(settings: Settings, *, as_json: bool) -> None:
    """List the documents of the collection."""
    from archive.store import Collection

    collection = Collection(settings.collection)
    problems: list[Problem] = []
    documents = [collection.read(document_id, problems) for document_id in progress(collection.ids(), "reading")]
    if as_json:
        echo_json([{**_summary(document), "editions": [edition.name for edition in document.editions]} for document in documents])
    elif documents:
        echo_table(
            [
                (d.id, d.number or "-", str(d.issued or "-"), " ".join(e.name for e in d.editions), d.title.best())
                for d in documents
            ]
        )
    else:
        click.echo(f"{settings.collection} holds no documents yet; `archive add FILE` takes one in", err=True)
    echo_problems(problems)
    exit_status(problems)


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
@json_option
@click.pass_obj
def show(settings: Settings, document_id: str, *, as_json: bool) -> None:
    """Show a document: its facts and its text, both languages passage by passage."""
    from archive.alignment.rows import rows
    from archive.store import Collection

    document = Collection(settings.collection).load(document_id)
    if as_json:
        editions = [
            {"name": e.name, "kind": e.kind, "sha256": e.sha256, "by": e.by, "segments": e.segments} for e in document.editions
        ]
        facts = {name: getattr(document, name) for name in document.__slots__ if name != "editions"}
        echo_json({**facts, "editions": editions})
        return
    for line in _facts(document):
        click.echo(line)
    for row in rows(document):
        click.echo()
        for cell in filter(None, (row.zh, row.en)):
            click.echo(
                f"[{row.id} {cell.language} {cell.kind}] " + " ".join(filter(None, (cell.segment.label, cell.segment.text)))
            )


def _relation(relation: Relation) -> str:
    """``cites 中华人民共和国民法典 art_3, at art_1``: kind, target and what of it, and where the text says so."""
    words = (relation.kind, relation.document, relation.title, relation.number, *relation.provisions)
    return " ".join(filter(None, words)) + (f", at {' '.join(relation.segments)}" if relation.segments else "")


def _facts(document: Document) -> list[str]:
    lines = [click.style(title, bold=True) for title in (document.title.zh, document.title.en) if title]
    facts = {
        "id": document.id,
        "number": document.number,
        "issuers": "; ".join(issuer.best() for issuer in document.issuers),
        "type": document.type,
        "issued": document.issued,
        "effective": document.effective,
        "status": document.status,
        "unstated": ", ".join(document.unstated),
    }
    lines += [f"{name + ':':<11}{value}" for name, value in facts.items() if value]
    lines += [f"relation:  {_relation(relation)}" for relation in document.relations]
    return lines + [f"note:      {note.message}" + (f" (line {note.line})" if note.line else "") for note in document.notes]


@click.command()
@click.argument("document_id", metavar="ID")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def remove(settings: Settings, document_id: str, *, yes: bool) -> None:
    """Take a document out of the collection; its folder is kept in .removed and can be moved back."""
    from archive.recording import Recorder
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
