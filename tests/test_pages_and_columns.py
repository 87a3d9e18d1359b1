"""Pages and columns of plain text: bare page numbers, heads without a number, titles, and where a full line ends a paragraph."""

from __future__ import annotations

import pytest

from archive.reading.plain import blocks


def texts(lines: str) -> list[str]:
    return [block.text for block in blocks(lines)[0]]


PARAGRAPH = [
    "　　第一条　为了方便市民查阅档案，保护档案的安全与完整，",
    "根据《中华人民共和国档案法》和有关法律、行政法规，结合",
    "本市实际，制定本规则。",
]
BODY = "\n".join(PARAGRAPH * 4)


def test_bare_page_numbers_set_off_by_blank_lines_part_no_sentence() -> None:
    text = "\n".join([*PARAGRAPH * 3, *PARAGRAPH[:1], "", "7", "", *PARAGRAPH[1:], *PARAGRAPH[:1], "", "8", ""])
    found = texts(text)
    assert found[3] == "第一条　为了方便市民查阅档案，保护档案的安全与完整，" + "".join(PARAGRAPH[1:])
    assert not any(block.isdigit() for block in found)


def test_bare_numbers_between_sentences_stay_where_nothing_says_that_they_are_pages() -> None:
    text = "\n".join([*PARAGRAPH * 3, "", "7", "", *PARAGRAPH * 3, "", "8", "", *PARAGRAPH])
    assert [block for block in texts(text) if block.isdigit()] == ["7", "8"]


@pytest.mark.parametrize(("head", "stays"), [("示范公报", False), ("第一章　总则", True), ("示范市档案局", True)])
def test_the_line_behind_every_page_number_is_a_head(head: str, stays: bool) -> None:
    text = f"{BODY}\n\n- 1 -\n\n{head}\n\n{BODY}\n\n- 2 -\n\n{head}\n\n{BODY}\n\n- 3 -"
    assert (head in texts(text)) == stays


@pytest.mark.parametrize(
    ("lines", "rest"),
    [
        (["　　上述规则自2025年9月1日起施行，编号为ABC/T 901—2013、ABC/T 902", "—2015的标准同时废止。"], "—2015的标准同时废止。"),
        (["　　本通知施行后，《关于加强档案查阅工作的通知》（示档发〔2013〕402", "号）同时废止。"], "号）同时废止。"),
    ],
)
def test_a_line_that_juts_out_because_a_number_is_not_broken_goes_on(lines: list[str], rest: str) -> None:
    assert texts("\n".join([BODY, *lines]))[-1] == lines[0].strip() + rest


def test_the_addressees_below_a_full_title_are_a_line_of_their_own() -> None:
    head = ["示范市档案局关于印发示范市档案馆查阅规则实施细则的通知", "各区档案局，市直属各有关单位："]
    assert texts("\n".join([*head, BODY]))[:2] == head


def test_a_chapter_flush_left_behind_a_full_line_is_a_heading() -> None:
    full = "　　第二条　本规则适用于本市行政区域内的各级各类档案馆。"
    found = texts(f"第一章　总则\n{BODY}\n{full}\n第二章　查阅\n{BODY}")
    assert found[found.index("第二章　查阅") - 1] == full.strip()


STRIPPED = """为了方便市民查阅档案，保护档案的安全与
完整，根据《中华人民共和国档案法》，我局
制定了《示范市国有档案馆档案查阅规则》。
现印发给你们，请认真贯彻执行。
示范市档案局
2024年3月12日
第一条　查阅者出示身份证件，即可查阅已
经开放的档案。查阅者可以摘录和复制档案。
第二条　复制档案的，应当缴纳费用；学生
凭学生证减半缴纳。减免的范围由馆长决定。
"""


def test_in_stripped_text_a_full_line_that_ends_a_sentence_goes_on_where_paragraphs_seldom_end_so() -> None:
    assert texts(STRIPPED)[0].endswith("我局制定了《示范市国有档案馆档案查阅规则》。现印发给你们，请认真贯彻执行。")


def test_a_list_whose_lines_end_with_commas_stays_a_list_in_unwrapped_text() -> None:
    items = ["馆长，", "副馆长若干人，", "馆员若干人。"]
    long = "为了方便市民查阅档案，保护档案的安全与完整，根据有关法律、行政法规，结合本市实际，制定本规则，" * 2 + "并公布施行。"
    assert texts("\n".join([long, *items, long]))[1:4] == items
