"""The collection as a whole: every write is whole or not at all, and nothing is lost by accident."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from archive.errors import BadDocument, Conflict, NotFound, Problem
from archive.model import Bilingual, Document, Edition, Segment, Term
from archive.store import Collection

Write = Callable[..., Document]
BAD_IDS = [
    "",
    ".",
    "..",
    "../x",
    "a/b",
    "/etc",
    "a\\b",
    ".hidden",
    "Example-1",
    "a_b",
    "a--b",
    "-a",
    "a-",
    "示范",
    "a b",
    "a\n",
    "a\0b",
    "a" * 101,
]


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def problems_of(collection: Collection, document_id: str) -> list[Problem]:
    problems: list[Problem] = []
    collection.read(document_id, problems)
    return problems


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From the call on, nothing more reaches the disk."""

    def fsync(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    return lambda: monkeypatch.setattr(os, "fsync", fsync)


def test_what_is_written_is_loaded(collection: Collection, write_small: Write) -> None:
    document = write_small()
    assert collection.ids() == ["example-2024-7"]
    assert collection.load("example-2024-7") == document
    assert list(collection) == [document]
    assert sorted(files(collection.root)) == [f"example-2024-7/{name}" for name in ("document.yaml", "en.md", "zh.md")]


def test_a_collection_makes_its_own_folder(tmp_path: Path) -> None:
    collection = Collection(tmp_path / "not" / "yet")
    assert collection.ids() == []
    assert collection.terms() == ()
    collection.write(Document("a", Bilingual("甲")))
    assert collection.ids() == ["a"]


def test_a_file_that_did_not_change_is_not_written_again(collection: Collection, write_small: Write) -> None:
    write_small()
    folder = collection.root / "example-2024-7"
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    write_small(type="办法")
    after = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert {name for name in before if before[name] != after[name]} == {"document.yaml"}


def test_a_file_that_says_the_same_keeps_its_layout(collection: Collection, write_small: Write) -> None:
    write_small()
    path = collection.root / "example-2024-7" / "document.yaml"
    path.write_text("# looked at on Monday\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    write_small()
    assert path.read_text(encoding="utf-8").startswith("# looked at on Monday\n")


@pytest.mark.parametrize(
    ("name", "mistake"),
    [("document.yaml", "isued: 2024-01-01\n"), ("zh.md", "\n别的。 {#art_1}\n"), ("zh.md", "\n别的。 {#Art 1}\n")],
)
def test_writing_mends_a_file_with_a_mistake(collection: Collection, write_small: Write, name: str, mistake: str) -> None:
    document = write_small()
    with (collection.root / document.id / name).open("a", encoding="utf-8") as file:
        file.write(mistake)
    write_small()
    assert collection.load(document.id) == document


def test_an_edition_that_is_gone_leaves_no_file(collection: Collection, write_small: Write) -> None:
    document = write_small()
    write_small(editions=document.editions[:1])
    assert sorted(files(collection.root / "example-2024-7")) == ["document.yaml", "zh.md"]


def test_a_full_disk_leaves_the_old_document_whole(
    collection: Collection, write_small: Write, full_disk: Callable[[], None]
) -> None:
    document = write_small()
    before = files(collection.root)
    full_disk()
    changed = tuple(replace(edition, segments=(Segment("art_1", "", "x"),)) for edition in document.editions)
    with pytest.raises(OSError, match="No space"):
        write_small(type="办法", editions=changed)
    assert files(collection.root) == before
    assert collection.load("example-2024-7") == document


def test_a_full_disk_leaves_no_part_of_a_new_document(
    collection: Collection, write_small: Write, full_disk: Callable[[], None]
) -> None:
    full_disk()
    with pytest.raises(OSError, match="No space"):
        write_small()
    assert list(collection.root.iterdir()) == []


def test_a_full_disk_leaves_the_old_term_base_whole(collection: Collection, full_disk: Callable[[], None]) -> None:
    collection.write_terms((Term("器官", "organ"),))
    before = files(collection.root)
    full_disk()
    with pytest.raises(OSError, match="No space"):
        collection.write_terms((Term("肾", "kidney"),))
    assert files(collection.root) == before


def test_a_new_folder_appears_with_all_its_files(
    collection: Collection, write_small: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[set[str]] = []
    fsync = os.fsync

    def watching(descriptor: int) -> None:
        folder = collection.root / "example-2024-7"
        seen.append({path.name for path in folder.iterdir()} if folder.exists() else set())
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", watching)
    write_small()
    assert len(seen) >= 3
    assert {frozenset(names) for names in seen} <= {frozenset(), frozenset({"document.yaml", "zh.md", "en.md"})}


def test_what_a_crash_left_behind_is_not_a_document(collection: Collection, write_small: Write) -> None:
    document = write_small()
    (collection.root / ".incoming-abc").mkdir()
    (collection.root / ".incoming-abc" / "document.yaml").write_text("id: x\n", encoding="utf-8")
    (collection.root / "example-2024-7" / ".zh.md.abc.tmp").write_text("half", encoding="utf-8")
    assert collection.ids() == ["example-2024-7"]
    assert collection.load("example-2024-7") == document
    assert problems_of(collection, "example-2024-7") == []


def test_a_document_that_is_removed_is_kept(collection: Collection, write_small: Write) -> None:
    document = write_small()
    before = files(collection.root / document.id)
    kept = collection.remove(document.id)
    assert collection.ids() == []
    assert files(kept) == before
    kept.rename(collection.root / document.id)
    assert collection.load(document.id) == document


def test_removing_the_same_id_again_keeps_both(collection: Collection, write_small: Write) -> None:
    document = write_small()
    first = collection.remove(document.id)
    write_small(type="办法")
    second = collection.remove(document.id)
    assert first != second
    assert "规则" in (first / "document.yaml").read_text(encoding="utf-8")
    assert "办法" in (second / "document.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("document_id", ["missing", *BAD_IDS])
def test_ids_that_name_no_document(collection: Collection, write_small: Write, document_id: str) -> None:
    write_small()
    before = files(collection.root.parent)
    for ask in (collection.load, collection.fingerprint, collection.remove):
        with pytest.raises(NotFound):
            ask(document_id)
    assert files(collection.root.parent) == before


@pytest.mark.parametrize("document_id", BAD_IDS)
def test_ids_that_no_document_may_have(collection: Collection, document_id: str) -> None:
    with pytest.raises(Conflict, match="lower-case"):
        collection.write(Document(document_id, Bilingual("甲")))
    assert list(collection.root.parent.rglob("*")) == [collection.root]


def test_removing_from_a_collection_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        Collection(tmp_path / "nowhere").remove("example-2024-7")
    assert list(tmp_path.iterdir()) == []


def test_the_fingerprint_changes_with_any_byte(collection: Collection, write_small: Write) -> None:
    document = write_small()
    folder = collection.root / document.id
    original = collection.fingerprint(document.id)
    seen = {original}
    for path in sorted(folder.iterdir()):
        data = path.read_bytes()
        for changed in (data + b"\n", data[:-1] + b" ", b"x" + data[1:]):
            path.write_bytes(changed)
            seen.add(collection.fingerprint(document.id))
        path.write_bytes(data)
    assert len(seen) == 10
    (folder / "en.md").rename(folder / "en.digest.md")
    assert collection.fingerprint(document.id) not in seen
    (folder / "en.digest.md").unlink()
    assert collection.fingerprint(document.id) not in seen


def test_the_fingerprint_depends_on_nothing_else(collection: Collection, write_small: Write) -> None:
    document = write_small()
    original = collection.fingerprint(document.id)
    (collection.root / document.id / ".zh.md.swp").write_text("editor", encoding="utf-8")
    os.utime(collection.root / document.id / "zh.md", (0, 0))
    assert collection.fingerprint(document.id) == original


@pytest.mark.parametrize(
    ("name", "mistake"),
    [
        ("document.yaml", (b"id: example-2024-7\ntitle: [\n", 3, "YAML")),
        ("document.yaml", (b"id: example-2024-8\ntitle: {zh: x}\n", 1, "example-2024-8")),
        ("document.yaml", (b"id: example-2024-7\ntitle:\n  zh: \xb9\xe6\xd4\xf2\n", 3, "UTF-8")),
        ("zh.md", (b"no front matter\n", 1, "front matter")),
        ("zh.md", (b"---\nkind: official\n---\n\nx {#art_1}\n\ny {#art_1}\n", 7, "already used")),
        ("en.md", (b"---\nkind: official\n---\n\n\xb9\xe6\xd4\xf2\n", 5, "UTF-8")),
    ],
)
def test_a_document_with_a_mistake_says_where(
    collection: Collection, write_small: Write, name: str, mistake: tuple[bytes, int, str]
) -> None:
    data, line, message = mistake
    document = write_small()
    path = collection.root / document.id / name
    path.write_bytes(data)
    with pytest.raises(BadDocument, match=message) as caught:
        collection.load(document.id)
    assert (caught.value.problem.path, caught.value.problem.line) == (path, line)
    assert str(caught.value).startswith(f"{path}:{line}: ")
    # one mistake is one problem: a second one for the same thing sends people looking for what is not there
    assert len(problems_of(collection, document.id)) == 1


def test_a_file_that_is_no_part_of_a_document_is_named(collection: Collection, write_small: Write) -> None:
    document = write_small()
    stray = collection.root / document.id / "zh.digets.md"
    stray.write_text("x", encoding="utf-8")
    (collection.root / document.id / "alignment.tsv").write_text("", encoding="utf-8")
    problems = problems_of(collection, document.id)
    assert [(problem.severity, problem.path) for problem in problems] == [("warning", stray)]
    assert "zh.digest.md" in problems[0].message
    assert collection.load(document.id) == document


def test_an_edition_that_is_a_folder_is_a_mistake_not_a_crash(collection: Collection, write_small: Write) -> None:
    document = write_small()
    (collection.root / document.id / "zh.digest.md").mkdir()
    assert [problem.path for problem in problems_of(collection, document.id)] == [collection.root / document.id / "zh.digest.md"]


def test_a_folder_with_an_impossible_name_does_not_stop_the_others(collection: Collection, write_small: Write) -> None:
    # what ids() lists, load() must be able to answer for: the index, the web and intake all go through ids()
    write_small()
    (collection.root / "My_Rules").mkdir()
    (collection.root / "My_Rules" / "document.yaml").write_text("id: My_Rules\ntitle: {zh: 甲}\n", encoding="utf-8")
    for document_id in collection.ids():
        collection.fingerprint(document_id)
        collection.read(document_id, [])


def test_writing_does_not_destroy_an_edition_without_its_document(collection: Collection) -> None:
    folder = collection.root / "example-2024-7"
    folder.mkdir()
    (folder / "en.md").write_text("---\nkind: translation\n---\n\nArticle 1 Mine. {#art_1}\n", encoding="utf-8")
    new = Document(
        "example-2024-7", Bilingual("甲"), editions=(Edition("zh", "official", (Segment("art_1", "第一条", "甲。"),)),)
    )
    try:
        collection.write(new)
    except Conflict:
        assert sorted(files(folder)) == ["en.md"]
    kept = [data for name, data in files(collection.root).items() if name.endswith("en.md")]
    assert kept == [b"---\nkind: translation\n---\n\nArticle 1 Mine. {#art_1}\n"]


def test_a_broken_term_base_says_where(collection: Collection) -> None:
    (collection.root / "terms.tsv").write_text("zh\ten\tstatus\tnote\tsource\n器官\torgan\tbest\t\t\n", encoding="utf-8")
    with pytest.raises(BadDocument, match="admitted") as caught:
        collection.terms()
    assert (caught.value.problem.path, caught.value.problem.line) == (collection.root / "terms.tsv", 2)
