"""``archive terms``: the term base, and what it knows and lacks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.cli.output import echo_json, echo_table, json_option

if TYPE_CHECKING:
    from archive.cli.settings import Settings
    from archive.store import Collection
    from archive.terminology.known_terms import Order

_LIMIT = 100


@click.command()
@click.argument("word", required=False)
@click.option("--locate", is_flag=True, help="Write anew which documents each term occurs in (the column `source`).")
@click.option("--consistency", "report", flag_value="consistency", help="How each term (of WORD) is rendered, the worst first.")
@click.option("--candidates", "report", flag_value="candidates", help="Terms that the term base lacks, with likely translations.")
@click.option(
    "--in",
    "file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="The known terms in a file, in either language.",
)
@click.option(
    "--order", type=click.Choice(["frequency", "place"]), help="With --in: most frequent first (default), or as they come."
)
@click.option("--limit", type=click.IntRange(1, 10_000), metavar="N", help=f"So many candidates ({_LIMIT}) or terms (all).")
@click.option("--csv", "form", flag_value="csv", help="Print a report as CSV.")
@click.option("--tsv", "form", flag_value="tsv", help="Print what is proposed as lines for terms.tsv.")
@json_option
@click.pass_obj
def terms(  # noqa: PLR0917 - what click hands over
    settings: Settings,
    word: str | None,
    report: str | None,
    file: Path | None,
    order: Order | None,
    limit: int | None,
    form: str | None,
    *,
    locate: bool,
    as_json: bool,
) -> None:
    """List the term base: all of it, or the entries that have WORD in either language.

    With --consistency, --candidates or --in: a report on the archive, or on a file. As TSV: lines that are proposed for
    terms.tsv, the terms that it lacks or the renderings that it does not list, to be looked through first.
    """
    from archive.cli import term_files, term_reports

    if order and not file:
        raise click.UsageError("--order goes with --in")
    _check(word, report, file, form, locate=locate, as_json=as_json)
    form = "json" if as_json else form or "table"
    if file:
        term_files.echo_known(settings, file, form, limit, order or "frequency")
    elif report == "consistency":
        term_reports.echo_consistency(settings, word, form, limit)
    elif report == "candidates":
        term_reports.echo_candidates(settings, form, limit or _LIMIT)
    else:
        _list(settings, word, limit, locate=locate, as_json=as_json)


def _check(word: str | None, report: str | None, file: Path | None, form: str | None, *, locate: bool, as_json: bool) -> None:
    """Raise UsageError for options that do not go together: none is left aside in silence."""
    if sum(map(bool, (report, file, locate))) > 1:
        raise click.UsageError("--locate, --consistency, --candidates and --in are different questions; ask one")
    if word and (file or report == "candidates"):
        raise click.UsageError("WORD goes with the term base and with --consistency only")
    if form and as_json:
        raise click.UsageError(f"--json and --{form} are two forms of the same; ask for one")
    if form == "tsv" and not report:
        raise click.UsageError("--tsv goes with --consistency and --candidates; the term base itself is terms.tsv")
    if form == "csv" and not (report or file):
        raise click.UsageError("--csv goes with --consistency, --candidates and --in; the term base itself is terms.tsv")


def _list(settings: Settings, word: str | None, limit: int | None, *, locate: bool, as_json: bool) -> None:
    from archive.store import Collection
    from archive.text.folding import fold

    collection = Collection(settings.collection)
    if locate:
        _locate(collection)
    wanted = fold(word or "")
    found = [term for term in collection.terms() if wanted in fold(term.zh) or wanted in fold(term.en)][:limit]
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
