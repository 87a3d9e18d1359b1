"""The reports of ``archive terms``: consistency, candidates, the known terms in a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archive.cli.output import counted, echo_json, echo_problems, shown, table_lines

if TYPE_CHECKING:
    from archive.cli.settings import Settings
    from archive.terminology.candidates import Candidate
    from archive.terminology.consistency import RenderingUse, TermUse
    from archive.terminology.passages import Passage

_SHOWN_PLACES, _SHOWN_LINES = 3, 8
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
        _echo_csv(reports.USE_COLUMNS, reports.use_rows(found))
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
    from archive.storage import terms_file
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
        _echo_csv(reports.CANDIDATE_COLUMNS, reports.candidate_rows(found))
    elif form == "tsv":
        whole = [one.term for one in found if one.translations]
        click.echo(terms_file.write(whole).partition("\n")[2], nl=False)
        left = len(found) - len(whole)
        click.echo(f"{counted(len(whole), 'line')} to look through, {left} without a translation left out", err=True)
    elif found:
        rows = [
            (str(one.count), one.term.zh or "-", one.term.en or "-", _score(one), reports.place(one.example)) for one in found
        ]
        _echo_lines(("count", "zh", "en", "score", "example"), rows)
    else:
        click.echo("no term recurs in the archive's passages that the term base lacks", err=True)


def _score(one: Candidate) -> str:
    return f"{one.translations[0].score:.2f}" if one.translations else "-"


def echo_known(settings: Settings, path: Path, form: str, limit: int | None) -> None:
    """The known terms in a file. Raises UnreadableFile as the reader does."""
    from archive.reading import read
    from archive.terminology import reports
    from archive.terminology.known_terms import known_terms

    terms = settings.existing_collection().terms()
    source = read(path)
    found = known_terms(((block.line, block.text) for block in source.blocks), terms)[:limit]
    if form == "json":
        echo_json({"file": source.name, "terms": [reports.known_json(one) for one in found], "problems": source.problems})
        return
    echo_problems(source.problems)
    if form == "csv":
        _echo_csv(reports.KNOWN_COLUMNS, reports.known_rows(found))
    elif found:
        rows = [(str(one.count), one.text, _said(reports.known_json(one)), _lines(one.lines)) for one in found]
        _echo_lines(("count", "term", "translation", "lines"), rows)
    else:
        click.echo(
            f"{path.name} has no term of the term base" if terms else f"{settings.collection} has no term base yet", err=True
        )


def _said(term: dict[str, Any]) -> str:
    """The translations that may be written, the best first; of a deprecated rendering, that it is one."""
    usable = [one["text"] for one in term["translations"] if one["status"] != "deprecated"]
    words = "; ".join(dict.fromkeys(usable)) or "; ".join(dict.fromkeys(one["text"] for one in term["translations"]))
    return f"{words} (a deprecated rendering)" if term["deprecated"] else words


def _lines(lines: Sequence[int]) -> str:
    more = len(lines) - _SHOWN_LINES
    return " ".join(map(str, lines[:_SHOWN_LINES])) + (f" and {more} more" if more > 0 else "")


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


def _echo_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from archive.terminology.reports import csv_text

    click.echo(csv_text(columns, rows).encode(), nl=False)


def _echo_lines(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    for line in table_lines([heading, *rows], most=[None, *[_WIDEST] * (len(heading) - 2), None]):
        click.echo(shown(line))
