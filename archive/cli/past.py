"""``archive log`` and ``archive undo``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from archive.cli.indexing import index_problems
from archive.cli.output import counted, echo_json, echo_problems, exit_status, json_option, shown

if TYPE_CHECKING:
    from archive.cli.settings import Settings
    from archive.errors import Problem
    from archive.history.history import Event


@click.command()
@click.argument("document_id", metavar="[ID]", required=False)
@json_option
@click.pass_obj
def log(settings: Settings, document_id: str | None, *, as_json: bool) -> None:
    """Show what was done to the collection, or to one document, oldest first."""
    from archive.history.history import History

    problems: list[Problem] = []
    events = History(settings.existing_collection().root).events(problems)
    events = [event for event in events if document_id in (None, event.document)]
    if as_json:
        echo_json(events)
    for event in () if as_json else events:
        click.echo(_line(event))
    if not events and not as_json:
        of = f" of {shown(document_id[:120])!r}" if document_id else ""
        click.echo(f"the history has nothing to tell{of}", err=True)
    echo_problems(problems)
    exit_status(problems)


def _line(event: Event) -> str:
    source = f"{event.file} sha256 {(event.sha256 or '')[:12]}" if event.file else ""
    kept = f"before: {event.kept}" if event.kept else ""
    head = f"{event.number}  {event.time}  {event.action} {event.document}"
    return shown("  ".join(filter(None, (head, event.title, source, ", ".join(event.changed), kept))))


@click.command()
@click.option("--run", "whole_run", is_flag=True, help="Take back everything that the command of the last change did.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--no-index", is_flag=True, help="Leave the search index as it is.")
@click.pass_obj
def undo(settings: Settings, *, whole_run: bool, yes: bool, no_index: bool) -> None:
    """Take the last change of the collection back; done again, it takes that back.

    A command such as `archive add` makes a change for each document: --run takes back all of them.
    """
    from archive.history import undoing
    from archive.history.history import History
    from archive.history.recording import Recorder

    collection = settings.existing_collection()
    events = History(collection.root).events()
    last = events[-1] if events else None
    if last and not yes:
        click.confirm(_question(last, len(undoing.changes_of_run(events, last)), whole_run=whole_run), abort=True)
    with collection.locked():
        recorder = Recorder(collection)
        echo_problems(recorder.mended)
        undone = undoing.undo(collection, recorder, last, whole_run=whole_run)
    for event in undone:
        click.echo(f"undone: {event.document}, {event.changed[0]}")
    if whole_run and len(undone) > 1:
        click.echo(f"{counted(len(undone), 'change')} undone")
    problems = [] if no_index else index_problems(settings)
    echo_problems(problems)
    exit_status(problems)


def _question(last: Event, changes: int, *, whole_run: bool) -> str:
    what = f"{last.action} {last.document} {shown(last.title)}".strip()
    if changes < 2:
        return f"Undo: {what}?"
    if whole_run:
        return f"Undo all {changes} changes of the last command, from the last one ({what})?"
    return f"Undo: {what}? (the last of {changes} changes of one command; --run takes back all of them)"
