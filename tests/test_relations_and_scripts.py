"""Relations in both languages, Traditional texts, English orders, and what the archive says of a document on a day."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from archive.cli.main import main
from archive.model import Relation, Segment
from archive.parsing.citations.citations import find_citations
from archive.parsing.facts.cited_works import stated_relations
from archive.parsing.facts.genre import document_type
from archive.parsing.facts.relations_en import english_amended, english_basis, english_implemented, english_repeals
from archive.parsing.facts.relations_zh import basis, repeals
from archive.text.document_number import find_numbers
from archive.text.folding import simplified

# --- relations --------------------------------------------------------------------------------------------------------


def test_an_english_text_rests_on_carries_out_and_repeals() -> None:
    text = "These Measures are formulated in accordance with the Well Law of the People's Republic of China and the Pond Law."
    assert english_basis([text]) == [
        Relation("based on", "Well Law of the People's Republic of China"),
        Relation("based on", "Pond Law"),
    ]
    assert english_implemented(["In order to implement the Law on Wells, this Notice is issued."]) == [
        Relation("implements", "Law on Wells")
    ]
    assert english_repeals([
        "The Administrative Measures for Wells (Decree No. 12 of the Ministry of Finance) and the Interim Provisions on Ponds "
        "shall be repealed at the same time."
    ]) == [
        Relation("repeals", "Administrative Measures for Wells", "财政部令第12号"),
        Relation("repeals", "Interim Provisions on Ponds"),
    ]  # fmt: skip
    assert english_repeals(["The Provisions on Wells apply. A licence may be repealed."]) == []
    assert english_amended("Decision on Amending the Regulations on Wells") == [Relation("amends", "Regulations on Wells")]


def test_a_policy_paper_is_carried_out_where_a_statute_is_rested_on() -> None:
    assert basis(["按照《关于水井的意见》要求，现通知如下。"]) == [Relation("implements", "关于水井的意见")]
    assert basis(["根据《关于水井的意见》，结合实际。"], "关于水井的实施意见") == [Relation("implements", "关于水井的意见")]
    assert basis(["根据《关于水井的意见》，结合实际。"], "关于水塘的通知") == [Relation("based on", "关于水井的意见")]
    assert basis(["根据《水井条例》要求，结合实际。"], "水井条例实施意见") == [Relation("based on", "水井条例")]


def test_annexes_are_repealed_under_the_number_of_their_notice() -> None:
    text = "《关于水井的通知》（示办发〔2021〕2号）中的附件1《甲程序》和附件2《乙准则》同时失效。"
    assert repeals([text]) == [
        Relation("repeals", "甲程序", "示办发〔2021〕2号", provisions=("att_1",)),
        Relation("repeals", "乙准则", "示办发〔2021〕2号", provisions=("att_2",)),
    ]
    assert repeals(["WS/T 901—2024　水井指南（代替WS/T 901—2013）"]) == [Relation("repeals", None, "WS/T 901—2013")]


def test_a_cited_work_keeps_the_number_printed_with_it() -> None:
    segments = [Segment("sec_1", "一、", "执行《水井设计规范（GB50999-2013）》和《甲办法》（示发〔2024〕3号）。")]
    assert stated_relations(segments, "关于水井的通知", []) == (
        Relation("cites", "水井设计规范", "GB50999-2013", segments=("sec_1",)),
        Relation("cites", "甲办法", "示发〔2024〕3号", segments=("sec_1",)),
    )


# --- scripts ----------------------------------------------------------------------------------------------------------


def test_a_traditional_text_is_read_like_a_simplified_one() -> None:
    segments = [
        Segment("art_1", "第一條", "根據《中華人民共和國水井條例》制定本辦法。"),
        Segment("art_2", "第二條", "違反本辦法第一條規定的，處罰款。《古井辦法》同時廢止。"),
    ]
    found = find_citations(segments, "水井辦法")
    assert [(one.segment, one.title, one.article, one.own) for one in found] == [
        ("art_1", "中華人民共和國水井條例", None, False),
        ("art_2", "水井辦法", 1, True),
        ("art_2", "古井辦法", None, False),
    ]
    assert [(one.kind, one.title) for one in stated_relations(segments, "水井辦法", [])] == [
        ("repeals", "古井辦法"),
        ("cites", "中華人民共和國水井條例"),
    ]
    assert document_type("古窯遺址保護辦法") == "办法"


@given(st.text(max_size=60))
def test_simplified_keeps_every_offset(text: str) -> None:
    once = simplified(text)
    assert len(once) == len(text)
    assert [a for a, b in zip(text, once, strict=True) if a.isascii() and a != b] == []


# --- citations --------------------------------------------------------------------------------------------------------


def test_a_law_called_by_its_short_name() -> None:
    text = "会议讨论了刑法第二百六十六条的含义；刑法第四百一十条、第三百四十二条另有规定。"
    assert [(one.title, one.article) for one in find_citations([Segment("para_1", "", text)], "解释")] == [
        ("刑法", 266),
        ("刑法", 410),
        ("刑法", 342),
    ]


def test_headings_cite_nothing() -> None:
    assert find_citations([Segment("part_2", "Part Two", "Liability and Supplementary Rules")], "Pond Law") == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Order No. 5 of the Ministry of Human Resources and Social Security", ["人力资源和社会保障部令第5号"]),
        ("by Decree No. 12 of the National Development and Reform Commission on May 1", ["国家发展和改革委员会令第12号"]),
        (
            "Order No. 8 of the Ministry of Finance and Order No. 9 of the State Council",
            ["财政部令第8号", "国务院令第9号"],
        ),
        ("under the State Council Decree No. 767", ["国务院令第767号"]),
        ("Announcement [2020] No. 44 of the Ministry of Commerce", ["商务部公告2020年第44号"]),
        ("Order No. 5 of the Ministry of Wells", []),
    ],
)
def test_english_orders(text: str, numbers: list[str]) -> None:
    assert [str(number) for _, _, number in find_numbers(text)] == numbers


# --- on a day ---------------------------------------------------------------------------------------------------------


def test_show_and_list_say_what_is_in_force_on_a_day(tmp_path: Path) -> None:
    old = "水井办法\n示发〔2019〕1号\n第一条　打井应当登记。\n第二条　本办法自2019年3月1日起施行。\n示范市水务局\n2019年2月1日\n"
    new = "水井管理办法\n示发〔2024〕2号\n第一条　打井应当登记。\n第二条　本办法自2024年5月1日起施行。"
    new += "《水井办法》（示发〔2019〕1号）同时废止。\n示范市水务局\n2024年4月1日\n"
    (tmp_path / "old.txt").write_text(old, encoding="utf-8")
    (tmp_path / "new.txt").write_text(new, encoding="utf-8")
    base = ["--collection", str(tmp_path / "documents")]
    run = CliRunner()
    added = run.invoke(main, [*base, "add", str(tmp_path / "old.txt"), str(tmp_path / "new.txt"), "--yes"])
    assert added.exit_code in (0, 1), added.output
    listed = run.invoke(main, [*base, "list", "--on", "2024-06-01"]).output
    row = next(line for line in listed.splitlines() if "〔2019〕" in line)
    assert "repealed" in row
    old_id = row.split()[0]
    before = run.invoke(main, [*base, "show", old_id, "--on", "2020-01-01"]).output
    after = run.invoke(main, [*base, "show", old_id, "--on", "2024-06-01"]).output
    assert "status:    in force since 2019-03-01" in before
    assert "status:    repealed since 2024-05-01" in after
    assert "cited by:  " in after


def test_another_name_of_a_work_is_not_another_basis() -> None:
    text = "为了管理花园，根据《中华人民共和国城市绿化法典》（以下简称《绿化法典》）、《花园条例》，制定本条例。"
    assert [relation.title for relation in basis([text])] == ["中华人民共和国城市绿化法典", "花园条例"]
