"""``archive diff`` and ``archive duplicates``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archive.cli.output import echo_json, json_option, shown, table_lines
from archive.errors import Conflict, NotFound

if TYPE_CHECKING:
    from archive.cli.settings import Settings
    from archive.comparing.passages import Change
    from archive.comparing.versions import Comparison
    from archive.model import Document

_EDITIONS = ("zh", "en", "zh.digest", "en.digest")


@click.command()
@click.argument("old", metavar="A")
@click.argument("new", metavar="B")
@click.option("--edition", type=click.Choice(_EDITIONS), help="Compare this text; otherwise the first that both have.")
@json_option
@click.pass_obj
def diff(settings: Settings, old: str, new: str, *, edition: str | None, as_json: bool) -> None:
    """What changed from A to B, passage by passage; each is a document's id or a file."""
    from archive.comparing.versions import compare_documents

    one, other = _documents(settings, old), _documents(settings, new)
    comparison = compare_documents(_counterpart(one, other, old), _counterpart(other, one, new), edition)
    if as_json:
        echo_json(_as_json(comparison, old, new))
        return
    for name, (before, after) in comparison.facts.items():
        click.echo(shown(f"{name + ':':<11}{before} → {after}"))
    for change in comparison.changes:
        if change.kind != "unchanged" or change.moved or change.renumbered:
            _echo_change(change)
    click.echo(", ".join(f"{count} {name}" for name, count in comparison.counts.items()))


def _documents(settings: Settings, name: str) -> list[Document]:
    """A document of the collection, else those that a file holds. Raises NotFound, UnreadableFile."""
    from archive.intake.inspection import inspect_safely
    from archive.model import is_document_id
    from archive.store import Collection

    collection = Collection(settings.collection)
    if is_document_id(name) and (collection.root / name).is_dir():
        return [collection.load(name)]
    path = Path(name)
    if not path.is_file():
        raise NotFound(f"{shown(name[:120])!r} is neither a document in {settings.collection} nor a file")
    return [recognised.document for recognised in inspect_safely([path]).documents]


def _counterpart(documents: list[Document], others: list[Document], name: str) -> Document:
    """The only document, or, of several in a file, the one of the other's number or title. Raises Conflict."""
    from archive.relations import same_title

    if len(documents) > 1 and len(others) == 1:
        other = others[0]
        numbered = [one for one in documents if one.number and one.number == other.number]
        titled = [one for one in documents if other.title.zh and one.title.zh and same_title(other.title.zh, one.title.zh)]
        documents = numbered or titled or documents
    if len(documents) != 1:
        raise Conflict(f"the file holds {len(documents)} documents; compare a file that holds one", Path(name))
    return documents[0]


def _echo_change(change: Change) -> None:
    """The passage's id, what happened to it, and its text with the words that went and came."""
    marks = {"changed": "~", "added": "+", "removed": "-", "unchanged": "="}
    was = f" (was {change.old.id})" if change.renumbered and change.old else ""
    said = " moved" if change.moved else ""
    click.echo(click.style(f"{marks[change.kind]} {change.id}{was}{said}", bold=True))
    if change.kind == "unchanged":
        return
    text = ""
    for piece in change.words:
        if piece.op == "same":
            text += piece.text
        elif piece.op == "removed":
            text += click.style(f"[-{piece.text}-]", fg="red")
        else:
            text += click.style(f"{{+{piece.text}+}}", fg="green")
    click.echo(f"    {text}")


def _as_json(comparison: Comparison, old: str, new: str) -> dict[str, Any]:
    return {
        "old": comparison.old.id or old,
        "new": comparison.new.id or new,
        "edition": comparison.new_edition.name,
        "facts": comparison.facts,
        "counts": comparison.counts,
        "changes": [
            {
                "kind": change.kind,
                "old": change.old,
                "new": change.new,
                "moved": change.moved,
                "renumbered": change.renumbered,
                "words": change.words if change.kind == "changed" else [],
            }
            for change in comparison.changes
        ],
    }


@click.command()
@json_option
@click.pass_obj
def duplicates(settings: Settings, *, as_json: bool) -> None:
    """List documents that are nearly the same text, or versions of one work, and what differs."""
    from archive.intake.kin import duplicates as pairs_in

    pairs = list(pairs_in(settings.existing_collection()))
    if as_json:
        echo_json(pairs)
        return
    rows = [
        (
            pair.other,
            pair.one,
            "versions" if pair.versions else "nearly the same",
            f"{pair.alike:.0%}" if pair.alike else "-",
        )
        for pair in pairs
    ]
    for pair, line in zip(pairs, table_lines(rows) if rows else (), strict=True):
        click.echo(line)
        for name, (other, one) in pair.differs.items():
            click.echo(shown(f"    {name}: {one} / {other}"))
    if not rows:
        click.echo("no two documents are nearly the same")
