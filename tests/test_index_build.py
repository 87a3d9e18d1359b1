"""A collection → an index, and what can happen to it."""

from __future__ import annotations

import gc
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from whoosh.query import Every

from archive.errors import IndexUnusable
from archive.model import Bilingual, Segment, Stretch, Term, TranslationUnit
from archive.store import Collection
from indexer import analysis
from indexer.building.build import update
from indexer.engine import RebuildNeeded, Sizes
from indexer.engines import DEFAULT
from indexer.entries import entries
from indexer.keeping.folder import IndexFolder
from indexer.keeping.opened import OpenIndex
from tests.indexing import Shelf, document, engines, found


class Translated(Shelf):
    """Documents whose passages are joined to their translations; counts how often it is asked for a document's."""

    asked = 0

    def units(self, document_id: str) -> list[TranslationUnit]:
        self.asked += 1
        held = self.documents[document_id]
        assert held
        sides = [list(edition.segments) for edition in held.editions]
        return [
            TranslationUnit("passage", (stretch(zh),), (stretch(en),), zh.text, en.text, 1.0)
            for zh, en in zip(*sides, strict=True)
        ]


def stretch(segment: Segment) -> Stretch:
    return Stretch(segment.id, 0, len(segment.text))


ONE = document("one", ["器官捐献。"], ["Organ donation."])
TWO = document("two", ["伦理审查。"], ["Ethics review."])


def unlink(paths: Sequence[Path]) -> None:
    for path in paths:
        path.unlink()


def rewrite(paths: Sequence[Path], changed: Callable[[bytes], bytes]) -> None:
    for path in paths:
        path.write_bytes(changed(path.read_bytes()))


DAMAGE: dict[str, Callable[[Path, Sequence[Path]], None]] = {
    "no meta": lambda meta, _: meta.unlink(),
    "empty meta": lambda meta, _: rewrite([meta], lambda _: b""),
    "nonsense in meta": lambda meta, _: rewrite([meta], lambda _: b'{"generation": "../..", "versions": {}}'),
    "no generation": lambda meta, _: shutil.rmtree(meta.parent / "generation-1"),
    "empty generation": lambda _, files: unlink(files),
    "half a generation": lambda _, files: unlink(files[::2]),
    "short": lambda _, files: rewrite(files, lambda whole: whole[: len(whole) // 2]),
    "noise": lambda _, files: rewrite(files, lambda whole: os.urandom(len(whole))),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


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
    assert found(folder, "改题", "title") == ["one"]
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
    assert [hit.stored["number"] for hit in OpenIndex(folder).documents(Every(), filters={}).hits] == ["示发〔2024〕8号"]
    (collection.root / "one" / "document.yaml").write_text("id: [", encoding="utf-8")
    assert len(update(collection, folder).problems) == 1
    collection.write(ONE)
    collection.remove("one")
    assert update(collection, folder).removed == ["one"]
    assert found(folder) == []


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves files open that it cannot read
@pytest.mark.parametrize("engine", engines())
@pytest.mark.parametrize("damage", DAMAGE)
def test_a_missing_or_damaged_index_is_made_again_and_says_so(folder: Path, damage: str, engine: str) -> None:
    update(Shelf(ONE, TWO), folder, engine=engine)
    generation = folder / "generation-1"
    DAMAGE[damage](folder / "meta.json", sorted(path for path in generation.rglob("*") if path.is_file()))
    with pytest.raises(RebuildNeeded):
        OpenIndex(folder).documents(Every(), filters={})
    report = update(Shelf(ONE, TWO), folder, engine=engine)
    assert report.rebuilt
    assert report.added == ["one", "two"]
    assert found(folder, "器官捐献") == ["one"]
    assert [path.name for path in folder.glob("generation-*")] == [IndexFolder(folder).meta().generation]
    gc.collect()  # so that the warning comes here


@pytest.mark.parametrize("name", ["analysis", "dictionary", "segmenter", "entries", "engine"])
def test_an_index_of_another_version_is_made_again_and_says_which(folder: Path, name: str) -> None:
    update(Shelf(ONE), folder)
    meta = folder / "meta.json"
    held = json.loads(meta.read_text("utf-8"))
    held["versions"][name] = "of old"
    meta.write_text(json.dumps({**held, "field of another version": 1}), "utf-8")
    with pytest.raises(RebuildNeeded, match=f"{name} 'of old', now"):
        OpenIndex(folder)
    assert f"{name} 'of old'" in (update(Shelf(ONE), folder).rebuilt or "")
    assert update(Shelf(ONE), folder).rebuilt is None


def test_the_engine_is_chosen_once_and_recorded(folder: Path) -> None:
    update(Shelf(ONE, TWO), folder)
    assert IndexFolder(folder).meta().engine == DEFAULT
    assert update(Shelf(ONE, TWO), folder, engine="whoosh").rebuilt == f"it was made with {DEFAULT}, now it is to be whoosh"
    assert update(Shelf(ONE, TWO), folder).rebuilt is None
    assert update(Shelf(ONE, TWO), folder, rebuild=True).rebuilt == "as asked"
    assert IndexFolder(folder).meta().engine == "whoosh"
    assert found(folder, "器官捐献") == ["one"]
    with pytest.raises(IndexUnusable, match="no engine 'lucene'; there are tantivy, whoosh"):
        update(Shelf(ONE), folder, engine="lucene")
    assert found(folder, "器官捐献") == ["one"]


def test_an_engine_that_is_not_there_any_more_is_replaced(folder: Path) -> None:
    update(Shelf(ONE), folder)
    meta = folder / "meta.json"
    meta.write_text(json.dumps({**json.loads(meta.read_text("utf-8")), "engine": "lucene"}), "utf-8")
    with pytest.raises(RebuildNeeded, match="no engine 'lucene'"):
        OpenIndex(folder)
    assert "lucene" in (update(Shelf(ONE), folder).rebuilt or "")
    assert IndexFolder(folder).meta().engine == DEFAULT


def test_an_open_index_follows_another_engine(folder: Path) -> None:
    update(Shelf(ONE), folder, engine="whoosh")
    opened = OpenIndex(folder)
    assert opened.sizes() == Sizes(1, 2)
    update(Shelf(ONE, TWO), folder, engine=DEFAULT)
    assert opened.sizes() == Sizes(2, 4)
    assert opened.frequency("text_characters", "器官") == 1
    assert opened.terms("text_characters", "器", 3) == [("器", 1), ("器官", 1)]


def test_words_of_the_term_base_are_words_of_the_index(folder: Path) -> None:
    shelf = Shelf(document("one", ["评估冷缺血。"]))
    shelf.term_base = (Term("冷缺血", "cold ischaemia"),)
    update(shelf, folder)
    assert OpenIndex(folder).frequency("text_words", "冷缺血") == 1
    assert list(OpenIndex(folder).knowledge.segmenter.words("评估冷缺血")) == ["评估", "冷缺血"]
    shelf.loaded.clear()
    shelf.term_base = (Term("冷缺血", "cold ischaemia"), Term("器官", "organ"))  # jieba has this word
    assert update(shelf, folder).rebuilt is None
    assert shelf.loaded == []
    assert OpenIndex(folder).knowledge.known.rendered("organ") == ["器官"]
    shelf.term_base = ()
    assert "term base" in (update(shelf, folder).rebuilt or "")
    assert OpenIndex(folder).frequency("text_words", "冷缺血") == 0


def test_translations_teach_the_index_words(folder: Path) -> None:
    """Learned when the index is made, and again when there are many more documents."""
    shelf = Translated(*(document(f"d{n}", ["甲方提交登记表。"], ["Party A submits the registration form."]) for n in range(3)))
    update(shelf, folder)
    assert shelf.asked == 3 + 3  # for the entries of each document, and to learn from it
    update(shelf, folder)
    shelf.documents["d3"] = document("d3", ["乙方。"], ["Party B."])
    shelf.asked = 0
    update(shelf, folder)
    assert shelf.asked == 1
    shelf.documents |= {f"e{n}": document(f"e{n}", ["丙方。"], ["Party C."]) for n in range(4)}
    update(shelf, folder)
    assert shelf.asked == 1 + 4 + 8


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
    opened = OpenIndex(folder)
    assert opened.documents(Every(), filters={}).total == 1
    shelf.documents["two"] = TWO
    update(shelf, folder)
    assert opened.documents(Every(), filters={}).total == 2
    del shelf.documents["one"]
    update(shelf, folder, rebuild=True)
    assert [hit.id for hit in opened.documents(Every(), filters={}).hits] == ["two"]


@pytest.mark.skipif(os.name != "posix", reason="files in use cannot be removed")
@pytest.mark.parametrize("engine", engines())
def test_a_snapshot_outlives_its_generation(folder: Path, engine: str) -> None:
    update(Shelf(ONE), folder, engine=engine)
    opened = OpenIndex(folder)
    before = opened.snapshot()
    update(Shelf(TWO), folder, rebuild=True)
    assert not (folder / "generation-1").exists()
    assert [hit.stored["title"]["zh"] for hit in before.documents(Every(), filters={}).hits] == ["one之题"]
    assert [hit.stored["lang"] for hit in before.passages(Every()).hits] == ["zh", "en"]
    assert [hit.id for hit in opened.snapshot().documents(Every(), filters={}).hits] == ["two"]


def test_a_folder_with_other_things_in_it_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear", "utf-8")
    with pytest.raises(IndexUnusable, match=r"letter\.txt"):
        update(Shelf(ONE), tmp_path)
    with pytest.raises(IndexUnusable, match=r"letter\.txt"):
        OpenIndex(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_what_systems_leave_in_a_folder_is_no_stranger(folder: Path) -> None:
    folder.mkdir()
    (folder / ".DS_Store").write_bytes(b"x")
    update(Shelf(ONE), folder)
    assert found(folder) == ["one"]
    assert (folder / ".DS_Store").read_bytes() == b"x"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root writes anywhere")
@pytest.mark.parametrize("engine", engines())
def test_a_read_only_index_is_read_and_not_written(folder: Path, engine: str) -> None:
    update(Shelf(ONE), folder, engine=engine)
    places = [folder, *(path for path in folder.rglob("*") if path.is_dir())]
    for path in folder.rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    folder.chmod(0o555)
    try:
        assert found(folder, "器官捐献") == ["one"]
        with pytest.raises(IndexUnusable, match="cannot be written"):
            update(Shelf(ONE, TWO), folder)
        assert found(folder) == ["one"]
    finally:
        for place in places:
            place.chmod(0o755)


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


@pytest.mark.parametrize("engine", engines())
def test_a_full_disk_is_said_and_changes_nothing(folder: Path, engine: str) -> None:
    """A limit on file size stands for the full disk: both fail in ``write``."""
    update(Shelf(ONE), folder, engine=engine)
    script = (
        "import resource, signal, sys; from pathlib import Path\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (8000, 8000))\n"
        "from archive.errors import IndexUnusable\n"
        "from indexer.building.build import update\n"
        "from tests.indexing import Shelf, document\n"
        "texts = ['A sentence about donor %d and organ %d.' % (n, n * 7) for n in range(2000)]\n"
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


@pytest.mark.parametrize("engine", engines())
def test_a_process_that_is_killed_loses_nothing(folder: Path, engine: str) -> None:
    update(Shelf(ONE), folder, engine=engine)
    script = (
        "import os, signal, sys; from pathlib import Path\n"
        "from indexer.building.build import update\n"
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
