"""What is handed in: files and folders → the files to read, in order; what is none of both is named as a problem."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from archive.errors import Conflict, Problem

PUT_ASIDE = ("done", "failed")
"""Folders in which ``archive watch`` keeps what it has dealt with."""
_SPECIAL = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def check_apart(folder: Path, collection: Path) -> None:
    """Raises Conflict where a folder that is handed in holds the collection, or is a part of it."""
    one, other = folder.resolve(), collection.resolve()
    if one == other or one in other.parents or other in one.parents:
        message = f"this folder and the collection ({other}) lie one in the other; keep what is handed in in a folder of its own"
        raise Conflict(message, folder)


def files_in(paths: Iterable[Path], problems: list[Problem]) -> list[Path]:
    """Every file handed in and every file in a folder handed in, sorted within the folder, each once.

    In folders, hidden files are left out, and so is what lies in ``done`` and ``failed``; links to folders are not followed.
    What cannot be read as a file is added to ``problems``, but a path that is not there is left for the reader to refuse.
    """
    found: dict[Path, None] = {}
    for path in paths:
        found |= dict.fromkeys(_walk(path, problems) if path.is_dir() else _plain(path, problems))
    return list(found)


def _walk(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        place = Path(error.filename) if error.filename else folder
        problems.append(Problem("error", f"this folder cannot be read: {error.strerror}; mend its permissions", path=place))

    for top, folders, names in os.walk(folder, onerror=unreadable):
        linked = [name for name in folders if (Path(top) / name).is_symlink()]
        for name in sorted(name for name in linked if not name.startswith(".")):
            message = "a link to a folder is not followed; hand in the folder itself"
            problems.append(Problem("warning", message, path=Path(top) / name))
        folders[:] = sorted(name for name in folders if name not in (*PUT_ASIDE, *linked) and not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield from _plain(Path(top) / name, problems)


def _plain(path: Path, problems: list[Problem]) -> Iterator[Path]:
    """The path, unless it is a device or the like, whose reading might never end."""
    try:
        mode = path.stat().st_mode
    except OSError:
        mode = 0
    special = next((name for is_special, name in _SPECIAL if is_special(mode)), None)
    if special:
        problems.append(Problem("error", f"this is {special}, not a file; hand in a file with the text in it", path=path))
    else:
        yield path
