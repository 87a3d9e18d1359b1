"""The documents shipped with the archive. Facts were looked up in the published texts, by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from archive.checks import check_collection
from archive.model import Document
from archive.store import Collection

FACTS: dict[str, dict[str, Any]] = {
    "nhc-2024-13": {
        "number": "国卫医急发〔2024〕13号",
        "title": "人体器官移植伦理委员会工作规则",
        "type": "规则",
        "issued": date(2024, 4, 15),
        "effective": date(2024, 5, 1),
        "issuers": ["国家卫生健康委员会"],
        "level": ("national", None),
    },
    "nhc-2024-18": {
        "number": "国卫医急发〔2024〕18号",
        "title": "关于促进人体器官捐献工作健康发展的意见",
        "type": "意见",
        "issued": date(2024, 4, 28),
        "effective": None,
        "issuers": [
            "国家卫生健康委员会",
            "国家发展和改革委员会",
            "公安部",
            "民政部",
            "财政部",
            "人力资源和社会保障部",
            "交通运输部",
            "国家市场监督管理总局",
            "国家广播电视总局",
            "国家医疗保障局",
            "中华全国总工会",
            "中国共产主义青年团中央委员会",
            "中华全国妇女联合会",
            "中国红十字会总会",
        ],
        "level": ("national", None),
    },
    "hebei-2024-33": {
        "number": "冀卫医急函〔2024〕33号",
        "title": "关于促进全省人体器官捐献工作健康发展的实施意见",
        "type": "意见",
        "issued": date(2024, 7, 5),
        "effective": None,
        "issuers": [
            "河北省卫生健康委员会",
            "河北省发展和改革委员会",
            "河北省公安厅",
            "河北省民政厅",
            "河北省财政厅",
            "河北省人力资源和社会保障厅",
            "河北省交通运输厅",
            "河北省市场监督管理局",
            "河北省广播电视局",
            "河北省医疗保障局",
            "河北省总工会",
            "共青团河北省委",
            "河北省妇女联合会",
            "河北省红十字会",
        ],
        "level": ("provincial", "河北省"),
    },
}
CHAPTERS = {"chp_1": "art_1", "chp_2": "art_5", "chp_3": "art_8", "chp_4": "art_11", "chp_5": "art_18"}


@pytest.fixture(params=FACTS)
def document(request: pytest.FixtureRequest, shipped: Collection) -> Document:
    return shipped.load(request.param)


def test_the_check_finds_nothing(shipped: Collection) -> None:
    assert [str(problem) for problem in check_collection(shipped)] == []


def test_all_are_there(shipped: Collection) -> None:
    assert set(FACTS) <= set(shipped.ids())


def test_facts(document: Document) -> None:
    expected = FACTS[document.id]
    assert document.number == expected["number"]
    assert document.title.zh == expected["title"]
    assert (document.type, document.issued, document.effective) == (expected["type"], expected["issued"], expected["effective"])
    assert [issuer.zh for issuer in document.issuers] == expected["issuers"]
    assert (document.level, document.region) == expected["level"]


def test_both_languages_are_complete(document: Document) -> None:
    assert document.title.en
    assert document.abstract.zh
    assert document.abstract.en
    assert all(issuer.zh and issuer.en for issuer in document.issuers)
    assert document.source.title
    assert document.added


def test_the_two_digests_have_the_same_passages_in_the_same_order(document: Document) -> None:
    zh, en = document.edition("zh.digest"), document.edition("en.digest")
    assert zh is not None
    assert en is not None
    assert len(zh.segments) >= 10
    assert [segment.id for segment in zh.segments] == [segment.id for segment in en.segments]


def test_digests_are_in_their_language_and_no_passage_is_empty(document: Document) -> None:
    for name, is_its_own in (("zh.digest", True), ("en.digest", False)):
        edition = document.edition(name)
        assert edition is not None
        for segment in edition.segments:
            chinese = sum("\u4e00" <= character <= "\u9fff" for character in segment.text)
            assert segment.text, segment.id
            assert (chinese > len(segment.text) // 3) is is_its_own, segment


def test_the_ethics_rules_have_24_articles_in_five_chapters(shipped: Collection) -> None:
    for name in ("zh.digest", "en.digest"):
        edition = shipped.load("nhc-2024-13").edition(name)
        assert edition is not None
        ids = [segment.id for segment in edition.segments if segment.level in ("chapter", "article")]
        assert [name for name in ids if name.startswith("art_")] == [f"art_{number}" for number in range(1, 25)]
        assert {chapter: ids[ids.index(chapter) + 1] for chapter in ids if chapter.startswith("chp_")} == CHAPTERS


def test_hebei_implements_the_national_opinion(shipped: Collection) -> None:
    relations = shipped.load("hebei-2024-33").relations
    assert ("implements", "nhc-2024-18") in [(relation.kind, relation.document) for relation in relations]


def test_the_term_base(shipped: Collection) -> None:
    terms = shipped.terms()
    assert len({(term.zh, term.en) for term in terms}) == len(terms), "a pair stands twice"
    preferred = [term.zh for term in terms if term.status == "preferred" and term.note != "plural"]
    assert len(set(preferred)) == len(preferred), "two preferred terms for one"
    assert "人体器官捐献" in preferred
