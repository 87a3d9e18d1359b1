"""Validity (效力): whether a document is in force on a day, from its own dates and from what others do to it. Pure.

尚未生效 not yet in force, 现行有效 in force, 已修改 amended, 已废止 repealed, 失效 lapsed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from archive.data import is_report
from archive.model import Document, Relation, Status
from archive.text.dates import first_day

Cause = Literal["repeal", "amendment", "newer version", "date of effect", "expiry", "stated"]
_OVER: tuple[Status, ...] = ("repealed", "lapsed")


@dataclass(frozen=True, slots=True)
class Validity:
    """``since``: the first day of this status, if it is known; ``by``: the document that brought it about; ``cause``: how.

    ``stated``: what the archivist wrote, where an event in the archive has changed it since.
    """

    status: Status
    since: date | None = None
    by: Document | None = None
    cause: Cause = "stated"
    stated: Status | None = None


@dataclass(frozen=True, slots=True)
class _Event:
    status: Status
    day: date
    by: Document | None
    cause: Cause


def validity(
    document: Document, day: date, pointing: Iterable[tuple[Relation, Document]], versions: Sequence[Document] = ()
) -> Validity:
    """The status of a document on a day.

    ``pointing``: relations of other documents that mean it, each with the document that states it; ``versions``: the versions
    of the work. A repeal of single provisions amends. What the archivist wrote as ``status`` stands unless a later event in the
    archive changes it; a report has no validity.
    """
    if is_report(document.type):
        return Validity(document.status)
    events = sorted([*_stated_by_others(pointing), *_versions(document, versions), *_own(document)], key=lambda one: one.day)
    computed = _on(document, day, events)
    written = document.status
    if written in ("unknown", computed.status):
        return computed
    if _settled(written, computed, events):
        return Validity(written)
    return Validity(computed.status, computed.since, computed.by, computed.cause, written)


def day_of_effect(document: Document) -> date | None:
    """From when a document counts: its date of effect, else the first day of its date of issue."""
    return document.effective or (first_day(document.issued) if document.issued else None)


def _settled(written: Status, computed: Validity, events: Sequence[_Event]) -> bool:
    """Whether what was written stands: nothing in the archive says otherwise, and nothing there dates what was written."""
    if any(event.status == written for event in events):
        return False
    if written in _OVER:
        return True
    if written == "amended":
        return computed.status not in (*_OVER, "not yet in force")
    return computed.status == "unknown"


def _on(document: Document, day: date, events: Sequence[_Event]) -> Validity:
    if document.effective and day < document.effective:
        return Validity("not yet in force", None, None, "date of effect")
    past = [event for event in events if event.day <= day]
    over = next((event for event in past if event.status in _OVER), None)
    amended = next((event for event in reversed(past) if event.status == "amended"), None)
    if found := over or amended:
        return Validity(found.status, found.day, found.by, found.cause)
    return Validity("in force", document.effective, None, "date of effect") if document.effective else Validity("unknown")


def _stated_by_others(pointing: Iterable[tuple[Relation, Document]]) -> Iterable[_Event]:
    for relation, source in pointing:
        day = day_of_effect(source)
        if day and relation.kind == "repeals" and not relation.provisions:
            yield _Event("repealed", day, source, "repeal")
        elif day and relation.kind in ("amends", "repeals"):
            yield _Event("amended", day, source, "amendment")


def _versions(document: Document, versions: Sequence[Document]) -> Iterable[_Event]:
    """A newer version amends the older ones from the day that it takes effect."""
    for other in versions:
        day = day_of_effect(other)
        if other.id != document.id and day and other.issued and document.issued and str(other.issued) > str(document.issued):
            yield _Event("amended", day, other, "newer version")


def _own(document: Document) -> Iterable[_Event]:
    if document.expires:
        yield _Event("lapsed", document.expires + timedelta(days=1), None, "expiry")
