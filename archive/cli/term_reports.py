"""The reports of ``archive terms`` on the archive: consistency, candidates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from archive.cli.output import counted, echo_json, shown, table_lines

if TYPE_CHECKING:
    from archive.cli.settings import Settings
    from archive.model import Term
    from archive.terminology.candidates import Candidate
    from archive.terminology.passages import Passage
    from archive.terminology.uses import RenderingUse, TermUse

_SHOWN_PLACES = 3
_WIDEST = 40


def echo_consistency(settings: Settings, word: str | None, form: str, limit: int | None) -> None:
    """How terms are rendered: those that WORD names in either language, else all that stand in the archive."""
    from archive.alignment.words.lexicon import Lexicon
    from archive.terminology import reports
    from archive.terminology.consistency import consistency
    from archive.terminology.entries import Wanted, entries_of, selected

    terms = settings.existing_collection().terms()
    entries = entries_of(terms)
    wanted = {entry.zh for entry in selected(entries, Wanted(word or ""))}
    exact = [zh for zh in wanted if zh == word]
    uses = consistency(_passages(settings), entries, Lexicon(terms), exact[0] if exact else None)
    found = [use for use in uses if use.entry.zh in wanted][:limit]
    if form == "json":
        echo_json({"terms": [reports.use_json(use) for use in found]})
    elif form == "csv":
        echo_csv(reports.USE_COLUMNS, reports.use_rows(found))
    elif form == "tsv":
        _echo_terms([term for use in found for term in use.unlisted], "renderings that stand once left out")
    elif found:
        _echo_uses(found)
    else:
        named = f"no term that has {word!r}" if word else "no term of the term base"
        click.echo(f"{named} stands in a passage with a translation", err=True)


def _echo_uses(found: Sequence[TermUse]) -> None:
    for use in found:
        click.echo(click.style(use.entry.zh, bold=True) + f"  {use.count}")
        rows = [(f"  {one.count}", _rendering(one), one.standing, _places(one)) for one in use.renderings]
        for line, one in zip(table_lines(rows, most=(None, _WIDEST, None, None)), use.renderings, strict=True):
            click.echo(click.style(line, fg={"deprecated": "red", "unlisted": "yellow"}.get(one.standing)))


def _rendering(one: RenderingUse) -> str:
    return shown(" ".join(one.en.split())) or "-"


def _places(one: RenderingUse) -> str:
    from archive.terminology import reports

    more = len(one.passages) - _SHOWN_PLACES
    return " ".join(map(reports.place, one.passages[:_SHOWN_PLACES])) + (f" and {more} more" if more > 0 else "")


def echo_candidates(settings: Settings, form: str, limit: int) -> None:
    """Terms that the term base lacks. As TSV only those with a translation; how many are left out is told."""
    from archive.alignment.words.lexicon import Lexicon
    from archive.terminology import reports
    from archive.terminology.candidates import MOST_PASSAGES, candidates

    terms = settings.existing_collection().terms()
    passages = _passages(settings)
    found = candidates(passages, terms, Lexicon(terms), limit=limit)
    if len(passages) > MOST_PASSAGES:
        click.echo(f"of {len(passages)} passages {MOST_PASSAGES} at most were read, evenly; counts are of those", err=True)
    if form == "json":
        echo_json({"candidates": [reports.candidate_json(one) for one in found]})
    elif form == "csv":
        echo_csv(reports.CANDIDATE_COLUMNS, reports.candidate_rows(found))
    elif form == "tsv":
        whole = [one.term for one in found if one.translations]
        _echo_terms(whole, f"{len(found) - len(whole)} without a translation left out")
    elif found:
        rows = [
            (str(one.count), one.term.zh or "-", one.term.en or "-", _score(one), reports.place(one.example)) for one in found
        ]
        echo_lines(("count", "zh", "en", "score", "example"), rows)
    else:
        click.echo("no term recurs in the archive's passages that the term base lacks", err=True)


def _echo_terms(lines: Sequence[Term], left_out: str) -> None:
    """Lines for terms.tsv, and how many there are to look through."""
    from archive.storage import terms_file

    click.echo(terms_file.write(lines).partition("\n")[2], nl=False)
    click.echo(f"{counted(len(lines), 'line')} to look through, {left_out}", err=True)


def _score(one: Candidate) -> str:
    return f"{one.translations[0].score:.2f}" if one.translations else "-"


def _passages(settings: Settings) -> list[Passage]:
    """The passages of the archive whose sides translate each other, the catalogue brought up to date."""
    from archive.catalogue import catalogue_path
    from archive.cli.citing import catalogue_of
    from archive.errors import IndexUnusable
    from archive.terminology.passages import Passage

    with catalogue_of(settings) as catalogue:
        if catalogue is None:
            raise IndexUnusable("the catalogue cannot be read back; delete it: it is made again", catalogue_path(settings.index))
        return [
            Passage(one.document, one.unit.id, one.unit.zh_text, one.unit.en_text)
            for one in catalogue.all_units()
            if one.translates
        ]


def echo_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A report as CSV, as bytes."""
    from archive.terminology.reports import csv_text

    click.echo(csv_text(columns, rows).encode(), nl=False)


def echo_lines(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A report as a table."""
    for line in table_lines([heading, *rows], most=[None, *[_WIDEST] * (len(heading) - 2), None]):
        click.echo(shown(line))
