"""``archive concordance``: every passage with a term, and how it is rendered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archive.cli.finding import asked, facet_options
from archive.cli.output import echo_json, json_option

if TYPE_CHECKING:
    from archive.cli.settings import Settings
    from indexer.concordance import Concordance

_file = click.Path(path_type=Path, dir_okay=False, allow_dash=True)


@click.command()
@click.argument("query")
@click.option("--lang", "language", type=click.Choice(["auto", "zh", "en"]), default="auto", help="The language of QUERY.")
@click.option("--with", "contains", default="", metavar="WORDS", help="Only where the other side has these words.")
@click.option("--without", "lacks", default="", metavar="WORDS", help="Only where the other side lacks these words.")
@click.option("--rendering", default="", metavar="KEY", help="Only lines of one rendering: its key in --group; - : not found.")
@facet_options
@click.option("--sort", type=click.Choice(["document", "left", "right", "date"]), default="document", show_default=True)
@click.option("--limit", type=click.IntRange(0, 1000), default=50, show_default=True, help="How many lines.")
@click.option("--offset", type=click.IntRange(0), default=0, help="How many lines to pass over.")
@click.option("--group", "only_groups", is_flag=True, help="Only the renderings, with their counts.")
@click.option("--csv", type=_file, metavar="FILE", help="Write the passages to a new CSV file; - for standard output.")
@click.option("--tmx", type=_file, metavar="FILE", help="Write the passages to a new TMX file; - for standard output.")
@json_option
@click.pass_obj
def concordance(  # noqa: PLR0917 - what click hands over by position is the settings alone
    settings: Settings,
    /,
    query: str,
    limit: int,
    offset: int,
    csv: Path | None,
    tmx: Path | None,
    *,
    only_groups: bool,
    as_json: bool,
    **question: Any,
) -> None:
    """Find a term in either language, in context, with what renders it on the other side.

    QUERY is a phrase. English words are found in any inflected form, "in quotation marks" exactly so. A * stands for letters
    (transplant*), between English words for some words, between Chinese characters for some characters.
    """
    from archive.cli import concordance_output as output
    from indexer.concordance import Question

    wanted = Question(query, **question)
    files = [(name, path) for name, path in (("csv", csv), ("tmx", tmx)) if path]
    with opened(settings) as found:
        for name, path in files:
            output.export(found.units(wanted), name, path)
        if not files:
            answer = found.ask(wanted, 0 if only_groups else limit, offset)
            if as_json:
                echo_json(answer.as_json())
            else:
                output.echo_answer(answer, wanted, offset, lines=not only_groups)


@contextmanager
def opened(settings: Settings) -> Iterator[Concordance]:
    """The concordance of a collection, its catalogue brought up to date, its index made where there is none."""
    from archive.alignment.words.lexicon import Lexicon
    from archive.catalogue import catalogue_path
    from archive.cli.citing import catalogue_of
    from archive.errors import IndexUnusable
    from indexer.concordance import Concordance

    terms = settings.existing_collection().terms()
    searcher = asked(settings, lambda searcher: searcher)
    with catalogue_of(settings) as catalogue:
        if catalogue is None:
            raise IndexUnusable("the catalogue cannot be read back; delete it: it is made again", catalogue_path(settings.index))
        yield Concordance(catalogue, searcher, terms, Lexicon(terms))
