"""``archive serve`` as a process: it says where it is, answers on every worker, and stops when told."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from archive.model import Bilingual, Document, Edition, Segment
from archive.store import Collection


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _get(url: str, within: float = 30) -> bytes:
    """The body, as soon as the server answers."""
    until = time.monotonic() + within
    while True:
        try:
            with urlopen(url, timeout=10) as response:  # noqa: S310 - the server this test started
                return bytes(response.read())
        except URLError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def test_serve_answers_until_it_is_stopped(tmp_path: Path) -> None:
    edition = Edition("zh", "official", (Segment("art_1", "第一条", "为规范查阅，制定本规则。"),))
    Collection(tmp_path / "documents").write(
        Document("example-2024-7", Bilingual("示范规则", "Example Rules"), editions=(edition,))
    )
    port = _free_port()
    command = [
        sys.executable,
        "-m",
        "archive",
        "--collection",
        str(tmp_path / "documents"),
        "serve",
        "--port",
        str(port),
        "--workers",
        "2",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            found = json.loads(_get(f"http://127.0.0.1:{port}/api/search?q=%E8%A7%84%E5%88%99"))
            assert found["total"] == 1
            assert "示范规则" in _get(f"http://127.0.0.1:{port}/documents/example-2024-7").decode()
        finally:
            server.terminate()
        output, _ = server.communicate(timeout=20)
    assert f"http://127.0.0.1:{port}" in output
    assert "Traceback" not in output
