"""``python -m tests.quality [DIR]``: how good the archive is over this project's cases, or over any folder of cases."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.quality import report
from tests.quality.scoring import score_folder, total
from tests.quality.sources import SHAPE, score_sources
from tests.quality.speed import line, speeds
from tests.quality.tallies import Score

_SOURCES = Path(__file__).resolve().parents[3] / "shared" / "sources"


def main(arguments: list[str] | None = None) -> None:
    """Measure and print. Raises SystemExit where a folder holds no case or a truth cannot be understood."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="a folder of files with NAME.expected.yaml beside them")
    parser.add_argument("--only", default="", help="only cases whose name holds this")
    parser.add_argument("--json", action="store_true", help="print data for other programs")
    parser.add_argument("--verbose", action="store_true", help="list every miss with file, expected, found")
    parser.add_argument("--speed", action="store_true", help="also measure seconds and memory on large files")
    given = parser.parse_args(arguments)
    try:
        shapes = score_folder(given.folder, only=given.only)
    except ValueError as error:
        parser.error(str(error))
    if given.folder is None and not given.only and _SOURCES.is_dir():
        shapes[SHAPE] = score_sources(_SOURCES)
    if not shapes:
        parser.error("no NAME.expected.yaml is there")
    sys.stdout.write(_told(shapes, given) + "\n")


def _told(shapes: dict[str, Score], given: argparse.Namespace) -> str:
    everything = total(shapes)
    with tempfile.TemporaryDirectory() as folder:
        measured = speeds(Path(folder)) if given.speed else []
    if given.json:
        return report.as_json(everything, shapes, measured)
    parts = [report.misses(everything)] if given.verbose else []
    return "\n\n".join([*parts, report.table(everything, shapes), "\n".join(line(speed) for speed in measured)]).strip()


if __name__ == "__main__":
    main()
