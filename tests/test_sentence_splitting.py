"""Sentences of legal Chinese and English: hard cases, each written with a bar where a sentence ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.sentence_splitting import split_sentences

CHINESE = [
    "第十三条 申请人可以撤回申请。|撤回后不得以同一理由再次提出。",
    "第三条　本规则自公布之日起施行。",
    "（一）身份证明。|原件与复印件各一份。",
    "1. 登记簿应当编页。|2. 登记簿不得外借。",
    "一、总体要求。|各馆要对照执行。",
    "申请人提交下列材料：|（一）身份证明；|（二）查阅目的说明；|（三）其他材料。",
    "分三步：|1.登记；|2.审核；|3.归档。|逾期不办。",
    "分别为：|①甲类；|②乙类。",
    "档案分为甲、乙两类；甲类由市馆保存；乙类由县馆保存。",
    "参见Art. 3(2)和No. 5的规定。|其他从其规定。",
    "依照 Regulation (EU) No. 12/2019 办理。|另有规定的除外。",
    "比例不低于3.5%，不高于12.75%。|具体由市局核定。",
    "馆长问：“谁保管钥匙？”|值班员没有回答。",
    "表中“是否合格？”一栏由检查人填写。|不得空白。",
    "规定“逾期不归还的，停止借阅。”的，从其规定。",
    "第八条修改为：“档案馆应当开放。|开放的目录应当公布。”",
    "查阅费（含复印费。见附表。）由申请人承担。|可以减免。",
    "根据《档案应当怎样保管？问答》编写。|供参考。",
    "到底能不能查？！|能！|请先登记。",
    "他想了很久……还是登记了。|第二天取件。",
    "馆藏丰富。|（另有清单。）",
    "网址为www.example.cn，邮箱为office.a@example.cn。|工作日受理。",
    "第一项所称日，指工作日。|\n\n本条自2025年1月1日起施行。",
    "逾期不予受理．",
    "按规定办理.| 不得拖延.",
    "依照第五条第（二）项、第（三）项处理；有第（一）项情形的，从重。",
    "須經核准。|未經核准者，不得查閱。",
    "“可以查阅。”|“不可以复制。”",
]
ENGLISH = [
    "Article 2. The Bureau keeps the register.| It may not be lent.",
    "Article 12 An applicant may withdraw.| A new application needs new grounds.",
    "1. Registers are paginated.| 2. Registers are not lent.",
    "(a) Proof of identity.| Copies are not accepted.",
    "An applicant submits: |(1) proof of identity;| (2) a statement of purpose; and |(3) a photograph.",
    "The fee covers: |(a) search;| (b) copying; or| (c) postage.| It is waived for students.",
    "Files are of two kinds; the first are kept by the city; the second by the counties.",
    "See Decree No. 12 of the Bureau.| It is still in force.",
    "Under Art. 3(2) the period is ten days.| Art. 4 applies as well.",
    "Lantern Press Co., Ltd. shall keep a copy.| The copy is free.",
    "The seller is Lantern Press Co., Ltd.| The buyer is the archive.",
    "The rules follow U.S. Patent practice.| They differ in part.",
    "Some records, e.g. Minutes and i.e. Protocols, are closed.| Others are open.",
    "Dr. Wang and Prof. A. B. Miller examined it.| They found nothing.",
    "See vol. 3, p. 14 and Fig. 2.| The figure is old.",
    "The share is 3.5 percent, at most 12.75 percent.| It is set by the city.",
    "The keeper asked, “Who has the key?”| Nobody answered.",
    '"Is it open?" the reader asked.| It was.',
    "Article 8 reads: “The archive is open.| Its catalogue is public.”",
    "The fee (incl. copying. See Table 1.) is paid by the applicant.| It may be waived.",
    "He waited... and then left.| The door was shut.",
    "He waited...| The door was shut.",
    "Can it be done?!| Yes!| Register first.",
    "Opening hours are 9 a.m. to 5 p.m. on weekdays.| On holidays it is closed.",
    "Write to office@example.org or see www.example.org.| The reply takes a week.",
    "The answer is no.| The applicant may complain.",
    "It is governed by Article 2.| The next article is repealed.",
    "The archive closes on Jan. 1.| It opens on Feb. 3.",
    "Books, maps, etc. are lent.| Films are not.",
    "The archive lends books, maps, etc.| The reader signs for them.",
    "It is listed in Annex A.| Such lists are public.",
    "Article 5. Scope.| These Rules apply to 甲馆.| They bind all.",
]


def cut(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, language)]


@pytest.mark.parametrize(
    ("language", "barred"),
    [*(("zh", case) for case in CHINESE), *(("en", case) for case in ENGLISH)],
    ids=lambda value: value[:20],
)
def test_hard_cases(language: str, barred: str) -> None:
    assert cut(barred.replace("|", ""), language) == [part.strip() for part in barred.split("|")]


def test_a_table_is_one() -> None:
    table = "| Item | Fee |\n| --- | --- |\n| Copy. One page. | 2. |"
    assert cut(table, "en") == [table]


def test_a_blank_line_ends_a_sentence_and_a_line_break_none() -> None:
    assert cut("Example City\nArchives Bureau\n\nMarch 2024", "en") == ["Example City\nArchives Bureau", "March 2024"]


_TEXT = st.text(st.sampled_from("第一条二（）()《》“”\"'。；：，！？….;:!? \n\u3000abcAB12、|[]①和")) | st.text()


@given(_TEXT, st.sampled_from(["zh", "en"]))
def test_they_cover_the_text_in_order(text: str, language: str) -> None:
    spans = split_sentences(text, language)
    assert all(start < end and text[start:end] == text[start:end].strip() for start, end in spans)
    bounds = [0, *(bound for span in spans for bound in span), len(text)]
    assert bounds == sorted(bounds)
    assert not any(text[bounds[i] : bounds[i + 1]].strip() for i in range(0, len(bounds), 2))


@given(_TEXT, st.sampled_from(["zh", "en"]))
def test_what_was_a_sentence_stays_one_at_the_end(text: str, language: str) -> None:
    for sentence in cut(text, language)[-1:]:
        assert len(cut(sentence, language)) == 1
