"""The documents shipped with the archive. Facts were looked up in the published texts, by hand."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from archive.checks import check_collection
from archive.model import Document, PartialDate
from archive.store import Collection
from archive.term_sources import located
from archive.text.sentences import count_han
from tests.printed_facts import GAZETTE, HEBEI, REPEALS

TITLES = {
    "国卫通〔2024〕5号": "关于发布《血细胞分析校准指南》等6项推荐性卫生行业标准的通告",
    "国卫通〔2024〕6号": "关于发布《手术室医学装备配置标准》等2项推荐性卫生行业标准的通告",
    "国卫办职健发〔2024〕11号": "关于印发职业卫生技术服务机构资质认可程序及技术评审准则的通知",
}
"""Where the gazette prints the issuer in front of the title, or no title but the issuer's."""
ISSUED = {"国卫医政发〔2024〕19号": PartialDate(2024)}
"""Printed without a date; the number gives the year."""
GAZETTE_IDS = {f"nhc-2024-{re.findall('[0-9]+', number)[-1]}": number for number, *_ in GAZETTE}
LAST = [
    "global-times-2023-12",
    "guangxi-interview-2023",
    "hebei-2024-33",
    "state-council-767",
    "telegraph-2025-07",
    "xinjiang-transplant-hospitals-2024-2030",
]
CHAPTERS = {"chp_1": "art_1", "chp_2": "art_5", "chp_3": "art_8", "chp_4": "art_11", "chp_5": "art_18"}


@pytest.fixture(params=sorted([*GAZETTE_IDS, *LAST]))
def document(request: pytest.FixtureRequest, shipped: Collection) -> Document:
    return shipped.load(request.param)


@pytest.fixture(params=sorted({*GAZETTE_IDS, *LAST} - {"state-council-767"}))
def digested(request: pytest.FixtureRequest, shipped: Collection) -> Document:
    return shipped.load(request.param)


def test_the_check_finds_nothing(shipped: Collection) -> None:
    assert [str(problem) for problem in check_collection(shipped)] == []


def test_sixteen_documents(shipped: Collection) -> None:
    assert shipped.ids() == sorted([*GAZETTE_IDS, *LAST])


@pytest.mark.parametrize("row", GAZETTE, ids=lambda row: row[0])
def test_the_notices_of_the_gazette(shipped: Collection, row: tuple[Any, ...]) -> None:
    number, title, issuers, type_, issued, effective, articles = row
    [document] = [document for document in shipped if document.number == number]
    assert (document.title.zh, document.type) == (TITLES.get(number, title), type_)
    assert [issuer.zh for issuer in document.issuers] == issuers
    assert (document.issued, document.effective) == (ISSUED.get(number, issued), effective)
    assert (document.level, document.region, document.status) == ("national", None, "in force")
    for edition in document.editions:
        found = [segment.id for segment in edition.segments if segment.level == "article"]
        assert found == [f"art_{number}" for number in range(1, articles + 1)]


def test_the_other_documents(shipped: Collection) -> None:
    hebei, xinjiang = shipped.load("hebei-2024-33"), shipped.load("xinjiang-transplant-hospitals-2024-2030")
    assert (hebei.number, hebei.issued, hebei.region) == ("冀卫医急函〔2024〕33号", date(2024, 7, 5), "河北省")
    assert [issuer.zh for issuer in hebei.issuers] == HEBEI
    assert (xinjiang.type, xinjiang.region, xinjiang.unstated) == ("规划", "新疆维吾尔自治区", ("number",))
    decree = shipped.load("state-council-767")
    assert (decree.number, decree.effective, decree.editions) == ("国务院令第767号", date(2024, 5, 1), ())
    news = [shipped.load(name) for name in ("global-times-2023-12", "telegraph-2025-07")]
    assert [(one.type, str(one.issued)) for one in news] == [("新闻", "2023-12"), ("新闻", "2025-07-03")]


def test_every_document_is_described_in_both_languages(document: Document) -> None:
    assert document.title.zh
    assert document.title.en
    assert document.abstract.zh
    assert document.abstract.en
    assert document.topics
    assert document.added


def test_every_text_is_a_digest_and_says_so(digested: Document) -> None:
    assert [(edition.name, edition.kind, edition.by) for edition in digested.editions] == [
        ("zh.digest", "digest", "Duizhao"),
        ("en.digest", "digest", "Duizhao"),
    ]


def test_the_two_digests_have_the_same_passages_in_the_same_order(digested: Document) -> None:
    zh, en = digested.editions
    assert len(zh.segments) >= 2
    assert [segment.id for segment in zh.segments] == [segment.id for segment in en.segments]


def test_digests_are_in_their_language_and_no_passage_is_empty(digested: Document) -> None:
    zh, en = digested.editions
    for edition, is_its_own in ((zh, True), (en, False)):
        for segment in edition.segments:
            latin = len(re.findall(r"[A-Za-z]", segment.text))
            assert segment.text, segment.id
            assert (count_han(segment.text) > latin // 3) is is_its_own, segment


def test_the_ethics_rules_have_24_articles_in_five_chapters(shipped: Collection) -> None:
    for name in ("zh.digest", "en.digest"):
        edition = shipped.load("nhc-2024-13").edition(name)
        assert edition is not None
        ids = [segment.id for segment in edition.segments if segment.level in ("chapter", "article")]
        assert [name for name in ids if name.startswith("art_")] == [f"art_{number}" for number in range(1, 25)]
        assert {chapter: ids[ids.index(chapter) + 1] for chapter in ids if chapter.startswith("chp_")} == CHAPTERS


def relations(shipped: Collection, document_id: str, kind: str) -> list[tuple[str | None, str | None]]:
    """Targets: the id of a document, else its title; and its number."""
    found = [relation for relation in shipped.load(document_id).relations if relation.kind == kind]
    return [(relation.document or relation.title, relation.number) for relation in found]


def test_relations(shipped: Collection) -> None:
    assert relations(shipped, "hebei-2024-33", "implements") == [("nhc-2024-18", None)]
    assert relations(shipped, "telegraph-2025-07", "opposing account") == [("global-times-2023-12", None)]
    assert relations(shipped, "global-times-2023-12", "opposing account") == [("telegraph-2025-07", None)]
    for name in ("nhc-2024-13", "nhc-2024-15", "nhc-2024-16", "nhc-2024-18", "xinjiang-transplant-hospitals-2024-2030"):
        assert ("state-council-767", None) in relations(shipped, name, "based on")


@pytest.mark.parametrize("number", REPEALS)
def test_what_is_repealed(shipped: Collection, number: str) -> None:
    [document] = [document for document in shipped if document.number == number]
    # the two works that no. 11 repeals are annexes to a notice of 2021, whose number the relation gives
    annexes_of = "国卫办职健发〔2021〕2号" if document.id == "nhc-2024-11" else None
    expected = [(title, repealed or annexes_of) for title, repealed in REPEALS[number]]
    assert relations(shipped, document.id, "repeals") == expected


def test_the_registration_measures_cite_the_regulations_article_by_article(shipped: Collection) -> None:
    [cited] = [
        relation
        for relation in shipped.load("nhc-2024-15").relations
        if relation.kind == "cites" and relation.document == "state-council-767"
    ]
    assert cited.segments == ("art_21", "art_23", "art_25", "art_30")


def test_the_annex_on_training_bases(shipped: Collection) -> None:
    edition = shipped.load("nhc-2024-16").edition("en.digest")
    assert edition is not None
    sections = [s.id for s in edition.segments if s.id.startswith("att_1__") and s.level == "section"]
    assert sections == [f"att_1__sec_{number}" for number in range(1, 8)]


def test_the_interview_warns_of_its_source(shipped: Collection) -> None:
    interview = shipped.load("guangxi-interview-2023")
    assert any("shuffled" in note.message and note.severity == "warning" for note in interview.notes)
    zh, en = interview.editions
    assert "imToken" in zh.segments[0].text
    assert "out of order" in en.segments[0].text


@pytest.mark.parametrize(("name", "who"), [("telegraph-2025-07", "Telegraph"), ("global-times-2023-12", "Global Times")])
def test_every_paragraph_of_the_news_says_whose_account_it_is(shipped: Collection, name: str, who: str) -> None:
    _, en = shipped.load(name).editions
    paragraphs = [segment for segment in en.segments if segment.level == "paragraph"]
    named = [segment.id for segment in paragraphs if who not in segment.text]
    assert named == []


def test_the_term_base(shipped: Collection) -> None:
    terms = shipped.terms()
    assert len({term.zh for term in terms}) >= 250
    assert {term.status for term in terms} == {"preferred", "admitted", "deprecated"}
    assert located(terms, {document.id: document for document in shipped}) == terms, "run `archive terms --locate`"
    english = {(term.zh, term.en) for term in terms}
    assert {("国家卫生健康委员会", "NHC"), ("人体器官获取组织", "OPO"), ("应当", "shall"), ("不得", "shall not")} <= english
