"""A process that is killed while it takes in, keeps a review or exports: nothing is half written, and undo is whole."""

from __future__ import annotations

import csv
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from archive.exchange.formats import read
from archive.history.history import History
from archive.history.recording import Recorder
from archive.history.undoing import undo
from archive.store import Collection
from tests.conftest import REPOSITORY
from tests.test_import import RULES, SOURCE, TARGET, TRANSLATION

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sends SIGKILL")
OLD = b"what was there before"
STEPS = (1, 4, 7, 9, 10, 11, 12, 13)
# the process ends itself, without any handler, at the N-th of the calls that change something on the disk
KILLED = """
import os, signal, sys
from pathlib import Path
left = int(sys.argv.pop(1))
def counting(call):
    def counted(*arguments, **options):
        global left
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*arguments, **options)
    return counted
for name in ("rename", "replace", "unlink", "mkdir", "write_text"):
    setattr(Path, name, counting(getattr(Path, name)))
os.fsync = counting(os.fsync)
"""
COMMAND = "from archive.cli import main\nmain(sys.argv[1:])\n"
REVIEW = """

from types import SimpleNamespace
from archive.alignment.review.review_session import Review
from archive.alignment.review.reviewing import Sides
from archive.cli.aligning_document import align_document
from archive.cli.reviewing import keep
from archive.store import Collection
from pathlib import Path
settings = SimpleNamespace(existing_collection=lambda: Collection(Path(sys.argv[1])), index=Path(sys.argv[1]) / "none")
found = align_document(settings, sys.argv[2], model=False)
review = Review(found.units("passage"), Sides.of(found.zh, found.en), every=True)
review.key("n")
keep(settings, found, review)
"""


def killed(code: str, step: int, *arguments: str) -> bool:
    """Whether the process came to its N-th step and was killed there; else it came to its end."""
    command = [sys.executable, "-c", KILLED + code, str(step), *arguments]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.returncode != 0


def files(root: Path) -> dict[str, bytes]:
    """The documents' files; not the history's own."""
    return {str(path): path.read_bytes() for path in sorted(root.glob("[!.]*/*"))}


def check_whole(collection: Collection, before: dict[str, bytes]) -> bool:
    """Whether the change was made; it was made wholly and can be taken back, or not at all."""
    recorder = Recorder(collection)  # the next one to write puts right what the killed one left
    events = list(History(collection.root).events())
    document = collection.load(RULES.id)
    assert [path.name for path in collection.root.iterdir() if path.name.startswith(".incoming")] == []
    collection.alignment(RULES.id)  # raises where a row is half written
    if not events:
        assert files(collection.root) == before
        return False
    assert len(events) == 1
    assert files(collection.root) != before
    english = document.edition("en")
    assert english is not None
    assert [segment.text for segment in english.segments] == list(TARGET)
    undo(collection, recorder)
    assert files(collection.root) == before
    return True


@pytest.fixture
def units(tmp_path: Path) -> Path:
    path = tmp_path / "units.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("zh", "en"), *zip(SOURCE, TARGET, strict=True)])
    return path


def test_an_import_is_whole_or_not_at_all(tmp_path: Path, units: Path) -> None:
    made = set()
    for step in STEPS:
        collection = Collection(tmp_path / f"documents-{step}")
        collection.write(RULES)
        before = files(collection.root)
        ended = killed(COMMAND, step, "--collection", str(collection.root), "--index", str(tmp_path / "index"),
                       "import", str(units), "--to", RULES.id, "--no-index")  # fmt: skip
        made.add((ended, check_whole(collection, before)))
    assert {(True, False), (True, True)} <= made  # killed before and behind the moment that decides
    assert (False, False) not in made


def test_a_review_is_kept_whole_or_not_at_all(tmp_path: Path) -> None:
    made = set()
    for step in STEPS:
        collection = Collection(tmp_path / f"documents-{step}")
        collection.write(RULES.with_edition(replace(TRANSLATION, renders=RULES.editions[0].sha256)))
        before = files(collection.root)
        ended = killed(REVIEW, step, str(collection.root), RULES.id)
        made.add((ended, check_whole(collection, before)))
    assert {(True, False), (True, True)} <= made
    assert (False, False) not in made


@pytest.mark.parametrize("form", ["tmx", "docx"])
def test_an_export_leaves_the_old_file_or_the_new_one(tmp_path: Path, form: str) -> None:
    collection = Collection(tmp_path / "documents")
    collection.write(RULES.with_edition(TRANSLATION))
    out = tmp_path / f"out.{form}"
    ended = []
    for step in (1, 2, 3, 4, 5, 6, 100):
        out.write_bytes(OLD)
        ended.append(killed(COMMAND, step, "--collection", str(collection.root), "--index", str(tmp_path / "index"),
                            "export", RULES.id, "--format", form, "--out", str(out), "--force"))  # fmt: skip
        assert out.read_bytes() == OLD or len(list(read(out, []))) == len(SOURCE)
    assert ended[0]
    assert not ended[-1]
    assert OLD not in out.read_bytes()
