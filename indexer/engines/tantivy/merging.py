"""Merges after a commit: an addition to a large index does not wait for the whole of it to be written anew.

tantivy joins the files of all entries below some ten thousand as soon as there are eight of them, in threads of its own, for as
long as the writer lives. Here it is waited for a quarter of what the changes themselves took, a moment at least. Then the merge
goes on in the background, holding the writer's lock, and the next writer of this process waits for it. Where the process ends
first the merge is lost, which harms nothing: the files stay as they are, and the next commit begins it again. Where that has
happened so often that there are many files, it is waited for to the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread

from tantivy import IndexWriter

PATIENCE = 0.3
"""Seconds."""
MOST = 32
"""Files of one kind of entry; a search asks each."""

_going_on: dict[Path, Thread] = {}


def let_merge(folder: Path, writers: Sequence[IndexWriter], files: int, taken: float) -> None:
    """Take over the writers of an index that have committed, and let go of them when their merges are done.

    ``files``: of one kind of entry, so far. ``taken``: seconds, by the changes.
    """
    thread = Thread(target=_finish, args=(writers,), daemon=True, name="merging")
    _going_on[folder.resolve()] = thread
    thread.start()
    thread.join(max(PATIENCE, taken / 4) if files < MOST else None)


def wait(folder: Path) -> None:
    """Until no merge that this process began is going on in the folder."""
    if thread := _going_on.get(folder.resolve()):
        thread.join()
        _going_on.pop(folder.resolve(), None)


def _finish(writers: Sequence[IndexWriter]) -> None:
    for writer in writers:
        with suppress(Exception):  # a merge that fails leaves everything as it was
            writer.wait_merging_threads()
