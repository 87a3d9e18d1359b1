"""``archive check``: every finding names file and line, and a good collection has none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from archive.checks import check_collection
from archive.model import Bilingual, Document, Relation, Source
from archive.store import Collection

TODAY = date(2026, 11, 21)
Write = Callable[..., Document]


def found(collection: Collection) -> list[tuple[str, str, int | None]]:
    """Severity, file inside the collection, line."""
    return [
        (problem.severity, str(problem.path.relative_to(collection.root)) if problem.path else "", problem.line)
        for problem in check_collection(collection, today=TODAY)
    ]


def messages(collection: Collection) -> str:
    return "\n".join(problem.message for problem in check_collection(collection, today=TODAY))


def line_of(collection: Collection, start: str, file: str = "example-2024-7/document.yaml") -> int:
    """The line that begins with, or whose list entry begins with, these words; the first line where none does."""
    lines = (collection.root / file).read_text(encoding="utf-8").split("\n")
    return next((number for number, line in enumerate(lines, 1) if line.lstrip("- ").startswith(start)), 1)


def test_a_good_document_and_an_empty_collection_have_no_problems(collection: Collection, write_small: Write) -> None:
    assert found(collection) == []
    write_small()
    assert found(collection) == []


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({"number": "示档发[2024] 07号"}, ("warning", "number", "示档发〔2024〕7号")),
        ({"effective": date(2024, 2, 1)}, ("warning", "effective", "before it was issued")),
        ({"type": "手册"}, ("warning", "type", "types.tsv")),
        ({"topics": ("ethics-review", "cooking")}, ("warning", "topics", "'cooking'")),
        ({"relations": (Relation("cites", document="nowhere-1"),)}, ("error", "document:", "nowhere-1")),
        ({"number": "七号文件"}, ("warning", "number", "no document number")),
        ({"added": date(2134, 3, 1)}, ("warning", "added", "future")),
        ({"issued": date(2022, 3, 1)}, ("warning", "issued", "of 2024")),
        (
            {"issued": date(1024, 3, 1), "effective": None, "number": None, "unstated": ("number",)},
            ("warning", "issued", "too early"),
        ),
        ({"effective": date(2134, 3, 1), "status": "not yet in force"}, ("warning", "effective", "more than 5 years")),
        ({"effective": date(2028, 3, 1)}, ("warning", "status", "not yet in force")),
        ({"topics": ("training", "training")}, ("warning", "topics", "twice")),
        ({"title": Bilingual("   ", "Rules")}, ("warning", "zh: '   '", "no Chinese character")),
        ({"abstract": Bilingual("[甲](javascript:alert(1))", "A")}, ("warning", "zh: '[甲]", "javascript")),
        ({"abstract": Bilingual("[甲](/documents/example-2024-7#art_9)", "A")}, ("warning", "zh: '[甲]", "no passage")),
        ({"status": "not yet in force"}, ("warning", "status", "took effect")),
        ({"added": date(2024, 2, 1)}, ("warning", "added", "before it was issued")),
        ({"level": "national"}, ("warning", "region", "no region")),
        ({"level": "provincial", "region": "河北"}, ("warning", "region", "regions.tsv")),
        (
            {"issuers": (Bilingual("公安部", "Public Security Ministry"),)},
            ("warning", "zh: 公安部", "Ministry of Public Security"),
        ),
        ({"issuers": (Bilingual("示范市档案局"),)}, ("warning", "zh: 示范市档案局", "both languages")),
        ({"unstated": ("number",)}, ("warning", "unstated", "number, which is given")),
        ({"source": Source(url="www.example.invalid")}, ("warning", "url", "no address")),
        ({"abstract": Bilingual("见[来源](ftp://x)。", "See the source.")}, ("warning", "zh: 见", "ftp://x")),
        ({"abstract": Bilingual("见[那份](/documents/gone-1)。", "See that.")}, ("warning", "zh: 见", "gone-1")),
        ({"abstract": Bilingual("共3章。", "In 4 chapters.")}, ("warning", "en: In 4", "3")),
        ({"title": Bilingual("示范市三年规划", "Plan of Example City")}, ("warning", "en: Plan", "三")),
    ],
)
def test_facts_that_cannot_be_right(
    collection: Collection, write_small: Write, changes: dict[str, Any], finding: tuple[str, str, str]
) -> None:
    severity, key, words = finding
    write_small(**changes)
    assert words in messages(collection)
    assert set(found(collection)) == {(severity, "example-2024-7/document.yaml", line_of(collection, key))}


def test_a_relation_to_a_document_that_is_there_is_right(collection: Collection, write_small: Write) -> None:
    write_small(id="example-2019-3", number="示档发〔2019〕3号", issued=date(2019, 3, 1), status="repealed")
    write_small(relations=(Relation("repeals", document="example-2019-3"),))
    assert found(collection) == []


def test_two_documents_with_one_number(collection: Collection, write_small: Write) -> None:
    write_small(id="another-1")
    write_small()
    assert found(collection) == [("error", "example-2024-7/document.yaml", line_of(collection, "number"))]
    assert "another-1" in messages(collection)


def test_two_folders_with_one_id(collection: Collection, write_small: Write) -> None:
    write_small(number=None)
    folder = collection.root / "example-2024-7"
    (collection.root / "copy").mkdir()
    (collection.root / "copy" / "document.yaml").write_bytes((folder / "document.yaml").read_bytes())
    assert found(collection)[0] == ("error", "copy/document.yaml", 1)
    assert "example-2024-7" in messages(collection)


@pytest.mark.parametrize("name", ["zh.md", "en.digest.md"])
def test_an_edition_without_its_document(collection: Collection, write_small: Write, name: str) -> None:
    write_small()
    (collection.root / "orphan").mkdir()
    (collection.root / "orphan" / name).write_text("---\nkind: official\n---\n", encoding="utf-8")
    assert found(collection) == [("error", f"orphan/{name}", 1)]


def test_a_folder_whose_name_cannot_be_an_id(collection: Collection, write_small: Write) -> None:
    write_small()
    (collection.root / "My_Rules").mkdir()
    (collection.root / "My_Rules" / "document.yaml").write_text("id: My_Rules\ntitle: {zh: 甲}\n", encoding="utf-8")
    problems = found(collection)
    assert {(severity, path.partition("/")[0]) for severity, path, _ in problems} == {("error", "My_Rules")}


def test_every_mistake_of_every_file_is_found_in_one_go(collection: Collection, write_small: Write) -> None:
    write_small()
    folder = collection.root / "example-2024-7"
    with (folder / "document.yaml").open("a", encoding="utf-8") as file:
        file.write("isued: 2024-01-01\n")
    lines = (folder / "document.yaml").read_text(encoding="utf-8").count("\n")
    (folder / "en.md").write_text("---\nkind: news\n---\n\nA. {#art_1}\n\nB. {#art_1}\n", encoding="utf-8")
    (folder / "zh.md").write_text("no front matter\n", encoding="utf-8")
    (folder / "notes.txt").write_text("x", encoding="utf-8")
    (collection.root / "terms.tsv").write_text("zh\ten\tstatus\tnote\tsource\n器官\torgan\tbest\t\t\n", encoding="utf-8")
    assert sorted(found(collection), key=lambda problem: problem[1]) == [
        ("error", "example-2024-7/document.yaml", lines),
        ("error", "example-2024-7/en.md", 7),
        ("warning", "example-2024-7/notes.txt", 1),
        ("error", "example-2024-7/zh.md", 1),
        ("error", "terms.tsv", 2),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [("id: [\n", 2), ("id: example-2024-7\ntitle: {zh: 甲}\nissued: 2024-02-30\n", 3), ("", 1), ("- a\n", 1)],
)
def test_a_file_that_is_no_document_is_one_problem(collection: Collection, write_small: Write, text: str, line: int) -> None:
    write_small()
    (collection.root / "example-2024-7" / "document.yaml").write_text(text, encoding="utf-8")
    assert found(collection) == [("error", "example-2024-7/document.yaml", line)]


def test_only_the_documents_asked_for(collection: Collection, write_small: Write) -> None:
    write_small(type="手册")
    write_small(id="other-1", number="示档发〔2024〕8号", type="手册")
    problems = list(check_collection(collection, ["other-1"]))
    assert [problem.path for problem in problems] == [collection.root / "other-1" / "document.yaml"]


def test_looking_writes_nothing(collection: Collection, write_small: Write) -> None:
    def state() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in collection.root.rglob("*") if path.is_file()}

    write_small(type="手册")
    before = state()
    list(check_collection(collection))
    assert state() == before
