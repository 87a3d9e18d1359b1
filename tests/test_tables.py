from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from archive.text.tables import is_table, parse_table, write_table
from web.marking import Link
from web.tables import table, table_lines

CELLS = st.text(alphabet="药名称剂量 abc|\\-:\n1", max_size=8)


def read(text: str) -> list[list[str]]:
    parsed = parse_table(text)
    assert parsed
    return [[cell.text for cell in row] for row in parsed.rows]


def test_a_table_is_written_and_read_again() -> None:
    text = write_table([["指标", "标准"], ["人均绿地", "12平方米"], ["噪声"]])
    assert text == "| 指标 | 标准 |\n| --- | --- |\n| 人均绿地 | 12平方米 |\n| 噪声 |  |"
    assert read(text) == [["指标", "标准"], ["人均绿地", "12平方米"], ["噪声", ""]]
    parsed = parse_table(text)
    assert parsed
    assert parsed.has_head


def test_each_cell_knows_its_place() -> None:
    text = write_table([["甲", "乙|丙"], ["", "丁"]])
    parsed = parse_table(text)
    assert parsed
    assert [text[cell.start : cell.end] for row in parsed.rows for cell in row] == ["甲", "乙\\|丙", "", "丁"]


def test_what_is_no_table() -> None:
    for text in ("| 一行 |", "第一条\n第二条", "", "|\n|", "| a |\n没有竖线"):
        assert not is_table(text)
        assert parse_table(text) is None


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=5))
def test_any_cells_come_back(rows: list[list[str]]) -> None:
    columns = max(map(len, rows))
    expected = [[" ".join(cell.split()) for cell in [*row, *[""] * (columns - len(row))]] for row in rows]
    escaped = [[cell.replace("\\", "\\\\").replace("|", "\\|") for cell in row] for row in expected]
    assert read(write_table(rows)) == escaped


@given(st.text(alphabet="|-: \\\na", max_size=30))
def test_any_text_can_be_asked(text: str) -> None:
    parsed = parse_table(text)
    assert (parsed is not None) == is_table(text)
    if parsed:
        assert all(text[cell.start : cell.end] == cell.text for row in parsed.rows for cell in row)


def test_a_table_on_the_page_has_cells_with_marks_and_links() -> None:
    text = write_table([["项目", "依据"], ["噪声|风速", "《绿地条例》第八条 <b>"]])
    at = text.index("《绿地条例》")
    link = Link(at, at + 6, "/documents/a#art_8", "绿地条例", "here")
    html = table(text, [(text.index("噪声"), text.index("噪声") + 2), (at + 1, at + 3)], [link])
    assert html is not None
    assert "<thead><tr><th scope=col>项目</th><th scope=col>依据</th></tr></thead>" in html
    assert "<td><mark>噪声</mark>|风速</td>" in html
    assert '<a class="cites cites-here" href="/documents/a#art_8" title="绿地条例">《<mark>绿地</mark>条例》</a>' in html
    assert "&lt;b&gt;" in html


def test_running_text_is_no_table_on_the_page() -> None:
    assert table("第一条 | 本条例", []) is None


def test_a_cut_of_a_table_is_lines_with_the_cells_set_apart() -> None:
    text = "…含充电 |\n| --- | --- |\n| 地铁站 | 2 |  |\n| 甲\\|乙 <b> | 3…"
    at = text.index("地铁站 ")
    html = table_lines(text, [(at, at + 2)])
    assert html == (
        '<span class="table-line">…含充电</span>\n'
        '<span class="table-line"><mark>地铁</mark>站<span class="cell-edge"> · </span>2</span>\n'
        '<span class="table-line">甲|乙 &lt;b&gt;<span class="cell-edge"> · </span>3…</span>'
    )


def test_running_text_with_bars_is_no_cut_of_a_table() -> None:
    for text in ("", "第一条", "第一条 | 本条例", "| 甲 | 乙", "| 甲 |\n第一条", "…第一条\n| 甲 |"):
        assert table_lines(text, []) is None


@given(st.lists(st.lists(CELLS, min_size=1, max_size=3), min_size=1, max_size=4))
def test_no_cell_is_lost_in_lines(rows: list[list[str]]) -> None:
    html = table_lines(write_table(rows), [])
    assert html is not None
    shown = "".join(html.striptags().replace("·", "").split())
    printed = [" ".join(cell.split()) for row in rows for cell in row]
    assert shown == "".join("".join(cell.split()) for cell in printed if not re.fullmatch(":?-{3,}:?", cell))
