"""Layouts of official papers in PDF: signatures, titles, tables without rules, forms, boxes, vertical lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib import colors
from reportlab.platypus import Table

from archive.reading.pdf.aligned import with_tables
from archive.reading.pdf.columns import regions
from archive.reading.pdf.lines import Piece
from archive.text.tables import write_table
from tests.test_pdf_making import COLUMNS, LEFT, PITCH, SIZE, SONG, TOP, Sheet, blocks_of, texts_of

LONG = (
    "登记人员应当在收到资料之日起十个工作日内完成登记，不得无故拖延。"
    "确有困难的，报馆长批准后可以延长五个工作日，并书面告知送交资料的单位。"
)
RIGHT = LEFT + COLUMNS * SIZE


def set_right(sheet: Sheet, text: str) -> None:
    sheet.canvas.setFont(SONG, SIZE)
    sheet.canvas.drawRightString(RIGHT, sheet.y, text)
    sheet.y -= PITCH


def set_cells(sheet: Sheet, cells: list[str], places: list[float]) -> None:
    for place, cell in zip(places, cells, strict=True):
        sheet.at(place, sheet.y, cell)
    sheet.y -= PITCH


def test_bodies_that_sign_at_the_right_stand_apart_also_over_the_page() -> None:
    sheet = Sheet()
    for _ in range(3):
        sheet.paragraph(LONG)
    set_right(sheet, "文化和旅游部  国家发展改革委")
    sheet.page()
    signed = ["教育部  民政部", "财政部  农业农村部", "全国总工会", "全国妇联", "2024年3月12日"]
    for text in signed:
        set_right(sheet, text)
    sheet.paragraph("（此件公开发布）")
    texts = texts_of(sheet.data())
    assert texts[:4] == [LONG, LONG, LONG, "文化和旅游部 国家发展改革委"]
    assert texts[4:] == [*(text.replace("  ", " ") for text in signed), "（此件公开发布）"]


def test_a_date_at_the_right_is_not_joined_with_the_title_below() -> None:
    sheet = Sheet()
    for _ in range(3):
        sheet.paragraph(LONG)
    set_right(sheet, "2024年5月17日")
    sheet.centred("资料登记办法")
    sheet.paragraph(LONG)
    assert texts_of(sheet.data())[3:] == ["2024年5月17日", "资料登记办法", LONG]


def test_a_title_whose_first_line_fills_the_column_is_whole() -> None:
    title = "滨海市文化局关于进一步加强新形势下全市馆藏资料登记和开放审核以及利用服务工作的通知"
    sheet = Sheet()
    sheet.at(LEFT, sheet.y, title[:COLUMNS])
    sheet.y -= PITCH
    sheet.centred(title[COLUMNS:])
    for _ in range(3):
        sheet.paragraph(LONG)
    assert texts_of(sheet.data()) == [title, LONG, LONG, LONG]


def test_who_printed_it_and_when_stands_apart() -> None:
    sheet = Sheet()
    sheet.paragraph(LONG)
    sheet.paragraph("抄送：市委办公室，市人大常委会办公室，市政协办公室。")
    sheet.at(LEFT + 2 * SIZE, sheet.y, "滨海市文化局办公室    2024年5月8日印发")
    sheet.y -= PITCH
    sheet.at(LEFT, sheet.y, "附件")
    texts = texts_of(sheet.data())
    assert texts[1:] == ["抄送：市委办公室，市人大常委会办公室，市政协办公室。", "滨海市文化局办公室 2024年5月8日印发", "附件"]


def test_english_labels_open_passages_also_behind_full_lines() -> None:
    sheet = Sheet()
    wanted = [
        "Chapter I General Provisions",
        "Article 1 The operator of a quarry shall submit what follows:",
        "(a) a survey of all slopes that are steeper than sixty degree",
        "(b) the level of the groundwater over the whole of a year; and",
        "(2) a plan for the soil cover and for the trees planted in it.",
    ]
    sheet.canvas.setFont("Courier", 10)
    sheet.canvas.drawCentredString(LEFT + 31 * 6, sheet.y, wanted[0])
    for text in wanted[1:]:
        sheet.y -= 14
        sheet.at(LEFT, sheet.y, text, 10, "Courier")
    assert texts_of(sheet.data()) == wanted


def test_rows_below_one_another_without_rules_are_a_table() -> None:
    rows = [
        ["单位", "姓名", "电话"],
        ["资料馆", "张三", "000-1234"],
        ["博物馆", "李四四", "000-5678"],
        ["文化局", "王五", "000-9012"],
    ]
    sheet = Sheet()
    sheet.paragraph(LONG)
    for row in rows:
        set_cells(sheet, row, [LEFT, LEFT + 150, LEFT + 260])
    sheet.paragraph(LONG)
    blocks = blocks_of(sheet.data())[0]
    assert [block.text for block in blocks] == [LONG, write_table(rows), LONG]
    assert [(block.line, block.last_line, block.is_table) for block in blocks][1] == (4, 7, True)


@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 9), st.text("甲乙丙12", min_size=1, max_size=6)), min_size=1, max_size=4),
        min_size=1,
        max_size=8,
    )
)
def test_no_character_is_lost_to_a_table(rows: list[list[tuple[int, str]]]) -> None:
    pieces = [
        [Piece(text, 60 * place, -15 * i, 60 * place + 10 * len(text), 10 - 15 * i, 10) for place, text in row]
        for i, row in enumerate(rows)
    ]
    texts = [item.text if isinstance(item, Piece) else "".join(map("".join, item.rows)) for item in with_tables(pieces)]
    assert sorted("".join(texts).replace(" ", "")) == sorted(text for row in rows for _, cell in row for text in cell)


def test_labels_signatures_contents_and_few_rows_are_no_table() -> None:
    places = [LEFT, LEFT + 120]
    kinds = [
        [["第一章", "登记"], ["第二章", "保管"], ["第三章", "附则"]],
        [["教育部", "民政部"], ["财政部", "公安部"], ["文化局", "民政局"]],
        [["第一章登记", "3"], ["第二章保管", "5"], ["第三章附则", "9"]],
        [["单位", "姓名"], ["资料馆", "张三"]],
    ]
    for rows in kinds:
        sheet = Sheet()
        for row in rows:
            set_cells(sheet, row, places)
        assert [block.is_table for block in blocks_of(sheet.data())[0]] == [False] * len(rows), rows


def test_a_cell_goes_on_below_but_not_where_it_may_belong_to_the_row_after() -> None:
    for apart, is_table in ((PITCH / 2, True), (0.0, False)):
        sheet = Sheet()
        for number in "1234":
            set_cells(sheet, [number, "消防设施改造", "合格"], [LEFT, LEFT + 100, LEFT + 260])
            sheet.at(LEFT + 100, sheet.y, "并报告")
            sheet.y -= PITCH + apart
        blocks = blocks_of(sheet.data())[0]
        assert blocks[0].is_table == is_table
        assert sum(block.text.count("并报告") for block in blocks) == 4
        assert not is_table or blocks[0].text.count("消防设施改造并报告") == 4


def test_the_form_of_a_printed_page_is_entries() -> None:
    rows = [
        ["索 引 号：", "000014349/2024-12", "主题分类：", "文化\\档案"],
        ["发文机关：", "滨海市文化局", "成文日期：", "2024年05月06日"],
        ["发文字号：", "滨文发〔2024〕7号", "发布日期：", "2024年05月10日"],
    ]
    sheet = Sheet()
    style = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONT", (0, 0), (-1, -1), SONG, 11)]
    table = Table(rows, colWidths=[80, 150, 80, 130], style=style)
    height = table.wrapOn(sheet.canvas, 500, 600)[1]
    table.drawOn(sheet.canvas, LEFT, sheet.y - height)
    sheet.y -= height + PITCH
    sheet.paragraph(LONG)
    assert texts_of(sheet.data()) == [
        "索引号：000014349/2024-12",
        "主题分类：文化\\档案",
        "发文机关：滨海市文化局",
        "成文日期：2024年05月06日",
        "发文字号：滨文发〔2024〕7号",
        "发布日期：2024年05月10日",
        LONG,
    ]


def test_text_in_a_box_is_whole() -> None:
    sheet = Sheet()
    for _ in range(3):
        sheet.paragraph(LONG)
    sheet.rest(LONG, x=LEFT + 4 * SIZE, columns=20)
    sheet.paragraph(LONG)
    assert texts_of(sheet.data()) == [LONG, LONG, LONG, LONG, LONG]


def test_vertical_lines_are_read_from_the_right_and_a_warning_says_so() -> None:
    sheet = Sheet()
    x = 500.0
    for text in [LONG] * 3:
        printed = f"　　{text}"
        for first in range(0, len(printed), 20):
            for place, character in enumerate(printed[first : first + 20]):
                if character != "　":
                    sheet.at(x, TOP - place * SIZE, character)
            x -= PITCH
    blocks, problems = blocks_of(sheet.data())
    assert [block.text for block in blocks] == [LONG] * 3
    assert [(problem.severity, problem.page) for problem in problems] == [("warning", 1)]
    assert "vertical" in problems[0].message


def lines(count: int, left: float, top: float, pitch: float, characters: int) -> list[Piece]:
    text = "字" * characters
    return [Piece(text, left, top - i * pitch, left + 10 * characters, top - i * pitch + 10, 10) for i in range(count)]


def test_columns_with_short_headings_are_columns_where_their_lines_are_not_level() -> None:
    left = lines(10, 50, 700, 17, 14)
    right = [*lines(6, 230, 704, 21, 5), *lines(4, 210, 570, 17, 16)]
    found, gutter = regions([*left, *right])
    assert gutter is not None
    assert 190 < gutter < 210
    assert [len(region) for region in found] == [10, 10]
    level = [*lines(10, 50, 700, 17, 14), *lines(10, 230, 700, 17, 5)]
    assert regions(level)[1] is None
