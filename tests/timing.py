"""How long something takes and how much memory a process has."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

Value = TypeVar("Value")

clock = time.process_time if os.environ.get("BENCH_CLOCK") == "cpu" else time.perf_counter
"""``BENCH_CLOCK=cpu``: time on the processor, of all threads, for a machine that others use too."""


def timed(work: Callable[[], Value]) -> tuple[Value, float]:
    """What some work gives, and the seconds that it took."""
    started = clock()
    value = work()
    return value, clock() - started


def percentiles(values: Sequence[float]) -> tuple[float, float]:
    """The median and the 95th percentile."""
    ordered = sorted(values)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]


def memory(process: int | str = "self") -> dict[str, float]:
    """Megabytes of a process: resident (rss), of its own (anonymous), its share of what is shared too (pss). Linux only."""
    status = _fields(Path(f"/proc/{process}/status"))
    share = _fields(Path(f"/proc/{process}/smaps_rollup"))
    return {"rss": status.get("VmRSS", 0.0), "own": status.get("RssAnon", 0.0), "pss": share.get("Pss", 0.0)}


def megabytes(folder: Path) -> float:
    """What the files under a folder take."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def _fields(file: Path) -> dict[str, float]:
    """Lines of ``Name:  123 kB``; nothing where there is no such file."""
    if not file.exists():
        return {}
    lines = (line.split() for line in file.read_text(encoding="ascii").splitlines() if line.endswith("kB"))
    return {line[0].rstrip(":"): int(line[-2]) / 1024 for line in lines}
