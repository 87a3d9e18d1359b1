"""Taking changes back: the last one, or all that the command of the last one did. Each is a change itself, with its own line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from archive.errors import Conflict, NotFound
from archive.history.history import Event, History
from archive.history.mending import fingerprint
from archive.history.recording import Recorder
from archive.store import Collection


def undo(collection: Collection, recorder: Recorder, expected: Event | None = None, *, whole_run: bool = False) -> list[Event]:
    """Take the last change back, or its whole run, the last first; done again, it takes that back. Only while it is locked.

    ``expected``: the last change that the person meant. Raises NotFound where there is nothing to undo; Conflict where another
    change was made since, or a document or what was kept of it is no longer as its change left it: nothing was taken back then.
    """
    events = History(collection.root).events()
    if not events:
        raise NotFound("there is nothing to undo: the history is empty")
    last = events[-1]
    if expected and last != expected:
        raise Conflict("something else was done meanwhile; look at `archive log` and undo again")
    wanted = changes_of_run(events, last) if whole_run else [last]
    newest = {event.document: event for event in reversed(wanted)}
    for event in newest.values():
        _check(collection.root, event)
    runs = {event.number: event.run for event in events}
    # what does an undone change again belongs to the run of that change
    return [recorder.restore(event, runs.get(event.undoes or 0)) for event in wanted]


def changes_of_run(events: Sequence[Event], last: Event) -> list[Event]:
    """What the command of the last change did and what was not undone since, the last first."""
    undone = {event.undoes for event in events}
    return [one for one in reversed(events) if one == last or (one.run and one.run == last.run and one.number not in undone)]


def _check(root: Path, event: Event) -> None:
    """Raises Conflict where a document, or what was kept of it, is no longer as the change left it."""
    if fingerprint(root / event.document) != event.after:
        raise Conflict(
            f"{event.document} was changed since its last entry in the history; compare it with what `archive log "
            f"{event.document}` says is kept, and edit it by hand",
            root / event.document,
        )
    kept = root / event.kept if event.kept else None
    if kept and fingerprint(kept) != event.before:
        raise Conflict("what was kept here is no longer as it was; nothing was restored", kept)
