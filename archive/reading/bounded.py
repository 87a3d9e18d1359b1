"""Work on a file in a process of its own, so that a library that hangs, dies or fills the memory takes nothing else with it."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from archive.errors import UnreadableFile

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_Result = TypeVar("_Result")
_MEMORY = 2_500_000_000
"""Bytes of address space beside what the process has already."""
_REMEDY = "open it in a PDF program and save it anew, or split it"


def bounded(work: Callable[[], _Result], seconds: float, path: Path) -> _Result:
    """What ``work`` gives, worked out by a copy of this process; where the system cannot make one, by this process.

    Raises what ``work`` raises as UnreadableFile, and UnreadableFile where it takes longer, dies, or needs too much memory.
    """
    can_fork = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
    if not can_fork or multiprocessing.current_process().daemon:
        return work()
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_send, args=(work, there), daemon=True)
    child.start()
    there.close()
    try:
        found: _Result = _received(here, seconds, path)
        return found
    finally:
        child.kill()
        child.join()
        child.close()
        here.close()


def _received(here: Connection, seconds: float, path: Path) -> Any:
    if not here.poll(seconds):
        raise UnreadableFile(f"the file cannot be read within {seconds:.0f} seconds; {_REMEDY}", path)
    try:
        result, error = here.recv()
    except EOFError as ended:
        raise UnreadableFile(f"the file makes its reader break off; {_REMEDY}", path) from ended
    if error is not None:
        raise UnreadableFile(*error)
    return result


def _send(work: Callable[[], object], there: Connection) -> None:
    _limit_memory()
    try:
        there.send((work(), None))
    except UnreadableFile as error:
        there.send((None, (error.args[0], error.problem.path, error.problem.line)))
    except MemoryError:
        there.close()  # told as a reader that breaks off


def _limit_memory() -> None:
    import resource  # noqa: PLC0415 - not on every system

    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize() if sys.platform == "linux" else 0
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    wanted = used + _MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
