"""``archive serve`` as a child process, and the memory of all its workers."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from urllib.error import URLError
from urllib.request import urlopen

from tests.timing import memory

_PATIENCE = 900
"""Seconds in which a collection of 100,000 passages is indexed and the server answers."""


class Served:
    """The archive of a collection on a free port, one worker for each core, until the block is left."""

    def __init__(self, collection: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        command = [sys.executable, "-m", "archive", "--collection", str(collection), "serve", "--port", str(self.port)]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL)

    def __enter__(self) -> Served:
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise RuntimeError("archive serve ended before it answered")
            try:
                with urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5):
                    return self
            except (URLError, ConnectionError, TimeoutError):
                time.sleep(0.2)
        raise TimeoutError("archive serve does not answer")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._process.terminate()
        try:
            self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def memory(self) -> str:
        """The resident memory of all processes, and what they take together when shared pages are counted once."""
        found = [memory(process) for process in (self._process.pid, *self._workers())]
        each = "+".join(f"{one['rss']:.0f}" for one in found)
        return f"RSS {each} MB, PSS {sum(one['pss'] for one in found):.0f} MB"

    def processor_seconds(self) -> float:
        """What all processes have taken of a processor so far."""
        ticks = 0
        for process in (self._process.pid, *self._workers()):
            fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def _workers(self) -> list[int]:
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        return [int(child) for child in children.read_text(encoding="ascii").split()] if children.exists() else []
