"""A client that costs little: one thread and one selector over raw sockets, kept alive, one request at a time on each."""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

_ENOUGH = 1 << 16


@dataclass(slots=True)
class Outcome:
    """``milliseconds``: of each request that was answered with 200; ``errors``: by what went wrong; ``seconds``: of it all."""

    milliseconds: list[float] = field(default_factory=list)
    errors: dict[str, int] = field(default_factory=dict)
    received: int = 0
    seconds: float = 0.0
    own_seconds: float = 0.0
    """What the client itself took of a processor."""


@dataclass(slots=True)
class _Line:
    """A connection: what came of its answer, how long that is to be, and when the request was sent."""

    socket: socket.socket
    sent: float = 0.0
    buffer: bytearray = field(default_factory=bytearray)
    wanted: int = -1


def load(port: int, paths: Iterator[str], connections: int) -> Outcome:
    """Ask for the paths, so many at a time, until there are no more."""
    outcome = Outcome()
    started, own = time.perf_counter(), time.process_time()
    with selectors.DefaultSelector() as selector:
        for _ in range(connections):
            _next(selector, _Line(_connected(port)), port, paths, outcome)
        while selector.get_map():
            for key, _ in selector.select(timeout=60) or _nothing():
                line: _Line = key.data
                if _received(line, outcome):
                    selector.unregister(line.socket)
                    _next(selector, line, port, paths, outcome)
    outcome.seconds, outcome.own_seconds = time.perf_counter() - started, time.process_time() - own
    return outcome


def _nothing() -> Iterator[tuple[selectors.SelectorKey, int]]:
    raise TimeoutError("the server has not answered for a minute")


def _connected(port: int) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=60)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def _next(selector: selectors.BaseSelector, line: _Line, port: int, paths: Iterator[str], outcome: Outcome) -> None:
    """Send the next request; on a connection that the server has closed, on a new one."""
    path = next(paths, None)
    if path is None:
        line.socket.close()
        return
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: keep-alive\r\n\r\n".encode()
    line.buffer.clear()
    line.wanted, line.sent = -1, time.perf_counter()
    try:
        line.socket.sendall(request)
    except OSError:
        line.socket.close()
        line.socket = _connected(port)
        line.socket.sendall(request)
    selector.register(line.socket, selectors.EVENT_READ, line)


def _received(line: _Line, outcome: Outcome) -> bool:
    """Whether the answer is whole, or is not to be had."""
    try:
        part = line.socket.recv(_ENOUGH)
    except OSError:
        part = b""
    if not part:
        return _failed(line, "connection lost", outcome)
    line.buffer += part
    if line.wanted < 0:
        line.wanted = _length(line.buffer)
    if line.wanted < 0 or len(line.buffer) < line.wanted:
        return False
    outcome.received += len(line.buffer)
    status = line.buffer[9:12].decode("ascii", "replace")
    if status == "200":
        outcome.milliseconds.append((time.perf_counter() - line.sent) * 1000)
    else:
        outcome.errors[status] = outcome.errors.get(status, 0) + 1
    return True


def _failed(line: _Line, what: str, outcome: Outcome) -> bool:
    outcome.errors[what] = outcome.errors.get(what, 0) + 1
    line.socket.close()
    return True


def _length(buffer: bytearray) -> int:
    """Of head and body together; -1 where the head is not whole yet."""
    head = buffer.find(b"\r\n\r\n")
    if head < 0:
        return -1
    length = next((row for row in buffer[:head].lower().split(b"\r\n") if row.startswith(b"content-length:")), None)
    if length is None:
        raise ValueError("an answer has no Content-Length")
    return head + 4 + int(length.partition(b":")[2])
