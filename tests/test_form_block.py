"""The form of a government page: read as facts, off the text, and held against it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model import Document
from archive.parsing import Recognised, parse
from archive.parsing.facts.form_block import take_off
from archive.reading import Block, SourceText

ONE_LINE_EACH = (
    "索引号：000-01/2024-00007",
    "主题分类：档案",
    "发文机关：国家档案局、财政部",
    "成文日期：2024年3月1日",
    "标题：关于示范工作的通知",
    "发文字号：档发〔2024〕7号",
    "发布日期：2024-03-05 10:30",
    "来源：示范网",
)
TWO_A_LINE = (
    "索 引 号： 000-01/2024-00007　主题分类： 档案",
    "发文机关： 国家档案局、财政部　成文日期： 2024年3月1日",
    "标　　题： 关于示范工作的通知",
    "发文字号： 档发〔2024〕7号　发布日期： 2024-03-05 10:30　来源：示范网",
)
BELOW_THE_LABEL = (
    "索引号:",
    "000-01/2024-00007",
    "主题分类:",
    "档案",
    "发文机关:",
    "国家档案局 财政部",
    "成文日期:",
    "2024年3月1日",
)
BELOW_THE_LABEL += (
    "标题:",
    "关于示范工作的通知",
    "发文字号:",
    "档发〔2024〕7号",
    "发布日期:",
    "2024-03-05",
    "来源:",
    "示范网",
    "公开方式:",
)
TEXT = ("关于示范工作的通知", "各有关单位：", "现将有关事项通知如下。", "一、示范工作按照《甲办法》（甲发〔2001〕1号）执行。")


def blocks(*texts: str) -> list[Block]:
    return [Block(text, number, number) for number, text in enumerate(texts, 1)]


def recognised(*texts: str) -> Recognised:
    (found,) = parse(SourceText("page.txt", "0" * 64, tuple(blocks(*texts)), ()))[0]
    return found


def facts(document: Document) -> tuple[object, ...]:
    return document.number, [name.zh for name in document.issuers], document.issued, document.source.publisher


@pytest.mark.parametrize("form", [ONE_LINE_EACH, TWO_A_LINE, BELOW_THE_LABEL], ids=["one", "two", "below"])
def test_a_form_gives_facts_and_leaves_the_text(form: tuple[str, ...]) -> None:
    found = recognised(*form, *TEXT)
    assert facts(found.document) == ("档发〔2024〕7号", ["国家档案局", "财政部"], date(2024, 3, 1), "示范网")
    assert found.document.title.zh == "关于示范工作的通知"
    text = "\n".join(segment.text for segment in found.edition.segments)
    assert "索引号" not in text
    assert "000-01" not in text
    assert text.startswith("各有关单位：")


def test_a_form_in_a_table() -> None:
    table = (
        "| 索引号 | 000-7 | 发文机关 | 财政部 |\n| --- | --- | --- | --- |\n| 发文字号 | 财发〔2024〕7号 | 成文日期 | 2024.3.1 |"
    )
    text, (form,) = take_off([Block(table, 1, 3, is_table=True), *blocks("正文。")])
    assert [(entry.fact, entry.value) for entry in form.entries] == [
        ("index", "000-7"), ("issuers", "财政部"), ("number", "财发〔2024〕7号"), ("issued", "2024.3.1"),
    ]  # fmt: skip
    assert [block.text for block in text] == ["正文。"]


def test_a_table_of_the_text_is_no_form() -> None:
    table = Block("| 名称 | 数量 |\n| --- | --- |\n| 甲 | 1 |", 1, 3, is_table=True)
    assert take_off([table]) == ([table], [])


def test_an_entry_that_has_no_home_is_named() -> None:
    (note,) = [p for p in recognised(*ONE_LINE_EACH, *TEXT).problems if p.severity == "note"]
    assert "索引号：000-01/2024-00007；主题分类：档案；发布日期：2024-03-05 10:30" in note.message


def test_where_form_and_text_disagree_the_text_wins() -> None:
    form = ("发文字号：档发〔2024〕8号", "成文日期：2024年3月2日")
    found = recognised(*form, "关于示范工作的通知", "档发〔2024〕7号", "现将有关事项通知如下。", "国家档案局", "2024年3月1日")
    assert facts(found.document)[:3] == ("档发〔2024〕7号", ["国家档案局"], date(2024, 3, 1))
    warned = [(p.message, p.line) for p in found.problems if p.severity == "warning"]
    assert warned == [
        ("the page's form says 档发〔2024〕8号, the text 档发〔2024〕7号; the text was followed: look at `number:`", 1),
        ("the page's form says 2024-03-02, the text 2024-03-01; the text was followed: look at `issued:`", 2),
    ]


def test_the_day_of_publication_is_the_last_resort_and_said() -> None:
    found = recognised("发文字号：档发〔2024〕7号", "发布日期：2024-03-05", *TEXT)
    assert found.document.issued == date(2024, 3, 5)
    assert found.evidence["issued"].how == "guessed"
    assert any("2024-03-05 was taken from “发布日期：2024-03-05”" in p.message for p in found.problems)


def test_a_label_in_the_text_is_no_form() -> None:
    text = blocks("关于示范工作的通知", "标题：写在这里的话。", "正文在此。")
    assert take_off(text) == (text, [])


@given(st.lists(st.text(st.sampled_from("索引号：发文字标题财发〔2024〕7号，。 \n|-"), max_size=40), max_size=12))
def test_every_block_is_text_or_in_a_form(texts: list[str]) -> None:
    given_blocks = blocks(*texts)
    text, forms = take_off(given_blocks)
    kept = {block.line for block in text}
    taken = {block.line for block in given_blocks} - kept
    assert all(block in given_blocks for block in text)
    assert not taken or forms
    assert all(entry.line in taken for form in forms for entry in form.entries)


def test_a_bar_inside_a_cell_of_a_form_is_no_edge_of_it() -> None:
    table = Block("| 发文字号 | 档发〔2024〕7号 |\n| --- | --- |\n| 标题 | 甲\\|乙 |", 1, 3, is_table=True)
    text, (form,) = take_off([table])
    assert text == []
    assert [(entry.fact, entry.value) for entry in form.entries] == [("number", "档发〔2024〕7号"), ("title", "甲|乙")]
