"""``archive stats``: how much the collection holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from archive.cli.output import counted, echo_json, echo_table, json_option

if TYPE_CHECKING:
    from archive.cli.settings import Settings
    from archive.model import Document


@click.command()
@json_option
@click.pass_obj
def stats(settings: Settings, *, as_json: bool) -> None:
    """Count what the collection holds: segments, Chinese characters, English words, relations, terms."""
    collection = settings.existing_collection()
    rows: list[dict[str, int | str]] = [{"id": document.id, **_counts(document)} for document in collection]
    columns = ("segments", "characters", "words", "relations")
    total: dict[str, int | str] = {"documents": len(rows), **{name: sum(int(row[name]) for row in rows) for name in columns}}
    entries = collection.terms()
    terms = {"terms": len({term.zh for term in entries}), "entries": len(entries)}
    if as_json:
        echo_json({"documents": rows, "total": total, **terms})
        return
    echo_table([("id", *columns), *(tuple(str(value) for value in row.values()) for row in rows), _last_row(total)])
    click.echo(f"{terms['terms']} Chinese terms in {terms['entries']} entries of the term base")


def _last_row(total: dict[str, int | str]) -> tuple[str, ...]:
    documents, *counts = total.values()
    return counted(int(documents), "document"), *map(str, counts)


def _counts(document: Document) -> dict[str, int | str]:
    """Segments are counted once for both languages; characters are Chinese ones, words English ones, of all editions."""
    from archive.text.sentences import count_han

    languages = ("zh", "en")
    texts = {code: [s.text for e in document.editions if e.language == code for s in e.segments] for code in languages}
    return {
        "segments": len({segment.id for edition in document.editions for segment in edition.segments}),
        "characters": sum(map(count_han, texts["zh"])),
        "words": sum(len(text.split()) for text in texts["en"]),
        "relations": len(document.relations),
    }
