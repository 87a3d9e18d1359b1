"""One size: every index built, every one asked, each in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.asked import write
from tests.benchmarks.queries import queries
from tests.benchmarks.runs import Run


def run(passages: int, engines: Sequence[str], folder: Path) -> Run:
    """Build and ask the plain engines and ours on each of the engines; what lies in the folder already is not built again."""
    plain = _built("plain", folder, passages)
    built = {engine: _built(engine, folder, passages) for engine in engines}
    write(queries(passages), kept := folder / "queries.json")
    asked = {f"plain {name}": _child("asking", name, folder / "plain" / name, kept) for name in ("tantivy", "FTS5")}
    asked |= {engine: _child("asking", "ours", folder / engine, kept) for engine in engines}
    return Run(passages, plain, built, asked)


def _built(system: str, folder: Path, passages: int) -> dict[str, float]:
    """Figures are kept beside the index they are about."""
    kept = folder / f"{system}.json"
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(_child("building", system, folder / system, passages)), encoding="utf-8")
    figures: dict[str, float] = json.loads(kept.read_text(encoding="utf-8"))
    return figures


def _child(module: str, system: str, folder: Path, about: int | Path) -> Any:
    command = [sys.executable, "-m", f"tests.benchmarks.{module}", system, str(folder), str(about)]
    done = subprocess.run(command, cwd=Path(__file__).parent.parent.parent, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command[2:])} failed:\n{done.stderr}")
    return json.loads(done.stdout)
