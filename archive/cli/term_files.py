"""The report of ``archive terms`` on a file: the known terms in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archive.cli.output import echo_json, echo_problems
from archive.cli.term_reports import echo_csv, echo_lines

if TYPE_CHECKING:
    from archive.cli.settings import Settings
    from archive.terminology.known_terms import Order

_SHOWN_LINES = 8


def echo_known(settings: Settings, path: Path, form: str, limit: int | None, order: Order) -> None:
    """The known terms in a file, and what recurs there as terms do. Raises UnreadableFile as the reader does."""
    from archive.reading import read
    from archive.terminology import reports
    from archive.terminology.known_terms import known_terms, unlisted_terms

    terms = settings.existing_collection().terms()
    source = read(path)
    lines = [(block.line, block.text) for block in source.blocks]
    found, unlisted = known_terms(lines, terms, order)[:limit], unlisted_terms(lines, terms)
    if form == "json":
        known = {"terms": [reports.known_json(one) for one in found], "unlisted": [reports.known_json(one) for one in unlisted]}
        echo_json({"file": source.name, **known, "problems": source.problems})
        return
    echo_problems(source.problems)
    if form == "csv":
        echo_csv(reports.KNOWN_COLUMNS, reports.known_rows([*found, *unlisted]))
        return
    if found:
        rows = [(str(one.count), one.text, _said(reports.known_json(one)), _lines(one.lines)) for one in found]
        echo_lines(("count", "term", "translation", "lines"), rows)
    else:
        click.echo(
            f"{path.name} has no term of the term base" if terms else f"{settings.collection} has no term base yet", err=True
        )
    if unlisted:
        click.echo("\nnot in the term base, but frequent:")
        echo_lines(("count", "term", "lines"), [(str(one.count), one.text, _lines(one.lines)) for one in unlisted])


def _said(term: dict[str, Any]) -> str:
    """The translations that may be written, the best first; of a deprecated rendering, that it is one."""
    usable = [one["text"] for one in term["translations"] if one["status"] != "deprecated"]
    words = "; ".join(dict.fromkeys(usable)) or "; ".join(dict.fromkeys(one["text"] for one in term["translations"]))
    return f"{words} (a deprecated rendering)" if term["deprecated"] else words


def _lines(lines: Sequence[int]) -> str:
    more = len(lines) - _SHOWN_LINES
    return " ".join(map(str, lines[:_SHOWN_LINES])) + (f" and {more} more" if more > 0 else "")
