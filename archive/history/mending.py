"""What a killed process left behind: a change that it announced is finished, or taken back; nothing stays half done."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from pathlib import Path

from archive.errors import Problem
from archive.history.history import Event, History
from archive.store import Collection

STAGES = ".incoming-"
"""How the names begin of folders in which a new state is made."""


def mend(root: Path, history: History) -> list[Problem]:
    """Finish or take back what was announced and not entered, and clear away what was being prepared; what was done, in words."""
    mended = []
    event = history.announced()
    if event and event.number > last_number(history):
        done = fingerprint(root / event.document) == event.after and (event.kept is None or (root / event.kept).exists())
        if done:
            history.append(event)
        else:
            take_back(root, event)
        said = "entered in the history" if done else "taken back; do it again"
        mended.append(Problem("note", f"an earlier run ended before it was through: {event.document} {event.action} was {said}"))
    history.withdraw()
    for left in root.glob(f"{STAGES}*") if root.is_dir() else ():
        shutil.rmtree(left, ignore_errors=True)
    return mended


def take_back(root: Path, event: Event) -> None:
    """The document as it was before an announced change; only renames, which a full disk allows."""
    folder = root / event.document
    kept = root / event.kept if event.kept else None
    if (kept and kept.exists()) or (event.before is None and fingerprint(folder) == event.after):
        if folder.exists():
            folder.rename(Path(tempfile.mkdtemp(dir=root, prefix=STAGES)) / event.document)
        if kept:
            kept.rename(folder)


def last_number(history: History) -> int:
    """The number of the last event; 0 where there is none."""
    events = history.events()
    return events[-1].number if events else 0


def fingerprint(folder: Path) -> str | None:
    """The fingerprint of a document's folder, or of a file; None where there is none."""
    try:
        if folder.is_file():
            return hashlib.sha256(folder.read_bytes()).hexdigest()
        return Collection.fingerprint_of(folder)
    except FileNotFoundError:
        return None
