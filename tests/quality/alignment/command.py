"""Speed, loading time and memory as users meet them: ``archive align --batch`` in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tests.quality.alignment.cases import Case, write_case

_PATIENCE = 600
_PROGRAM = """
import re, resource, sys
from pathlib import Path
from archive.cli import main
try:
    main(sys.argv[1:])
finally:
    used = resource.getrusage(resource.RUSAGE_SELF)
    status = Path("/proc/self/status")  # the peak that getrusage tells is at least that of the process that forked this one
    own = re.search(r"VmHWM:\\s*(\\d+)", status.read_text()) if status.exists() else None
    print(used.ru_utime + used.ru_stime, int(own[1] if own else used.ru_maxrss) // 1024, file=sys.stderr)
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds (of the processor) to load, units a second after loading, and the peak of memory in MB."""

    loading: float
    speed: float
    peak: int


def measured(cases: Sequence[Case], folder: Path, *, model: bool = False) -> Measured:
    """Run the command over one case of one line, which tells the time of loading, and over all of them.

    ``folder`` is filled. Raises ValueError with what the command printed where it fails or loses a case.
    """
    one = Case("one", ("第一条　为了规范查阅，制定本规则。",), ("Article 1 These Rules are made to regulate access.",))
    loading, _ = _run([one], folder / "one", model=model)
    named = [replace(case, name=f"{number:04}") for number, case in enumerate(cases)]
    seconds, peak = _run(named, folder / "all", model=model)
    units = sum(max(len(case.zh), len(case.en)) for case in cases)
    return Measured(loading, units / max(seconds - loading, 1e-3), peak)


def _run(cases: Sequence[Case], folder: Path, *, model: bool) -> tuple[float, int]:
    for case in cases:
        write_case(case, folder)
    arguments = ["--collection", str(folder), "align", "--batch", str(folder), "--json", *(["--model"] if model else [])]
    run = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *arguments], capture_output=True, text=True, timeout=_PATIENCE, check=False
    )
    answered = {answer["name"] for answer in map(json.loads, run.stdout.splitlines())}
    if run.returncode or answered != {case.name for case in cases}:
        raise ValueError(f"archive align --batch: {run.stderr[-1000:]}")
    seconds, peak = run.stderr.splitlines()[-1].split()
    return float(seconds), int(peak)
