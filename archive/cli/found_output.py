"""What a search found, at the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from indexer.showing.results import Answer, Passage, PassageAnswer

NOTES = {
    "most": "no passage has all these words; these have most of them",
    "capped": "“{word}” stands for more than {most} words; the most frequent ones were looked for",
    "field": "there is no field “{field}”; it was searched for as text",
    "meaning": "there are no sentence vectors, nothing was looked for by meaning; install duizhao[semantic], then archive index",
    "cut": "“{what}” was too much at once; the first {most} were looked for",
}
"""What a reader should know of how a query was understood, by the code of the note."""


def echo_answer(answer: Answer) -> None:
    """The documents of an answer with their passages, after how the query was understood."""
    _echo_understanding(answer)
    for result in answer.results:
        click.echo(click.style(" / ".join(filter(None, result.title.values())), bold=True))
        click.echo("  " + " · ".join(filter(None, (result.id, result.number, result.issued))))
        if result.through or result.by_meaning:
            click.echo("  found through " + ("; ".join(result.through) or "its meaning"))
        for passage in result.passages:
            _echo_passage(passage)
        click.echo()
    click.echo(f"{answer.total} documents, {answer.took_ms:.0f} ms")


def _echo_understanding(answer: Answer) -> None:
    """What was named, what else was looked for, and what a reader should know."""
    for one in answer.direct:
        place = f" {one.label}" if one.label else ""
        click.echo(f"named: {one.document}{place} {' / '.join(filter(None, one.title.values()))}")
    if answer.expansions:
        click.echo("also searched: " + "; ".join(one.form for one in answer.expansions))
    for note in answer.notes:
        click.echo(NOTES[note.code].format(**note.values))
    if answer.missing:
        click.echo("in no document: " + "; ".join(answer.missing))
    if answer.showing:
        click.echo(f"showing results for: {answer.showing} (--as-typed searches for the words as they are)")
    if answer.suggestion:
        click.echo(f"did you mean: {answer.suggestion}")


def echo_passages(answer: PassageAnswer) -> None:
    """Passages ranked on their own."""
    for passage in answer.results:
        _echo_passage(passage)
    click.echo(f"{answer.total} passages, {answer.took_ms:.0f} ms")


def _echo_passage(passage: Passage) -> None:
    text, position = "", 0
    for start, end in passage.spans:
        text += passage.text[position:start] + click.style(passage.text[start:end], fg="red")
        position = end
    click.echo(f"  [{passage.document} {passage.segment} {passage.lang} {passage.kind}] {text}{passage.text[position:]}")
    if passage.translation:
        other = passage.translation
        click.echo(click.style(f"      [{other.lang} {other.kind}] {other.text}", dim=True))
