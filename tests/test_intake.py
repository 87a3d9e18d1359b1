"""Taking documents in: nothing is lost, nothing is overwritten by accident."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from archive.errors import Problem, UnreadableFile
from archive.intake.inspection import Inspection, group, inspect
from archive.intake.intake import Intake, Outcome
from archive.model import Bilingual, Document, Edition, Note, PartialDate, Segment
from archive.parsing import Recognised
from archive.store import Collection

HandIn = Callable[[str, str], Path]

NOTICE = """关于做好捐献登记工作的通知
国卫医急发〔2031〕7号
各省、自治区、直辖市卫生健康委：
为做好登记工作，依据《人体器官捐献和移植条例》，现通知如下。
一、登记应当自愿。
二、登记应当无偿。
国家卫生健康委
2031年3月5日
"""
OTHER_TEXT = NOTICE.replace("登记应当无偿。", "登记应当无偿，不得收取费用。")
OTHER_NUMBER = NOTICE.replace("7号", "8号").replace("登记", "宣传")
ENGLISH = """Notice on the Registration of Donors

国卫医急发〔2031〕7号

I. Registration is voluntary.

II. Registration is free of charge.
"""


def state(root: Path) -> dict[str, tuple[bytes, int]]:
    """Bytes and time of change of every file."""
    return {str(p.relative_to(root)): (p.read_bytes(), p.stat().st_mtime_ns) for p in sorted(root.rglob("*")) if p.is_file()}


def add(collection: Collection, *paths: Path, replace_texts: bool = False) -> list[Outcome]:
    intake = Intake(collection, replace_texts=replace_texts)
    return [outcome for paths_of_one in group(paths) for outcome in intake.add(inspect(paths_of_one))]


def actions(outcomes: list[Outcome]) -> list[tuple[str, str]]:
    return [(outcome.action, outcome.id) for outcome in outcomes]


def test_a_document_is_added(collection: Collection, hand_in: HandIn) -> None:
    outcomes = add(collection, hand_in("notice.txt", NOTICE))
    assert actions(outcomes) == [("added", "nhc-2031-7")]
    document = collection.load("nhc-2031-7")
    assert document.title == Bilingual("关于做好捐献登记工作的通知", None)
    assert (document.number, document.issued) == ("国卫医急发〔2031〕7号", date(2031, 3, 5))
    assert document.issuers == (Bilingual("国家卫生健康委员会", "National Health Commission"),)
    assert document.added is not None
    (edition,) = document.editions
    assert [segment.id for segment in edition.segments] == ["addressees", "para_1", "sec_1", "sec_2", "signature"]
    assert edition.provenance is not None
    assert edition.provenance.file == "notice.txt"


def test_the_same_text_twice_changes_nothing(collection: Collection, hand_in: HandIn) -> None:
    add(collection, hand_in("notice.txt", NOTICE))
    before = state(collection.root)
    for name, text in (("notice.txt", NOTICE), ("copy.txt", NOTICE), ("windows.txt", NOTICE.replace("\n", "\r\n"))):
        assert actions(add(collection, hand_in(name, text))) == [("unchanged", "nhc-2031-7")]
        assert state(collection.root) == before


def test_the_same_text_twice_in_one_go(collection: Collection, hand_in: HandIn) -> None:
    outcomes = add(collection, hand_in("a.txt", NOTICE), hand_in("b.txt", NOTICE))
    assert actions(outcomes) == [("added", "nhc-2031-7"), ("unchanged", "nhc-2031-7")]


def test_a_text_without_number_is_known_again(collection: Collection, hand_in: HandIn) -> None:
    first = add(collection, hand_in("page.txt", "某地做好登记工作。\n登记人数比上一年增加了。\n"))
    before = state(collection.root)
    second = add(collection, hand_in("again.txt", "某地做好登记工作。\n登记人数比上一年增加了。\n"))
    assert (first[0].action, second[0].action, second[0].id) == ("added", "unchanged", first[0].id)
    assert state(collection.root) == before


def test_the_other_language_is_attached(collection: Collection, hand_in: HandIn) -> None:
    add(collection, hand_in("notice.txt", NOTICE))
    chinese = state(collection.root)["nhc-2031-7/zh.md"]
    assert actions(add(collection, hand_in("english.txt", ENGLISH))) == [("attached", "nhc-2031-7")]
    document = collection.load("nhc-2031-7")
    assert [(edition.name, edition.kind) for edition in document.editions] == [("zh", "official"), ("en", "translation")]
    assert document.title == Bilingual("关于做好捐献登记工作的通知", "Notice on the Registration of Donors")
    assert state(collection.root)["nhc-2031-7/zh.md"] == chinese


def test_another_text_of_the_same_number_is_refused(collection: Collection, hand_in: HandIn) -> None:
    add(collection, hand_in("notice.txt", NOTICE))
    before = state(collection.root)
    other = hand_in("other.txt", OTHER_TEXT)
    (outcome,) = add(collection, other)
    assert (outcome.action, outcome.id) == ("refused", "")
    assert [(p.severity, p.path) for p in outcome.problems] == [("error", other)]
    assert "--replace" in outcome.problems[0].message
    assert state(collection.root) == before


def test_a_text_that_is_replaced_is_kept(collection: Collection, hand_in: HandIn) -> None:
    add(collection, hand_in("notice.txt", NOTICE))
    old = state(collection.root)["nhc-2031-7/zh.md"][0]
    assert actions(add(collection, hand_in("other.txt", OTHER_TEXT), replace_texts=True)) == [("replaced", "nhc-2031-7")]
    assert "不得收取费用" in (collection.root / "nhc-2031-7" / "zh.md").read_text(encoding="utf-8")
    (kept,) = (collection.root / ".removed").iterdir()
    assert (kept / "zh.md").read_bytes() == old
    assert collection.ids() == ["nhc-2031-7"]


def test_replacing_with_the_same_text_changes_nothing(collection: Collection, hand_in: HandIn) -> None:
    add(collection, hand_in("notice.txt", NOTICE))
    before = state(collection.root)
    assert actions(add(collection, hand_in("notice.txt", NOTICE), replace_texts=True)) == [("unchanged", "nhc-2031-7")]
    assert state(collection.root) == before


def test_facts_are_filled_in_and_never_changed(collection: Collection, hand_in: HandIn) -> None:
    known = Document(
        "nhc-2031-7",
        Bilingual("手写的标题"),
        number="国卫医急发〔2031〕7号",
        type="意见",
        issued=date(2031, 1, 1),
        issuers=(Bilingual("手写的机关"),),
        topics=("training",),
        notes=(Note("note", "Looked at by hand."),),
    )
    collection.write(known)
    assert actions(add(collection, hand_in("notice.txt", NOTICE))) == [("attached", "nhc-2031-7")]
    document = collection.load("nhc-2031-7")
    kept = replace(document, editions=(), level=None, relations=())
    assert kept == known
    assert (document.level, [r.title for r in document.relations]) == ("national", ["人体器官捐献和移植条例"])


def test_what_was_uncertain_is_kept_as_notes(collection: Collection, hand_in: HandIn) -> None:
    text = NOTICE.replace("一、登记应当自愿。", "第一条 登记应当自愿。").replace(
        "二、登记应当无偿。\n国家卫生健康委\n2031年3月5日\n", "第三条 登记应当无偿。\n"
    )
    (outcome,) = add(collection, hand_in("notice.txt", text))
    notes = collection.load("nhc-2031-7").notes
    assert [(note.severity, note.line) for note in notes] == [("warning", 1), ("warning", 1), ("warning", 6)]
    assert [note.message for note in notes] == [problem.message for problem in outcome.problems]
    assert any("article 3 follows article 1" in note.message for note in notes)


def test_one_bad_document_does_not_stop_the_others(collection: Collection, hand_in: HandIn) -> None:
    add(collection, hand_in("notice.txt", NOTICE))
    outcomes = add(collection, hand_in("gazette.txt", OTHER_TEXT + OTHER_NUMBER))
    assert actions(outcomes) == [("refused", ""), ("added", "nhc-2031-8")]
    assert collection.ids() == ["nhc-2031-7", "nhc-2031-8"]


def test_a_broken_document_in_the_collection_is_not_touched(collection: Collection, hand_in: HandIn) -> None:
    add(collection, hand_in("notice.txt", NOTICE))
    path = collection.root / "nhc-2031-7" / "document.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "isued: 2031-01-01\n", encoding="utf-8")
    before = state(collection.root)
    (refused,) = add(collection, hand_in("english.txt", ENGLISH))
    assert refused.action == "refused"
    assert "isued" in refused.problems[0].message
    assert state(collection.root) == before
    assert actions(add(collection, hand_in("other.txt", OTHER_NUMBER))) == [("added", "nhc-2031-8")]


def test_an_edition_without_its_document_is_not_lost(collection: Collection, hand_in: HandIn) -> None:
    orphan = collection.root / "nhc-2031-7" / "en.md"
    orphan.parent.mkdir()
    orphan.write_text("---\nkind: translation\n---\n\nMine. {#para_1}\n", encoding="utf-8")
    add(collection, hand_in("notice.txt", NOTICE))
    assert orphan.read_text(encoding="utf-8") == "---\nkind: translation\n---\n\nMine. {#para_1}\n"


def test_a_folder_with_an_impossible_name_does_not_stop_intake(collection: Collection, hand_in: HandIn) -> None:
    (collection.root / "My_Rules").mkdir()
    (collection.root / "My_Rules" / "document.yaml").write_text("id: My_Rules\ntitle: {zh: 甲}\n", encoding="utf-8")
    assert actions(add(collection, hand_in("notice.txt", NOTICE))) == [("added", "nhc-2031-7")]


def test_an_id_that_is_taken_gets_a_number(collection: Collection, hand_in: HandIn) -> None:
    collection.write(Document("nhc-2031-7", Bilingual("别的文件")))
    assert actions(add(collection, hand_in("notice.txt", NOTICE))) == [("added", "nhc-2031-7-2")]
    assert collection.load("nhc-2031-7").title.zh == "别的文件"


def test_whatever_is_added_can_be_loaded(collection: Collection, hand_in: HandIn) -> None:
    nasty = "示范规则\n第一条 用**星号**和\\反斜线，见 {#art_2}。\n# 不是标题\n第一条 又一次。\n附件：1.甲\n附件：2.乙\n---\nno\n"
    (outcome,) = add(collection, hand_in("nasty.txt", nasty))
    assert outcome.action == "added"
    text = "".join(segment.label + segment.text for segment in collection.load(outcome.id).editions[0].segments)
    assert all(part in text for part in ("用**星号**和\\反斜线，见 {#art_2}。", "# 不是标题", "---", "附件：2.乙"))


def test_looking_writes_nothing(tmp_path: Path, hand_in: HandIn) -> None:
    path = hand_in("notice.txt", NOTICE)
    inspection = inspect([path])
    assert [document.document.number for document in inspection.documents] == ["国卫医急发〔2031〕7号"]
    assert list(tmp_path.iterdir()) == [path]


# --- pairs ------------------------------------------------------------------------------------------------------------

ZH_RULES = "# 示范捐献登记规则\n\n第一条 登记应当自愿。\n\n第二条 登记应当无偿。\n"
EN_RULES = "# Rules on the Registration of Donors\n\nArticle 1 Registration is voluntary.\n\nArticle 2 Registration is free.\n"


@pytest.mark.parametrize("order", [("rules.zh.md", "rules.en.md"), ("rules.en.md", "rules.zh.md")])
def test_a_pair_becomes_one_document(collection: Collection, hand_in: HandIn, order: tuple[str, str]) -> None:
    texts = {"rules.zh.md": ZH_RULES, "rules.en.md": EN_RULES}
    outcomes = add(collection, *(hand_in(name, texts[name]) for name in order))
    assert actions(outcomes) == [("added", "rules-on-the-registration-of-donors")]
    document = collection.load("rules-on-the-registration-of-donors")
    assert document.title == Bilingual("示范捐献登记规则", "Rules on the Registration of Donors")
    zh, en = document.editions
    assert (zh.name, en.name, en.kind, en.renders) == ("zh", "en", "translation", zh.sha256)
    assert [s.id for s in zh.segments] == [s.id for s in en.segments] == ["art_1", "art_2"]
    assert zh.segments[0] == Segment("art_1", "第一条", "登记应当自愿。")
    assert actions(add(collection, *(hand_in(name, texts[name]) for name in order))) == [("unchanged", document.id)]


def test_only_the_new_half_of_a_pair_is_attached(collection: Collection, hand_in: HandIn) -> None:
    collection.write(
        Document("a", Bilingual("示范捐献登记规则"), editions=(inspect([hand_in("x.md", ZH_RULES)]).documents[0].edition,))
    )
    outcomes = add(collection, hand_in("rules.zh.md", ZH_RULES), hand_in("rules.en.md", EN_RULES))
    assert actions(outcomes) == [("attached", "a")]
    assert [edition.name for edition in collection.load("a").editions] == ["zh", "en"]


BAD_PAIRS = {
    "two documents in one": ({"a.zh.txt": NOTICE + OTHER_NUMBER, "a.en.txt": ENGLISH}, "one document"),
    "the same language twice": ({"a.zh.txt": ZH_RULES, "a.en.txt": ZH_RULES}, "same language"),
    "three files of one name": ({"a.zh.txt": ZH_RULES, "a.zh.md": ZH_RULES, "a.en.md": EN_RULES}, "a.zh"),
}


@pytest.mark.parametrize("kind", BAD_PAIRS)
def test_a_pair_that_is_none_is_refused(hand_in: HandIn, kind: str) -> None:
    texts, message = BAD_PAIRS[kind]
    (paths,) = group([hand_in(name, text) for name, text in texts.items()])
    with pytest.raises(UnreadableFile, match=message):
        inspect(paths)


@pytest.mark.parametrize(
    ("names", "groups"),
    [
        (["a.txt", "b.txt"], [["a.txt"], ["b.txt"]]),
        (["a.en.md", "b.txt", "a.zh.md"], [["a.zh.md", "a.en.md"], ["b.txt"]]),
        (["a.zh.txt", "a.en.md"], [["a.zh.txt", "a.en.md"]]),
        (["a.ZH.MD", "a.EN.MD"], [["a.ZH.MD", "a.EN.MD"]]),
        (["a.zh.md"], [["a.zh.md"]]),
        (["x/a.zh.md", "y/a.en.md"], [["x/a.zh.md"], ["y/a.en.md"]]),
        (["a.txt", "a.txt"], [["a.txt"]]),
        (["zh.md", "en.md"], [["zh.md"], ["en.md"]]),
        (["a", "a.zh.md"], [["a"], ["a.zh.md"]]),
    ],
)
def test_which_files_are_a_pair(names: list[str], groups: list[list[str]]) -> None:
    assert group(map(Path, names)) == [tuple(map(Path, paths)) for paths in groups]


def test_a_document_that_cannot_be_written_is_refused_and_the_next_is_tried(collection: Collection) -> None:
    edition = Edition("zh", "official", (Segment("art_1", "第一条", "甲。"),))
    recognised = Recognised(Document("", Bilingual("甲"), number="国卫医急发〔2031〕7号", editions=(edition,)), (), ())
    collection.write(
        Document("nhc-2031-7", Bilingual("甲"), number="国卫医急发〔2031〕7号", editions=(replace(edition, segments=()),))
    )
    other = Recognised(Document("", Bilingual("乙"), number="国卫医急发〔2031〕8号"), (), ())
    outcomes = list(Intake(collection).add(Inspection((Path("x"),), (recognised, other), ())))
    assert actions(outcomes) == [("refused", ""), ("added", "nhc-2031-8")]


def test_a_text_corrected_by_hand_is_not_taken_in_again(collection: Collection, hand_in: HandIn) -> None:
    file = hand_in("letter.txt", "关于查阅档案的通知\n\n各单位：\n\n请按时查阅挡案。\n")
    [(_, document_id)] = actions(add(collection, file))
    path = collection.root / document_id / "zh.md"
    path.write_text(path.read_text(encoding="utf-8").replace("挡案", "档案"), encoding="utf-8")
    assert actions(add(collection, file)) == [("unchanged", document_id)]
    assert "请按时查阅档案" in path.read_text(encoding="utf-8")


def test_a_document_with_a_mistake_is_not_taken_in_a_second_time(collection: Collection, hand_in: HandIn) -> None:
    text = "关于查阅档案的通知\n示档发〔2024〕9号\n各单位：\n请查阅。\n示范市档案局\n2024年4月1日\n"
    [(_, document_id)] = actions(add(collection, hand_in("a.txt", text)))
    path = collection.root / document_id / "document.yaml"
    path.write_text("type: [规则\n", encoding="utf-8")
    [outcome] = add(collection, hand_in("b.txt", text.replace("请查阅", "请按时查阅")))
    assert outcome.action == "refused"
    assert outcome.problems[0].path == path
    assert collection.ids() == [document_id]


def test_a_name_that_is_not_utf8_is_stored_readably(collection: Collection, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"bad\xff.txt")
    path.write_text("关于查阅档案的通知\n\n请查阅。\n", encoding="utf-8")
    [(action, document_id)] = actions(add(collection, path))
    assert action == "added"
    assert collection.load(document_id).editions[0].provenance is not None


def test_a_text_without_number_finds_its_document_by_title(collection: Collection, write_small: Callable[..., Document]) -> None:
    title = Bilingual("示范市人体器官移植医院设置规划（2024—2030年）")
    write_small(id="plan-1", title=title, number=None, unstated=("number", "issued"), issued=None, editions=())
    segments = (Segment("sec_1", "一、", "背景"),)
    edition = Edition("zh", "official", segments)
    handed_in = Document("", Bilingual("示范市人体器官移植医院设置规划(2024—2030年)"), editions=(edition,))
    problems = (Problem("warning", "no document number was recognised; …"), Problem("warning", "something else"))
    [outcome] = Intake(collection).add(Inspection((Path("a.txt"),), (Recognised(handed_in, (), problems),), ()))
    assert (outcome.id, outcome.action) == ("plan-1", "attached")
    assert [problem.message for problem in outcome.problems] == ["something else"]
    assert collection.load("plan-1").unstated == ("number", "issued")
    assert collection.load("plan-1").edition("zh") == edition
    numbered = replace(handed_in, number="示卫发〔2024〕1号")
    [outcome] = Intake(collection).add(Inspection((Path("b.txt"),), (Recognised(numbered, (), ()),), ()))
    assert outcome.id == "plan-1"  # its text is there already


@pytest.mark.parametrize(
    ("title", "issued", "other"),
    [
        ("示范市卫生健康委员会通告", None, None),  # an issuer and a genre
        ("示范市人体器官移植医院设置规划", date(2024, 1, 5), date(2024, 3, 9)),
        ("Press Release", None, None),
    ],
)
def test_documents_of_one_title_that_are_not_one(
    collection: Collection, write_small: Callable[..., Document], title: str, issued: date | None, other: date | None
) -> None:
    name = Bilingual(en=title) if title.isascii() else Bilingual(title)
    write_small(id="first-1", title=name, number=None, issued=issued, effective=None)
    edition = Edition("zh", "official", (Segment("art_1", "第一条", "另一份文件。"),))
    handed_in = Document("", name, issued=other, editions=(edition,))
    [outcome] = Intake(collection).add(Inspection((Path("a.txt"),), (Recognised(handed_in, (), ()),), ()))
    assert outcome.action == "added"


@pytest.mark.parametrize(
    ("known", "newer", "kept"),
    [
        (PartialDate(2024), date(2024, 3, 1), date(2024, 3, 1)),
        (PartialDate(2023), date(2024, 3, 1), PartialDate(2023)),
        (date(2024, 3, 1), date(2024, 4, 1), date(2024, 3, 1)),
        (None, PartialDate(2024), PartialDate(2024)),
    ],
)
def test_a_date_becomes_more_precise_never_another(
    collection: Collection, write_small: Callable[..., Document], known: Any, newer: Any, kept: Any
) -> None:
    write_small(issued=known, effective=None, editions=())
    edition = Edition("zh", "official", (Segment("art_1", "第一条", "甲。"),))
    handed_in = Document("", Bilingual("示范"), number="示档发〔2024〕7号", issued=newer, editions=(edition,))
    list(Intake(collection).add(Inspection((Path("a.txt"),), (Recognised(handed_in, (), ()),), ())))
    assert collection.load("example-2024-7").issued == kept
