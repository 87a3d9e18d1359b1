"""Labels as printed, and the segment ids that a sequence of them leads to (Akoma Ntoso eIds; documents/README.md)."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.intake.document_ids import new_id
from archive.model import SEGMENT_ID, Bilingual, Document, Edition, Segment
from archive.text.labels import split_label
from archive.text.provision_names import provision_name
from archive.text.segment_ids import SegmentIds
from archive.text.sentences import ends_a_sentence

LABELS = [
    # Chinese statutes
    ("第一编 总则", "第一编", "part", "1", "总则"),
    ("第二章　委员会组成", "第二章", "chp", "2", "委员会组成"),
    ("第三节 监督", "第三节", "sec", "3", "监督"),
    ("第八条 内容。", "第八条", "art", "8", "内容。"),
    ("第8条 内容。", "第8条", "art", "8", "内容。"),
    ("第一百二十条之一 内容。", "第一百二十条之一", "art", "120_1", "内容。"),
    ("（十二）内容；", "（十二）", "point", "12", "内容；"),
    ("(三) 内容；", "(三)", "point", "3", "内容；"),
    # Chinese policy papers
    ("一、总体要求", "一、", "policy", "1", "总体要求"),
    ("十一、保障措施", "十一、", "policy", "11", "保障措施"),
    ("1.内容", "1.", "indent", "1", "内容"),
    ("２．内容", "２．", "indent", "2", "内容"),
    ("3、内容", "3、", "indent", "3", "内容"),
    ("（1）内容", "（1）", "sub", "1", "内容"),
    # annexes
    ("附件", "附件", "att", "1", ""),
    ("附件2", "附件2", "att", "2", ""),
    ("附件２　申请表", "附件２", "att", "2", "申请表"),
    ("附录1 名录", "附录1", "att", "1", "名录"),
    # English
    ("Part II Penalties", "Part II", "part", "2", "Penalties"),
    ("Chapter IV Review", "Chapter IV", "chp", "4", "Review"),
    ("Chapter 4 Review", "Chapter 4", "chp", "4", "Review"),
    ("Section 2 Review", "Section 2", "sec", "2", "Review"),
    ("Article 12 The committee meets.", "Article 12", "art", "12", "The committee meets."),
    ("Article 120-1 The committee meets.", "Article 120-1", "art", "120_1", "The committee meets."),
    ("(1) proof of identity;", "(1)", "point", "1", "proof of identity;"),
    ("(b) a statement.", "(b)", "letter", "2", "a statement."),
    ("II. General requirements", "II.", "policy", "2", "General requirements"),
    ("Annex 2 Form", "Annex 2", "att", "2", "Form"),
    ("Annex", "Annex", "att", "1", ""),
]
NO_LABELS = [
    "",
    "内容",
    "本规则第八条规定",
    "2024年5月1日",
    "1.5毫克",
    "12.3",
    "附件：1.申请表",
    "附件1：申请表",
    "附件略",
    "第零条",
    "第〇章",
    "Articles 3 and 4",
    "Chapters",
    "(see below)",
    "IIII. x",
    "Partial",
    "A. Smith",
    "1234. x",
    "(12a) x",
]


@pytest.mark.parametrize(("text", "printed", "kind", "number", "rest"), LABELS)
def test_labels(text: str, printed: str, kind: str, number: str, rest: str) -> None:
    label = split_label(text)
    assert label is not None
    assert (label.printed, label.kind, label.number, label.rest) == (printed, kind, number, rest)


@pytest.mark.parametrize("text", NO_LABELS)
def test_what_is_no_label(text: str) -> None:
    assert split_label(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "C. difficile infection rates rose.",
        "L. Chen is a surgeon.",
        "Section 3 of the Act applies.",
        "Article 5 of the Regulations provides for this.",
    ],
)
def test_a_sentence_of_english_prose_has_no_label(text: str) -> None:
    assert split_label(text) is None


@pytest.mark.parametrize("text", [f"({'9' * 5000}) x", f"Article {'9' * 5000} x", f"第{'9' * 5000}条 x", f"第{'九' * 5000}条 x"])
def test_a_number_of_absurd_length_is_no_label(text: str) -> None:
    assert split_label(text) is None


@pytest.mark.parametrize(
    ("text", "running"),
    [
        ("总则", False),
        ("应当遵循的原则：", True),
        ("施行。", True),
        ("他说：“好。”", True),
        ("（见附件。）", True),
        ("General Provisions", False),
        ("The committee meets.", True),
        ("", False),
    ],
)
def test_running_text_is_told_from_headings(text: str, running: bool) -> None:
    assert ends_a_sentence(text) is running


def ids_of(lines: list[str], prefix: str = "") -> list[str]:
    """Ids of printed lines; ``# `` marks a heading without number."""
    ids = SegmentIds(prefix)
    found = []
    for line in lines:
        label = split_label(line)
        if label:
            found.append(ids.labelled(label.kind, label.number, label.rest))
        else:
            found.append(ids.heading() if line.startswith("# ") else ids.paragraph())
    return found


SEQUENCES = {
    "statute": [
        ("第一章 总则", "chp_1"),
        ("第一条 本规则规范查阅。", "art_1"),
        ("第二条 申请人提交：", "art_2"),
        ("（一）身份证明；", "art_2__para_1__point_1"),
        ("（二）说明，包括：", "art_2__para_1__point_2"),
        ("1.目的；", "art_2__para_1__point_2__indent_1"),
        ("2.范围。", "art_2__para_1__point_2__indent_2"),
        ("（三）其他。", "art_2__para_1__point_3"),
        ("档案馆答复。", "art_2__para_2"),
        ("答复包括：", "art_2__para_3"),
        ("（一）结果；", "art_2__para_3__point_1"),
        ("第二章 附则", "chp_2"),
        ("第三条 本规则施行。", "art_3"),
        ("第三条之一 解释。", "art_3_1"),
        ("第三条之二 生效。", "art_3_2"),
        ("第四条 完。", "art_4"),
    ],
    "parts and sections": [
        ("第一编 总则", "part_1"),
        ("第一章 一般规定", "part_1__chp_1"),
        ("第一节 范围", "part_1__chp_1__sec_1"),
        ("第一条 甲。", "art_1"),
        ("第二节 定义", "part_1__chp_1__sec_2"),
        ("第二条 乙。", "art_2"),
        ("第二编 分则", "part_2"),
        ("第一章 职责", "part_2__chp_1"),
        ("第三条 丙。", "art_3"),
    ],
    "policy paper": [
        ("为做好工作，提出以下意见。", "para_1"),
        ("现通知如下。", "para_2"),
        ("一、总体要求", "sec_1"),
        ("坚持原则。", "sec_1__para_1"),
        ("统筹推进。", "sec_1__para_2"),
        ("二、主要任务", "sec_2"),
        ("（一）加强宣传。做好宣传。", "sec_2__point_1"),
        ("（二）完善体系。", "sec_2__point_2"),
        ("1.建立队伍。", "sec_2__point_2__indent_1"),
        ("（1）招募。", "sec_2__point_2__indent_1__indent_1"),
        ("（2）培训。", "sec_2__point_2__indent_1__indent_2"),
        ("2.加强保障。", "sec_2__point_2__indent_2"),
        ("（三）加强监督。", "sec_2__point_3"),
        ("三、保障措施", "sec_3"),
        ("（一）组织领导。", "sec_3__point_1"),
    ],
    "annexes": [
        ("第一条 甲。", "art_1"),
        ("附件1", "att_1"),
        ("一、基本条件", "att_1__sec_1"),
        ("（一）人员。", "att_1__sec_1__point_1"),
        ("（二）设备。", "att_1__sec_1__point_2"),
        ("附件2", "att_2"),
        ("一、其他", "att_2__sec_1"),
    ],
    "English": [
        ("Chapter I General Provisions", "chp_1"),
        ("Article 1 These Rules govern consultation.", "art_1"),
        ("Article 2 An applicant submits:", "art_2"),
        ("(1) proof of identity;", "art_2__para_1__point_1"),
        ("(a) a passport;", "art_2__para_1__point_1__indent_1"),
        ("(b) a card.", "art_2__para_1__point_1__indent_2"),
        ("(2) a statement.", "art_2__para_1__point_2"),
        ("The archives reply.", "art_2__para_2"),
    ],
    "headings without a number": [
        ("First words.", "para_1"),
        ("# Donation", "hdg_1"),
        ("More words.", "para_2"),
        ("# Transplantation", "hdg_2"),
        ("Last words.", "para_3"),
    ],
    "the same number twice": [
        ("第一条 甲。", "art_1"),
        ("第一条 又甲。", "art_1_2"),
        ("（一）子；", "art_1_2__para_1__point_1"),
        ("（一）又子；", "art_1_2__para_1__point_1_2"),
    ],
}


@pytest.mark.parametrize("name", SEQUENCES)
def test_sequences(name: str) -> None:
    lines = SEQUENCES[name]
    assert ids_of([line for line, _ in lines]) == [segment_id for _, segment_id in lines]


def test_a_number_used_very_often_costs_no_search() -> None:
    # a broken file of one label over and over: trying every further number again each time would take minutes
    assert ids_of(["第一条 甲。"] * 20_000)[-1] == "art_1_20000"


def test_a_notice_has_its_own_ids() -> None:
    lines = ["为做好工作，制定本规则。", "一、范围", "（一）全国。", "请执行。"]
    expected = ["notice__para_1", "notice__sec_1", "notice__sec_1__point_1", "notice__sec_1__point_1__para_2"]
    assert ids_of(lines, "notice") == expected


LINES = st.lists(
    st.sampled_from(
        [
            "第一编 总",
            "第一章 总",
            "第二章 总",
            "第一节 总",
            "第一条 甲。",
            "第二条 甲：",
            "第一条之一 甲。",
            "（一）甲；",
            "（二）甲：",
            "1.甲。",
            "2.甲。",
            "（1）甲。",
            "一、甲",
            "二、甲。",
            "附件1",
            "附件2 甲",
            "甲。",
            "# 甲",
            "Article 3 A.",
            "(1) a;",
            "(a) a;",
            "II. A",
        ]
    ),
    max_size=30,
)


@given(LINES, st.sampled_from(["", "notice"]))
def test_ids_are_unique_and_well_formed_whatever_the_order(lines: list[str], prefix: str) -> None:
    ids = ids_of(lines, prefix)
    assert len(set(ids)) == len(ids)
    assert [segment_id for segment_id in ids if not SEGMENT_ID.fullmatch(segment_id)] == []


@pytest.mark.parametrize(
    ("segment_id", "level"),
    [
        ("part_1", "part"),
        ("part_1__chp_1", "chapter"),
        ("chp_1__sec_2", "section"),
        ("art_8", "article"),
        ("art_120_1", "article"),
        ("art_8__para_2", "paragraph"),
        ("art_8__para_1__point_3", "point"),
        ("art_8__para_1__point_3__indent_1", "indent"),
        ("sec_2__para_1", "paragraph"),
        ("para_1", "paragraph"),
        ("hdg_1", "heading"),
        ("att_1", "annex"),
        ("att_1__sec_1", "section"),
        ("notice__para_1", "notice"),
        ("notice__sec_1", "notice"),
        ("signature", "notice"),
        ("addressees", "notice"),
    ],
)
def test_an_id_says_its_level(segment_id: str, level: str) -> None:
    assert Segment(segment_id, "", "x").level == level


def test_the_first_paragraph_is_the_article_itself() -> None:
    article = Segment("art_3", "第三条", "甲。")
    edition = Edition("zh", "official", (article, Segment("art_3__para_2", "", "乙。")))
    assert edition.segment("art_3__para_1") == article
    assert edition.segment("art_3__para_2") == Segment("art_3__para_2", "", "乙。")
    assert edition.segment("art_4") is None


def test_an_exact_id_comes_before_the_alias() -> None:
    heading, paragraph = Segment("sec_1", "一、", "甲"), Segment("sec_1__para_1", "", "乙。")
    assert Edition("zh", "official", (heading, paragraph)).segment("sec_1__para_1") == paragraph


@pytest.mark.parametrize(
    ("segment_id", "zh", "en"),
    [
        ("art_8__para_1__point_3", "第八条第（三）项", "Article 8, item (3)"),
        ("chp_2__art_16__para_2", "第十六条第二款", "Article 16, paragraph 2"),
        ("art_120_1", "第一百二十条之一", "Article 120-1"),
        ("chp_2__sec_1", "第二章第一节", "Chapter II, Section 1"),
        ("notice__para_1", "印发通知第1段", "Issuing notice, paragraph 1"),
        ("sec_2__point_1__indent_4__para_3", "二（一）4第3段", "Section II (1) 4, paragraph 3"),
        ("para_7", "第7段", "Paragraph 7"),
        ("att_1__sec_2__point_3", "附件1 二（三）", "Annex 1, Section II (3)"),
        ("part_1__chp_2__sec_1", "第一编第二章第一节", "Part I, Chapter II, Section 1"),
        ("att_1__art_3", "附件1 第三条", "Annex 1, Article 3"),
        ("art_1_2_3", "第一条之二之三", "Article 1-2-3"),
        ("art_10000", "第10000条", "Article 10000"),
        ("sum_2__para_3", "摘要2第3段", "Digest 2, paragraph 3"),
        ("art_0", "art_0", "art_0"),
        ("signature", "落款", "Signature"),
        ("notice__title", "印发通知标题", "Issuing notice, Title"),
        ("history", "题注", "History"),
        ("unknown", "unknown", "unknown"),
    ],
)
def test_how_a_place_is_cited(segment_id: str, zh: str, en: str) -> None:
    assert (provision_name(segment_id, "zh"), provision_name(segment_id, "en")) == (zh, en)


DOCUMENT_IDS = [
    ("国卫医急发〔2024〕13号", None, "nhc-2024-13"),
    ("国卫办职健发〔2024〕11号", None, "nhc-2024-11"),
    ("冀卫医急函〔2024〕33号", None, "hebei-2024-33"),
    ("桂卫发〔2023〕7号", None, "guangxi-2023-7"),
    ("粤府〔2020〕1号", None, "guangdong-2020-1"),
    ("某某发〔2024〕2号", None, "cn-2024-2"),
    (None, "A Xinjiang hospital's Key State Lab signs deal with Kazakhstan", "a-xinjiang-hospitals-key-state-lab-signs-deal"),
    (None, "Measures", "measures"),
]


@pytest.mark.parametrize(("number", "title", "expected"), DOCUMENT_IDS)
def test_ids_of_documents(number: str | None, title: str | None, expected: str) -> None:
    document = Document("", Bilingual("标题", title), number=number)
    assert new_id(document, set()) == expected
    assert new_id(document, {expected}) == f"{expected}-2"
    assert new_id(document, {expected, f"{expected}-2"}) == f"{expected}-3"


def test_a_document_without_number_and_english_title_is_named_by_its_text() -> None:
    first = Document("", Bilingual("标题"), editions=(Edition("zh", "official", (Segment("para_1", "", "甲。"),)),))
    other = Document("", Bilingual("标题"), editions=(Edition("zh", "official", (Segment("para_1", "", "乙。"),)),))
    assert re.fullmatch(r"zh-[0-9a-f]{8}", new_id(first, set()))
    assert new_id(first, set()) != new_id(other, set())
