"""The history: lines that are none, and a change that a killed process left unfinished."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from archive.errors import Problem
from archive.history.history import INTENT, NAME, History
from archive.store import Collection


def check(collection: Collection) -> Iterator[Problem]:
    """Problems of ``history.jsonl``."""
    history = History(collection.root)
    problems: list[Problem] = []
    events = history.events(problems)
    yield from problems
    if history.announced():
        message = "a change was begun and not finished; the next `archive add`, `edit` or `undo` finishes it or takes it back"
        yield Problem("warning", message, 1, collection.root / INTENT)
    for before, event in pairwise(events):
        if event.number <= before.number:
            message = f"entry {event.number} stands behind entry {before.number}; put back the lines as they were"
            yield Problem("error", message, None, collection.root / NAME)
