"""Who says so: the name that stands with what a person decides of an alignment."""

from __future__ import annotations

import click


def _on_one_line(_context: click.Context, _option: click.Parameter, name: str) -> str:
    return " ".join(name.split())[:100]


by_option = click.option(
    "--by",
    metavar="NAME",
    default="",
    envvar="ARCHIVE_USER",
    show_envvar=True,
    callback=_on_one_line,
    help="Whose decisions these are: kept in the rows of alignment.tsv; nobody's where it is not said.",
)
