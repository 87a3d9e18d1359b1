"""An index that is made in portions: what a killed process leaves, and how the next one goes on."""

from __future__ import annotations

import gc
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from archive.model import Bilingual, Term
from indexer.building.build import update
from indexer.engine import RebuildNeeded, Sizes
from indexer.engines import DEFAULT
from indexer.keeping.folder import IndexFolder
from indexer.keeping.opened import OpenIndex
from tests.indexing import Shelf, document, engines, found

_KILLED = (
    "import os, signal, sys; from pathlib import Path\n"
    "from indexer.building.build import update\n"
    "from tests.test_index_portions import seven\n"
    "die = lambda done, total: done == 6 and os.kill(os.getpid(), signal.SIGKILL)\n"
    "update(seven(), Path(sys.argv[1]), die, rebuild=sys.argv[2] == 'rebuild', portion=4, engine=sys.argv[3])\n"
)


def seven() -> Shelf:
    """Seven documents of two passages each, the first of an issuer with an English name."""
    papers = [document(f"d{n}", ["肾移植。"], ["Kidney transplantation."]) for n in range(1, 8)]
    return Shelf(replace(papers[0], issuers=(Bilingual("示范局", "Example Bureau"),)), *papers[1:])


def killed(folder: Path, mode: str = "update", engine: str = DEFAULT) -> None:
    """A process that is killed after the sixth document: two portions of two documents are committed, two documents are not."""
    done = subprocess.run([sys.executable, "-c", _KILLED, str(folder), mode, engine], capture_output=True, text=True, check=False)
    assert done.returncode < 0, done.stderr


def test_the_next_update_goes_on_from_the_last_portion(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    killed(folder)
    with pytest.raises(RebuildNeeded):  # half an index is not shown
        OpenIndex(folder)
    shelf = seven()
    report = update(shelf, folder, portion=4)
    assert shelf.loaded == ["d5", "d6", "d7"]
    assert (report.added, len(report.unchanged)) == (["d5", "d6", "d7"], 4)
    assert len(found(folder, "肾移植")) == 7
    assert OpenIndex(folder).sizes() == Sizes(7, 14)
    assert OpenIndex(folder).knowledge.issuers == {"示范局": "Example Bureau"}
    assert sorted(path.name for path in folder.iterdir()) == ["generation-1", "lock", "meta.json"]


def test_what_changed_between_is_indexed_as_it_is_now(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    killed(folder)
    shelf = seven()
    shelf.documents["d2"] = document("d2", ["伦理审查。"])
    del shelf.documents["d3"]
    report = update(shelf, folder)
    assert (report.changed, report.removed) == (["d2"], ["d3"])
    assert found(folder, "伦理审查") == ["d2"]
    assert len(found(folder, "肾移植")) == 5


def test_an_update_of_an_index_in_use_keeps_its_portions(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    update(Shelf(), folder)
    killed(folder)
    assert len(found(folder, "肾移植")) == 4
    shelf = seven()
    assert update(shelf, folder).added == ["d5", "d6", "d7"]
    assert OpenIndex(folder).knowledge.issuers == {"示范局": "Example Bureau"}


def test_a_rebuild_goes_on_too_and_the_old_index_is_in_use_meanwhile(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    update(Shelf(document("old", ["器官。"])), folder)
    killed(folder, "rebuild")
    assert found(folder) == ["old"]
    shelf = seven()
    update(shelf, folder, rebuild=True)
    assert shelf.loaded == ["d5", "d6", "d7"]
    assert len(found(folder)) == 7
    shelf.loaded.clear()
    update(shelf, folder, rebuild=True)
    assert len(shelf.loaded) == 7  # a rebuild that was finished leaves nothing to go on with


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh drops what it cannot read unclosed
@pytest.mark.parametrize("engine", engines())
def test_what_was_left_damaged_is_begun_again(tmp_path: Path, engine: str) -> None:
    folder = tmp_path / "index"
    killed(folder, engine=engine)
    begun = IndexFolder(folder).begun()
    assert begun
    for path in IndexFolder(folder).generation(begun).rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:40])
    assert len(update(seven(), folder, engine=engine).added) == 7
    assert len(found(folder, "肾移植")) == 7
    gc.collect()  # so that the warning comes here


def test_what_another_engine_left_is_begun_again(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    killed(folder, engine="whoosh")
    assert len(update(seven(), folder, engine=DEFAULT).added) == (3 if DEFAULT == "whoosh" else 7)
    assert len(found(folder)) == 7
    assert len(list(folder.glob("generation-*"))) == 1


def test_what_was_left_with_other_words_is_begun_again(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    killed(folder)
    shelf = seven()
    shelf.term_base = (Term("冷缺血", "cold ischaemia"),)
    assert len(update(shelf, folder).added) == 7
    assert OpenIndex(folder).knowledge.segmenter.user_words == ("冷缺血",)
