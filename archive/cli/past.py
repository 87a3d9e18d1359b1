"""``archive log`` and ``archive undo``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from archive.cli.indexing import index_problems
from archive.cli.output import echo_json, echo_problems, exit_status, json_option, shown

if TYPE_CHECKING:
    from archive.cli.settings import Settings
    from archive.errors import Problem
    from archive.history import Event


@click.command()
@click.argument("document_id", metavar="[ID]", required=False)
@json_option
@click.pass_obj
def log(settings: Settings, document_id: str | None, *, as_json: bool) -> None:
    """Show what was done to the collection, or to one document, oldest first."""
    from archive.history import History

    problems: list[Problem] = []
    events = History(settings.existing_collection().root).events(problems)
    events = [event for event in events if document_id in (None, event.document)]
    if as_json:
        echo_json(events)
    for event in () if as_json else events:
        click.echo(_line(event))
    if not events and not as_json:
        click.echo("the history has nothing to tell", err=True)
    echo_problems(problems)
    exit_status(problems)


def _line(event: Event) -> str:
    source = f"{event.file} sha256 {(event.sha256 or '')[:12]}" if event.file else ""
    kept = f"before: {event.kept}" if event.kept else ""
    head = f"{event.number}  {event.time}  {event.action} {event.document}"
    return shown("  ".join(filter(None, (head, event.title, source, ", ".join(event.changed), kept))))


@click.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--no-index", is_flag=True, help="Leave the search index as it is.")
@click.pass_obj
def undo(settings: Settings, *, yes: bool, no_index: bool) -> None:
    """Take the last change of the collection back; done again, it takes that back."""
    from archive.history import History
    from archive.recording import Recorder

    collection = settings.existing_collection()
    last = next(reversed(History(collection.root).events()), None)
    if last and not yes:
        click.confirm(f"Undo: {last.action} {last.document} {shown(last.title)}?", abort=True)
    with collection.locked():
        recorder = Recorder(collection)
        echo_problems(recorder.mended)
        event = recorder.undo(last)
    click.echo(f"undone: {event.document}, {event.changed[0]}")
    problems = [] if no_index else index_problems(settings)
    echo_problems(problems)
    exit_status(problems)
