from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.text.tables import is_table, parse_table, write_table

CELLS = st.text(alphabet="药名称剂量 abc|\\-:\n1", max_size=8)


def read(text: str) -> list[list[str]]:
    table = parse_table(text)
    assert table
    return [[cell.text for cell in row] for row in table.rows]


def test_a_table_is_written_and_read_again() -> None:
    text = write_table([["指标", "标准"], ["人均绿地", "12平方米"], ["噪声"]])
    assert text == "| 指标 | 标准 |\n| --- | --- |\n| 人均绿地 | 12平方米 |\n| 噪声 |  |"
    assert read(text) == [["指标", "标准"], ["人均绿地", "12平方米"], ["噪声", ""]]
    table = parse_table(text)
    assert table
    assert table.has_head


def test_each_cell_knows_its_place() -> None:
    text = write_table([["甲", "乙|丙"], ["", "丁"]])
    table = parse_table(text)
    assert table
    assert [text[cell.start : cell.end] for row in table.rows for cell in row] == ["甲", "乙\\|丙", "", "丁"]


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
    table = parse_table(text)
    assert (table is not None) == is_table(text)
    if table:
        assert all(text[cell.start : cell.end] == cell.text for row in table.rows for cell in row)
