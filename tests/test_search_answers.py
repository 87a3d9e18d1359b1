"""What a search is to find, example by example, on every engine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from archive.model import Bilingual, Edition, Segment, Term
from indexer.building.build import update
from indexer.keeping.opened import OpenIndex
from indexer.search import Searcher
from indexer.showing.results import Answer
from tests.indexing import Shelf, document, engines

DECREE = document(
    "decree",
    number="国务院令第767号",
    title=Bilingual("人体器官捐献和移植条例", "Regulations on Human Organ Donation and Transplantation"),
    editions=(
        Edition(
            "zh",
            "official",
            (
                Segment("art_1", "第一条", "为规范器官捐献，制定本条例。"),
                Segment("art_20", "第二十条", "捐献应当自愿、无偿。"),
                Segment("art_21", "第二十一条", "本条例自2024年5月1日起施行。"),
            ),
        ),
        Edition(
            "en",
            "translation",
            (
                Segment("art_1", "Article 1", "Made to regulate organ donation."),
                Segment("art_20", "Article 20", "Donation is voluntary and unpaid."),
                Segment("art_21", "Article 21", "In force from May 1, 2024."),
            ),
        ),
    ),
)
LETTER = document(
    "letter",
    ["依照《人体器官捐献和移植条例》（国务院令第767号）第二十条办理。", "三分之二以上委员同意。"],
    ["See Article 20 of the Regulations.", "Two thirds of the members agree."],
    number="国卫医急发〔2024〕13号",
    title=Bilingual("关于落实捐献工作的通知", "Circular on Donation"),
)
DOCUMENTS = (
    DECREE,
    LETTER,
    document(
        "nation", ["中华人民共和国境内的肾移植；国家卫生健康委员会负责。"], ["In China; the National Health Commission leads."]
    ),
    document("reversed", ["捐献器官的人。", "器官", "捐献"]),
    document("research", ["研究生命的起源。", "与会者赞成或者弃权，非常顺利。"]),
    document("wide", ["ＯＰＯ负责（器官）分配。"]),
    document("labour", en=["The organisation's colour-coded labour programme for multi-organ retrieval.", "He transplanted it."]),
    document("stems", en=["Organs are transplantable; a transplant follows.", "The staff of an organ procurement organization."]),
    document("far", en=["The ethics of a very large and quite independent standing committee."]),
)
TERMS = (
    Term("器官获取组织", "organ procurement organization"),
    Term("器官获取组织", "OPO", "admitted"),
    Term("器官捐献", "organ donation"),
    Term("自愿", "voluntary"),
)


@pytest.fixture(scope="module", params=sorted(engines()))
def searcher(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    folder = tmp_path_factory.mktemp(request.param) / "index"
    shelf = Shelf(*DOCUMENTS)
    shelf.term_base = TERMS
    assert update(shelf, folder, engine=request.param).problems == []
    return Searcher.open(folder)


def typed(searcher: Searcher, query: str, **options: Any) -> Answer:
    """What the words find as they stand."""
    return searcher.search(query, off={"*"}, exact=True, limit=100, **options)


def ids(answer: Answer) -> list[str]:
    return [result.id for result in answer.results]


def marks(answer: Answer) -> set[str]:
    """What is marked in the passages that are shown."""
    shown = [passage for result in answer.results for passage in result.passages]
    return {passage.text[start:end] for passage in shown for start, end in passage.spans}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('"器官捐献"', {"decree", "letter"}),  # in the letter within a title
        ('"器官捐獻"', {"decree", "letter"}),
        ("“官捐”", {"decree", "letter"}),  # whatever the segmenter thinks
        ("「捐献器官」", {"reversed"}),  # never reversed, never across segments
        ('"献器"', {"reversed"}),
        ('"opo负责"', {"wide"}),
        ('"OPO负责(器官)分配"', {"wide"}),
        ('"三分之二以上委员"', {"letter"}),
        ('"procurement organization"', {"stems"}),
        ('"organization procurement"', set()),
    ],
)
def test_a_quoted_phrase_is_exact(searcher: Searcher, query: str, found: set[str]) -> None:
    assert set(ids(typed(searcher, query))) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("肾", {"nation"}),
        ("腎", {"nation"}),
        ("究", {"research"}),
        ("人民共和国", {"nation"}),
        ("卫生健康委", {"nation"}),
        ("ｏｐｏ", {"wide"}),
        ("（器官）", {"decree", "letter", "reversed", "wide"}),
    ],
)
def test_single_characters_and_words_in_longer_words(searcher: Searcher, query: str, found: set[str]) -> None:
    assert set(ids(typed(searcher, query))) == found


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("国卫医急发〔2024〕13号", "letter"),
        ("國衛醫急發（２０２４）１３號", "letter"),
        ("国卫医急发[2024]13", "letter"),
        ("卫医急发 13号", "letter"),
        ("2024 13", "letter"),
        ("国令767号", "decree"),
        ("国务院令第767号", "decree"),
        ("国务院令 767", "decree"),
        ("Decree No. 767", "decree"),
    ],
)
def test_a_number_goes_straight_to_its_document(searcher: Searcher, query: str, named: str) -> None:
    answer = searcher.search(query)
    assert [one.document for one in answer.direct] == [named]
    assert ids(answer)[0] == named
    assert answer.expansions == ()
    assert answer.notes == ()


@pytest.mark.parametrize("query", ["第二十条", "第20条", "第２０條", "Article 20", "art. 20"])
def test_a_provision_is_found_however_it_is_written(searcher: Searcher, query: str) -> None:
    answer = typed(searcher, query)
    assert set(ids(answer)) == {"decree", "letter"}
    passages = [(passage.document, passage.segment) for result in answer.results for passage in result.passages]
    assert ("decree", "art_20") in passages
    assert ("decree", "art_21") not in passages


@pytest.mark.parametrize(
    "query",
    [
        "人体器官捐献和移植条例 第二十条",
        "人體器官捐獻和移植條例第20條",
        "《人体器官捐献和移植条例》第二十条",
        "Regulations on Human Organ Donation and Transplantation, Article 20",
        "Article 20 of the Regulations on Human Organ Donation and Transplantation",
        "国令767号 第二十条",
    ],
)
def test_a_title_or_number_with_an_article_goes_to_the_article(searcher: Searcher, query: str) -> None:
    (direct,) = searcher.search(query).direct
    assert (direct.document, direct.segment) == ("decree", "art_20")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("2024年5月1日", {"decree"}),
        ("二〇二四年五月一日", {"decree"}),
        ("May 1, 2024", {"decree"}),
        ("1 May 2024", {"decree"}),
        ("2024-05-01", {"decree"}),
        ("2/3", {"letter"}),
        ("三分之二", {"letter"}),
        ("two-thirds", {"letter"}),
    ],
)
def test_dates_and_shares_in_both_scripts(searcher: Searcher, query: str, found: set[str]) -> None:
    assert found <= set(ids(searcher.search(query, exact=True)))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("organization", ["stems"]),
        ("multi organ", ["labour"]),
        ("multi-organ", ["labour"]),
        ("colour coded", ["labour"]),
        ("organisation", ["labour"]),
    ],
)
def test_english_forms(searcher: Searcher, query: str, found: list[str]) -> None:
    assert ids(typed(searcher, query))[: len(found)] == found


def test_the_exact_form_comes_before_others_of_its_stem(searcher: Searcher) -> None:
    found = ids(typed(searcher, "transplanted -title:transplantation"))
    assert found == ["labour", "stems"]


@pytest.mark.parametrize(
    ("query", "of", "found"),
    [("color-coded", "color", "colour"), ("labor", "labor", "labour"), ("program", "program", "programme")],
)
def test_the_other_spelling_is_found_too_and_named(searcher: Searcher, query: str, of: str, found: str) -> None:
    answer = searcher.search(query)
    assert ids(answer)[0] == "labour"
    assert any(found in mark for mark in marks(answer))
    assert (found, of) in {(one.form, one.of) for one in answer.expansions if one.origin == "spelling"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("肾 或 起源", {"nation", "research"}),
        ("肾 OR 起源", {"nation", "research"}),
        ("器官 与 自愿", {"decree"}),
        ("器官 AND 自愿", {"decree"}),
        ("器官 非 捐献", {"wide"}),
        ("器官 NOT 捐献", {"wide"}),
        ("器官 -捐献", {"wide"}),
        ("(肾 OR 起源) AND 研究", {"research"}),
        ("（肾 或 起源） 与 研究", {"research"}),
        ("或者", {"research"}),  # 或 inside a word is no operator
        ("与会者", {"research"}),
        ("非常顺利", {"research"}),
        ("title:条例", {"decree"}),
        ("标题：条例", {"decree"}),
        ("number:767", {"decree"}),
        ("transplan*", {"labour", "stems"}),
        ("proc?rement", {"stems"}),
        ("procurment~", {"stems"}),
        ('"ethics committee"~10', {"far"}),
        ('"ethics committee"~2', set()),
    ],
)
def test_operators_fields_and_patterns(searcher: Searcher, query: str, found: set[str]) -> None:
    assert set(ids(typed(searcher, query))) == found


def test_an_unknown_field_is_text_and_said(searcher: Searcher) -> None:
    answer = typed(searcher, "colour:肾")
    assert [(note.code, note.values) for note in answer.notes][:1] == [("field", {"field": "colour"})]


def test_the_other_language_is_looked_in_and_said(searcher: Searcher) -> None:
    answer = searcher.search("voluntary")
    assert ids(answer) == ["decree"]
    assert {(one.form, one.source) for one in answer.expansions} >= {("自愿", "terms")}
    answer = searcher.search("器官获取组织")
    assert set(ids(answer)) >= {"stems", "wide"}
    through = {result.id: set(result.through) for result in answer.results}
    assert "organ procurement organization" in through["stems"]
    assert {"organ", "procurement", "organization"} <= {word for mark in marks(answer) for word in mark.split()}


def test_what_is_switched_off_is_not_looked_for(searcher: Searcher) -> None:
    answer = searcher.search("器官获取组织", exact=True)
    keys = {one.key for one in answer.expansions}
    off = searcher.search("器官获取组织", off=keys, exact=True)
    assert not keys & {one.key for one in off.expansions}
    assert {"en:organ procurement organization", "en:OPO"} <= {one.key for one in off.off} <= keys
    assert all(not result.through for result in off.results)


def test_words_that_stand_nowhere_together_find_what_has_most_of_them(searcher: Searcher) -> None:
    answer = searcher.search("肾移植 国家 火星")
    assert ids(answer)[0] == "nation"
    assert [note.code for note in answer.notes] == ["most"]
    assert "火星" in answer.missing


def test_what_was_probably_meant_is_shown_at_once(searcher: Searcher) -> None:
    answer = searcher.search("procurrement")
    assert (answer.showing, answer.suggestion) == ("procurement", None)
    assert ids(answer) == ["stems"]
    assert marks(answer) == {"procurement"}
    as_typed = searcher.search("procurrement", exact=True)
    assert (as_typed.total, as_typed.showing, as_typed.suggestion) == (0, None, "procurement")
    assert list(as_typed.missing) == ["procurrement"]
    quoted = searcher.search('"procurrement of organs"')
    assert (quoted.total, quoted.showing) == (0, None)


def test_the_filters_that_leave_nothing_are_named(searcher: Searcher) -> None:
    assert list(searcher.search("肾移植", filters={"year": ["1999"]}).emptying) == ["year"]


def test_marks_are_never_part_of_a_longer_word(searcher: Searcher) -> None:
    assert {mark.lower() for mark in marks(typed(searcher, "organ"))} == {"organ", "organs"}
    assert marks(typed(searcher, "organi*")) == {"organization", "organisation"}


def test_both_engines_give_the_same(tmp_path: Path) -> None:
    queries = [
        "器官捐献",
        "transplanted",
        "第二十条",
        "国令767号",
        "器官 -捐献",
        "procurrement",
        "谁可以捐献器官？",
        '"官捐"',
        "OPO",
    ]
    shelf = Shelf(*DOCUMENTS)
    shelf.term_base = TERMS
    answers = []
    for name in engines():
        update(shelf, tmp_path / name, engine=name)
        found = [Searcher.open(tmp_path / name).search(query) for query in queries]
        answers.append([(one.total, one.facets, one.expansions, one.direct, one.showing, ids(one), marks(one)) for one in found])
    assert all(answer == answers[0] for answer in answers)


def test_meaning_adds_and_never_displaces(tmp_path: Path) -> None:
    pytest.importorskip("numpy")
    from indexer.vectors import FOLDER, Vectors, update_vectors  # noqa: PLC0415 - numpy may be missing
    from tests.test_search_vectors import Letters  # noqa: PLC0415

    folder = tmp_path / "index"
    shelf = Shelf(document("has", ["甲乙丙丁"]), document("like", ["乙和甲"]), document("other", ["戊己"]))
    update(shelf, folder)
    update_vectors(shelf, folder / FOLDER, Letters())
    index = OpenIndex(folder)
    searcher = Searcher(index, lambda: index.knowledge, Vectors(folder / FOLDER, Letters()))
    assert ids(searcher.search("甲乙", off={"*"})) == ["has"]
    for query, semantic in (("甲乙", True), ("~甲乙", False), ("～甲乙", False)):
        both = searcher.search(query, semantic=semantic, off={"*"})
        assert both.semantic
        assert ids(both)[:2] == ["has", "like"]
        assert [result.by_meaning for result in both.results][:2] == [False, True]
    assert ids(searcher.search('"甲乙"', semantic=True)) == ["has"]
    assert [one.document for one in searcher.passages("甲乙", semantic=True).results][:2] == ["has", "like"]
