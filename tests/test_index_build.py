"""A collection → an index, and what can happen to it."""

from __future__ import annotations

import gc
import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from archive.errors import IndexUnusable
from archive.model import Bilingual, Segment
from archive.store import Collection
from indexer import analysis
from indexer.build import update
from indexer.engine import RebuildNeeded
from indexer.entries import entries
from indexer.folder import IndexFolder
from indexer.opened import OpenIndex
from indexer.search import Searcher
from tests.indexing import Shelf, document

ONE = document("one", ["器官捐献。"], ["Organ donation."])
TWO = document("two", ["伦理审查。"], ["Ethics review."])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


def found(folder: Path, query: str = "") -> list[str]:
    return [result.id for result in Searcher.open(folder).search(query).results]


def test_only_what_changed_is_indexed_again(folder: Path) -> None:
    shelf = Shelf(ONE, TWO)
    first = update(shelf, folder)
    assert (first.added, first.changed, first.removed, first.unchanged) == (["one", "two"], [], [], [])
    assert first.rebuilt == "there is no index yet"
    shelf.loaded.clear()

    second = update(shelf, folder)
    assert (second.added, second.changed, second.unchanged, second.rebuilt) == ([], [], ["one", "two"], None)
    assert shelf.loaded == []

    shelf.documents |= {"one": replace(ONE, title=Bilingual("改题")), "three": document("three", ["肾移植。"])}
    del shelf.documents["two"]
    third = update(shelf, folder)
    assert (third.added, third.changed, third.removed, third.unchanged) == (["three"], ["one"], ["two"], [])
    assert shelf.loaded == ["one", "three"]
    assert sorted(found(folder)) == ["one", "three"]
    assert found(folder, "改题") == ["one"]
    assert found(folder, "伦理审查") == []


def test_progress_is_told(folder: Path) -> None:
    told: list[tuple[int, int]] = []
    update(Shelf(ONE, TWO), folder, lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_a_document_that_does_not_load_is_reported_and_its_old_entry_kept(folder: Path) -> None:
    shelf = Shelf(ONE, TWO)
    update(shelf, folder)
    shelf.documents |= {"one": None, "three": document("three", ["肾移植。"])}
    report = update(shelf, folder)
    assert [problem.message for problem in report.problems] == ["this file does not parse"]
    assert (report.added, report.changed, report.removed, report.unchanged) == (["three"], [], [], ["two"])
    assert found(folder, "器官捐献") == ["one"]
    shelf.documents["one"] = ONE
    assert update(shelf, folder).problems == []


def test_a_collection_of_files(folder: Path, collection: Collection) -> None:
    collection.write(ONE)
    assert update(collection, folder).added == ["one"]
    collection.write(replace(ONE, number="示发〔2024〕8号"))
    assert update(collection, folder).changed == ["one"]
    assert found(folder, "示发[2024]8") == ["one"]
    (collection.root / "one" / "document.yaml").write_text("id: [", encoding="utf-8")
    assert len(update(collection, folder).problems) == 1
    collection.write(ONE)
    collection.remove("one")
    assert update(collection, folder).removed == ["one"]
    assert found(folder) == []


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves files open that it cannot read
@pytest.mark.parametrize(
    "damage", ["no meta", "empty meta", "no generation", "empty generation", "short segment", "nonsense", "old version"]
)
def test_a_missing_or_damaged_index_is_made_again_and_says_so(folder: Path, damage: str) -> None:
    update(Shelf(ONE, TWO), folder)
    generation = folder / "generation-1"
    segment = next(generation.glob("*.seg"))
    meta = folder / "meta.json"
    match damage:
        case "no meta":
            meta.unlink()
        case "empty meta":
            meta.write_bytes(b"")
        case "no generation":
            shutil.rmtree(generation)
        case "empty generation":
            for path in generation.iterdir():
                path.unlink()
        case "short segment":
            segment.write_bytes(segment.read_bytes()[:1000])
        case "nonsense":
            segment.write_bytes(os.urandom(segment.stat().st_size))
        case "old version":
            held = json.loads(meta.read_text("utf-8"))
            held["versions"]["analysis"] = "0"
            meta.write_text(json.dumps(held), "utf-8")
    if damage not in ("short segment", "nonsense"):  # found on opening; these on reading
        with pytest.raises(RebuildNeeded):
            OpenIndex(folder)
    report = update(Shelf(ONE, TWO), folder)
    assert report.rebuilt
    assert report.added == ["one", "two"]
    assert found(folder, "器官捐献") == ["one"]
    assert [path.name for path in folder.glob("generation-*")] == [IndexFolder(folder).meta().generation]
    gc.collect()  # so that the warning comes here


def test_another_analysis_or_dictionary_makes_the_index_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    update(Shelf(ONE), folder)
    monkeypatch.setattr(analysis, "dictionary_fingerprint", lambda: "another dictionary")
    with pytest.raises(RebuildNeeded, match="dictionary"):
        OpenIndex(folder)
    assert "dictionary" in (update(Shelf(ONE), folder).rebuilt or "")
    assert update(Shelf(ONE), folder).rebuilt is None


def test_a_rebuild_that_fails_leaves_the_old_index_in_use(folder: Path) -> None:
    shelf = Shelf(ONE)
    update(shelf, folder)

    def stop(*_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        update(shelf, folder, stop, rebuild=True)
    assert found(folder, "器官捐献") == ["one"]
    assert len(list(folder.glob("generation-*"))) == 1
    assert update(shelf, folder, rebuild=True).rebuilt == "as asked"
    assert found(folder, "器官捐献") == ["one"]


def test_an_open_index_follows_updates_and_rebuilds(folder: Path) -> None:
    shelf = Shelf(ONE)
    update(shelf, folder)
    searcher = Searcher.open(folder)
    assert searcher.search("").total == 1
    shelf.documents["two"] = TWO
    update(shelf, folder)
    assert searcher.search("").total == 2
    del shelf.documents["one"]
    update(shelf, folder, rebuild=True)
    assert [result.id for result in searcher.search("").results] == ["two"]


def test_a_folder_with_other_things_in_it_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear", "utf-8")
    with pytest.raises(IndexUnusable, match=r"letter\.txt"):
        update(Shelf(ONE), tmp_path)
    with pytest.raises(IndexUnusable, match=r"letter\.txt"):
        OpenIndex(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_cannot_be_the_folder(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("", "utf-8")
    with pytest.raises(IndexUnusable):
        update(Shelf(ONE), file)
    with pytest.raises(IndexUnusable):
        update(Shelf(ONE), file / "below")


def test_two_processes_do_not_update_at_once(folder: Path) -> None:
    update(Shelf(ONE), folder)
    with IndexFolder(folder).lock(), pytest.raises(IndexUnusable, match="another process"):
        update(Shelf(ONE), folder)
    assert update(Shelf(ONE), folder).unchanged == ["one"]


def test_a_full_disk_is_said_and_changes_nothing(folder: Path) -> None:
    """A limit on file size stands for the full disk: both fail in ``write``."""
    update(Shelf(ONE), folder)
    script = (
        "import resource, signal, sys; from pathlib import Path\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))\n"
        "from archive.errors import IndexUnusable\n"
        "from indexer.build import update\n"
        "from tests.indexing import Shelf, document\n"
        "texts = ['A sentence about donor %d and organ %d.' % (n, n * 7) for n in range(400)]\n"
        "try:\n"
        "    update(Shelf(document('big', en=texts)), Path(sys.argv[1]))\n"
        "except IndexUnusable as error:\n"
        "    print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(folder)], capture_output=True, text=True, check=False)
    assert "cannot be written" in done.stdout, done.stderr
    assert "Traceback" not in done.stderr
    assert found(folder) == ["one"]
    assert update(Shelf(ONE, TWO), folder).added == ["two"]


def test_a_process_that_is_killed_loses_nothing(folder: Path) -> None:
    update(Shelf(ONE), folder)
    script = (
        "import os, signal, sys; from pathlib import Path\n"
        "from indexer.build import update\n"
        "from tests.indexing import Shelf, document\n"
        "shelf = Shelf(*(document(f'd{n}', en=['An organ.']) for n in range(5)))\n"
        "die = lambda done, total: done == 4 and os.kill(os.getpid(), signal.SIGKILL)\n"
        "update(shelf, Path(sys.argv[1]), die, rebuild=sys.argv[2] == 'rebuild')\n"
    )
    for mode in ("update", "rebuild"):
        done = subprocess.run([sys.executable, "-c", script, str(folder), mode], capture_output=True, text=True, check=False)
        assert done.returncode < 0, done.stderr
        assert found(folder) == ["one"]
    assert update(Shelf(ONE, TWO), folder).added == ["two"]
    assert sorted(path.name for path in folder.iterdir()) == ["generation-1", "lock", "meta.json"]
    kinds = sorted(path.suffix for path in (folder / "generation-1").iterdir())
    assert kinds == ["", ".seg", ".seg", ".toc"]


def test_a_passage_carries_its_translation_or_that_of_what_encloses_it() -> None:
    whole = document("one", ["获取。", "移植。"], ["Procurement."])
    zh = whole.edition("zh")
    assert zh is not None
    point = Segment("art_1__para_1__point_2", "（二）", "知情同意。")
    _, passages = entries(whole.with_edition(replace(zh, segments=(*zh.segments, point))), "")
    translations = {(each.stored["segment"], each.stored["lang"]): each.stored["translation"] for each in passages}
    assert translations["art_1", "zh"] == {"lang": "en", "text": "Procurement.", "kind": "translation", "segment": "art_1"}
    assert translations["art_1__para_1__point_2", "zh"]["segment"] == "art_1"
    assert translations["art_2", "zh"] is None
    assert translations["art_1", "en"]["text"] == "获取。"


def test_facets_are_what_the_document_says() -> None:
    facts = {
        "issuers": (Bilingual("甲局", "Bureau A"), Bilingual(None, "Body B")),
        "type": "规则",
        "level": "provincial",
        "region": "河北省",
        "topics": ("ethics-review",),
        "status": "in force",
    }
    entry, _ = entries(document("one", ["获取。"], ["Procurement."], **facts), "")
    assert dict(entry.facets) == {
        "issuer": ["甲局", "Body B"],
        "type": ["规则"],
        "level": ["provincial"],
        "region": ["河北省"],
        "year": ["2024"],
        "topic": ["ethics-review"],
        "status": ["in force"],
        "edition": ["official", "translation"],
        "language": ["zh", "en"],
    }
    assert entry.issued == 20240101
    bare, passages = entries(document("two", issued=None), "")
    assert (bare.issued, bare.facets["year"], bare.facets["language"], passages) == (0, [], [], [])
