"""Layouts of official documents as archivists are handed them, each with what a careful person reads off it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from archive.intake.inspection import inspect
from archive.parsing import Recognised
from archive.text.bodies import body_names
from archive.text.labels import split_label


def recognised(tmp_path: Path, text: str, name: str = "file.txt") -> list[Recognised]:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return list(inspect([tmp_path / name]).documents)


def test_a_notice_of_one_page_is_unwrapped(tmp_path: Path) -> None:
    [found] = recognised(
        tmp_path,
        """关于做好人体组织捐献宣传工作的通知
国卫医急函〔2024〕77号
各省、自治区、直辖市及新疆生产建设兵团卫生健康委，各有关
单位：
　　为进一步做好人体组织捐献宣传工作，提高公众对人体组织
捐献的认识和参与度，根据《人体器官捐献和移植条例》有关规
定，现就有关事项通知如下：
　　一、本通知自印发之日起施行。《关于加强人体组织捐献宣
传的通知》（国卫医函〔2015〕31号）同时废止。
国家卫生健康委
2024年5月6日
""",
    )
    segments = {segment.id: segment.text for segment in found.edition.segments}
    assert segments["addressees"].endswith("各有关单位：")
    assert segments["para_1"].endswith("根据《人体器官捐献和移植条例》有关规定，现就有关事项通知如下：")
    assert segments["sec_1"].startswith("本通知自印发之日起施行。《关于加强人体组织捐献宣传的通知》")
    document = found.document
    assert (document.issued, document.effective) == (date(2024, 5, 6), date(2024, 5, 6))
    assert [(r.kind, r.title, r.number) for r in document.relations] == [
        ("based on", "人体器官捐献和移植条例", None),
        ("repeals", "关于加强人体组织捐献宣传的通知", "国卫医函〔2015〕31号"),
    ]


def test_page_furniture_inside_a_sentence_of_tight_text_does_not_part_it(tmp_path: Path) -> None:
    lines = ["第一条 为了规范公众查阅本市档案的程", "序，保障公民、法人和其他组织利用档案的权"] * 6
    text = "\n".join(
        [*lines, "利，依据有关法律法规，由配偶、成年子女父", "", "- 1 -", "", "母共同作出的书面同意。", "", "第二条 完。"]
    )
    [found] = recognised(tmp_path, text)
    assert any("由配偶、成年子女父母共同作出的书面同意。" in segment.text for segment in found.edition.segments)


HEBEI, EXAMPLE = "河北省卫生健康委员会", "示范省卫生健康委员会"
BODY_ABOVE = """冀卫医函〔2024〕40号
河北省卫生健康委员会
关于做好人体组织捐献工作的通知
各市卫生健康委：
现通知如下：
一、高度重视。
河北省卫生健康委员会
2024年8月5日
"""
LETTERHEAD = """示范省卫生健康委员会
示 范 省 财 政 厅
文件
示卫医发〔2024〕3号
关于印发《示范省人体组织库管理规范》的通知
各市卫生健康委：
现将《示范省人体组织库管理规范》印发给你们。
2024年8月5日
示范省人体组织库管理规范
（2024年版）
第一条　甲。
第二条　乙。
抄送：各市人民政府。
示范省卫生健康委员会办公室　2024年8月6日印发
"""
DECREE = """中华人民共和国国务院令
第767号
《示范条例》已经2023年10月20日国务院第17次常务会议通过，现予公布，自2024年5月1日起施行。
总理　李示范
2023年12月4日
示范条例
第一条　甲。
第二条　本条例自2024年5月1日起施行。
"""
ORDER = DECREE.replace("中华人民共和国国务院令\n第767号", "国家卫生健康委员会令（第十一号）").replace(
    "总理　李示范", "主任　李示范"
)


@pytest.mark.parametrize(
    ("text", "expected", "ids"),
    [
        (
            BODY_ABOVE,
            (f"{HEBEI}关于做好人体组织捐献工作的通知", "冀卫医函〔2024〕40号", [HEBEI], date(2024, 8, 5)),
            ["addressees", "para_1", "sec_1", "signature"],
        ),
        (
            LETTERHEAD,
            ("示范省人体组织库管理规范（2024年版）", "示卫医发〔2024〕3号", [EXAMPLE, "示范省财政厅"], date(2024, 8, 5)),
            [*(f"notice__{n}" for n in ("title", "masthead", "addressees", "para_1", "signature", "imprint")), "art_1", "art_2"],
        ),
        (
            DECREE,
            ("示范条例", "国务院令第767号", ["国务院"], date(2023, 12, 4)),
            ["notice__para_1", "notice__signature", "art_1", "art_2"],
        ),
        (
            ORDER,
            ("示范条例", "国家卫生健康委员会令第11号", ["国家卫生健康委员会"], date(2023, 12, 4)),
            ["notice__para_1", "notice__signature", "art_1", "art_2"],
        ),
    ],
    ids=["a body above its title", "a letterhead", "a decree", "an order"],
)  # fmt: skip
def test_layouts(tmp_path: Path, text: str, expected: tuple[object, ...], ids: list[str]) -> None:
    [found] = recognised(tmp_path, text)
    document = found.document
    issuers = [issuer.zh for issuer in document.issuers]
    assert (document.title.zh, document.number, issuers, document.issued) == expected
    assert [segment.id for segment in found.edition.segments] == ids


def test_bodies_above_their_titles_stay_with_their_own_document(tmp_path: Path) -> None:
    above = [part.split("\n", 1) for part in (BODY_ABOVE, BODY_ABOVE.replace("40号", "41号").replace("组织捐献", "血液捐献"))]
    text = "".join(
        f"{rest.split(chr(10), 2)[0]}\n{rest.split(chr(10), 2)[1]}\n{number}\n{rest.split(chr(10), 2)[2]}"
        for number, rest in above
    )
    first, second = recognised(tmp_path, text)
    assert first.document.title.zh == "河北省卫生健康委员会关于做好人体组织捐献工作的通知"
    assert second.document.title.zh == "河北省卫生健康委员会关于做好人体血液捐献工作的通知"
    assert [segment.id for segment in first.edition.segments] == ["addressees", "para_1", "sec_1", "signature"]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "索引号：0001\n发文字号：国卫医急发〔2024〕20号\n成文日期：2024年4月15日\n发布日期：2024年4月16日\n\n",
            "关于做好查阅的通知",
        ),
        ("国卫医急发〔2024〕19号……………（3）\n关于表彰先进的决定……（8）\n\n", "关于做好查阅的通知"),
    ],
)
def test_forms_and_contents_are_no_title(tmp_path: Path, head: str, title: str) -> None:
    [found] = recognised(tmp_path, f"{head}{title}\n国卫医急发〔2024〕20号\n各单位：\n请查阅。\n国家卫生健康委\n2024年4月15日\n")
    assert found.document.title.zh == title


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("河北省人民政府办公厅", ["河北省人民政府办公厅"]),
        ("国家中医药局综合司", ["国家中医药局综合司"]),
        ("示范省人民代表大会常务委员会", ["示范省人民代表大会常务委员会"]),
        ("公安部 民政部", ["公安部", "民政部"]),
        ("各委员会" * 50_000, []),
    ],
)
def test_a_body_keeps_its_office(line: str, names: list[str]) -> None:
    assert body_names(line) == names


@pytest.mark.parametrize(
    ("text", "kind", "number", "rest"),
    [
        ("Article 1. This Law protects donors.", "art", "1", "This Law protects donors."),
        ("ARTICLE 12 Donors consent.", "art", "12", "Donors consent."),
        ("PART ONE General", "part", "1", "General"),
        ("Chapter Two: Donors", "chp", "2", "Donors"),
    ],
)
def test_english_labels_in_other_spellings(text: str, kind: str, number: str, rest: str) -> None:
    label = split_label(text)
    assert label
    assert (label.kind, label.number, label.rest) == (kind, number, rest)


def test_a_number_broken_at_the_end_of_a_line_is_whole_again(tmp_path: Path) -> None:
    lines = ["第一条 为了规范公众查阅本市档案的程序保"] * 5 + ["第二条 本规则施行后，《旧规则》（示档〔20", "19〕3号）同时废止。"]
    [found] = recognised(tmp_path, "\n".join(lines))
    assert [(relation.title, relation.number) for relation in found.document.relations] == [("旧规则", "示档〔2019〕3号")]


def test_markdown_points_and_signatures_on_successive_lines(tmp_path: Path) -> None:
    text = "# 示范规则\n\n**第二条** 应当具备：\n\n（一）有场所；\n（二）有人员。\n\n示范市卫生健康委员会\n2024年4月1日\n"
    [found] = recognised(tmp_path, text, "rules.md")
    assert [segment.text for segment in found.edition.segments if segment.level == "point"] == ["有场所；", "有人员。"]
    assert (found.document.issued, [issuer.zh for issuer in found.document.issuers]) == (
        date(2024, 4, 1),
        ["示范市卫生健康委员会"],
    )


def test_a_label_on_a_line_of_its_own(tmp_path: Path) -> None:
    text = "示范规则\n\n第二条\n\n民法调整关系。\n\n前款规定如下：\n\n（一）甲。\n"
    [found] = recognised(tmp_path, text)
    assert [segment.id for segment in found.edition.segments] == ["art_2", "art_2__para_2", "art_2__para_2__point_1"]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("《旧办法》自2010年1月1日起施行。本办法自2024年5月1日起施行。", date(2024, 5, 1)),
        ("本办法从2024年5月1日起执行。", date(2024, 5, 1)),
        ("本办法于2024年5月1日起施行。", date(2024, 5, 1)),
    ],
)
def test_the_date_of_effect_is_the_documents_own(tmp_path: Path, sentence: str, day: date) -> None:
    [found] = recognised(tmp_path, f"示范办法\n\n第一条 甲。\n\n第二条 {sentence}\n")
    assert found.document.effective == day


def test_english_with_indented_first_lines(tmp_path: Path) -> None:
    text = (
        "Regulations of Example City\n\n"
        "    Article 1 These Regulations are formulated in accordance with the\n"
        "Law of the People's Republic of China on Basic Medical and Health Care\n"
        "and the Regulations on Human Organ Donation, to protect donors.\n\n"
        "    Article 2 Donation is voluntary.\n"
    )
    [found] = recognised(tmp_path, text)
    assert [segment.id for segment in found.edition.segments] == ["art_1", "art_2"]
    assert found.edition.segments[0].text.endswith("Organ Donation, to protect donors.")


ANNEXED = """关于做好人体组织捐献宣传工作的通知
国卫医急函〔2024〕77号
各单位：
现通知如下：
一、高度重视。
国家卫生健康委
2024年5月6日
附件
宣传工作统计表
一、填表说明
（一）按季度填报。
"""


def test_an_annex_of_a_letter_is_not_what_it_issues(tmp_path: Path) -> None:
    [found] = recognised(tmp_path, ANNEXED)
    assert (found.document.title.zh, found.document.type) == ("关于做好人体组织捐献宣传工作的通知", "通知")
    assert [(segment.id, segment.text) for segment in found.edition.segments] == [
        ("addressees", "各单位："),
        ("para_1", "现通知如下："),
        ("sec_1", "高度重视。"),
        ("signature", "国家卫生健康委\n2024年5月6日"),
        ("att_1", "宣传工作统计表"),
        ("att_1__sec_1", "填表说明"),
        ("att_1__sec_1__point_1", "按季度填报。"),
    ]


def test_what_a_notice_issues_under_the_word_annex_is_the_document(tmp_path: Path) -> None:
    text = ANNEXED.replace("关于做好人体组织捐献宣传工作的通知", "关于印发宣传工作办法的通知").replace(
        "宣传工作统计表", "宣传工作办法"
    )
    [found] = recognised(tmp_path, text)
    assert (found.document.title.zh, found.document.type) == ("宣传工作办法", "办法")
    ids = [segment.id for segment in found.edition.segments]
    assert ids[-2:] == ["sec_1", "sec_1__point_1"]
    assert found.edition.segment("notice__imprint") is not None


def test_what_stands_behind_a_signature_does_not_vanish_into_the_list_of_annexes(tmp_path: Path) -> None:
    text = (
        ANNEXED.replace("一、高度重视。\n", "一、高度重视。\n附件：1.统计表\n").partition("附件\n")[0] + "2.填报单位另行通知。\n"
    )
    [found] = recognised(tmp_path, text)
    assert "填报单位另行通知。" in "".join(segment.text for segment in found.edition.segments)
