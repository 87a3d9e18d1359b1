"""A folder into which documents are dropped: what has settled is taken in and moved to ``done`` or, with the reason, ``failed``.

A file stays where it is until it was dealt with, so a watcher that was stopped or killed goes on where it was: a text that is
in the collection already is found there, and moved.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from archive.errors import ArchiveError, Conflict, Problem
from archive.intake.handed_in import PUT_ASIDE, check_apart, files_in
from archive.intake.inspection import group, inspect_safely
from archive.intake.intake import Intake, Outcome
from archive.reading import Limits
from archive.storage.locking import locked
from archive.store import Collection

_DONE, _FAILED = PUT_ASIDE
_Stamp = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Dealt:
    """A file or pair that was dealt with: what became of its documents, and why it is in ``failed``, if it is."""

    paths: tuple[Path, ...]
    outcomes: tuple[Outcome, ...]
    reasons: tuple[Problem, ...]


class Watched:
    """A watched folder. A file has settled when two looks find it with the same size and time of change."""

    def __init__(self, folder: Path, collection: Collection, limits: Limits) -> None:
        self.folder = folder
        self._collection = collection
        self._limits = limits
        self._seen: dict[Path, _Stamp] = {}

    @contextmanager
    def alone(self) -> Iterator[None]:
        """No other watcher of this folder. Raises Conflict where there is one, or the collection lies in it or around it."""
        check_apart(self.folder, self._collection.root)
        try:
            with locked(self.folder, name=".watch.lock", wait=False):
                yield
        except BlockingIOError as error:
            raise Conflict("another `archive watch` looks after this folder; stop it first", self.folder) from error

    def settled(self) -> list[tuple[Path, ...]]:
        """The files and pairs that have settled since the last look; one half of a pair waits for the other to settle."""
        now = {path: stamp for path in files_in([self.folder], []) if (stamp := _stamp(path))}
        still = {path for path, stamp in now.items() if self._seen.get(path) == stamp}
        self._seen = now
        return [paths for paths in group(now) if all(path in still for path in paths)]

    def take_in(self, groups: Sequence[tuple[Path, ...]], *, stopped: Callable[[], bool] = lambda: False) -> Iterator[Dealt]:
        """Take files in one by one, while the collection is locked; ``stopped``: whether to leave the rest for later."""
        if not groups:
            return
        with self._collection.locked():
            intake = Intake(self._collection)
            try:
                for paths in groups:
                    if stopped():
                        break
                    if all(path.exists() for path in paths):  # else it was taken away again
                        yield self._take_in(intake, paths)
            finally:
                intake.close()

    def _take_in(self, intake: Intake, paths: tuple[Path, ...]) -> Dealt:
        outcomes: list[Outcome] = []
        reasons: list[Problem] = []
        try:
            if link := next((path for path in paths if path.is_symlink()), None):
                raise Conflict("this is a link, and what it points to was not handed in; drop the file itself", link)
            inspection = inspect_safely(paths, self._limits)
            outcomes += intake.add(inspection)
            reasons += inspection.problems if not inspection.documents else ()
        except ArchiveError as error:
            reasons.append(error.problem)
        reasons += [problem for one in outcomes if one.action == "refused" for problem in one.problems]
        dealt = Dealt(paths, tuple(outcomes), tuple(reasons) if reasons or outcomes else (_nothing(paths[0]),))
        self._put_aside(dealt)
        return dealt

    def _put_aside(self, dealt: Dealt) -> None:
        """Move the files; the reason is written first, so that no file is in ``failed`` without one."""
        for path in dealt.paths:
            target = _free(self.folder / (_FAILED if dealt.reasons else _DONE) / path.relative_to(self.folder))
            with suppress(FileNotFoundError):
                if not path.exists():
                    continue
                target.parent.mkdir(parents=True, exist_ok=True)
                if dealt.reasons:
                    text = "".join(f"{problem}\n" for problem in dealt.reasons)
                    _reason(target).write_text(text, encoding="utf-8", errors="backslashreplace")
                path.rename(target)
            self._seen.pop(path, None)


def _nothing(path: Path) -> Problem:
    return Problem("error", "no document was found in this file; look whether it holds text", path=path)


def _reason(target: Path) -> Path:
    return target.with_name(f"{target.name}.reason.txt")


def _free(target: Path) -> Path:
    """A name that is not taken, nor its reason's."""
    found, again = target, 1
    while os.path.lexists(found) or os.path.lexists(_reason(found)):
        again += 1
        found = target.with_name(f"{target.stem}-{again}{target.suffix}")
    return found


def _stamp(path: Path) -> _Stamp | None:
    """Size and time of change; None where it is gone."""
    with suppress(OSError):
        found = path.stat()
        return found.st_size, found.st_mtime_ns
    return None
