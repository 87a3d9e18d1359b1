"""``archive export``: translation units and terms in the formats of other programs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from archive.cli.exporting import Selection, selected_ids, tell
from archive.cli.finding import facet_options
from archive.cli.output import counted
from archive.errors import ArchiveError, BadQuery, Conflict, NotFound

if TYPE_CHECKING:
    from archive.cli.settings import Settings
    from archive.exchange.facts import Facts
    from archive.model import Document

_UNITS = ("tmx", "xliff", "csv", "tsv", "docx", "jsonl")
_TERMS = ("tbx", "tbx-2008")


@click.command("export")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--format", "name", type=click.Choice([*_UNITS, *_TERMS]), required=True, help="tbx is the term base.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="The file to write; otherwise standard output.")
@click.option("--force", is_flag=True, help="Write over FILE where it is there.")
@click.option("--all", "every", is_flag=True, help="Every document of the archive.")
@click.option("--search", "query", metavar="QUERY", help="The documents that a search finds.")
@facet_options
@click.option("--sentences", is_flag=True, help="Sentences instead of whole passages.")
@click.option("--min-score", "least", type=click.FloatRange(0, 1), metavar="SCORE", help="Only pairs with this score or more.")
@click.option("--include-digests", is_flag=True, help="Digests too, marked as such; they are no translations.")
@click.pass_obj
def export(
    settings: Settings,
    /,
    ids: tuple[str, ...],
    name: str,
    out: Path | None,
    *,
    force: bool,
    every: bool,
    query: str | None,
    sentences: bool,
    least: float | None,
    include_digests: bool,
    **filters: Any,
) -> None:
    """Write the translation units of documents as TMX, XLIFF, CSV, TSV, a Word table or JSON Lines.

    Passages without a translation are written with an empty side, to be filled in and taken back with `archive import`.
    """
    _check_out(out, name, force=force)
    if name in _TERMS:
        if ids or query is not None or sentences or least is not None or include_digests or any(filters.values()):
            raise BadQuery(f"{name} is the term base as a whole; it takes no documents and no options of units")
        _export_terms(settings, name, out)
        return
    chosen = selected_ids(settings, ids, query, every=every, **filters)
    selection = Selection(settings, chosen, "sentence" if sentences else "passage", least, with_digests=include_digests)
    units = iter(selection)
    if (first := next(units, None)) is None:
        tell(selection, "")
        raise NotFound("there is nothing to export; `archive list` shows which documents have which texts")
    from archive.exchange.formats import FORMATS

    with _opened(out) as file:
        FORMATS[name].write(chain([first], units), file, _facts(settings, chosen))
    tell(selection, f" to {out}" if out else "")


def _check_out(out: Path | None, name: str, *, force: bool) -> None:
    """Raises Conflict where a file is there, BadQuery where what is no text would go to the terminal, NotFound."""
    if out is None:
        if name == "docx" and sys.stdout.isatty():
            raise BadQuery("a Word file is no text for a terminal; name a file with --out FILE")
        return
    if out.is_dir() or not out.parent.is_dir():
        raise NotFound("this is a folder, or in none; --out names the file to write", out)
    if out.exists() and not out.is_file():
        raise NotFound("this is no ordinary file; leave --out out to write to standard output", out)
    if out.exists() and not force:
        raise Conflict("this file is there already; --force writes over it", out)


def _opened(out: Path | None) -> AbstractContextManager[BinaryIO]:
    if out is None:
        return nullcontext(sys.stdout.buffer)
    from archive.storage.atomic import writing

    return writing(out.resolve())  # what a link names is replaced, never the link


def _facts(settings: Settings, ids: Sequence[str]) -> Facts:
    """What the head of the file says; of several documents the language that they are translated from is Chinese."""
    from archive.exchange.facts import Facts
    from archive.intake.importing_documents import languages_of

    document: Document | None = settings.existing_collection().load(ids[0]) if len(ids) == 1 else None
    title = document.title.best() if document else "Duizhao 对照"
    try:
        source = languages_of(document)[0] if document else "zh"
    except ArchiveError:
        source = "zh"  # digests only
    return Facts(source=source, title=title, written=datetime.now(UTC))


def _export_terms(settings: Settings, name: str, out: Path | None) -> None:
    from archive.exchange.facts import Facts
    from archive.exchange.formats import TERM_FORMATS

    terms: Iterable[Any] = settings.existing_collection().terms()
    if not terms:
        raise NotFound(f"{settings.collection} has no term base yet")
    with _opened(out) as file:
        TERM_FORMATS[name].write(terms, file, Facts(title="Duizhao 对照", written=datetime.now(UTC)))
    click.echo(f"exported: {counted(len(list(terms)), 'term')}" + (f" to {out}" if out else ""), err=True)
