"""Page numbers and running heads, learned from the file; and what looks like them and is text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.reading import plain
from archive.reading.blocks import Line
from archive.reading.plain.furniture import without_furniture
from archive.reading.plain.page_numbers import page_numbers

SENTENCE = "为了规范公众查阅本市档案的程序，保障公民、法人和其他组织利用档案的权利，依据有关法律法规，"
ARTICLES = [f"第{n}条　{SENTENCE * 3}制定本规则。" for n in "一二三四五六七八九十"]
LINES = [text[i : i + 22] for text in ("　　" + article for article in ARTICLES) for i in range(0, len(text), 22)]
PER_PAGE = 12
ODD, EVEN = "示范市档案规章汇编", "总则编"
LAYOUTS = {
    "bare numbers": ("", "{n}"),
    "numbers of so many": ("", "{n} / 40"),
    "dots": ("", "· {n} ·"),
    "roman numerals": ("", "{roman}"),
    "a head and a number": (ODD, "- {n} -"),
    "heads that alternate": ("{side}", "{n}"),
    "a head behind a form feed": (f"\f{ODD}", ""),
    "a head alone": (ODD, ""),
    "a number behind a form feed": ("\f{n}", ""),
}


def paged(lines: list[str], head: str, foot: str) -> list[str]:
    """Lines of pages with head and foot; the first page has no head."""
    found: list[str] = []
    for n, start in enumerate(range(0, len(lines), PER_PAGE), 1):
        names = {"n": n, "roman": ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii"][n - 1], "side": ODD if n % 2 else EVEN}
        top, bottom = (part.format(**names) for part in (head if n > 1 else "", foot))
        found += [line for line in (top, *lines[start : start + PER_PAGE], bottom) if line]
    return found


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("separator", ["\n", "\n\n"])
def test_pages_leave_no_trace_and_break_no_sentence(layout: str, separator: str) -> None:
    blocks, problems = plain.blocks(separator.join(paged(LINES, *LAYOUTS[layout])))
    assert [squeezed(block.text) for block in blocks] == [squeezed(article) for article in ARTICLES]
    assert [problem.severity for problem in problems] == ["note"]


def test_a_form_feed_alone_parts_nothing() -> None:
    half = len(LINES) // 2
    blocks, problems = plain.blocks("\n".join([*LINES[:half], f"\f{LINES[half]}", *LINES[half + 1 :]]))
    assert [squeezed(block.text) for block in blocks] == [squeezed(article) for article in ARTICLES]
    assert problems == []


def numbered(lines: list[str]) -> list[Line]:
    return [Line(line, n) for n, line in enumerate(lines, 1)]


TABLE = [line for n, county in enumerate(("甲县", "乙县", "丙县", "丁县"), 1) for line in (county, str(n), "34", "56")]
POINTS = [line for n in range(1, 6) for line in (str(n), *["查阅档案应当提交申请，并出示证件。"] * 9)]
STATUTES = [line for n in range(6) for line in (f"示范办法之{n}", "第一章 总则", *ARTICLES, "第二章 附则", "示范市档案局")]
TEXTS = {
    "figures of a table": TABLE,
    "points whose numbers stand alone": POINTS,
    "headings that come again": STATUTES,
    "a refrain": [line for article in ARTICLES for line in (*[article] * 20, "此致")],
    "signatures": [line for n in range(1, 5) for line in (*ARTICLES, "示范市档案局", f"2024年3月{n}日")],
}


@pytest.mark.parametrize("kind", TEXTS)
def test_text_that_comes_again_is_no_furniture(kind: str) -> None:
    lines = numbered(TEXTS[kind])
    assert without_furniture(lines) == (lines, [])


def test_signatures_beside_page_numbers_stay() -> None:
    lines = numbered([line for n in range(1, 5) for line in (*LINES[:12], "示范市档案局", f"2024年3月{n}日", f"- {n} -")])
    kept, _ = without_furniture(lines)
    assert [line.text for line in kept if "档案局" in line.text] == ["示范市档案局"] * 4


def test_a_heading_that_is_the_running_head_too_stays_where_it_stands_first() -> None:
    kept, _ = without_furniture(numbered(["第一章 总则", *paged(LINES, "第一章 总则", "- {n} -")]))
    assert [line.text for line in kept if "总则" in line.text] == ["第一章 总则"]


@pytest.mark.parametrize("numbers", [[1, 2, 3, 4], [7, 8, 10, 11], [99, 100, 101]])
def test_bare_numbers_that_count_up_page_by_page(numbers: list[int]) -> None:
    lines = [line for n in numbers for line in (*["依据有关法律法规，制定本规则的人"] * 12, str(n))]
    assert page_numbers(numbered(lines)) == {i for i, line in enumerate(lines) if line.isdigit()}


@pytest.mark.parametrize("numbers", [[1, 5, 2, 9], [3, 3, 3], [2019, 2024, 2021]])
def test_bare_numbers_that_do_not_count_up_are_text(numbers: list[int]) -> None:
    lines = [line for n in numbers for line in (*["依据有关法律法规，制定本规则的人"] * 12, str(n))]
    assert page_numbers(numbered(lines)) == set()


@given(st.lists(st.sampled_from([*LINES, *TABLE, "- 1 -", "2", "3", ODD, "第 4 页", "vi", ""]), max_size=80), st.booleans())
def test_only_short_lines_are_ever_left_out_and_the_order_stays(lines: list[str], feeds: bool) -> None:
    source = [line for line in numbered(lines) if line.text]
    starts = frozenset(line.number for line in source[::7]) if feeds else frozenset[int]()
    kept, problems = without_furniture(source, starts)
    assert [line for line in source if line in kept] == kept
    dropped = [line for line in source if line not in kept]
    assert bool(dropped) == bool(problems)
    assert all(len(line.text) <= 60 and not line.text.endswith(("。", "，")) for line in dropped)
