"""``archive index`` and ``archive search``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from archive.cli.found_output import NOTES, echo_answer, echo_passages
from archive.cli.indexing import update_index
from archive.cli.output import echo_json, echo_problems, exit_status, json_option
from archive.errors import BadQuery
from archive.text.dates import parse_period

if TYPE_CHECKING:
    from collections.abc import Callable

    from archive.cli.settings import Settings
    from indexer.search import Searcher

_Found = TypeVar("_Found")


@click.command()
@click.option("--rebuild", is_flag=True, help="Make the index anew, even where nothing changed.")
@json_option
@click.pass_obj
def index(settings: Settings, *, rebuild: bool, as_json: bool) -> None:
    """Bring the search index up to date; only what changed is indexed again."""
    report = update_index(settings, rebuild=rebuild)
    if as_json:
        echo_json(report)
    else:
        counts = {name: len(getattr(report, name)) for name in ("added", "changed", "removed", "unchanged")}
        click.echo(", ".join(f"{count} {name}" for name, count in counts.items()))
        echo_problems(report.problems)
    exit_status(report.problems)


def facets(_ctx: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> dict[str, list[str]]:
    """``NAME=VALUE`` options as values by facet."""
    filters: dict[str, list[str]] = {}
    for value in values:
        name, separator, chosen = value.partition("=")
        if not separator or not chosen:
            raise click.BadParameter(f"{value!r} is not of the form NAME=VALUE, such as issuer=国家卫生健康委员会")
        filters.setdefault(name, []).append(chosen)
    return filters


def _day(_ctx: click.Context, option: click.Parameter, value: str | None) -> date | None:
    period = parse_period(value) if value else None
    if value and not period:
        raise click.BadParameter(f"{value!r} is not a day such as 2024-04-15, a month such as 2024-04, or a year")
    return period[option.name == "issued_to"] if period else None


def facet_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that narrow a search down: ``filters``, ``issued_from``, ``issued_to``."""
    for option in (
        click.option("--to", "issued_to", callback=_day, metavar="DATE", help="Issued on this day or earlier."),
        click.option("--from", "issued_from", callback=_day, metavar="DATE", help="Issued on this day or later."),
        click.option(
            "--facet",
            "filters",
            multiple=True,
            callback=facets,
            metavar="NAME=VALUE",
            help="Only documents with this value; repeatable.",
        ),
    ):
        command = option(command)
    return command


@click.command()
@click.argument("query")
@click.option("--limit", type=click.IntRange(0, 1000), default=10, show_default=True, help="How many results.")
@click.option("--offset", type=click.IntRange(0), default=0, help="How many results to pass over.")
@facet_options
@click.option("--sort", type=click.Choice(["relevance", "newest", "oldest"]), default="relevance", show_default=True)
@click.option("--meaning", "semantic", is_flag=True, help="Look for passages by their meaning too (needs the extra [semantic]).")
@click.option("--as-typed", is_flag=True, help="Only the words typed: no other forms, spellings or translations.")
@click.option("--passages", "only_passages", is_flag=True, help="Rank passages on their own, whatever document they are in.")
@json_option
@click.pass_obj
def search(
    settings: Settings, /, query: str, limit: int, *, only_passages: bool, as_typed: bool, as_json: bool, **options: Any
) -> None:
    """Search in either language; quotes make an exact phrase."""
    from indexer.understanding import NO_EXPANSIONS

    off = (NO_EXPANSIONS,) if as_typed else ()
    if only_passages:
        semantic = options.pop("semantic")
        if options != {"offset": 0, "filters": {}, "issued_from": None, "issued_to": None, "sort": "relevance"}:
            raise BadQuery("--passages takes no --facet, --from, --to, --sort or --offset: they are for documents")
        found = asked(settings, lambda searcher: searcher.passages(query, limit=limit, off=off, semantic=semantic))
        echo_passages(found) if not as_json else echo_json(found.as_json())
        return
    answer = asked(settings, lambda searcher: searcher.search(query, limit=limit, off=off, exact=as_typed, **options))
    if options["semantic"] and not answer.semantic:
        click.echo(f"archive: {NOTES['meaning']}", err=True)
    echo_answer(answer) if not as_json else echo_json(answer.as_json())


def asked(settings: Settings, question: Callable[[Searcher], _Found]) -> _Found:
    """The answer of the index, which is made first where it is missing, damaged or of another version."""
    from indexer.engine import RebuildNeeded
    from indexer.search import Searcher

    try:
        return question(Searcher.open(settings.index))
    except RebuildNeeded as error:
        click.echo(f"archive: {error}", err=True)
        update_index(settings, rebuild=True)
        return question(Searcher.open(settings.index))
