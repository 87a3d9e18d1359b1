"""The measurement over statutes: its questions are well formed, and it works on a package made here."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.quality.search_statutes.__main__ import main
from tests.quality.search_statutes.questions import SETS, read_questions
from tests.quality.search_statutes.statutes import NotToBeHad, article_number, statutes

_COLUMNS = "law_id, law_name, chapter, section, article_no, article_text, status"
_ROWS = [
    ("1", "中华人民共和国风筝法", "第一章 总则", None, "第一条", "为了规范风筝的放飞，制定本法。", "现行有效"),
    ("1", "中华人民共和国风筝法", "第二章 放飞", "第一节 时间", "第二条", "夜间不得放飞风筝。", "现行有效"),
    ("1", "中华人民共和国风筝法", "第二章 放飞", "第一节 时间", "第二条之一", "放飞人应当赔偿断线风筝造成的损害。", "现行有效"),
    ("2", "灯塔法", None, None, "第一条", "灯塔由守塔人照看。", "现行有效"),
    ("3", "旧灯塔法", None, None, "第一条", "灯塔由守塔人照看。", "已废止"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with closing(sqlite3.connect(tmp_path / "laws.db")) as connection:
        connection.execute(f"CREATE TABLE articles (id INTEGER PRIMARY KEY, {_COLUMNS})")
        connection.executemany(f"INSERT INTO articles ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)", _ROWS)  # noqa: S608 - ours
        connection.commit()
    return tmp_path


def test_articles_are_passages_under_their_headings(folder: Path) -> None:
    kites, lighthouses = statutes(folder)
    assert kites.title.zh == "中华人民共和国风筝法"
    segments = kites.editions[0].segments
    assert [one.text for one in segments if one.is_heading] == ["第一章 总则", "第二章 放飞", "第一节 时间"]
    assert [article_number(one.label) for one in segments if not one.is_heading] == ["1", "2", "2-1"]
    assert len(lighthouses.editions[0].segments) == 1


def test_a_folder_without_statutes_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NotToBeHad, match="--fetch"):
        list(statutes(tmp_path))


def test_the_questions_are_well_formed() -> None:
    questions = read_questions()
    assert len({one.text for one in questions}) == len(questions) > 300
    assert {one.part for one in questions} == set(SETS)


def test_a_question_without_an_answer_is_named(tmp_path: Path) -> None:
    bad = tmp_path / "questions.tsv"
    bad.write_text("set\tquestion\tanswers\ndev\t谁照看灯塔\t\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 2"):
        read_questions(bad)


def test_it_measures(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = folder / "questions.tsv"
    asked.write_text(
        "set\tquestion\tanswers\ndev\t断线的风筝砸坏东西谁赔？\t风筝法:2-1\ndev\t晚上能不能放风筝？\t灯塔法:1\n", encoding="utf-8"
    )
    main([str(folder), "--questions", str(asked), "--misses"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("晚上能不能放风筝？\t灯塔法:1\t")
    assert lines[-1].split()[:6] == ["dev", "2", "0.500", "0.500", "0.500", "0.500"]
