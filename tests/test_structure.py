"""Structure: labels of every kind in their context, tables, contents, annexes, headings; nothing of the text falls out."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model import SEGMENT_ID
from archive.parsing import Recognised, parse
from archive.parsing.structure.structure import Structure
from archive.reading import Block, SourceText
from archive.storage.edition_blocks import block as written
from archive.storage.edition_blocks import placed_segments

TABLE = "| 项目 | 期限 |\n| --- | --- |\n| 登记 | 五日 |"


def as_blocks(texts: tuple[str, ...] | list[str]) -> list[Block]:
    """Blocks with these texts, one a line; what begins with | is a table."""
    return [Block(text, number, number, is_table=text.startswith("|")) for number, text in enumerate(texts, 1)]


def segments(*texts: str) -> list[tuple[str, str]]:
    """Ids and labels of a text without title."""
    return [(place.segment.id, place.segment.label) for place in Structure().read(as_blocks(texts))]


def ids(*texts: str) -> list[str]:
    return [name for name, _ in segments(*texts)]


def texts_of(*texts: str) -> dict[str, str]:
    return {place.segment.id: place.segment.text for place in Structure().read(as_blocks(texts))}


CASES: dict[str, list[tuple[str, str]]] = {
    "subparts": [
        ("第二编 物权", "part_2"),
        ("第一分编 通则", "part_2__subpart_1"),
        ("第一章 一般规定", "part_2__subpart_1__chp_1"),
        ("第一节 范围", "part_2__subpart_1__chp_1__sec_1"),
        ("第一条 甲。", "art_1"),
        ("第二分编 所有权", "part_2__subpart_2"),
        ("第四章 一般规定", "part_2__subpart_2__chp_4"),
        ("第二条 乙。", "art_2"),
    ],
    "Traditional, with spaces and full-width digits": [
        ("第 一 編　總 則", "part_1"),
        ("第 十 章　附 則", "part_1__chp_10"),
        ("第 一 節　通則", "part_1__chp_10__sec_1"),
        ("第 一 條　甲。", "art_1"),
        ("第２條　乙。", "art_2"),
        ("第 2-1 條 丙。", "art_2_1"),
    ],
    "points printed as 1. inside an article": [
        ("第一条 申请人提交：", "art_1"),
        ("1.证明；", "art_1__para_1__point_1"),
        ("（1）身份证；", "art_1__para_1__point_1__indent_1"),
        ("①原件；", "art_1__para_1__point_1__indent_1__indent_1"),
        ("（2）户口簿；", "art_1__para_1__point_1__indent_2"),
        ("2.说明。", "art_1__para_1__point_2"),
        ("登记机构当场答复。", "art_1__para_2"),
        ("答复包括：", "art_1__para_3"),
        ("1.结果；", "art_1__para_3__point_1"),
    ],
    "points printed as 一、 inside an article": [
        ("第一条 有下列情形之一的，不予登记：", "art_1"),
        ("一、材料不全；", "art_1__para_1__point_1"),
        ("二、逾期。", "art_1__para_1__point_2"),
        ("其他情形另行规定。", "art_1__para_2"),
        ("第二条 甲。", "art_2"),
    ],
    "一、 behind articles opens a section where nothing leads to it": [
        ("第一条 甲。", "art_1"),
        ("一、填表说明", "sec_1"),
    ],
    "levels of an English statute": [
        ("PART ONE GENERAL", "part_1"),
        ("Chapter I Scope", "part_1__chp_1"),
        ("Section 1 Terms", "part_1__chp_1__sec_1"),
        ("Article 1. An applicant submits:", "art_1"),
        ("(1) a form:", "art_1__para_1__point_1"),
        ("(a) signed;", "art_1__para_1__point_1__indent_1"),
        ("(i) by hand; or", "art_1__para_1__point_1__indent_1__indent_1"),
        ("(ii) by seal;", "art_1__para_1__point_1__indent_1__indent_2"),
        ("(b) dated.", "art_1__para_1__point_1__indent_2"),
        ("(2) a card.", "art_1__para_1__point_2"),
        ("Article 12-1 Fees are waived.", "art_12_1"),
        ("§ 13 Fees are waived.", "art_13"),
    ],
    "(i) behind (h) is a letter": [
        ("Article 1 A form:", "art_1"),
        *((f"({letter}) x;", f"art_1__para_1__point_{n}") for n, letter in enumerate("abcdefghij", 1)),
    ],
    "a paragraph that begins with a citation": [
        ("第一条 甲。", "art_1"),
        ("第二条 乙。", "art_2"),
        ("第一条第二款的期限不变。", "art_2__para_2"),
        ("第一条、第二条的期限不变。", "art_2__para_3"),
        ("第二条规定的期限不变。", "art_2__para_4"),
        ("第八十条期限届满后办理。", "art_2__para_5"),
        ("第三条 丙。", "art_3"),
    ],
    "a preamble": [
        ("序　言", "hdg_1"),
        ("我们修史。", "para_1"),
        ("第一条 甲。", "art_1"),
    ],
    "headings without a number": [
        ("第一条 甲。", "art_1"),
        ("附　则", "hdg_1"),
        ("第二条 乙。", "art_2"),
    ],
    "a table is no paragraph": [
        ("第一条 期限如下：", "art_1"),
        (TABLE, "art_1__table_1"),
        ("节假日顺延。", "art_1__para_2"),
        (TABLE, "art_1__table_2"),
    ],
    "annexes with a structure of their own": [
        ("第一条 甲。", "art_1"),
        ("附件一：登记表", "att_1"),
        ("一、填写", "att_1__sec_1"),
        ("（一）姓名。", "att_1__sec_1__point_1"),
        ("附录B", "att_2"),
        ("第一条 乙。", "att_2__art_1"),
        ("附表３", "att_3"),
        (TABLE, "att_3__table_1"),
    ],
    "附： heads what is attached": [
        ("第一条 甲。", "art_1"),
        ("附：", "att_1"),
        (TABLE, "att_1__table_1"),
    ],
    "an article with its title in brackets": [
        ("第五条【投保】", "art_5"),
        ("档案馆投保。", "art_5__para_1"),
        ("第六条【理赔】档案馆理赔。", "art_6"),
        ("第七条（解释）", "art_7"),
        ("档案馆解释。", "art_7__para_1"),
        ("有疑义时上报。", "art_7__para_2"),
    ],
    "an English article with its title": [
        ("Article 5 Scope", "art_5"),
        ("These Rules apply.", "art_5__para_1"),
        ("They bind everyone.", "art_5__para_2"),
    ],
    "a further text with a header of its own": [
        ("第一条 甲。", "art_1"),
        ("图案说明", "att_1"),
        ("（1950年9月20日示范委员会办公厅公布）", "att_1__para_1"),
        ("一、齿轮。", "att_1__sec_1"),
    ],
}


@pytest.mark.parametrize("name", CASES)
def test_ids(name: str) -> None:
    assert ids(*(text for text, _ in CASES[name])) == [segment_id for _, segment_id in CASES[name]]


def test_a_label_alone_on_its_line_belongs_to_the_text_under_it() -> None:
    assert texts_of("第一条", "甲。", "乙。", "第二条 丙。") == {"art_1": "甲。", "art_1__para_2": "乙。", "art_2": "丙。"}


@pytest.mark.parametrize(
    ("entries", "first"),
    [
        (["目 录", "第一章 总则……1", "第二章 附则……3"], "第一章 总则"),
        (["目录", "序言", "第一章 总则", "附则"], "序言"),
        (["目录", "第一章 总则", "第一节 范围", "第二章 附则"], "第一章 总则"),
        (["第一章 总则", "第二章 登记", "第三章 附则"], "第一章 总则"),
        (["目录 第一章 总则 第二章 附则"], "第一章 总则"),
        (["CONTENTS", "Chapter I Scope", "Chapter II Terms"], "Chapter I Scope"),
    ],
)
def test_a_table_of_contents_is_one_segment(entries: list[str], first: str) -> None:
    article = "Article 1 A." if first.isascii() else "第一条 甲。"
    found = ids(*entries, first, article)
    assert found[0] == "contents"
    assert found[1:] == ["hdg_1" if first == "序言" else "chp_1", "art_1"]


def test_a_list_of_annexes_is_told_from_annexes() -> None:
    assert ids("请执行。", "附件：1.登记表", "2.说明") == ["para_1", "annexes"]
    assert ids("请执行。", "附件1：登记表", "附件2：说明") == ["para_1", "annexes"]
    assert ids("请执行。", "附件1：登记表", "姓名填全。", "附件2：说明", "日期填全。") == [
        *("para_1", "att_1", "att_1__para_1", "att_2", "att_2__para_1"),
    ]


def test_tables_survive_being_written_and_read() -> None:
    placed = Structure().read(as_blocks(["第一条 期限如下：", TABLE]))
    text = "\n\n".join(written(place.segment) for place in placed)
    assert [segment for segment, _ in placed_segments(text, 1)] == [place.segment for place in placed]
    assert placed[1].segment.text == TABLE


# --- nothing of the text falls out --------------------------------------------------------------------------------------

SENTENCES = st.text(st.sampled_from("档案登记查阅，、本省的材料"), min_size=2, max_size=12).map(lambda text: f"{text}。")
WORDS = st.text(st.sampled_from("档案登记查阅材料"), min_size=2, max_size=6)
NUMERALS = st.sampled_from(["一", "二", "三", "十", "二十一", "8", "１２"])
GAP = st.sampled_from(["", " ", "　"])


@st.composite
def labelled(draw: st.DrawFn) -> str:
    """A line with a label of any kind and a sentence, a heading or nothing behind it."""
    n, gap = draw(NUMERALS), draw(GAP)
    forms = [
        "第{}编",
        "第{}分编",
        "第{}章",
        "第{}节",
        "第{}条",
        "第 {} 條",
        "第{}条之一",
        "（{}）",
        "{}、",
        "附件{}",
        "附录{}",
        "附表{}",
    ]
    fixed = ["1.", "2.", "（1）", "①", "(a)", "附：", "附件：1.", "附件1：", "§ 5 ", "Article 5 ", "Chapter I ", "(ii) "]
    label = draw(st.sampled_from([form.format(n) for form in forms] + fixed))
    return f"{label}{gap}{draw(st.one_of(SENTENCES, WORDS, st.just('')))}"


ROWS = st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=3).map(
    lambda rows: "\n".join(["| 甲 | 乙 |", "| --- | --- |", *(f"| {one} | {other} |" for one, other in rows)])
)
FIXED = st.sampled_from(
    [
        *("目录", "序言", "附则", "附件", "示范登记办法", "关于登记的通知", "示档发〔2024〕7号", "各市档案局：", "（试行）"),
        *("示范省档案局", "2024年3月5日", "（信息公开形式：主动公开）", "（2024年3月5日示范省人民政府公布）", "（附件略）"),
        *("第一条【投保】", "第一条第二款不变。", "A sentence.", "A heading"),
    ]
)
DOCUMENTS = st.lists(st.one_of(labelled(), SENTENCES, WORDS, ROWS, FIXED), min_size=1, max_size=25)


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def kept(document: Recognised) -> str:
    facts = (document.document.title.best(), document.document.number or "")
    return bare("".join([*facts, *(segment.label + segment.text for segment in document.edition.segments)]))


@given(DOCUMENTS)
def test_the_segments_joined_are_the_text(texts: list[str]) -> None:
    joined = "".join(place.segment.label + place.segment.text for place in Structure().read(as_blocks(texts)))
    assert bare(joined) == bare("".join(texts))


@given(DOCUMENTS)
def test_every_passage_is_in_a_document(texts: list[str]) -> None:
    documents, problems = parse(SourceText("f", "0", tuple(as_blocks(texts)), ()))
    said = [*problems, *(problem for document in documents for problem in document.problems)]
    if any("not taken in" in problem.message for problem in said):
        return
    found = sorted("".join(kept(document) for document in documents))
    # titles and numbers are facts: the opening words stand in for a title that is not there, so no more than all is asked
    for character in bare("".join(dict.fromkeys(texts))):
        assert character in found
    for text in texts:
        assert any(bare(text) in kept(document) for document in documents), text


@given(DOCUMENTS)
def test_ids_are_unique_and_well_formed(texts: list[str]) -> None:
    documents, _ = parse(SourceText("f", "0", tuple(as_blocks(texts)), ()))
    for document in documents:
        names = [segment.id for segment in document.edition.segments]
        assert len(set(names)) == len(names)
        assert [name for name in names if not SEGMENT_ID.fullmatch(name)] == []
