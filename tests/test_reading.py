"""A file → blocks: encodings, page furniture, hard-wrapped lines, Markdown."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import UnreadableFile
from archive.reading import Limits, markdown, plain, read
from archive.reading.blocks import close_gaps, join, width
from archive.reading.decoding import decode

HandIn = Callable[[str, str], Path]

SIMPLIFIED = "示范市档案查阅规则\n第一条 为了规范公众查阅档案的程序，制定本规则。\n第二条 查阅档案应当提交申请。\n"
TRADITIONAL = "示範市檔案查閱規則\n第一條 為了規範公眾查閱檔案的程序，制定本規則。\n第二條 查閱檔案應當提交申請。\n"
ENCODINGS = [
    ("utf-8", SIMPLIFIED),
    ("utf-8-sig", SIMPLIFIED),
    ("utf-16", SIMPLIFIED),
    ("utf-16-le", SIMPLIFIED),
    ("utf-16-be", SIMPLIFIED),
    ("utf-32", SIMPLIFIED),
    ("gb18030", SIMPLIFIED),
    ("gbk", SIMPLIFIED),
    ("big5", TRADITIONAL),
    ("utf-8", TRADITIONAL),
]


@pytest.mark.parametrize(("encoding", "text"), ENCODINGS)
@pytest.mark.parametrize("times", [1, 300])
def test_encodings(encoding: str, text: str, times: int) -> None:
    assert decode((text * times).encode(encoding), Path("x")) == text * times


SHORT = ["关于做好工作的通知", "中华人民共和国刑法", "2024年7月5日", "国家卫生健康委", "各单位：", "示范市"]


@pytest.mark.parametrize("text", SHORT)
@pytest.mark.parametrize("encoding", ["gb18030", "gbk", "utf-16-le", "utf-16-be"])
def test_a_few_characters_are_enough_to_tell_the_encoding(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding), Path("x")) == text


@pytest.mark.parametrize("text", ["臺北市政府", "行政院令", "示範市檔案查閱規則", "中華民國一百一十三年七月五日"])
@pytest.mark.parametrize("encoding", ["big5", "gb18030", "utf-16-le"])
def test_traditional_characters(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding), Path("x")) == text


def test_latin_text_in_utf16_and_in_the_set_of_windows() -> None:
    text = "The committee’s opinion – in “writing” – costs £35.\n" * 3
    for encoding in ("utf-16-le", "utf-16-be", "cp1252"):
        assert decode(text.encode(encoding), Path("x")) == text


@pytest.mark.parametrize(
    ("encoding", "named"), [("gb18030", "GB18030"), ("utf-16-le", "UTF-16-LE"), ("utf-8", None), ("utf-16", None)]
)
def test_a_guessed_encoding_is_said(tmp_path: Path, encoding: str, named: str | None) -> None:
    path = tmp_path / "guess.txt"
    path.write_bytes((SIMPLIFIED * 3).encode(encoding))
    notes = [(problem.severity, problem.message) for problem in read(path).problems]
    assert [severity for severity, _ in notes] == (["note"] if named else [])
    assert all(str(named) in message for _, message in notes)


def test_a_byte_order_mark_in_gb18030() -> None:
    assert decode(f"\ufeff{SIMPLIFIED}".encode("gb18030"), Path("x")) == SIMPLIFIED


@pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be"])
def test_a_byte_order_mark_tells_the_encoding(mark: str) -> None:
    assert decode(f"\ufeff{SIMPLIFIED}".encode(mark), Path("x")) == SIMPLIFIED


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n"])
def test_line_ends(line_end: str) -> None:
    assert decode("甲。\n乙。\n".replace("\n", line_end).encode(), Path("x")) == "甲。\n乙。\n"


UNREADABLE = {
    "empty": (b"", "empty"),
    "white space": (b" \n\t\r\n", "empty"),
    "a byte order mark": (b"\xef\xbb\xbf", "empty"),
    "wide white space": ("　\n　".encode(), "empty"),
    "invisible characters": ("\u200b\n".encode(), "empty"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
    "DOCX": (b"PK\x03\x04\x14\x00\x06\x00[Content_Types].xml", "Word"),
    "DOC": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64, "Word"),
    "PNG": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "OCR"),
    "binary": (bytes(range(256)) * 40, "binary"),
    "program": (b"\x7fELF\x02\x01\x01" + b"\0" * 200, "binary"),
    "zero bytes in text": (b"Article 1\0Article 2\n", "binary"),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_what_is_no_text_is_refused_with_a_remedy(tmp_path: Path, kind: str) -> None:
    data, message = UNREADABLE[kind]
    path = tmp_path / "handed-in.txt"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile, match=message) as caught:
        read(path)
    assert caught.value.problem.path == path


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="not an ordinary file"):
        read(tmp_path)
    with pytest.raises(UnreadableFile, match="No such file"):
        read(tmp_path / "missing.txt")


def test_links_are_followed_to_ordinary_files_only(hand_in: HandIn, tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(hand_in("real.txt", "甲。\n"))
    assert [block.text for block in read(tmp_path / "link.txt").blocks] == ["甲。"]
    os.mkfifo(tmp_path / "pipe")
    for target in ("/dev/zero", str(tmp_path), str(tmp_path / "pipe")):
        link = tmp_path / f"to-{Path(target).name}"
        link.symlink_to(target)
        with pytest.raises(UnreadableFile, match="not an ordinary file"):
            read(link)
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(UnreadableFile, match="symbolic links"):
        read(tmp_path / "loop")


@pytest.mark.parametrize("name", ["two\nlines.txt", "bell\x07.txt", os.fsdecode(b"\xb9\xff.txt"), "nul\0.txt"])
def test_odd_names_are_printed_on_one_line(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(tmp_path / name)
    assert str(caught.value).isprintable()
    str(caught.value).encode()


def test_a_file_over_the_limit_is_refused_with_the_way_out(hand_in: HandIn) -> None:
    path = hand_in("large.txt", "甲。\n" * 1000)
    assert len(read(path, Limits(file_bytes=7000)).blocks) == 1000
    with pytest.raises(UnreadableFile, match="--max-mb"):
        read(path, Limits(file_bytes=6999))


def test_damaged_utf8_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "damaged.txt"
    path.write_bytes("第一条 为了规范查阅，制定本规则。\n".encode() * 3000 + b"\xb9\xff\n" + "第二条 完。\n".encode())
    with pytest.raises(UnreadableFile, match="damaged") as caught:
        read(path)
    assert caught.value.problem.line == 3001


@pytest.mark.parametrize("lines_before", [1, 5, 40, 400])
def test_damaged_utf8_is_never_taken_for_another_encoding(tmp_path: Path, lines_before: int) -> None:
    path = tmp_path / "damaged.txt"
    path.write_bytes("第一条 为了规范查阅，制定本规则。\n".encode() * lines_before + b"\xff\n" + "第二条 完。\n".encode() * 400)
    with pytest.raises(UnreadableFile):
        read(path)


def test_a_form_feed_does_not_shift_line_numbers(hand_in: HandIn) -> None:
    # pdftotext puts one before the first line of each page; an editor counts no line for it
    source = read(hand_in("pages.txt", "甲。\n\f乙。\n\f丙。\n"))
    assert [(block.text, block.line) for block in source.blocks] == [("甲。", 1), ("乙。", 2), ("丙。", 3)]


# --- unwrapping -------------------------------------------------------------------------------------------------------

PARAGRAPHS = [
    "第一章 总则",
    "第一条 为了规范公众查阅本市档案的程序，保障公民、法人和其他组织利用档案的权利，依据有关法律法规，制定本规则。",
    "第二条 本规则适用于市档案馆保管的全部档案的查阅、复制和摘录活动，法律法规另有规定的，从其规定。",
    "第三条 申请人查阅档案，应当向市档案馆提交下列材料：",
    "（一）申请人本人的有效身份证明原件以及复印件，委托他人代为查阅的，还应当提交委托书和受托人的身份证明；",
    "（二）载明查阅目的、所查档案的名称和所需份数的书面说明；",
    "（三）档案馆认为必要的其他材料。",
    "档案馆应当自收到申请之日起五个工作日内答复申请人，不予提供的，应当书面说明理由并告知申请人有权申请复议。",
    "第二章 附则",
    "第四条 违反本规则规定查阅档案，造成档案损毁的，由市档案局责令改正，给予警告，并按照第三条第（一）项和本条的规定追究责任。",
    "第五条 本规则自2024年4月1日起施行。",
]


def wrapped(paragraphs: list[str], characters: int) -> list[str]:
    """Lines as a Chinese page has them: a first line is indented by two characters, a number is not broken, punctuation does
    not begin a line."""
    lines: list[str] = []
    for paragraph in paragraphs:
        line, room = "", 2 * characters - 4
        for piece in re.findall(r"[0-9.]+|.", paragraph):
            if width(line) + width(piece) > room and piece not in "，。；：、）》":
                lines.append(line)
                line, room = "", 2 * characters
            line += piece
        lines.append(line)
    return lines


@pytest.mark.parametrize("characters", [20, 24, 38])
@pytest.mark.parametrize("separator", ["\n", "\n\n", " \n\n"])
def test_hard_wrapped_chinese_becomes_whole_paragraphs(hand_in: HandIn, characters: int, separator: str) -> None:
    source = read(hand_in("wrapped.txt", separator.join(wrapped(PARAGRAPHS * 2, characters)) + "\n"))
    assert [close_gaps(block.text) for block in source.blocks] == [close_gaps(paragraph) for paragraph in PARAGRAPHS * 2]


def test_two_columns_of_different_width(hand_in: HandIn) -> None:
    lines = [*wrapped(PARAGRAPHS * 2, 38), *wrapped(PARAGRAPHS * 2, 20)]
    source = read(hand_in("columns.txt", "\n\n".join(lines)))
    assert [close_gaps(block.text) for block in source.blocks] == [close_gaps(paragraph) for paragraph in PARAGRAPHS * 4]


@pytest.mark.parametrize("separator", ["\n", "\n\n"])
def test_unwrapped_chinese_is_left_alone(hand_in: HandIn, separator: str) -> None:
    source = read(hand_in("whole.txt", separator.join(PARAGRAPHS)))
    assert [block.text for block in source.blocks] == PARAGRAPHS
    assert [block.line for block in source.blocks] == [1 + i * len(separator) for i in range(len(PARAGRAPHS))]


def test_a_block_knows_its_first_and_last_line(hand_in: HandIn) -> None:
    lines = wrapped(PARAGRAPHS, 20)
    source = read(hand_in("wrapped.txt", "\n\n".join(lines)))
    second = source.blocks[1]
    first_line = 2 * lines.index(next(line for line in lines if line.startswith("第一条"))) + 1
    assert second.line == first_line
    assert second.last_line == first_line + 2 * (len(wrapped(PARAGRAPHS[1:2], 20)) - 1)


ENGLISH = [
    "The committee examines every application within ten working days and gives its opinion in writing, with reasons, to the "
    "hospital that asked for it and to the health authorities of the province.",
    "A member who knows the donor or the recipient takes no part in the examination. The committee decides by a majority of two "
    "thirds of its members, and every member has one vote, which cannot be handed on.",
    "Records are kept for thirty years. They are open to the supervising authorities only, and nobody else may see them without "
    "a decision of a court or the consent of the persons named in them.",
]


@pytest.mark.parametrize("columns", [60, 72, 80])
def test_english_paragraphs_parted_by_blank_lines(hand_in: HandIn, columns: int) -> None:
    def wrap(paragraph: str) -> str:
        lines = [""]
        for word in paragraph.split():
            if len(lines[-1]) + len(word) + 1 > columns:
                lines.append("")
            lines[-1] = f"{lines[-1]} {word}".strip()
        return "\n".join(lines)

    source = read(hand_in("english.txt", "\n\n".join(map(wrap, ENGLISH))))
    assert [block.text for block in source.blocks] == ENGLISH


def test_unwrapped_english_is_left_alone(hand_in: HandIn) -> None:
    assert [block.text for block in read(hand_in("english.txt", "\n".join(ENGLISH))).blocks] == ENGLISH


# lines of 20 characters, first lines indented by two; the second line of each pair begins like a label and is none
REFERENCES = [
    ["第六条 委员会的成员有本规则第五条第", "（三）项规定的情形的，由市档案局予以更换，", "并向社会公布。"],
    ["第六条 委员会成员违反本规则的，依照", "第八条规定处理，情节严重的，由市档案局予", "以更换。"],
    ["第六条 申请人提交的材料依照本规则和", "第三条第（一）项的规定确定，档案馆不得要", "求提交其他材料。"],
    ["第六条 自收到申请之日起最长不得超过", "20.5个工作日，特殊情况下经批准可以延长一", "次，并告知申请人。"],
]


@pytest.mark.parametrize("lines", REFERENCES, ids=lambda lines: lines[1][:8])
def test_a_wrapped_reference_does_not_open_a_passage(hand_in: HandIn, lines: list[str]) -> None:
    before, after = wrapped(PARAGRAPHS[:4], 20), ["第七条 本规则由市档案局解释。"]
    source = read(hand_in("wrapped.txt", "\n\n".join([*before, *lines, *after])))
    assert [block.text for block in source.blocks][-2:] == ["".join(lines), after[0]]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("器官", "捐献", "器官捐献"),
        ("the donor", "and", "the donor and"),
        ("依据", "WS/T 347", "依据WS/T 347"),
        ("，", "a", "，a"),
        ("", "a", "a"),
        ("a", "", "a"),
        ("（CMA）", "管理", "（CMA）管理"),
    ],
)
def test_joining_parts_of_a_sentence(first: str, second: str, joined: str) -> None:
    assert join(first, second) == joined


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("国 家 医 保 局", "国家医保局"),
        ("第一章 总 则", "第一章总则"),
        ("WS/T 347—2011", "WS/T 347—2011"),
        ("各市 (含定州市)卫生健康委 (局)、", "各市(含定州市)卫生健康委(局)、"),
        ("the  donor", "the donor"),
        ("依据 WS/T 347 标准", "依据 WS/T 347 标准"),
    ],
)
def test_gaps_between_chinese_characters_are_closed(text: str, closed: str) -> None:
    assert close_gaps(text) == closed


@pytest.mark.parametrize(("text", "columns"), [("器官", 4), ("abc", 3), ("第1条", 5), ("“”", 4), ("", 0)])
def test_printed_width(text: str, columns: int) -> None:
    assert width(text) == columns


# --- furniture --------------------------------------------------------------------------------------------------------

PAGE_NUMBERS = ["- 6 -", "—2—", "— 12 —", "－3－", "第 3 页", "第3页 共12页", "Page 3 of 12", "page 4"]


@pytest.mark.parametrize("page", PAGE_NUMBERS)
@pytest.mark.parametrize("head", ["示范市人民政府公报 2024·3", None])
def test_furniture_in_the_middle_of_a_sentence_is_left_out_and_noted(hand_in: HandIn, page: str, head: str | None) -> None:
    lines = wrapped(PARAGRAPHS, 20)
    at = next(i for i, line in enumerate(lines) if line.startswith("第二条")) + 1
    furniture = [head, page] if head else [page]
    source = read(hand_in("pages.txt", "\n\n".join([*lines[:at], *furniture, *lines[at:]])))
    assert [close_gaps(block.text) for block in source.blocks] == [close_gaps(paragraph) for paragraph in PARAGRAPHS]
    assert [(problem.severity, problem.line) for problem in source.problems] == [("note", 2 * at + 1)]
    assert all(str(2 * (at + i) + 1) in source.problems[0].message for i in range(len(furniture)))


def test_a_head_that_comes_again_beside_page_numbers_is_furniture(hand_in: HandIn) -> None:
    lines = wrapped(PARAGRAPHS * 2, 20)
    paged = [
        text
        for i, line in enumerate(lines)
        for text in ([line] if (i + 1) % 12 else [line, f"示范市档案工作手册 第{i}号", f"- {i} -"])
    ]
    assert len(paged) >= len(lines) + 6
    source = read(hand_in("pages.txt", "\n\n".join(paged)))
    assert [close_gaps(block.text) for block in source.blocks] == [close_gaps(paragraph) for paragraph in PARAGRAPHS * 2]


def test_a_sentence_beside_a_page_number_stays(hand_in: HandIn) -> None:
    source = read(
        hand_in(
            "pages.txt",
            "第一条 查阅档案应当提交申请。\n- 1 -\n依据示范市人民政府公报2024年第3期的规定办理，\n完毕。\n- 2 -\n第二条 完。\n",
        )
    )
    text = "".join(block.text for block in source.blocks)
    assert text == "第一条 查阅档案应当提交申请。依据示范市人民政府公报2024年第3期的规定办理，完毕。第二条 完。"


def test_figures_beside_page_numbers_stay(hand_in: HandIn) -> None:
    # a column of figures in a table; three alike must not pass for a running head
    lines = ["甲县", "12", "- 1 -", "34", "乙县", "56", "- 2 -", "78", "丙县", "90", "- 3 -", "11", "完。"]
    source = read(hand_in("table.txt", "\n".join(lines)))
    assert [block.text for block in source.blocks] == ["甲县", "12", "34", "乙县", "56", "78", "丙县", "90", "11", "完。"]


def test_a_text_that_is_paged_nowhere_loses_nothing(hand_in: HandIn) -> None:
    lines = ["示范市人民政府公报 2024·3", "第一条 甲。", "12", "示范市人民政府公报 2024·3", "第二条 乙。"]
    assert [block.text for block in read(hand_in("plain.txt", "\n\n".join(lines))).blocks] == lines


def test_invisible_characters_are_dropped_and_counted(hand_in: HandIn) -> None:
    source = read(hand_in("glyphs.txt", "第一条 甲。\n\ue000\ue001\U00100574\n第二条\u200b 乙。\n"))
    assert [block.text for block in source.blocks] == ["第一条 甲。", "第二条 乙。"]
    assert [(problem.severity, problem.line) for problem in source.problems] == [("note", 2)]
    assert source.problems[0].message.startswith("4 ")


def visible(text: str) -> str:
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs", "Cn"))


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *PARAGRAPHS,
                *wrapped(PARAGRAPHS, 20),
                *ENGLISH,
                "",
                "",
                "附件：1.申请表",
                "2.登记表",
                "（附件略）",
                "示范市档案局  示范市财政局",
                "2024年3月1日",
                "示档发〔2024〕7号",
                "附件1",
                "WS/T 347—2011 指南",
                "|甲|乙|",
            ]
        ),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=25),
    ),
    max_size=40,
)


@given(LINES, st.sampled_from(["\n", "\n\n"]))
def test_reading_plain_text_loses_no_visible_character(lines: list[str], separator: str) -> None:
    # no page number among the lines: what stands beside one may be a running head
    text = separator.join(
        line for line in lines if not any(mark in line.casefold() for mark in ("-", "—", "－", "·", "–", "页", "page"))
    )
    blocks, _ = plain.blocks(text)
    assert visible("".join(block.text for block in blocks)) == visible(text)


@given(LINES)
def test_blocks_stand_in_the_order_of_the_file(lines: list[str]) -> None:
    for blocks, _ in (plain.blocks("\n".join(lines)), markdown.blocks("\n".join(lines))):
        places = [place for block in blocks for place in (block.line, block.last_line)]
        assert places == sorted(places)
        assert all(1 <= place <= "\n".join(lines).count("\n") + 1 for place in places)


# --- Markdown ---------------------------------------------------------------------------------------------------------

MARKDOWN = """---
title: ignored
---
# 示范市档案查阅规则

## 第一章 总则
**第一条** 为了规范*查阅*，依据[《档案法》](https://example.invalid/law)，
制定本规则。

第二条 提交：

- 身份证明；
- 目的 \\*说明\\*。

1. 不是列表

| 甲 | 乙 |
|---|---|
| 1 | 2 |

Text in `code`, a < b &amp; c_d
and more.
"""


def test_markdown(hand_in: HandIn) -> None:
    source = read(hand_in("rules.md", MARKDOWN))
    assert [(block.text, block.line, block.last_line, block.is_heading) for block in source.blocks] == [
        ("示范市档案查阅规则", 4, 4, True),
        ("第一章 总则", 6, 6, True),
        ("第一条 为了规范查阅，依据《档案法》，制定本规则。", 7, 8, False),
        ("第二条 提交：", 10, 10, False),
        ("身份证明；", 12, 12, False),
        ("目的 *说明*。", 13, 13, False),
        ("1. 不是列表", 15, 15, False),
        ("| 甲 | 乙 |\n|---|---|\n| 1 | 2 |", 17, 19, False),
        ("Text in code, a < b & c_d and more.", 21, 22, False),
    ]
    assert source.problems == ()


def test_what_was_read_says_where_it_is_from(hand_in: HandIn) -> None:
    source = read(hand_in("rules.txt", "甲。\n"))
    assert source.name == "rules.txt"
    # echo '甲。' | sha256sum
    assert source.sha256 == "2f6bf9b6f5f412e69bb918b0a3ab2c3b57c946842d4d6f593a2de9f0195909a4"


def test_markdown_without_blank_lines_keeps_chapters_articles_and_tables_apart() -> None:
    text = (
        "第一章 总则\n第一条 花园按照\n第八条规定管理。\n第二章 附则\n第二条 面积如下：\n"
        "| 园 | 亩 |\n| --- | --- |\n| 东 | 3 |\n以上为准。"
    )
    assert [block.text for block in markdown.blocks(text)[0]] == [
        "第一章 总则",
        "第一条 花园按照第八条规定管理。",
        "第二章 附则",
        "第二条 面积如下：",
        "| 园 | 亩 |\n| --- | --- |\n| 东 | 3 |",
        "以上为准。",
    ]
