"""Web pages made to do harm, damaged ones, and what holds for every page."""

from __future__ import annotations

import time
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import UnreadableFile
from archive.reading.blocks import Limits
from archive.reading.grids import Cell, filled
from archive.reading.html import read_blocks
from archive.reading.line_breaks import paragraphs
from archive.text.tables import parse_table

PAGE = Path("page.html")
SENTENCE = "本局今日开放一批档案。"
GOOD = (
    "<html><head><meta charset=gb2312><title>公告</title></head><body><table><tr><td>索引号：</td><td>1</td></tr></table>"
    f"<h1>关于开放档案的公告</h1><ol><li>{SENTENCE}</ol><table><tr><td>a<td>b<tr><td colspan=2>c</table>"
    f"<p>{SENTENCE}<br>完</p></body></html>"
).encode("gb18030")


def texts(html: str) -> list[str]:
    return [block.text for block in read_blocks(html.encode(), PAGE, Limits())[0]]


def test_nesting_of_ten_thousand_loses_nothing() -> None:
    html = (
        f"<body><p>第一句话在最前面。</p>{'<div><span>' * 10_000}<p>{SENTENCE}</p>{'</span></div>' * 10_000}<p>最后一句话。</p>"
    )
    blocks, problems = read_blocks(html.encode(), PAGE, Limits())
    assert [block.text for block in blocks] == ["第一句话在最前面。", SENTENCE, "最后一句话。"]
    assert [problem.severity for problem in problems] == ["warning"]


def test_tables_nested_deep() -> None:
    assert texts(f"<body>{'<table><tr><td>' * 5_000}<p>{SENTENCE}</p>") == [SENTENCE]


def test_no_closing_tags() -> None:
    assert texts(f"<html><body><p>{SENTENCE}<p>{SENTENCE}<ul><li>{SENTENCE}<li>{SENTENCE}") == [SENTENCE] * 4


def test_text_behind_an_early_end_of_the_page() -> None:
    assert SENTENCE in texts(f"<html><body><a href=/>首页</a></body></html><div id=zoom><p>{SENTENCE}</p></div>")


def test_null_bytes_and_odd_entities() -> None:
    assert texts("<p>本局今日\0开放一批&#x6863;&#26696;&nosuch;&#0;&#1114112;。</p>")[0].startswith("本局今日开放一批档案")


def test_spans_cannot_ask_for_memory() -> None:
    rows = "<tr><td colspan=9999 rowspan=9999>a</td><td>b</td></tr>" * 400
    began = time.perf_counter()
    blocks, _ = read_blocks(f"<p>{SENTENCE}</p><table>{rows}</table>".encode(), PAGE, Limits())
    assert time.perf_counter() - began < 20
    assert "b" in blocks[1].text


def test_a_large_page_is_read_in_one_pass() -> None:
    html = f"<body><div id=zoom>{f'<p>{SENTENCE}<b>x</b></p>' * 20_000}</div></body>"
    began = time.perf_counter()
    assert len(texts(html)) == 20_000
    assert time.perf_counter() - began < 30


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), max_size=12), st.integers(0, len(GOOD)))
def test_damaged_pages_give_blocks_or_an_error(changes: list[tuple[int, int]], length: int) -> None:
    data = bytearray(GOOD)
    for place, byte in changes:
        data[place] = byte
    try:
        blocks, _ = read_blocks(bytes(data[:length]), PAGE, Limits())
    except UnreadableFile as error:
        assert "page.html" in str(error)  # noqa: PT017 — either outcome is right
    else:
        assert all(block.text.strip() for block in blocks)
        assert [block.line for block in blocks] == sorted(block.line for block in blocks)


TAGS = st.sampled_from(
    [
        "<div>",
        "</div>",
        "<p>",
        "<br>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<ol>",
        "<li>",
        "<sup>",
        "<a href=x>",
        "</a>",
        "<h1>",
        "<pre>",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(TAGS, st.text("一二三。第条abc 12\n　：", max_size=12)), max_size=40))
def test_any_soup_of_elements_keeps_all_its_long_text(parts: list[str]) -> None:
    html = f"<body>{''.join(parts)}<div><p>{SENTENCE}</p></div></body>"
    joined = "".join(texts(html))
    assert SENTENCE in joined


@given(st.lists(st.text("第一条甲乙丙。；a b\n　", max_size=60), max_size=6))
def test_paragraphs_keep_every_character(lines: list[str]) -> None:
    kept = "".join("".join(paragraphs(lines)).split())
    assert kept == "".join("".join(lines).split())


@given(st.lists(st.lists(st.builds(Cell, st.just("x"), st.integers(0, 4), st.integers(0, 4)), max_size=4), max_size=5))
def test_filled_grids_are_rectangles(rows: list[list[Cell]]) -> None:
    grid = filled(rows)
    assert len({len(row) for row in grid}) <= 1
    assert len(grid) <= len(rows)


def test_a_written_table_can_be_read_again() -> None:
    blocks, _ = read_blocks(b"<p>text of the page.</p><table><tr><td>a\\<td>b|c<tr><td>d<td>e</table>", PAGE, Limits())
    table = parse_table(blocks[1].text)
    assert table is not None
    assert [len(row) for row in table.rows] == [2, 2]
