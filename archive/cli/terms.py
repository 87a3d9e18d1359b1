"""``archive terms``: the term base."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from archive.cli.output import echo_json, echo_table, json_option

if TYPE_CHECKING:
    from archive.cli.settings import Settings
    from archive.store import Collection


@click.command()
@click.argument("word", required=False)
@click.option("--locate", is_flag=True, help="Write anew which documents each term occurs in (the column `source`).")
@json_option
@click.pass_obj
def terms(settings: Settings, word: str | None, *, locate: bool, as_json: bool) -> None:
    """List the term base: all of it, or the entries that have WORD in either language."""
    from archive.store import Collection
    from archive.text.folding import fold

    collection = Collection(settings.collection)
    if locate:
        _locate(collection)
    wanted = fold(word or "")
    found = [term for term in collection.terms() if wanted in fold(term.zh) or wanted in fold(term.en)]
    if as_json:
        echo_json(found)
    elif found and not (locate and not word):
        echo_table([(term.zh, term.en, term.status, term.source or "-", term.note) for term in found])
    elif not found:
        click.echo(f"no term has {word!r}" if word else f"{settings.collection} has no term base yet", err=True)


def _locate(collection: Collection) -> None:
    from archive.term_sources import located

    with collection.locked():
        before = collection.terms()
        after = located(before, {document.id: document for document in collection})
        changed = sum(old != new for old, new in zip(before, after, strict=True))
        if changed:
            collection.write_terms(after)
    click.echo(f"{len(after)} terms, {changed} with new sources", err=True)
