"""Pages saved as text: a forum that quotes an article and a plan, captions, adverts; and what must not pass for that."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import Problem
from archive.parsing import parse
from archive.parsing.splitting.byline import byline, is_dateline
from archive.parsing.splitting.gazette import split
from archive.parsing.splitting.member_cards import member_cards
from archive.parsing.splitting.web_text import page_lines
from archive.reading import Block, SourceText, plain

ARTICLE = [
    "A city opens its archive to every reader, the mayor said on Monday, and the rules of access were printed the same day.",
    "Readers hand in a short form and get an answer within five working days, or a letter that gives the reasons for a refusal.",
    "Critics say that the reading room is too small for the purpose, and that the fees are too high for students and pensioners.",
    "The archive holds four kilometres of files, some of them six centuries old, and a collection of maps that few have seen.",
    "A second reading room is to follow next year, the mayor said, if the council grants the money it refused in the spring.",
]
PLAN = [
    "关于印发示范市档案馆设置规划的通知",
    "www.example.invalid",
    "示范市档案馆设置规划",
    "为了规范档案馆的设置，保障公民、法人和其他组织依法利用档案的权利，促进档案事业健康发展，结合本市实际，制定本规划。" * 4,
    "一、规划背景",
    "目前，本市已有两家档案馆，馆藏逐年增加，阅览座位不能满足市民就近、方便查阅档案的需求，布局也不尽合理，亟待改进。" * 3,
    "二、建设目标",
    "到2030年，再规划新增档案馆六家，其中市区四家，郊县两家，实现全市全覆盖，努力让广大人民群众就近享有档案服务。" * 3,
]
CAPTION = "Readers wait at the door of the archive on its first day"


def card(name: str, rank: str, joined: str = "Mar 4, 2015") -> list[str]:
    return [name, "", rank, joined, "1,204", "87", "12"]


FORUM = [
    "Town Talk",
    "",
    "City ‘opens archive to every reader’",
    "",
    *card("paperfan", "Senior member"),
    "City ‘opens archive to every reader’",
    "Ada Example",
    "Mon, June 2, 2025 at 9:30 AM EDT",
    "4 min read",
    CAPTION,
    "",
    f"{CAPTION} - Jo Sample/Example Press",
    "More",
    *ARTICLE[:2],
    "Sponsored",
    ARTICLE[2],
    "The reading room",
    "Sponsored",
    ARTICLE[3],
    "Shelves behind the old town hall, photographed in winter",
    "",
    "The shelves hold four kilometres - Li Muster/EP",
    "More",
    "Sponsored",
    ARTICLE[4],
    "",
    "  • Like",
    "Reactions: inkwell",
    "",
    *card("inkwell", "Senior member", "Apr 9, 2017"),
    "Who pays for it? The article does not say.",
    "",
    *card("paperfan", "Senior member"),
    "Who pays for it? The article does not say.",
    "They had two. Six more are planned.",
    *PLAN,
    "",
    *card("binder", "New member", "May 1, 2025"),
    "They had two. Six more are planned.",
    *PLAN,
    "",
    "Thanks",
    "Example Shop",
]


def blocks_of(lines: list[str]) -> list[Block]:
    return plain.blocks("\n".join(lines))[0]


STATED = ["作者：Ada Example", "发布日期：Mon, June 2, 2025 at 9:30 AM EDT"]
"""What stands under the article's title, as the form that its facts are taken from."""


def texts(documents: list[list[Block]]) -> list[list[str]]:
    return [[block.text for block in document] for document in documents]


def said(problems: list[Problem], words: str) -> Problem:
    (found,) = (problem for problem in problems if words in problem.message)
    return found


def test_a_forum_page_is_its_article_and_the_plan_once() -> None:
    documents, problems = split(blocks_of(FORUM))
    assert texts(documents) == [
        ["City ‘opens archive to every reader’", *STATED, *ARTICLE[:3], "The reading room", *ARTICLE[3:]],
        [PLAN[0], *PLAN[2:]],
    ]
    assert said(problems, "taken once").severity == "note"
    assert said(problems, "members").severity == "warning"


def test_no_line_of_a_forum_page_vanishes_silently() -> None:
    blocks = blocks_of(FORUM)
    documents, problems = split(blocks)
    kept = {block.line for document in documents for block in document}
    told = {
        line
        for problem in problems
        if not problem.message.startswith("under the title")
        for first, last in re.findall(r"(\d+)(?: to (\d+))?", problem.message)
        for line in range(int(first), int(last or first) + 1)
    }
    quoted = " ".join(problem.message for problem in problems)
    assert [block.text for block in blocks if block.line not in kept | told and block.text not in quoted] == []


def test_what_stands_under_a_title_is_quoted_in_the_note() -> None:
    _, problems = split(blocks_of(FORUM))
    notes = [problem.message for problem in problems if problem.message.startswith("under the title")]
    assert [note.partition(": ")[2] for note in notes] == [
        "4 min read",
        "www.example.invalid",
    ]


def test_the_documents_of_a_forum_page_are_recognised() -> None:
    lines = "\n".join(FORUM)
    blocks, problems = plain.blocks(lines)
    documents, _ = parse(SourceText("page.txt", hashlib.sha256(lines.encode()).hexdigest(), tuple(blocks), tuple(problems)))
    assert [document.document.title.best() for document in documents] == [
        "City ‘opens archive to every reader’",
        "示范市档案馆设置规划",
    ]
    assert [document.edition.language for document in documents] == ["en", "zh"]
    assert [document.document.issued for document in documents] == [date(2025, 6, 2), None]
    assert any("作者：Ada Example" in problem.message for problem in documents[0].problems)
    assert not any("June 2" in segment.text for segment in documents[0].edition.segments)


def test_a_forum_whose_members_have_different_ranks_and_counters() -> None:
    notice = ["示范市档案局关于开放阅览室的通知", "示档发〔2024〕7号", "各区档案馆：", *PLAN[3:]]
    page = ["Board", "ada", "Senior Member", "Joined Mar 3, 2015", "1,204", "77", ARTICLE[0], *ARTICLE[1:], "ada, Monday", "#1"]
    page += ["ben", "Member", "Joined Jun 9, 2021", "88", *notice, "ben, Tuesday", "#2"]
    page += ["cleo", "Registered", "Joined Jan 1, 2024", "ben said:", *notice, "Thanks to all.", "cleo, Wednesday", "#3"]
    documents, problems = split(blocks_of(page))
    assert texts(documents) == [ARTICLE, notice]
    assert said(problems, "taken once").severity == "note"


def test_a_chinese_forum_gives_the_text_and_not_the_remarks() -> None:
    post = [*PLAN[2:]]
    page = [
        "市民论坛",
        *card("纸迷", "高级会员", "2015-03-04"),
        *post,
        *card("墨水", "高级会员", "2016-03-04"),
        "谁来出钱？文中没有说。",
        *card("纸迷", "高级会员", "2015-03-04"),
        "不知道，等通知吧。",
    ]
    documents, problems = split(blocks_of(page))
    assert texts(documents) == [post]
    assert said(problems, "members")


def test_a_long_post_is_a_document_of_its_own() -> None:
    page = [
        *card("a1", "member"),
        *ARTICLE,
        *card("b1", "member"),
        *(f"In reply to that, {line[0].lower()}{line[1:]}" for line in ARTICLE[:4]),
        *card("a1", "member"),
        "Fine.",
    ]
    documents, _ = split(blocks_of(page))
    assert [len(document) for document in documents] == [5, 4]


def test_a_post_without_a_title_takes_the_title_of_the_page() -> None:
    page = [
        "The archive of the city is open to all",
        *card("a1", "member"),
        *ARTICLE,
        *card("b1", "member"),
        "Ok.",
        *card("a1", "member"),
        "Fine.",
    ]
    [document], _ = split(blocks_of(page))
    assert [block.text for block in document] == [page[0], *ARTICLE]


FIGURES = [line for county in ("甲县", "乙县", "丙县", "甲县") for line in (county, "合计", "2023年", "1,204", "87", "12")]
STATUTE = ["示范办法", *(f"第{n}条 查阅档案应当提交申请。" for n in "一二三四五六七八九")]
NO_PAGES = {
    "a table of figures": FIGURES,
    "a statute": STATUTE,
    "articles": ARTICLE,
    "a dash in a title": ["Access - a history/an essay", *ARTICLE],
    "headings that come again": [line for text in ARTICLE for line in ("General Provisions", text)],
}


@pytest.mark.parametrize("kind", NO_PAGES)
def test_what_is_no_page_is_left_whole(kind: str) -> None:
    blocks = blocks_of(NO_PAGES[kind])
    documents, problems = split(blocks)
    assert (documents, problems) == ([blocks], [])


def test_cards_need_something_between_them() -> None:
    with_posts = [line for n in range(3) for line in [*card("a1", "member"), f"Post {n}."]]
    without = [line for _ in range(3) for line in card("a1", "member")]
    assert len(member_cards(blocks_of(with_posts))) == 3
    assert member_cards(blocks_of(without)) == []


def test_a_news_page_loses_its_captions_only_where_one_stands_twice() -> None:
    page = [ARTICLE[0], CAPTION, f"{CAPTION} - Jo Sample/EP", ARTICLE[1], "Shelves - Jo Sample/EP", ARTICLE[2]]
    assert page_lines(blocks_of(page), is_forum=False) == {1, 2, 4}
    assert page_lines(blocks_of(page[3:]), is_forum=False) == set()


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Title of it", "By Ada Example and Jo Sample", "2 June 2025", ARTICLE[0]], {1, 2}),
        (["Title of it", "Why the rules matter now", "June 2, 2025, 10:15", "12 comments", ARTICLE[0]], {2, 3}),
        (["Title of it", "Ada Example", ARTICLE[0]], set()),
        ([ARTICLE[0], "June 2, 2025", ARTICLE[1]], set()),
    ],
)
def test_bylines(lines: list[str], expected: set[int]) -> None:
    assert byline([Block(line, n, n) for n, line in enumerate(lines, 1)]) == expected


def test_a_line_with_two_dates_is_no_dateline() -> None:
    assert is_dateline("Thu, July 3, 2025 at 1:00 AM EDT")
    assert not is_dateline("From 3 July 2025 to 5 July 2025")


LINES = st.lists(
    st.sampled_from([*FORUM, *ARTICLE, *STATUTE, *FIGURES, "12", "General", "第一章 总则", "• 甲"]), min_size=1, max_size=60
)


@given(LINES)
def test_documents_keep_the_order_of_the_file_and_no_block_is_taken_twice(lines: list[str]) -> None:
    blocks = blocks_of(lines)
    documents, _ = split(blocks)
    for document in documents:
        places = [block.line for block in document]
        assert places == sorted(places)
    taken = [block.line for document in documents for block in document]
    assert len(taken) == len(set(taken))
    assert set(taken) <= {block.line for block in blocks}


def test_real_pages_keep_their_prose(sources: Path) -> None:
    (path,) = sources.glob("004_*.txt")
    blocks, _ = plain.blocks(path.read_text(encoding="utf-8"))
    assert split(blocks) == ([blocks], [])
