"""``python -m tests.quality.alignment [DIR]``: how good the alignment is, over this project's texts and Debian's manuals."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from archive.alignment.aligner.vectors import load_encoder
from archive.alignment.words.lexicon import Lexicon
from tests.quality.alignment import report
from tests.quality.alignment.cases import Case, read_sets
from tests.quality.alignment.command import Measured, measured
from tests.quality.alignment.fixture_sets import fixture_sets
from tests.quality.alignment.manual_cases import manual_sets
from tests.quality.alignment.running import run_sets

CACHE = Path.home() / ".cache" / "duizhao" / "manuals"


def main(arguments: list[str] | None = None) -> None:
    """Measure and print. Raises SystemExit where a folder holds no case or a truth is not whole."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality.alignment", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="a folder of NAME.zh.txt, NAME.en.txt, NAME.gold.json")
    parser.add_argument("--debian", action="store_true", help=f"fetch the manuals that are not installed, into {CACHE}")
    parser.add_argument("--cache", type=Path, default=CACHE, help="another folder for them")
    parser.add_argument("--json", action="store_true", help="print data for other programs")
    parser.add_argument("--verbose", action="store_true", help="list every pair that was not found")
    parser.add_argument("--no-command", action="store_true", help="leave out the command, its speed and memory")
    given = parser.parse_args(arguments)
    try:
        sets, problems = _sets(given)
    except ValueError as error:
        parser.error(str(error))
    if not sets:
        parser.error("no NAME.zh.txt is there")
    sys.stderr.writelines(f"{problem}\n" for problem in problems)
    sys.stdout.write(_told(sets, given) + "\n")


def _sets(given: argparse.Namespace) -> tuple[dict[str, list[Case]], list[str]]:
    if given.folder is not None:
        return read_sets(given.folder), []
    manuals, problems = manual_sets(given.cache if given.debian else None)
    return fixture_sets() | {f"manuals {name}": cases for name, cases in manuals.items()}, problems


def _told(sets: Mapping[str, Sequence[Case]], given: argparse.Namespace) -> str:
    lexicon, encoder = Lexicon(), load_encoder()
    ways = {"lexicon": run_sets(sets, lexicon)}
    if encoder is not None:
        ways["lexicon + vectors"] = run_sets(sets, lexicon, encoder)
    speeds = {} if given.no_command else {way: _speed(sets, model=way != "lexicon") for way in ways}
    if given.json:
        return report.as_json(ways, speeds)
    parts = [report.misses(ways)] if given.verbose else []
    return "\n\n".join([*parts, report.table(ways, speeds)])


def _speed(sets: Mapping[str, Sequence[Case]], *, model: bool) -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        return measured([case for cases in sets.values() for case in cases], Path(folder), model=model)


if __name__ == "__main__":
    main()
