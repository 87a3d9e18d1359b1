"""A command at a pseudo-terminal, answered as a person would answer it, and never waited for without end."""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

import pytest

from tests.conftest import REPOSITORY

Answer = bytes | Callable[[], None]
_PATIENCE = 2.0
_LONGEST = 120.0


class Terminal:
    """``archive`` at a terminal of so many columns. A command that is not through after two minutes is ended, the test fails."""

    def __init__(self, arguments: Sequence[str], columns: int = 80) -> None:
        pty = pytest.importorskip("pty", reason="needs a pseudo-terminal")
        self.said = b""
        self._seen = 0
        self._last_key = b""
        self._end = time.monotonic() + _LONGEST
        self._process, self._terminal = pty.fork()
        if self._process == 0:
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell's background job would hand on that it is ignored
            os.chdir(REPOSITORY)
            os.environ["COLUMNS"] = str(columns)
            os.execv(sys.executable, [sys.executable, "-m", "archive", *arguments])  # noqa: S606

    def wait_for(self, wanted: bytes) -> None:
        """Read until the command asks; it asks anew each time."""
        while wanted not in self.said[self._seen :]:
            if not self._read():
                self._kill()
                pytest.fail(f"the command ended without asking {wanted!r}; it said:\n{self.said.decode(errors='replace')}")
        self._seen = len(self.said)

    def type(self, keys: bytes) -> None:
        """Type keys; Ctrl-C alone is typed again where nothing comes of it.

        Python notes a signal that arrives just before it begins to wait for a line, and waits all the same.
        """
        self._last_key = keys
        os.write(self._terminal, keys)

    def ended(self) -> int:
        """Read to the end; the status of the command."""
        while self._read():
            pass
        os.close(self._terminal)
        return os.waitstatus_to_exitcode(os.waitpid(self._process, 0)[1])

    def _read(self) -> bool:
        """Whether there was something more to read."""
        while not select.select([self._terminal], [], [], _PATIENCE)[0]:
            if time.monotonic() > self._end:
                self._kill()
                pytest.fail(f"the command waits without end; it said:\n{self.said.decode(errors='replace')}")
            if self._last_key == b"\x03":
                os.write(self._terminal, self._last_key)
        try:
            piece = os.read(self._terminal, 65536)
        except OSError:  # the terminal is closed when the process ends
            return False
        self.said += piece
        return bool(piece)

    def _kill(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        os.close(self._terminal)


def at_a_terminal(arguments: Sequence[str], answers: Sequence[Answer], wanted: bytes, columns: int = 80) -> tuple[int, str]:
    """What a command says and its status where a person answers each question; a callable looks around meanwhile."""
    terminal = Terminal(arguments, columns)
    terminal.wait_for(wanted)
    for number, answer in enumerate(answers):
        if isinstance(answer, bytes):
            terminal.type(answer)
            if number + 1 < len(answers):
                terminal.wait_for(wanted)
        else:
            answer()  # the question still stands
    return terminal.ended(), terminal.said.decode()
