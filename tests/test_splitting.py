"""Splitting: gazettes, collections of statutes, decrees, notices with what they issue; and what must not be cut."""

from __future__ import annotations

import pytest

from archive.errors import Problem
from archive.parsing import Recognised, parse
from archive.reading import Block, SourceText

LETTER = ["各市档案局：", "现将有关事项通知如下。", "一、做好登记。", "示范省档案局", "2024年3月5日"]
RULES = ["第一章 总则", "第一条 本办法适用于档案。", "第二章 附则", "第二条 本办法自2024年5月1日起施行。"]


def split(*texts: str) -> tuple[list[Recognised], list[Problem]]:
    blocks = tuple(Block(text, number, number) for number, text in enumerate(texts, 1))
    documents, problems = parse(SourceText("file.txt", "0" * 64, blocks, ()))
    return documents, [*problems, *(problem for document in documents for problem in document.problems)]


def titles(documents: list[Recognised]) -> list[str | None]:
    return [document.document.title.zh for document in documents]


def ids(document: Recognised) -> list[str]:
    return [segment.id for segment in document.edition.segments]


def lines(document: Recognised) -> tuple[int, int] | None:
    return document.edition.provenance.lines if document.edition.provenance else None


def test_a_gazette_with_its_table_of_contents() -> None:
    documents, problems = split(
        *("目录", "关于登记工作的通知……1", "关于查阅工作的通知……3"),
        *("关于登记工作的通知", "示档发〔2024〕1号", *LETTER),
        *("关于查阅工作的通知", "示档发〔2024〕2号", *LETTER),
    )
    assert [(d.document.title.zh, d.document.number, lines(d)) for d in documents] == [
        ("关于登记工作的通知", "示档发〔2024〕1号", (4, 10)),
        ("关于查阅工作的通知", "示档发〔2024〕2号", (11, 17)),
    ]
    assert [problem.line for problem in problems if "not taken in" in problem.message] == [1]


def test_notices_without_number_one_behind_another() -> None:
    documents, _ = split("关于登记工作的通知", *LETTER, "关于查阅工作的通告", *LETTER)
    assert titles(documents) == ["关于登记工作的通知", "关于查阅工作的通告"]
    assert [lines(document) for document in documents] == [(1, 6), (7, 12)]


def test_announcements_are_numbered_by_year() -> None:
    documents, _ = split(
        *("示范省档案局公告", "2024年第3号", "现公布档案目录。", "示范省档案局", "2024年3月5日"),
        *("示范省档案局公告", "2024年第4号", "现公布档案名录。", "示范省档案局", "2024年4月5日"),
    )
    assert [document.document.number for document in documents] == ["示范省档案局公告2024年第3号", "示范省档案局公告2024年第4号"]


HEADER = "（2001年5月23日湖南省第九届人民代表大会常务委员会第二十二次会议通过）"


@pytest.mark.parametrize("under", [[HEADER], ["目录", "第一章 总则", "第二章 附则"], []], ids=["header", "contents", "chapter"])
def test_statutes_one_behind_another(under: list[str]) -> None:
    one = ["湖南省档案条例", *under, *RULES]
    other = ["湖南省方志条例", *under, *RULES]
    third = ["湖南省图书馆", "条例", *under, *RULES]
    documents, _ = split(*one, *other, *third)
    assert titles(documents) == ["湖南省档案条例", "湖南省方志条例", "湖南省图书馆条例"]
    assert [ids(document)[-4:] for document in documents] == [["chp_1", "art_1", "chp_2", "art_2"]] * 3
    size = len(one)
    assert [lines(document) for document in documents] == [(1, size), (size + 1, 2 * size), (2 * size + 1, 3 * size + 1)]


def test_a_decree_with_the_regulations_behind_it() -> None:
    ((document,), _) = split(
        *("中华人民共和国国务院令", "第910号", "《示范档案条例》已经国务院常务会议通过，现予公布，自2024年5月1日起施行。"),
        *("总理　张三", "2024年3月5日", "示范档案条例", *RULES),
    )
    facts = document.document
    assert (facts.title.zh, facts.number) == ("示范档案条例", "国务院令第910号")
    assert ids(document) == ["notice__para_1", "notice__signature", "chp_1", "art_1", "chp_2", "art_2"]


def test_several_decrees_are_several_documents() -> None:
    decree = ["第{}号", "《{}条例》已经国务院常务会议通过，现予公布。", "总理　张三", "2024年3月5日", "{}条例"]
    texts = [
        text.format(name) if i else text.format(number)
        for number, name in ((910, "甲"), (911, "乙"))
        for i, text in enumerate(decree)
    ]
    documents, _ = split("国务院令", *texts[:5], *RULES, "国务院令", *texts[5:], *RULES)
    assert titles(documents) == ["甲条例", "乙条例"]


@pytest.mark.parametrize("labels", [["附件1", "附件2"], ["附件", ""], ["", ""]], ids=["labels", "one label", "no label"])
def test_a_notice_that_issues_two_sets_of_rules_is_the_document(labels: list[str]) -> None:
    ((document,), _) = split(
        *("关于印发《示范登记办法》《示范查阅办法》的通知", "示档发〔2024〕1号", *LETTER),
        *(*filter(None, labels[:1]), "示范登记办法", *RULES, *filter(None, labels[1:]), "示范查阅办法", *RULES),
    )
    assert document.document.title.zh == "关于印发《示范登记办法》《示范查阅办法》的通知"
    found = ids(document)
    assert found[:3] == ["addressees", "para_1", "sec_1"]
    annexes = [[annex, *(f"{annex}__{name}" for name in ("chp_1", "art_1", "chp_2", "art_2"))] for annex in ("att_1", "att_2")]
    assert found[found.index("att_1") :] == [name for annex in annexes for name in annex]


def test_a_body_alone_above_the_number_is_the_letterhead() -> None:
    ((document,), problems) = split(
        *("示范省档案局", "示档函〔2024〕9号", "示范省档案局关于示范市档案馆迁址的复函", "示范市档案局，示范大学："),
        *("你们的请示收悉。", "同意迁址。", "示范省档案局", "2024年3月5日"),
    )
    assert ids(document)[:3] == ["masthead", "addressees", "para_1"]
    assert problems == []


def test_the_line_that_names_the_print_is_no_title() -> None:
    ((document,), problems) = split(
        *("主办：示范省档案局　编辑：编辑室　印刷：示范印刷厂", "示范省档案局关于公布馆藏的通告", "示档告〔2024〕2号"),
        *("现将馆藏目录公布。", "示范省档案局", "2024年3月5日"),
    )
    assert document.document.title.zh == "示范省档案局关于公布馆藏的通告"
    assert [problem.line for problem in problems] == [1]


def test_a_regulation_before_the_signature_of_its_notice() -> None:
    ((document,), _) = split(
        *("关于印发《示范登记办法》的通知", "示档发〔2024〕1号", "各市档案局：", "现印发给你们，请执行。"),
        *("示范登记办法", *RULES, "示范省档案局", "2024年3月5日"),
    )
    assert document.document.title.zh == "示范登记办法"
    assert set(ids(document)) >= {"notice__para_1", "notice__signature", "chp_1", "art_1", "art_2"}


def test_a_decision_with_the_statute_as_amended() -> None:
    ((document,), _) = split(
        *("关于修改《示范档案条例》的决定", "（2024年3月5日湖南省第十四届人民代表大会常务委员会第八次会议通过）"),
        *("一、将第二条改为第三条。", "《示范档案条例》根据本决定作相应修改，重新公布。", "示范档案条例"),
        *("（2001年5月23日湖南省人民代表大会常务委员会通过 根据2024年3月5日《关于修改〈示范档案条例〉的决定》修正）", *RULES),
    )
    assert document.document.title.zh == "示范档案条例"
    assert ids(document) == [
        *("notice__title", "notice__history", "notice__sec_1", "notice__sec_1__para_2"),
        *("history", "chp_1", "art_1", "chp_2", "art_2"),
    ]


@pytest.mark.parametrize(
    "listed",
    [
        ["1.关于登记的通知", "示档发〔2013〕7号", "2.关于查阅的通知", "示档发〔2014〕8号"],
        ["关于登记的通知", "示档发〔2013〕7号", "关于查阅的通知", "示档发〔2014〕8号"],
        ["示档发〔2013〕7号"],
    ],
    ids=["numbered list", "list", "alone"],
)
def test_numbers_that_are_only_listed_do_not_cut(listed: list[str]) -> None:
    documents, _ = split("关于清理文件的通知", "示档发〔2024〕1号", *LETTER, "附件", "废止文件目录", *listed)
    assert [document.document.number for document in documents] == ["示档发〔2024〕1号"]
    kept = "".join(segment.label + segment.text for segment in documents[0].edition.segments)
    assert all("".join(text.split()) in kept for text in listed)


def test_rules_annexed_to_rules_stay_with_them() -> None:
    ((document,), _) = split("示范登记办法", *RULES, "附件", "示范登记章程", *RULES)
    assert ids(document)[-5:] == ["att_1", "att_1__chp_1", "att_1__art_1", "att_1__chp_2", "att_1__art_2"]


def test_a_header_run_on_behind_its_title_is_set_apart() -> None:
    ((document,), _) = split(f"湖南省档案条例{HEADER}", *RULES)
    assert (document.document.title.zh, ids(document)[0]) == ("湖南省档案条例", "history")


TITLES = {
    "over three lines": (["关于进一步做好", "档案登记和查阅", "工作的通知"], "关于进一步做好档案登记和查阅工作的通知"),
    "with spaces between the characters": (["示 范 省 档 案 条 例"], "示范省档案条例"),
    "with its edition": (["示范档案登记办法", "（试行）"], "示范档案登记办法（试行）"),
    "with the year of its edition": (["示范档案登记办法（试行）", "（2024年修订）"], "示范档案登记办法（试行）（2024年修订）"),
    "again in the page's head": (["示范档案登记办法", "示范档案登记办法"], "示范档案登记办法"),
    "in 《》": (["《示范档案登记办法》"], "《示范档案登记办法》"),
    "with the body above it": (["示范省档案局", "关于做好档案登记的通知"], "示范省档案局关于做好档案登记的通知"),
}


@pytest.mark.parametrize("name", TITLES)
def test_titles(name: str) -> None:
    printed, title = TITLES[name]
    ((document,), _) = split(*printed, *RULES)
    assert document.document.title.zh == title
    assert ids(document) == ["chp_1", "art_1", "chp_2", "art_2"]


def test_an_english_title_in_capitals_over_two_lines() -> None:
    ((document,), _) = split(
        *(
            "MEASURES FOR THE ADMINISTRATION",
            "OF ARCHIVES IN EXAMPLE PROVINCE",
            "(Adopted by the Congress on May 1, 2001)",
        ),
        *("Chapter I General Provisions", "Article 1 These Measures govern archives.", "Article 2 They bind everyone."),
    )
    assert document.document.title.en == "MEASURES FOR THE ADMINISTRATION OF ARCHIVES IN EXAMPLE PROVINCE"
    assert ids(document) == ["history", "chp_1", "art_1", "art_2"]
