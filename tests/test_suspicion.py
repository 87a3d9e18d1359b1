"""Texts that were tampered with are reported, and no sound text is."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from archive.reading import Block, read
from archive.reading.suspicion import suspicions

SOUND = [
    "问：推进档案开放采取了哪些举措？",
    "李示范：我们坚持以人民为中心，始终把方便群众查阅放在首位，主要有三个方面的做法。",
    "第一，完善制度。先后出台了查阅规则、复制规则和收费标准，明确了办理的方式和流程，并向社会公布。",
    "第二，扩大馆舍。近三年新增阅览座位二百个，同时，延长了开放时间，周末也能查阅，得到了读者的理解和支持。",
    "第三，加强宣传。我们在国际档案日期间开展主题活动，在公交站、地铁站投放公益广告，使更多群众了解档案。",
    "据统计，2023年共接待读者三万人次，比上年增长两成，其中近一半是学生，档案利用率位居全省前列。",
    "目前，全市档案数字化比例达到七成。下一步，将继续推进OCR识别，按照统一标准（如ISO 15489）建库。",
]


def blocks(lines: list[str]) -> list[Block]:
    return [Block(line, n, n) for n, line in enumerate(lines, 1)]


def shuffled(seed: int) -> list[str]:
    """The clauses in another order, joined by commas as copied pages have them, a full stop only at the end of a line."""
    clauses = [clause for line in SOUND for clause in line.rstrip("。？").replace("。", "，").split("，")]
    random.Random(seed).shuffle(clauses)  # noqa: S311
    return [", ".join(clauses[i : i + 9]).replace(", ", ",", 6) + ",。" for i in range(0, len(clauses), 9)]


def test_a_sound_text_raises_no_suspicion() -> None:
    assert suspicions(blocks(SOUND * 2)) == []


@pytest.mark.parametrize("seed", range(8))
def test_shuffled_clauses_are_reported_with_their_places(seed: int) -> None:
    (problem,) = suspicions(blocks(shuffled(seed) * 2))
    assert (problem.severity, problem.line) == ("warning", 1)
    assert "looks shuffled" in problem.message
    assert "doubled punctuation (lines 1, 2" in problem.message


INJECTED = [
    ("并向社会公布，fooWallet下载，我们", ["fooWallet下载"]),
    ("并向社会公布，fooWallet，我们", ["fooWallet"]),
    ("并向社会公布,Bitto官网,我们", ["Bitto官网"]),
]
FITTING = [
    "并向社会公布，使用Windows，我们",
    "由档案质量评估组织（OpenOrg）负责，OpenOrg，我们",
    "需要安装软件，OCR，我们",
    "支持JPEG，TIFF，PDF等格式，我们",
    "可通过手机APP下载，我们",
    "按照WS/T 347，我们",
]


@pytest.mark.parametrize(("clause", "found"), INJECTED)
def test_injected_words_are_named_with_their_lines(clause: str, found: list[str]) -> None:
    lines = [*SOUND * 2, f"{SOUND[2]}{clause}继续推进。"]
    (problem,) = suspicions(blocks(lines))
    assert (problem.severity, problem.line) == ("warning", len(lines))
    assert all(f"{word} (line {len(lines)})" in problem.message for word in found)


CHINESE_BRAND = ["某某网盘下载", "某某网盘官网", "某某网盘登录"]


def test_a_chinese_brand_shows_by_its_words_of_advertising() -> None:
    lines = [*SOUND * 2, *(SOUND[2].replace("先后出台", f"先后出台，{clause}，") for clause in CHINESE_BRAND)]
    (problem,) = suspicions(blocks(lines))
    assert [f"{clause} (line {n})" in problem.message for n, clause in enumerate(CHINESE_BRAND, 15)] == [True] * 3


def test_a_platform_that_the_text_speaks_of_is_no_brand() -> None:
    lines = [
        *SOUND * 2,
        *(SOUND[2].replace("先后出台", f"先后出台，{clause}，") for clause in CHINESE_BRAND),
        "某某网盘由本馆建设。",
    ]
    assert suspicions(blocks(lines)) == []


@pytest.mark.parametrize("clause", FITTING)
def test_latin_words_that_belong_to_the_text_are_none(clause: str) -> None:
    assert suspicions(blocks([*SOUND * 2, f"{SOUND[2]}{clause}继续推进。"])) == []


ODDITIES = {
    "ordinals that begin with the second": [line for line in SOUND if not line.startswith("第一")],
    "spaces behind every comma": [line.replace("，", "， ") for line in SOUND],
    "one misprint": [SOUND[0], SOUND[1].replace("首位，", "首位，，"), *SOUND[2:]],
    "one long sentence": [SOUND[0], "，".join(line.rstrip("。") for line in SOUND[1:])],
    "lines cut by a narrow column": [line[i : i + 20] for line in SOUND for i in range(0, len(line), 20)],
}


def test_clauses_that_end_paragraphs_and_speakers_inside_them_are_reported() -> None:
    lines = ["从而让好的做法留下来，答：目前，", "第三， 并且统计，问：资金从哪里来？ 其次，", "以及推广设备，首先，", "同时，"]
    (problem,) = suspicions(blocks([line + SOUND[2] if n % 2 else SOUND[3] + line for n, line in enumerate(lines * 2)]))
    assert all(sign in problem.message for sign in ("speakers behind a comma", "paragraphs that end with a comma"))


@pytest.mark.parametrize("kind", ODDITIES)
def test_one_oddity_is_no_suspicion(kind: str) -> None:
    assert suspicions(blocks(ODDITIES[kind] * 2)) == []


def test_only_the_shuffled_source_is_suspected(sources: Path) -> None:
    suspected = {path.name[:3] for path in sources.glob("*.txt") if suspicions(read(path).blocks)}
    assert suspected == {"001"}


def test_a_warning_reaches_the_reader_and_nothing_is_mended(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("\n".join(shuffled(1) * 2), encoding="utf-8")
    source = read(path)
    assert [block.text for block in source.blocks] == shuffled(1) * 2
    assert any("looks shuffled" in problem.message for problem in source.problems)
