"""PDF with a text layer: paragraphs whole across lines, columns and pages; furniture out; tables and notes in their place."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib import colors
from reportlab.platypus import Table

from archive.reading import read
from archive.text.tables import parse_table
from tests.test_pdf_making import COLUMNS, LEFT, PITCH, SIZE, TOP, Sheet, blocks_of, texts_of

LONG = (
    "登记人员应当在收到资料之日起十个工作日内完成登记，不得无故拖延。"
    "确有困难的，报馆长批准后可以延长五个工作日，并书面告知送交资料的单位。"
)
SHORT = "借阅资料的，应当持有有效证件。"
POINTS = [
    "（一）登记簿；",
    "（二）由馆长签字并且加盖公章的清点记录，以及与清点记录相符的照片和说明各一份；",
    "（三）其他。",
]


def test_paragraphs_are_whole_and_apart() -> None:
    wanted = [LONG, SHORT, *POINTS, LONG]
    sheet = Sheet()
    for text in wanted:
        sheet.paragraph(text)
    assert texts_of(sheet.data()) == wanted


def test_a_paragraph_that_fills_its_last_line_ends_there() -> None:
    full = "甲" * (2 * COLUMNS - 3) + "。"
    sheet = Sheet()
    for text in (full, SHORT, full, LONG):
        sheet.paragraph(text)
    assert texts_of(sheet.data()) == [full, SHORT, full, LONG]


@pytest.mark.parametrize("form", ["- {} -", "—{}—", "{}", "第{}页 共4页", "{}/4", "Page {} of 4"])
def test_sentences_go_on_over_the_page_and_its_furniture(form: str) -> None:
    sheet = Sheet()
    rest = ""
    for page in range(1, 5):
        sheet.at(LEFT if page % 2 else 400, 800, "滨海市资料馆手册" if page % 2 else "二〇二四年版", 9)
        sheet.at(280, 50, form.format(page), 9)
        if rest:
            sheet.rest(rest)
        sheet.paragraph(SHORT)
        rest = sheet.paragraph(LONG, lines=1) if page < 4 else ""
        sheet.page()
    blocks, problems = blocks_of(sheet.data())
    assert [block.text for block in blocks] == [SHORT, LONG, SHORT, LONG, SHORT, LONG, SHORT]
    assert [(block.page, block.last_page) for block in blocks[:3]] == [(1, 1), (1, 2), (2, 2)]
    assert "8 page numbers and running heads" in problems[0].message


def test_annexes_that_each_begin_a_page_are_no_running_head() -> None:
    sheet = Sheet()
    for number in range(1, 5):
        sheet.at(LEFT, TOP + PITCH, f"附件{number}")
        sheet.paragraph(LONG)
        sheet.page()
    assert texts_of(sheet.data()) == [text for number in range(1, 5) for text in (f"附件{number}", LONG)]


def test_two_columns_are_read_one_after_the_other() -> None:
    columns, gap = 14, 28
    second = LEFT + columns * SIZE + gap
    sheet = Sheet()
    sheet.centred("滨海市资料登记办法", 22)
    top = sheet.y
    rest = ""
    for text in (SHORT, LONG, SHORT):
        sheet.paragraph(text, columns=columns)
    rest = sheet.paragraph(LONG, columns=columns, lines=3)
    sheet.y = top
    sheet.rest(rest, x=second, columns=columns)
    for text in (SHORT, LONG):
        sheet.paragraph(text, x=second, columns=columns)
    assert texts_of(sheet.data()) == ["滨海市资料登记办法", SHORT, LONG, SHORT, LONG, SHORT, LONG]


def test_the_lines_of_a_title_are_joined_and_numbers_and_dates_stand_alone() -> None:
    sheet = Sheet()
    sheet.centred("滨海市文化局", 22)
    sheet.centred("关于印发资料登记办法的通知", 22)
    sheet.centred("滨文发〔2024〕15号")
    sheet.centred("第一章  总则")
    for text in (LONG, LONG):
        sheet.paragraph(text)
    sheet.at(330, sheet.y, "滨海市文化局")
    sheet.at(330, sheet.y - PITCH, "2024年5月6日")
    blocks = blocks_of(sheet.data())[0]
    assert [block.text for block in blocks] == [
        "滨海市文化局关于印发资料登记办法的通知",
        "滨文发〔2024〕15号",
        "第一章 总则",
        LONG,
        LONG,
        "滨海市文化局",
        "2024年5月6日",
    ]
    assert [block.is_heading for block in blocks] == [False, False, True, False, False, False, False]


def test_a_table_goes_on_over_the_page_with_its_head_once() -> None:
    sheet = Sheet()
    sheet.paragraph(SHORT)
    style = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONT", (0, 0), (-1, -1), "STSong-Light", 12)]
    for first in (1, 4):
        rows = [["序号", "名称"], *[[str(n), f"用品\n第{n}类 | 备用"] for n in range(first, first + 3)]]
        table = Table(rows, colWidths=[60, 200], style=style)
        height = table.wrapOn(sheet.canvas, 400, 600)[1]
        table.drawOn(sheet.canvas, LEFT, sheet.y - height)
        sheet.y -= height + PITCH
        if first == 1:
            sheet.page()
    sheet.paragraph(SHORT)
    blocks = blocks_of(sheet.data())[0]
    assert [block.is_table for block in blocks] == [False, True, False]
    assert (blocks[1].page, blocks[1].last_page) == (1, 2)
    table = parse_table(blocks[1].text)
    assert table is not None
    assert [row[0].text for row in table.rows] == ["序号", "1", "2", "3", "4", "5", "6"]
    assert table.rows[1][1].text == "用品第1类 \\| 备用"


def test_words_divided_at_a_line_end_are_whole_and_compounds_keep_their_hyphen() -> None:
    sheet = Sheet()
    lines = [
        "A long term is a term of ten years, and every regu-",
        "lation that was made for a regulation of the long-",
        "term storage of goods shall apply to the whole city.",
    ]
    for line in lines:
        sheet.at(LEFT, sheet.y, line, 12, "Times-Roman")
        sheet.y -= 15
    assert texts_of(sheet.data()) == [
        "A long term is a term of ten years, and every regulation that was made for a regulation of the long-term "
        "storage of goods shall apply to the whole city."
    ]


def test_a_footnote_waits_until_the_paragraph_has_ended() -> None:
    sheet = Sheet()
    sheet.paragraph(LONG)
    rest = sheet.paragraph(LONG, lines=1)
    sheet.at(LEFT, 100, "① 见本馆二〇二〇年的说明。", 9)
    sheet.page()
    sheet.rest(rest)
    sheet.paragraph(LONG)
    assert texts_of(sheet.data()) == [LONG, LONG, "① 见本馆二〇二〇年的说明。", LONG]


def test_watermarks_are_left_out_and_text_turned_with_its_page_is_read() -> None:
    sheet = Sheet()
    sheet.canvas.saveState()
    sheet.canvas.translate(200, 300)
    sheet.canvas.rotate(45)
    sheet.at(0, 0, "征求意见稿", 60)
    sheet.canvas.restoreState()
    for text in (LONG, SHORT):
        sheet.paragraph(text)
    sheet.page()
    sheet.canvas.translate(595, 0)
    sheet.canvas.rotate(90)
    sheet.y = 500
    for text in (LONG, SHORT):
        sheet.paragraph(text)
    blocks, problems = blocks_of(sheet.data())
    assert [block.text for block in blocks] == [LONG, SHORT, LONG, SHORT]
    assert [(problem.severity, problem.page) for problem in problems] == [("note", 1)]
    assert "aslant" in problems[0].message


def test_text_that_is_not_drawn_as_under_a_scan_is_read() -> None:
    sheet = Sheet()
    text = sheet.canvas.beginText(LEFT, TOP)
    text.setFont("STSong-Light", SIZE)
    text.setTextRenderMode(3)
    text.textLine(SHORT)
    sheet.canvas.drawText(text)
    assert texts_of(sheet.data()) == [SHORT]


def test_spaces_inside_names_stay_and_private_characters_are_counted() -> None:
    sheet = Sheet()
    sheet.at(LEFT, TOP, "河 北 省 公 安 厅\ue004")
    blocks, problems = blocks_of(sheet.data())
    assert [block.text for block in blocks] == ["河 北 省 公 安 厅"]
    assert "1 private-use" in problems[0].message
    assert problems[0].page == 1


def test_lines_are_numbered_through_the_file_and_read_takes_pdfs(tmp_path: Path) -> None:
    sheet = Sheet()
    for _ in range(2):
        sheet.paragraph(LONG)
        sheet.page()
    path = tmp_path / "a.pdf"
    path.write_bytes(sheet.data())
    source = read(path)
    assert [(block.line, block.last_line, block.page) for block in source.blocks] == [(1, 2, 1), (3, 4, 2)]
