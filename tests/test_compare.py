"""Comparing texts: which are nearly the same, what changed between two, passage by passage and word by word."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.comparing.passages import compare, counts
from archive.comparing.sketches import SIZE, SketchIndex, resemblance, sketch
from archive.comparing.versions import compare_documents
from archive.comparing.words import changed_words
from archive.errors import Conflict
from archive.intake.inspection import inspect
from archive.intake.intake import Intake
from archive.intake.kin import duplicates
from archive.intake.known_documents import KnownDocuments
from archive.model import Bilingual, Document, Edition, Segment
from archive.store import Collection
from tests.conftest import SMALL


def article(number: int, text: str) -> Segment:
    return Segment(f"art_{number}", f"第{number}条", text)


OLD = (
    article(1, "为了规范渡口管理，制定本办法。"),
    article(2, "渡口由所在地的乡镇人民政府负责管理。"),
    article(3, "渡船每年检验一次，检验合格的方可载客。"),
    article(4, "渡工应当持有证书，并在当班时佩戴标志。"),
    article(5, "违反本办法的，处二百元以下罚款。"),
)
NEW = (
    OLD[0],
    article(2, "本办法所称渡口，是指经批准设立的客运渡口。"),
    article(3, "渡口由所在地的县级人民政府负责管理。"),
    article(4, "渡船每年检验一次，检验合格的方可载客。"),
    article(5, "渡工应当持有证书，并在当班时佩戴标志。"),
)


def test_renumbered_articles_meet() -> None:
    changes = compare(OLD, NEW)
    told = [(c.kind, c.old.id if c.old else None, c.new.id if c.new else None) for c in changes]
    assert told == [
        ("unchanged", "art_1", "art_1"),
        ("added", None, "art_2"),
        ("changed", "art_2", "art_3"),
        ("unchanged", "art_3", "art_4"),
        ("unchanged", "art_4", "art_5"),
        ("removed", "art_5", None),
    ]
    assert counts(changes) == {"unchanged": 3, "changed": 1, "added": 1, "removed": 1, "moved": 0, "renumbered": 3}


def test_changed_words_are_marked() -> None:
    pieces = changed_words("渡口由所在地的乡镇人民政府负责管理。", "渡口由所在地的县级人民政府负责管理。")
    assert [(p.op, p.text) for p in pieces] == [
        ("same", "渡口由所在地的"), ("removed", "乡镇"), ("added", "县级"), ("same", "人民政府负责管理。"),
    ]  # fmt: skip
    pieces = changed_words("The fee is 200 yuan.", "The fine is 2,000 yuan.")
    assert [p.text for p in pieces if p.op == "removed"] == ["fee", "200"]
    assert [p.text for p in pieces if p.op == "added"] == ["fine", "2,000"]


def test_a_passage_that_moved_is_said_to_have_moved() -> None:
    moved = [OLD[3], OLD[0], OLD[1], OLD[2], OLD[4]]
    changes = compare(OLD, moved)
    assert [(c.id, c.kind) for c in changes if c.moved] == [("art_4", "unchanged")]


def test_a_passage_rewritten_under_its_number_is_one_change() -> None:
    new = [*OLD[:4], article(5, "有违反本办法行为的，由管理机关处五百元以上罚款。")]
    assert [c.kind for c in compare(OLD, new)] == [*["unchanged"] * 4, "changed"]


texts = st.text(alphabet="渡口管理人检验a1 ，。", max_size=40)
segments = st.lists(texts, max_size=8).map(lambda found: tuple(article(i, text) for i, text in enumerate(found, 1)))


@given(segments, segments)
def test_every_passage_of_both_is_told_once(old: tuple[Segment, ...], new: tuple[Segment, ...]) -> None:
    changes = compare(old, new)
    assert [c.new for c in changes if c.new] == list(new)
    assert sorted(c.old.id for c in changes if c.old) == sorted(s.id for s in old)
    assert all((c.kind == "added") == (c.old is None) and (c.kind == "removed") == (c.new is None) for c in changes)


@given(segments)
def test_a_text_does_not_differ_from_itself(same: tuple[Segment, ...]) -> None:
    assert all(c.kind == "unchanged" and not c.moved and not c.renumbered for c in compare(same, same))


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_pieces_give_both_texts_back(old: str, new: str) -> None:
    pieces = changed_words(old, new)
    assert "".join(p.text for p in pieces if p.op != "added") == old
    assert "".join(p.text for p in pieces if p.op != "removed") == new


# --- sketches ---------------------------------------------------------------------------------------------------------


def sentences(seed: int, count: int = 60) -> list[str]:
    rng = random.Random(seed)  # noqa: S311 - the same on every run
    characters = "渡口管理人应当每年检验船只水库巡查记录档案借阅登记养老机构收费公开粮食轮换监督备案"
    return ["".join(rng.choices(characters, k=rng.randint(14, 30))) + "。" for _ in range(count)]


def shuffled(text: list[str]) -> list[str]:
    return random.Random(2).sample(text, len(text))  # noqa: S311 - the same on every run


def test_sketches_tell_copies_from_other_texts() -> None:
    text = sentences(1)
    one = sketch("".join(text))
    assert resemblance(one, sketch("".join(text).replace("。", "。\n　"))) == 1.0
    assert resemblance(one, sketch("".join([*text[:30], "本句是后来加的一句话。", *text[30:]]))) > 0.9
    assert resemblance(one, sketch("".join(shuffled(text)))) > 0.6
    assert resemblance(one, sketch("".join(sentences(3)))) < 0.1
    assert len(one) == SIZE
    assert sketch("太短的文本。") == ()


@given(st.text(max_size=300), st.text(max_size=300))
def test_resemblance_is_a_share_and_goes_both_ways(one: str, other: str) -> None:
    a, b = sketch(one), sketch(other)
    assert 0.0 <= resemblance(a, b) <= 1.0
    assert resemblance(a, b) == resemblance(b, a)
    assert resemblance(a, a) == (1.0 if a else 0.0)


def test_an_index_finds_only_what_is_alike() -> None:
    index = SketchIndex()
    for seed in range(200):
        index.put(str(seed), sketch("".join(sentences(seed))))
    text = sentences(17)
    assert [name for name, _ in index.near(sketch("".join(text[:55])))] == ["17"]
    index.put("17", sketch("".join(sentences(999))))
    assert list(index.near(sketch("".join(text)))) == []


# --- when adding ------------------------------------------------------------------------------------------------------

HandIn = Callable[[str, str], Path]


def statute(body: list[str], issued: str = "2019年3月5日", title: str = "示范市渡口管理办法", number: str = "") -> str:
    articles = "\n".join(f"第{n}条 {text}" for n, text in zip("一二三四五六七八九", body, strict=False))
    return f"{title}\n{number}\n（{issued}示范市人民政府发布）\n{articles}\n"


def document(body: list[str], **facts: object) -> Document:
    segments = tuple(article(i, text) for i, text in enumerate(body, 1))
    return replace(SMALL, relations=(), editions=(Edition("zh", "official", segments),), **facts)  # type: ignore[arg-type]


def test_another_version_becomes_a_document_of_its_own_and_is_reported(collection: Collection, hand_in: HandIn) -> None:
    body = sentences(5, 9)
    for name, text in (
        ("old.txt", statute(body, number="示政发〔2019〕3号")),
        ("new.txt", statute([*body[:8], "本条已经改写。"], number="示政发〔2024〕8号")),
    ):
        [outcome] = Intake(collection).add(inspect([hand_in(name, text)]))
        assert outcome.action == "added"
    notes = [problem.message for problem in outcome.problems if problem.severity == "note"]
    assert any("another version of" in note and "archive diff" in note for note in notes)
    assert len(collection.ids()) == 2
    assert all("another version" not in note.message for note in collection.load(outcome.id).notes)
    [pair] = duplicates(collection)
    assert pair.versions
    assert pair.alike > 0.7
    assert "number" in pair.differs


def test_three_versions_are_known_again(collection: Collection) -> None:
    for year in (1999, 2009, 2019):
        collection.write(
            replace(
                document(sentences(year, 6)), id=f"law-{year}", number=None, issued=date(year, 1, 1),
                title=Bilingual("示范市人民代表大会渡口管理条例"),
            )
        )  # fmt: skip
    known = KnownDocuments(collection)
    for year in (1999, 2009, 2019):
        assert (
            known.find(
                replace(document(["x"]), number=None, issued=date(year, 1, 1), title=Bilingual("示范市人民代表大会渡口管理条例"))
            )
            == f"law-{year}"
        )
    assert known.versions("law-2009") == ["law-1999", "law-2019"]


def test_nearly_the_same_text_is_reported_with_what_differs(collection: Collection) -> None:
    body = sentences(6, 40)
    collection.write(document(body, id="first-1", number="示档发〔2020〕1号"))
    copy = document(
        random.Random(1).sample(body, len(body)),  # noqa: S311
        id="copy-1",
        number="示档发〔2021〕9号",
        title=Bilingual("另一个标题"),
    )
    collection.write(copy)
    collection.write(document(sentences(7, 40), id="other-1", number="示档发〔2022〕2号", title=Bilingual("无关的文件")))
    [pair] = duplicates(collection)
    assert {pair.one, pair.other} == {"first-1", "copy-1"}
    assert not pair.versions
    assert {"number", "title"} <= pair.differs.keys()


def test_what_is_known_is_kept_and_not_believed_when_files_change(collection: Collection) -> None:
    collection.write(document(sentences(8, 20), id="first-1"))
    KnownDocuments(collection).save()
    kept = collection.root.parent / f".{collection.root.name}.known.jsonl"
    assert kept.is_file()
    assert KnownDocuments(collection).find(document(["x"], id="")) == "first-1"
    collection.write(document(sentences(8, 20), id="first-1", number="示档发〔2030〕5号"))
    assert KnownDocuments(collection).find(document(["x"], id="")) is None
    kept.write_text("1\nnonsense\n", encoding="utf-8")
    assert KnownDocuments(collection).find(document(["x"], id="", number="示档发〔2030〕5号")) == "first-1"


def test_what_is_known_survives_a_line_break_of_unicode_in_a_title(collection: Collection) -> None:
    one = document(sentences(8, 20), id="first-1", title=Bilingual("有\u2028分隔符的规则"))
    collection.write(one)
    KnownDocuments(collection).save()
    kept = collection.root.parent / f".{collection.root.name}.known.jsonl"
    before = kept.stat().st_mtime_ns
    KnownDocuments(collection).save()
    assert kept.stat().st_mtime_ns == before


def test_documents_without_a_text_in_common_cannot_be_compared() -> None:
    with pytest.raises(Conflict, match="in common"):
        compare_documents(SMALL, replace(SMALL, editions=()))
    with pytest.raises(Conflict, match="digest"):
        compare_documents(SMALL, SMALL, "zh.digest")
