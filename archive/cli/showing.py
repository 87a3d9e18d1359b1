"""``archive show``: a document's facts and its text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import click

from archive.cli.citing import citing_documents, day_option, standing, validity_json, validity_words
from archive.cli.output import echo_json, json_option

if TYPE_CHECKING:
    from archive.cli.settings import Settings
    from archive.model import Document, Relation
    from archive.validity import Validity


@click.command()
@click.argument("document_id", metavar="ID")
@day_option
@json_option
@click.pass_obj
def show(settings: Settings, document_id: str, day: datetime | None, *, as_json: bool) -> None:
    """Show a document: its facts and its text, both languages passage by passage."""
    from archive.alignment.editions.rows import rows
    from archive.store import Collection

    document = Collection(settings.collection).load(document_id)
    found = standing(settings, [document], day).get(document_id)
    citing = citing_documents(settings, document_id)
    if as_json:
        editions = [
            {"name": e.name, "kind": e.kind, "sha256": e.sha256, "by": e.by, "segments": e.segments} for e in document.editions
        ]
        facts = {name: getattr(document, name) for name in document.__slots__ if name != "editions"}
        echo_json({**facts, "editions": editions, "validity": validity_json(found), "cited_by": citing})
        return
    for line in _facts(document, found, citing):
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


def _facts(document: Document, found: Validity | None, citing: Sequence[str]) -> list[str]:
    lines = [click.style(title, bold=True) for title in (document.title.zh, document.title.en) if title]
    facts = {
        "id": document.id,
        "number": document.number,
        "issuers": "; ".join(issuer.best() for issuer in document.issuers),
        "type": document.type,
        "issued": document.issued,
        "effective": document.effective,
        "expires": document.expires,
        "status": validity_words(found) if found else document.status,
        "unstated": ", ".join(document.unstated),
    }
    lines += [f"{name + ':':<11}{value}" for name, value in facts.items() if value]
    lines += [f"relation:  {_relation(relation)}" for relation in document.relations]
    lines += [f"cited by:  {' '.join(citing)}"] if citing else []
    return lines + [f"note:      {note.message}" + (f" (line {note.line})" if note.line else "") for note in document.notes]
