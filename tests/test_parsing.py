"""Blocks → documents: an invented gazette whole, then each finding on its own. The expected values were written by hand."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model import SEGMENT_ID, Bilingual, Citation, Relation, Segment
from archive.parsing import Recognised, parse
from archive.parsing.citations.citations import find_citations
from archive.parsing.facts.cited_works import cited_works, stated_relations
from archive.parsing.facts.effect import effective_date
from archive.parsing.facts.genre import document_type
from archive.parsing.facts.issuers import issuer_names, issuing_body
from archive.parsing.facts.jurisdiction import level_and_region
from archive.parsing.facts.relations_zh import basis, implemented, repeals
from archive.parsing.structure.structure import Structure
from archive.reading import Block, SourceText, plain, read
from archive.relations import same_title, title_key
from archive.text.bodies import body_names
from archive.text.sentences import language_of

FIXTURES = Path(__file__).parent / "fixtures"
GAZETTE = json.loads((FIXTURES / "gazette.json").read_text(encoding="utf-8"))
NUMBERS = [document["number"] for document in GAZETTE]


def parsed(*texts: str, headings: tuple[int, ...] = ()) -> list[Recognised]:
    """The documents in blocks with these texts, one a line."""
    blocks = [Block(text, number, number, number in headings) for number, text in enumerate(texts, 1)]
    return parse(SourceText("file.txt", "0" * 64, tuple(blocks), ()))[0]


def only(*texts: str) -> Recognised:
    (document,) = parsed(*texts)
    return document


def ids(document: Recognised) -> list[str]:
    return [segment.id for segment in document.edition.segments]


def closed(text: str) -> str:
    """Text without white space, for telling whether anything was lost."""
    return re.sub(r"\s", "", text)


@pytest.fixture(scope="module")
def gazette() -> list[Recognised]:
    documents, problems = parse(read(FIXTURES / "gazette.txt"))
    assert problems == []
    return documents


def test_the_gazette_falls_into_its_documents(gazette: list[Recognised]) -> None:
    assert [document.document.number for document in gazette] == NUMBERS


@pytest.mark.parametrize("index", range(len(NUMBERS)), ids=NUMBERS)
def test_a_document_of_the_gazette(gazette: list[Recognised], index: int) -> None:
    expected, recognised = GAZETTE[index], gazette[index]
    document = recognised.document

    def day(value: date | None) -> str | None:
        return value.isoformat() if value else None

    found: dict[str, Any] = {
        "title": {"zh": document.title.zh, "en": document.title.en},
        "number": document.number,
        "issuers": [issuer.zh for issuer in document.issuers],
        "type": document.type,
        "issued": day(document.issued),
        "effective": day(document.effective),
        "repeals": [[r.title, r.number] for r in document.relations if r.kind == "repeals"],
        "basis": [r.title for r in document.relations if r.kind == "based on"],
        "segments": [[s.id, s.label, s.level, s.text] for s in recognised.edition.segments],
        "citations": [[c.segment, c.title, c.article, c.paragraph, c.point] for c in recognised.citations],
    }
    assert found == {key: value for key, value in expected.items() if key != "problems"}
    problems = [(p.severity, p.line) for p in recognised.problems]
    assert problems == [(severity, line) for severity, line, _ in expected["problems"]]
    assert all(words in p.message for p, (_, _, words) in zip(recognised.problems, expected["problems"], strict=True))


def test_nothing_of_the_gazette_is_lost(gazette: list[Recognised]) -> None:
    text = (FIXTURES / "gazette.txt").read_text(encoding="utf-8")
    text = text.replace("示范省卫生健康委公报 2024·3", "").replace("- 17 -", "").replace("﹝", "〔").replace("﹞", "〕")
    wanted = closed(text)
    for document in gazette:
        segments = [closed(segment.label + segment.text) for segment in document.edition.segments]
        for part in (*segments, document.document.number or "", document.document.title.zh or ""):
            assert part in wanted
            wanted = wanted.replace(part, "", 1)
    assert wanted == ""


def test_each_document_of_the_gazette_knows_its_lines(gazette: list[Recognised]) -> None:
    places = [document.edition.provenance.lines for document in gazette if document.edition.provenance]
    assert places == [(1, 115), (117, 157), (159, 183), (185, 193)]


# --- English ----------------------------------------------------------------------------------------------------------


def test_an_english_regulation() -> None:
    ((recognised,), problems) = parse(read(FIXTURES / "rules.en.txt"))
    document = recognised.document
    assert problems == []
    assert document.title == Bilingual(None, "Rules of Example Province on the Registration of Volunteer Donors")
    assert (document.type, document.effective) == ("规则", date(2024, 5, 1))
    assert (recognised.edition.language, recognised.edition.kind) == ("en", "translation")
    assert [(s.id, s.label) for s in recognised.edition.segments] == [
        ("chp_1", "Chapter I"),
        ("art_1", "Article 1"),
        ("art_2", "Article 2"),
        ("art_2__para_1__point_1", "(1)"),
        ("art_2__para_1__point_2", "(2)"),
        ("art_2__para_1__point_2__indent_1", "(a)"),
        ("art_2__para_1__point_2__indent_2", "(b)"),
        ("art_2__para_2", ""),
        ("chp_2", "Chapter II"),
        ("art_3", "Article 3"),
    ]
    assert recognised.citations == (
        Citation("art_1", "Regulations on Human Organ Donation and Transplantation"),
        Citation("art_2__para_2", "Personal Information Protection Law", 13),
    )


def test_a_news_article() -> None:
    recognised = only(
        "Hospital opens new transplant ward",
        "The hospital in Example City opened a ward on May 1, 2024.",
        "A new beginning",
        "It has 40 beds.",
    )
    assert recognised.document.title == Bilingual(None, "Hospital opens new transplant ward")
    assert recognised.edition.kind == "news"
    assert [(s.id, s.text) for s in recognised.edition.segments] == [
        ("para_1", "The hospital in Example City opened a ward on May 1, 2024."),
        ("hdg_1", "A new beginning"),
        ("para_2", "It has 40 beds."),
    ]


def test_a_page_in_two_languages_is_two_documents_and_a_repetition_is_taken_once() -> None:
    english = [
        f"The visitor number {i} wrote a long comment about the plan, in which nothing new was said at all." for i in range(8)
    ]
    chinese = [
        "示范省捐献医院设置规划",
        *(
            f"第{n}条 本省的捐献医院按照人口和交通的条件设置，统筹考虑现有的资源，避免重复建设，公布名单，接受社会的监督。"
            for n in "一二三四五六七八"
        ),
    ]
    documents, problems = parse(
        SourceText(
            "page.txt",
            "0" * 64,
            tuple(Block(t, n, n) for n, t in enumerate([*english[:4], *chinese, *english[4:], *chinese], 1)),
            (),
        )
    )
    assert sorted(document.edition.language for document in documents) == ["en", "zh"]
    rules = next(document for document in documents if document.edition.language == "zh")
    assert rules.document.title.zh == "示范省捐献医院设置规划"
    assert ids(rules) == [f"art_{n}" for n in range(1, 9)]
    said = [(p.severity, p.line) for p in (*problems, *(p for document in documents for p in document.problems))]
    assert ("note", 18) in said
    assert ("warning", 1) in said


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("器官捐献", "zh"),
        ("organ donation", "en"),
        ("依据WHO的指南开展工作", "zh"),
        ("The term 器官 means organ in the law.", "en"),
        ("2024", "en"),
        ("", "en"),
    ],
)
def test_the_language_of_a_text(text: str, language: str) -> None:
    assert language_of(text) == language


# --- facts ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("人体器官移植伦理委员会工作规则", "规则"),
        ("示范省捐献登记管理办法（试行）", "办法"),
        ("医疗机构管理条例实施细则", "细则"),
        ("关于做好捐献工作的实施意见", "意见"),
        ("关于印发《示范办法》的通知", "通知"),
        ("示范省设置规划(2024—2030年)", "规划"),
        ("国家卫生健康委员会通告", "通告"),
        ("中华人民共和国民法典", "法"),
        ("", None),
        ("Rules on the Registration of Donors", "规则"),
        ("Measures for the Administration of Donors", "办法"),
        ("A hospital opens", None),
    ],
)
def test_document_types(title: str, kind: str | None) -> None:
    assert document_type(title) == kind


ISSUED = date(2024, 4, 15)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("本规则自2024年5月1日起施行。", date(2024, 5, 1)),
        ("本办法自二〇二四年五月一日起施行。", date(2024, 5, 1)),
        ("自2024年5月1日起正式实施。", date(2024, 5, 1)),
        ("本通知自公布之日起施行。", ISSUED),
        ("本意见自印发之日起执行。", ISSUED),
        ("本办法自公布之日起30日后施行。", date(2024, 5, 15)),
        ("请于2024年5月10日前报送。", None),
        ("These Rules come into force on May 1, 2024.", date(2024, 5, 1)),
        ("effective as of 1 May 2024", date(2024, 5, 1)),
        ("", None),
    ],
)
def test_dates_of_effect(text: str, day: date | None) -> None:
    assert effective_date(text, ISSUED) == day


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("《甲办法》同时废止。", [("甲办法", None)]),
        (
            "《甲办法》（卫医发〔2006〕94号）、《乙规定》（卫医管发[2009]126号）同时废止。",
            [("甲办法", "卫医发〔2006〕94号"), ("乙规定", "卫医管发〔2009〕126号")],
        ),
        ("《关于〈甲办法〉的通知》即行废止。", [("关于〈甲办法〉的通知", None)]),
        ("WS/T 347—2011、WS/T 360—2011同时废止。", [(None, "WS/T 347—2011"), (None, "WS/T 360—2011")]),
        ("《甲通知》中的附件1《乙程序》同时失效。", [("乙程序", None)]),
        ("依据《甲法》制定本办法。", []),
        # 失效 of a licence is no repeal of the law that governs it
        ("登记证书有效期届满未申请延续的，登记失效，并按照《行政许可法》注销。", []),
        ("依据《立法法》，《甲办法》自即日起废止。", [("甲办法", None)]),
    ],
)
def test_repeals(text: str, found: list[tuple[str | None, str | None]]) -> None:
    assert repeals([text]) == [Relation("repeals", title, number) for title, number in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("根据《甲法》《乙条例》，制定本办法。", [("甲法", None), ("乙条例", None)]),
        ("依据《甲法》和《乙条例》（国务院令第767号）等法律法规，制定本规则。", [("甲法", None), ("乙条例", "国务院令第767号")]),
        ("为贯彻落实《甲意见》（国卫医急发﹝2024﹞18号），现提出以下意见。", []),
        ("现将《甲办法》印发给你们。", []),
    ],
)
def test_what_a_text_rests_on(text: str, found: list[tuple[str, str | None]]) -> None:
    assert basis([text]) == [Relation("based on", title, number) for title, number in found]


def test_what_a_text_carries_out() -> None:
    text = "为贯彻落实《甲意见》（国卫医急发﹝2024﹞18号），现提出以下意见。"
    assert implemented([text]) == [Relation("implements", "甲意见", "国卫医急发〔2024〕18号")]


def test_issuers_get_their_full_names() -> None:
    assert issuer_names(["国家卫生健康委", "国家医保局", "示范市档案局", "国家卫生健康委员会"]) == (
        Bilingual("国家卫生健康委员会", "National Health Commission"),
        Bilingual("国家医疗保障局", "National Healthcare Security Administration"),
        Bilingual("示范市档案局", None),
    )


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("国卫医急发〔2024〕13号", "国家卫生健康委员会"),
        ("国卫办职健发〔2024〕11号", "国家卫生健康委员会办公厅"),
        ("冀卫医急函〔2024〕33号", "河北省卫生健康委员会"),
        ("某发〔2024〕1号", None),
        (None, None),
    ],
)
def test_the_agency_code_names_the_issuer(number: str | None, name: str | None) -> None:
    found = issuing_body(number)
    assert (found.name.zh if found else None) == name


@pytest.mark.parametrize(
    ("issuer", "number", "expected"),
    [
        ("国家卫生健康委员会", "国卫医急发〔2024〕13号", ("national", None)),
        ("河北省卫生健康委员会", "冀卫医急函〔2024〕33号", ("provincial", "河北省")),
        ("湖南省档案局", None, ("provincial", "湖南省")),
        (None, "粤府〔2020〕1号", ("provincial", "广东省")),
        ("国家档案局", None, ("national", None)),
        (None, None, (None, None)),
    ],
)
def test_level_and_region(issuer: str | None, number: str | None, expected: tuple[str | None, str | None]) -> None:
    assert level_and_region((Bilingual(issuer),) if issuer else (), number) == expected


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("国家卫生健康委", ["国家卫生健康委"]),
        ("国 家 卫 生 健 康 委 国家发展改革委", ["国家卫生健康委", "国家发展改革委"]),
        ("教 育 部 财 政 部", ["教育部", "财政部"]),
        ("市场监管总局办公厅  国家疾控局综合司", ["市场监管总局办公厅", "国家疾控局综合司"]),
        ("全 国 总 工 会 共 青 团 中 央", ["全国总工会", "共青团中央"]),
        ("河 北 省 公 安 厅 河 北 省 民 政 厅", ["河北省公安厅", "河北省民政厅"]),
        ("示范市档案局　示范市财政局", ["示范市档案局", "示范市财政局"]),
        ("为了规范志愿捐献登记", []),
        ("各市卫生健康委：", []),
        ("2024年4月2日", []),
        ("第一章 总则", []),
        ("", []),
    ],
)
def test_names_of_bodies(line: str, names: list[str]) -> None:
    assert body_names(line) == names


CITATIONS = [
    ("依照《甲法》的规定处理。", [("甲法", None, None, None)]),
    ("依照《甲法》第六条处理。", [("甲法", 6, None, None)]),
    ("依照《甲法》第一百二十条第二款第（三）项处理。", [("甲法", 120, 2, 3)]),
    ("依照《甲法》第6条第2款。", [("甲法", 6, 2, None)]),
    ("《甲条例》（国务院令第767号）第二十条第一款", [("甲条例", 20, 1, None)]),
    ("《甲法》第三条、第五条和《乙法》", [("甲法", 3, None, None), ("甲法", 5, None, None), ("乙法", None, None, None)]),
    ("《关于修改〈甲法〉的决定》", [("关于修改〈甲法〉的决定", None, None, None)]),
    ("依照本办法第八条第一款执行。", [("自己", 8, 1, None)]),
    ("《甲法》和《甲法》", [("甲法", None, None, None)]),
    ("under Article 6 of the Example Law.", [("Example Law", 6, None, None)]),
    ("under Article 6, paragraph 2 of the Example Law, and", [("Example Law", 6, 2, None)]),
    ("没有引用。", []),
    # several places of one work, as statutes write them
    ("依照《甲法》第三条第二款、第三款处理。", [("甲法", 3, 2, None), ("甲法", 3, 3, None)]),
    ("依照《甲法》第三条第（一）项、第（三）项处理。", [("甲法", 3, None, 1), ("甲法", 3, None, 3)]),
    ("违反本办法第八条、第九条规定的，", [("自己", 8, None, None), ("自己", 9, None, None)]),
]


@pytest.mark.parametrize(("text", "found"), CITATIONS)
def test_citations(text: str, found: list[tuple[str, int | None, int | None, int | None]]) -> None:
    cited = find_citations([Segment("art_1", "第一条", text)], "自己")
    assert [(one.title, one.article, one.paragraph, one.point) for one in cited] == found


# --- letterhead -------------------------------------------------------------------------------------------------------


def test_title_on_two_lines_number_addressees_signature_imprint() -> None:
    recognised = only(
        "示范省卫生健康委 示范省财政厅关于做好",
        "捐献登记工作的通知",
        "示卫发[2024]7号",
        "各市卫生健康委、财政局：",
        "现通知如下。",
        "一、做好登记。",
        "示 范 省 卫 生 健 康 委  示范省财政厅",
        "2024年3月5日",
        "（信息公开形式：主动公开）",
    )
    document = recognised.document
    assert (document.title.zh, document.number) == ("示范省卫生健康委示范省财政厅关于做好捐献登记工作的通知", "示卫发〔2024〕7号")
    assert [issuer.zh for issuer in document.issuers] == ["示范省卫生健康委", "示范省财政厅"]
    assert document.issued == date(2024, 3, 5)
    assert ids(recognised) == ["addressees", "para_1", "sec_1", "signature", "imprint"]
    assert recognised.edition.segments[-1].text == "（信息公开形式：主动公开）"
    assert recognised.problems == ()


def test_a_number_above_the_title() -> None:
    document = only(
        "示卫函〔2024〕3号", "关于做好捐献登记的通知", "各市卫生健康委：", "请执行。", "示范省卫生健康委", "2024年3月5日"
    ).document
    assert (document.title.zh, document.number, document.issued) == (
        "关于做好捐献登记的通知",
        "示卫函〔2024〕3号",
        date(2024, 3, 5),
    )


def test_a_list_of_annexes_stays_one_passage() -> None:
    recognised = only(
        "关于做好登记的通知",
        "示卫函〔2024〕3号",
        "请执行。",
        "附件：1.登记办法",
        "2.登记程序",
        "（附件略）",
        "示范省卫生健康委",
        "2024年3月5日",
    )
    assert ids(recognised) == ["para_1", "annexes", "signature"]
    assert recognised.edition.segments[1].text == "附件：1.登记办法\n2.登记程序\n（附件略）"


def test_a_text_without_title_is_named_by_its_opening_words_and_says_so() -> None:
    recognised = only("涌现出了一大批感人的故事，延续了许多生命的奇迹，提升了群众对志愿捐献的认识。", "第二段。")
    assert recognised.document.title.zh == "涌现出了一大批感人的故事，延续了许多生命的奇迹，提升了群众对…"
    assert [p.severity for p in recognised.problems] == ["warning"] * 2
    assert "title:" in recognised.problems[0].message
    assert ids(recognised) == ["para_1", "para_2"]


def test_text_before_the_first_document_is_reported() -> None:
    documents, problems = parse(
        SourceText(
            "f",
            "0",
            tuple(Block(t, n, n) for n, t in enumerate(["本期目录如下。", "关于登记的通知", "示卫函〔2024〕3号", "请执行。"], 1)),
            (),
        )
    )
    assert len(documents) == 1
    said = [p for p in (*problems, *documents[0].problems) if "not taken in" in p.message]
    assert [(p.severity, p.line) for p in said] == [("warning", 1)]


# --- sequences --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "places"),
    [
        (["第一条 甲。", "第二条 乙。", "第二条之一 丙。", "第三条 丁。"], []),
        (["第一条 甲。", "第三条 乙。"], [3]),
        (["第一条 甲。", "第二条 乙。", "第一条 丙。"], [4]),
        (["第一章 总则", "第一条 甲。", "第三章 附则", "第二条 乙。"], [4]),
        (["第一编 总则", "第一章 甲", "第一条 甲。", "第二编 分则", "第一章 乙", "第二条 乙。"], []),
        (["第一条 甲。", "第二条 乙。", "第二条 又乙。", "第三条 丙。"], [4]),
        (["第一条 甲。", "第二条 乙。", "附件", "示范捐献章程", "第一条 丙。", "第二条 丁。"], []),
    ],
    ids=["inserted article", "gap", "back", "chapter", "chapters of parts", "twice", "articles of an annex"],
)
def test_numbers_that_do_not_follow_are_reported(lines: list[str], places: list[int]) -> None:
    problems = only("示范规则", *lines).problems
    assert [p.line for p in problems if "follows" in p.message or "twice" in p.message] == places


@pytest.mark.parametrize(
    "lines",
    [
        ["关于登记的通知", "示卫函〔2024〕3号", "附件：1.甲", "请执行。", "附件：2.乙"],
        # an annex above the signature and one behind it: the notice and what it issues are numbered by the same ids
        [
            "关于登记的通知",
            "示卫函〔2024〕3号",
            "请执行。",
            "附件1",
            "申请表。",
            "示范省卫生健康委",
            "2024年3月5日",
            "附件1",
            "登记表。",
        ],
    ],
    ids=["two lists of annexes", "two first annexes"],
)
def test_annexes_that_share_a_name_get_ids_of_their_own(lines: list[str]) -> None:
    found = ids(only(*lines))
    assert len(set(found)) == len(found)


PIECES = st.lists(
    st.sampled_from(
        [
            "关于登记的通知",
            "示范省捐献登记办法",
            "示卫函〔2024〕3号",
            "示卫函〔2024〕4号",
            "各市卫生健康委：",
            "现通知如下。",
            "第一编 总则",
            "第一章 总则",
            "第一节 范围",
            "第一条 甲。",
            "第一条",
            "第二条 乙：",
            "第二条之一 丙。",
            "（一）丁；",
            "1.戊。",
            "（1）己。",
            "一、要求",
            "二、做好工作。",
            "附件：1.甲",
            "2.乙",
            "附件：另一",
            "（附件略）",
            "附件",
            "附件1",
            "附件2 申请表",
            "示范省卫生健康委",
            "2024年3月5日",
            "（信息公开形式：主动公开）",
            "申请表",
            "Article 3 A.",
            "(1) a;",
            "(a) b;",
            "A heading",
            "A sentence.",
            "|甲|乙|",
        ]
    ),
    min_size=1,
    max_size=25,
)


@given(PIECES)
def test_segment_ids_are_unique_and_well_formed_whatever_comes(texts: list[str]) -> None:
    for recognised in parsed(*texts):
        found = ids(recognised)
        assert [name for name in found if not SEGMENT_ID.fullmatch(name)] == []
        assert sorted(found) == sorted(set(found))


@given(PIECES)
def test_no_passage_is_lost_whatever_comes(texts: list[str]) -> None:
    documents, problems = parse(SourceText("f", "0", tuple(Block(t, n, n) for n, t in enumerate(texts, 1)), ()))
    left_out = any("not taken in" in p.message for p in (*problems, *(p for d in documents for p in d.problems)))
    kept = "".join(
        closed("".join(s.label + s.text for s in d.edition.segments) + (d.document.title.best()) + (d.document.number or ""))
        for d in documents
    )
    for text in set(texts):
        # a lone 附件 above the title of what a notice issues is layout
        assert left_out or text in ("附件", "附件1") or closed(text) in kept, text


def test_a_printed_table_of_contents_is_one_segment_and_opens_no_chapters() -> None:
    source = """示范市档案条例

目　　录

第一编　总　则
第一章　一般规定
第二编　附　则
第一章　一般规定

第一编　总　则

第一章　一般规定

第一条　本条例适用于档案。

第二编　附　则

第一章　一般规定

第二条　本条例自2024年4月1日起施行。
"""
    blocks, _ = plain.blocks(source)
    placed = Structure().read(blocks[1:])
    assert [place.segment.id for place in placed] == [
        "contents",
        "part_1",
        "part_1__chp_1",
        "art_1",
        "part_2",
        "part_2__chp_1",
        "art_2",
    ]
    assert placed[0].segment.text == "目录\n第一编 总则\n第一章 一般规定\n第二编 附则\n第一章 一般规定"


def test_relations_with_the_passages_that_state_them() -> None:
    segments = [
        Segment("art_1", "第一条", "依据《示范法》第三条、《示范条例》，制定本规则。"),
        Segment("art_2", "第二条", "按《示范条例》第八条第二款处理，并持《执业证书》和《示范规则》办理。"),
        Segment("art_3", "第三条", "《示范暂行规则》（示卫发〔2019〕3号）同时废止；另见《附件甲》。"),
        Segment("att_1", "附件", "附件甲"),
    ]
    assert stated_relations(segments, "示范规则", basis([segments[0].text])) == (
        Relation("based on", "示范法", segments=("art_1",), provisions=("art_3",)),
        Relation("based on", "示范条例", segments=("art_1",)),
        Relation("repeals", "示范暂行规则", "示卫发〔2019〕3号", segments=("art_3",)),
        Relation("cites", "示范条例", segments=("art_2",), provisions=("art_8",)),
    )


@given(st.lists(st.text(st.sampled_from("《》甲乙依据第三条、废止。（示发〔2019〕3号）"), max_size=30), max_size=4))
def test_every_cited_work_is_in_a_relation(texts: list[str]) -> None:
    segments = [Segment(f"art_{number}", "", text) for number, text in enumerate(texts, 1)]
    relations = stated_relations(segments, "丙规则", basis(texts[:1]))
    stated = {(title_key(relation.title or ""), segment) for relation in relations for segment in relation.segments}
    cited = {(title_key(title), c.segment) for title, found in cited_works(segments, "丙规则").items() for c in found}
    assert cited <= stated


@pytest.mark.parametrize(("own", "cited"), [("示范条例实施细则", "示范条例"), ("示范条例", "示范条例实施细则")])
def test_a_regulation_is_not_its_implementing_rules(own: str, cited: str) -> None:
    segments = [Segment("art_1", "第一条", f"根据《{cited}》第三条，制定本规则。")]
    [relation] = stated_relations(segments, own, basis([segments[0].text]))
    assert (relation.title, relation.segments, relation.provisions) == (cited, ("art_1",), ("art_3",))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("本规则自公布之日起施行。2019年3月1日起施行的《示范暂行规则》同时废止。", date(2024, 1, 2)),
        ("根据自2024年5月1日起施行的《示范法》制定。", None),
        ("\0\0自2024年5月1日起施行。", date(2024, 5, 1)),
        ("本办法的施行日期为2024年5月1日。", date(2024, 5, 1)),
        (" " * 20_000, None),
    ],
)
def test_from_when_a_text_applies(text: str, day: date | None) -> None:
    assert effective_date(text, date(2024, 1, 2)) == day


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("示范规则（2024年版）", "示范规则", True),
        ("示范规则（2024年版）", "示范规则(2017年版)", False),
        ("某委关于印发示范规则的通知", "《示范规则》", True),
        ("示范规范（GB50333-2013）", "示范规范", True),
        ("示范规则", "示范规则实施细则", False),
        ("关于印发" * 10_000, "示范规则", False),
    ],
)
def test_when_two_titles_are_of_one_work(one: str, other: str, same: bool) -> None:
    assert same_title(one, other) is same
