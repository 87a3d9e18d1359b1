"""Hard-wrapped text in the ways it is handed in; tables and divided words in plain text; spaced names."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.reading import Block, plain
from archive.reading.blocks import Line, width
from archive.reading.plain.tables import take_tables
from archive.text.spaced_names import close_names
from tests.test_reading import ENGLISH, PARAGRAPHS, wrapped

LONG = [
    *PARAGRAPHS[:4],
    "市档案馆应当公布查阅的程序和收费标准。收费应当用于档案的保护。任何人不得擅自提高收费。",
    "查阅档案的人员应当爱护档案。",
    *PARAGRAPHS[4:],
]


def read(lines: list[str]) -> list[str]:
    blocks, _ = plain.blocks("\n".join(lines))
    return [block.text for block in blocks]


def indented(paragraphs: list[str], characters: int, indent: str) -> list[str]:
    lines: list[str] = []
    for paragraph in paragraphs:
        first, *rest = wrapped([paragraph], characters)
        lines += [f"{indent}{first}", *rest]
    return lines


@pytest.mark.parametrize("characters", [18, 20, 28, 38])
@pytest.mark.parametrize("indent", ["　　", "    ", "  "])
def test_indents_mark_paragraphs(characters: int, indent: str) -> None:
    assert read(indented(LONG * 2, characters, indent)) == LONG * 2


@pytest.mark.parametrize("characters", [20, 28])
def test_an_indent_parts_where_a_full_line_ends_a_sentence(characters: int) -> None:
    full = "本" * (characters - 3) + "。"
    text = [f"　　{full}", "　　" + "规" * (characters - 2), "则。"]
    assert read([*indented(LONG, characters, "　　"), *text])[-2:] == [full, "规" * (characters - 2) + "则。"]


def test_a_line_that_is_a_body_by_chance_goes_on_in_an_indented_paragraph() -> None:
    lines = indented(LONG, 20, "　　")
    torn = ["　　" + "本通知依照各方意见拟定，并已由两家机关即", "中共中央办公厅和国务院办公厅以及示范单位", "共同审定。"]
    assert read([*lines, *torn])[-1] == "".join(torn).strip("　")


def test_statutes_part_and_policies_go_on_behind_a_full_line_that_ends_a_sentence() -> None:
    full = "档" * 19 + "。"
    statute = [*(f"第{n}条 查阅档案应当提交申请。" for n in "一二三四"), *["规" * 20, "则明确。"] * 6]
    policy = ["坚持。强化。落实。改" * 2, "进。"] * 6
    assert read([*statute, "制" * 20, full, "另" * 20, "行规定。"])[-2:] == ["制" * 20 + full, "另" * 20 + "行规定。"]
    assert read([*policy, "制" * 20, full, "另" * 20, "行规定。"])[-1] == "制" * 20 + full + "另" * 20 + "行规定。"


def test_unwrapped_lines_are_never_joined_even_where_some_are_alike() -> None:
    lines = [line for n in range(20) for line in (f"{'规则' * 16}{n:02}", "档案" * 40 + "。", "查阅" * 55 + "。")]
    assert read(lines) == lines


def test_a_table_of_contents_stays_line_by_line() -> None:
    contents = [f"{'关于档案查阅工作的规定' * 2}………………（{n}）" for n in range(1, 7)]
    dotted = [f"{'关于档案查阅工作的规定' * 2} . . . . . . {n}" for n in range(1, 7)]
    assert read([*contents, *dotted]) == [*contents, *dotted]


@pytest.mark.parametrize("columns", [50, 72])
def test_english_blank_lines_part_and_a_sentence_that_ends_a_line_does_not(columns: int) -> None:
    short = "It is kept. Nobody may see it. It is open. " * 3 + "The end of that."
    paragraphs = [*ENGLISH, *[short, "It was a small one."] * 3]
    lines = "\n\n".join("\n".join(textwrap.wrap(paragraph, columns)) for paragraph in paragraphs).split("\n")
    assert read(lines) == paragraphs


def test_words_divided_at_the_end_of_a_line_are_whole_again() -> None:
    lines = [
        "The committee examines every application and every long-term regu-",
        "lation within ten working days, and gives its opinion of the regu-",
        "lation in writing to the hospital that asked for it, with a long-",
        "term plan. The term is set by the regulation and is never long.",
    ]
    [text] = read(lines)
    assert text.count("regulation") == 3
    assert text.count("long-term") == 2
    assert "- " not in text


@pytest.mark.parametrize("mark", ["\v", "\x85", "\u2028", "\u2029"])
def test_rarer_line_ends_part_lines_and_keep_their_numbers(mark: str) -> None:
    blocks, problems = plain.blocks(f"第一条 甲。{mark}第二条 乙。\n第三条 丙。")
    assert [(block.text, block.line) for block in blocks] == [("第一条 甲。", 1), ("第二条 乙。", 1), ("第三条 丙。", 2)]
    assert problems == []


# --- tables -----------------------------------------------------------------------------------------------------------

ROWS = [["序号", "单位", "数量"], ["1", "甲县", "12"], ["2", "乙县", "34"]]
MARKDOWN = "| 序号 | 单位 | 数量 |\n| --- | --- | --- |\n| 1 | 甲县 | 12 |\n| 2 | 乙县 | 34 |"
DRAWN = ["┌──┬──┬──┐", "│序号│单位│数量│", "├──┼──┼──┤", "│1│甲县│12│", "├──┼──┼──┤", "│2│乙县│34│", "└──┴──┴──┘"]
TABLES = {
    "tabs": ["\t".join(row) for row in ROWS],
    "wide spaces": ["   ".join(row) for row in ROWS],
    "full-width spaces": ["　　".join(row) for row in ROWS],
    "bars": [f"|{'|'.join(row)}|" for row in ROWS],
    "Markdown": MARKDOWN.split("\n"),
    "drawn lines": DRAWN,
}


@pytest.mark.parametrize("kind", TABLES)
def test_tables_in_plain_text(kind: str) -> None:
    blocks, _ = plain.blocks("\n".join(["数量见下表：", *TABLES[kind], "以上各县应当上报。"]))
    last = len(TABLES[kind]) + 1
    assert blocks == [
        Block("数量见下表：", 1, 1),
        Block(MARKDOWN, 2, last, is_table=True),
        Block("以上各县应当上报。", last + 1, last + 1),
    ]


def test_a_cell_on_two_lines_between_drawn_lines_is_one() -> None:
    lines = [*DRAWN[:4], "││续││", *DRAWN[4:]]
    [table], rest = take_tables([Line(line, n) for n, line in enumerate(lines, 1)])
    assert "| 1 | 甲县续 | 12 |" in table.text
    assert rest == []


NO_TABLES = [
    ["示范省卫生健康委员会   示范省财政厅   示范省教育厅", "示范省公安厅   示范省民政厅   示范省司法厅"] * 2,
    ["一、\t高度重视。", "二、\t狠抓落实。", "三、\t按时上报。"],
    ["第一条　　甲。", "第二条　　乙。", "第三条　　丙。"],
    ["甲：乙。   丙。   丁", "甲。   乙。   丙", "甲；   乙；   丙"],
    ["----------", "正文。", "=========="],
    ["只有一行\t不是表格"],
]


@pytest.mark.parametrize("lines", NO_TABLES, ids=lambda lines: lines[0][:6])
def test_what_is_no_table(lines: list[str]) -> None:
    numbered = [Line(line, n) for n, line in enumerate(lines, 1)]
    assert take_tables(numbered) == ([], numbered)


@given(
    st.lists(st.sampled_from([line for lines in TABLES.values() for line in lines] + ["正文。", "----", "a | b"]), max_size=30)
)
def test_every_line_is_in_a_table_or_in_the_rest(lines: list[str]) -> None:
    numbered = [Line(line, n) for n, line in enumerate(lines, 1)]
    tables, rest = take_tables(numbered)
    inside = [n for table in tables for n in range(table.line, table.last_line + 1)]
    assert sorted([*inside, *(line.number for line in rest)]) == [line.number for line in numbered]


# --- spaced names -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "closed"),
    [
        ("河 北 省 公 安 厅", "河北省公安厅"),
        ("河 北 省 公 安 厅  河 北 省 财 政 厅", "河北省公安厅  河北省财政厅"),
        ("示 范 省 卫 生 健 康 委　示范省财政厅", "示范省卫生健康委　示范省财政厅"),
        ("第 一 章　总 则", "第一章　总则"),
        ("第十二章　附　则", "第十二章　附则"),
        ("目　　录", "目录"),
        ("公安部 民政部", "公安部 民政部"),
        ("第一条 甲。", "第一条 甲。"),
        ("依据 WS/T 347 标准", "依据 WS/T 347 标准"),
        ("张三 李四 王五", "张三 李四 王五"),
    ],
)
def test_spaced_names_are_closed_and_real_spaces_stay(line: str, closed: str) -> None:
    assert close_names(line) == closed


def test_names_that_stand_side_by_side_stay_apart() -> None:
    assert read(["公 安 部 民 政 部"]) == ["公安部　民政部"]


@given(st.text(st.sampled_from("公安部第一章。a1 　\t"), max_size=30))
def test_closing_names_takes_nothing_but_white_space(line: str) -> None:
    assert "".join(close_names(line).split()) == "".join(line.split())


@given(st.text(max_size=40))
def test_printed_width_is_the_sum_of_the_characters(text: str) -> None:
    assert width(text) == sum(map(width, text))
