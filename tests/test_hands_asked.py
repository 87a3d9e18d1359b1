"""A person at a terminal: asked file by file, stopped in the middle; and taking whole runs back."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from archive.intake.inspection import inspect_safely
from archive.intake.watching import Watched
from archive.reading import Limits
from archive.store import Collection
from tests import terminal
from tests.terminal import Answer
from tests.test_hands import NOTICE, RULES, Desk

NEWS = "Volunteers map old wells\n\nThe volunteers walked for days.\n\nThey found many wells.\n"
LAW = "示范养蜂法\n\n（2018年10月26日第十三届全国人民代表大会常务委员会第六次会议通过）\n\n第一条　为了规范养蜂活动，制定本法。\n"
QUESTION = b"right (such as"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def at_a_terminal(desk: Desk, arguments: list[str], answers: list[Answer], wanted: bytes = QUESTION) -> tuple[int, str]:
    """What a command says and its status where a person answers each question."""
    return terminal.at_a_terminal(["--collection", str(desk.collection), *arguments, "--no-index"], answers, wanted)


@pytest.mark.parametrize("key", [b"\x03", b"\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_who_stops_is_told_what_was_taken_in(desk: Desk, key: bytes) -> None:
    files = [desk.file(f"{n}.txt", NOTICE.format(n, n)) for n in (7, 8)]
    status, said = at_a_terminal(desk, ["add", *files], [b"y\n", key])
    assert status == 1
    assert "示档发〔2031〕7号" in said
    assert "stopped before the end" in said
    assert "Traceback" not in said
    assert [one["number"] for one in desk.json("list")] == ["示档发〔2031〕7号"]


def test_who_stops_at_once_has_taken_nothing_in(desk: Desk) -> None:
    status, said = at_a_terminal(desk, ["add", desk.file("a.txt", RULES)], [b"\x03"])
    assert status == 1
    assert "stopped before the end" in said
    assert not desk.collection.exists() or Collection(desk.collection).ids() == []


def test_nobody_waits_for_an_answer(desk: Desk) -> None:
    files = [desk.file(f"{n}.txt", NOTICE.format(n, n)) for n in (7, 8)]
    third = desk.file("9.txt", NOTICE.format(9, 9))

    def another_adds() -> None:
        command = [sys.executable, "-m", "archive", "--collection", str(desk.collection), "add", "--no-index", third]
        subprocess.run(command, check=True, timeout=60, capture_output=True)

    status, _ = at_a_terminal(desk, ["add", *files], [b"y\n", another_adds, b"y\n"])
    assert status == 0
    assert len(desk.json("list")) == 3


def test_a_word_in_no_list_is_refused_and_what_was_put_right_is_shown(desk: Desk) -> None:
    file = desk.file("a.txt", RULES)
    status, said = at_a_terminal(desk, ["add", file], [b"topics=nonsense\n", b"topics=training\n", b"y\n"])
    assert status == 0
    assert "no such topic: nonsense; there are: " in said
    assert "put right: topics=training" in said
    assert "taking in" not in said  # no progress bar between the questions


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("type=瞎写", "types.tsv"),
        ("number=foo", "no document number"),
        ("region=河北", "河北省"),
        ("title.zh=English", "title.en"),
        ("title.en=中文标题", "title.zh"),
        ("unstated=nubmer", "nubmer"),
        ("topics=nonsense", "there are: "),
    ],
)
def test_a_mistyped_fact_is_refused_with_its_remedy(desk: Desk, setting: str, message: str) -> None:
    result = desk("add", "--no-index", "--set", setting, desk.file("a.txt", RULES))
    assert result.exit_code == 1
    assert message in result.stderr
    assert desk.json("list") == []


@pytest.mark.parametrize("day", ["2031-03-05", "2031-3-5", "2031年3月5日", "2031.3.5"])
def test_a_day_may_be_written_as_it_is_printed(desk: Desk, day: str) -> None:
    [outcome] = desk.json("add", "--no-index", "--set", f"issued={day}", desk.file("a.txt", RULES))["documents"]
    assert desk.json("show", outcome["id"])["issued"] == "2031-03-05"


def test_a_run_is_taken_back_and_done_again(desk: Desk) -> None:
    kept = desk.add("before.txt", NOTICE.format(6, 6))
    desk("add", "--no-index", *(desk.file(f"{n}.txt", NOTICE.format(n, n)) for n in (7, 8, 9)))
    everything = desk.json("list")
    result = desk("undo", "--run", "--yes", "--no-index")
    assert "3 changes undone" in result.stdout
    assert [one["id"] for one in desk.json("list")] == [kept]
    desk("undo", "--run", "--yes", "--no-index")
    assert desk.json("list") == everything
    desk("undo", "--yes", "--no-index")
    assert len(desk.json("list")) == 3
    desk("undo", "--yes", "--no-index")
    desk("undo", "--run", "--yes", "--no-index")
    assert [one["id"] for one in desk.json("list")] == [kept]


def test_a_run_of_which_one_document_changed_since_is_left_whole(desk: Desk) -> None:
    desk("add", "--no-index", *(desk.file(f"{n}.txt", NOTICE.format(n, n)) for n in (7, 8)))
    first = desk.json("list")[0]["id"]
    path = desk.collection / first / "zh.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    result = desk("undo", "--run", "--yes", "--no-index")
    assert result.exit_code == 1
    assert f"archive log {first}" in result.stderr
    assert len(desk.json("list")) == 2


def test_undo_says_that_it_is_one_of_several(desk: Desk) -> None:
    desk("add", "--no-index", *(desk.file(f"{n}.txt", NOTICE.format(n, n)) for n in (7, 8)))
    status, said = at_a_terminal(desk, ["undo"], [b"n\n"], b"[y/N]")
    assert status == 1
    assert "the last of 2 changes of one command" in said
    assert len(desk.json("list")) == 2


# --- what goes wrong ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "nope"],
        ["diff", "nope", "nope-2"],
        ["add", "--no-index", "--set", "foo=1", "FILE"],
        ["add", "--no-index", "--translation-of", "nope", "FILE"],
        ["add", "--no-index", "missing.txt"],
    ],
)
def test_json_stays_json(desk: Desk, arguments: list[str]) -> None:
    desk.add("first.txt", NOTICE.format(7, 7))
    file = desk.file("a.txt", RULES)
    result = desk(*(file if argument == "FILE" else argument for argument in arguments), "--json")
    assert result.exit_code in (1, 2)
    [problem] = json.loads(result.stdout)["problems"]
    assert problem["severity"] == "error"


def test_a_translation_that_is_none_is_refused(desk: Desk) -> None:
    document_id = desk.add("rules.txt", RULES)
    for name, text, message in (
        ("zh.txt", RULES.replace("身份证明", "证明"), "in the language of"),
        (
            "news.txt",
            NEWS,
            "none of its passages",
        ),
    ):
        result = desk("add", "--no-index", "--translation-of", document_id, desk.file(name, text))
        assert result.exit_code == 1
        assert message in result.stderr
        assert name in result.stderr
    assert [edition["name"] for edition in desk.json("show", document_id)["editions"]] == ["zh"]


def test_news_and_statutes_are_not_asked_for_a_number(desk: Desk) -> None:
    for name, text in (("news.txt", NEWS), ("law.txt", LAW)):
        assert "document number" not in desk("inspect", desk.file(name, text)).stderr
    assert "document number" in desk("inspect", desk.file("c.txt", "关于查阅的通知\n\n各县：\n\n请查阅。\n")).stderr


def test_a_fault_of_a_reader_stops_only_its_file(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(path: Path, limits: Limits) -> None:
        raise KeyError(f"{path.name} {limits.file_bytes}")

    with monkeypatch.context() as patched:
        patched.setattr("archive.intake.inspection.read", faulty)
        with pytest.raises(Exception, match="a fault of this program") as raised:
            inspect_safely([Path("a.txt")])
        assert "report it with the file" in str(raised.value)
        assert desk("add", "--no-index", desk.file("a.txt", RULES)).exit_code == 1
    assert desk("add", "--no-index", desk.file("a.txt", RULES)).exit_code == 0


def test_a_link_in_a_watched_folder_is_not_followed(desk: Desk) -> None:
    secret = desk.collection.parent / "secret.txt"
    secret.write_text(RULES, encoding="utf-8")
    (desk.folder / "link.txt").symlink_to(secret)
    watched = Watched(desk.folder, Collection(desk.collection), Limits())
    watched.settled()
    [dealt] = watched.take_in(watched.settled())
    assert "this is a link" in str(dealt.reasons[0])
    assert (desk.folder / "failed" / "link.txt").is_symlink()
    assert secret.read_text(encoding="utf-8") == RULES
    assert Collection(desk.collection).ids() == []


def test_an_editor_that_cannot_start_leaves_no_draft(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    document_id = desk.add("rules.txt", RULES)
    (tmp_path / "drafts").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "drafts"))
    monkeypatch.setenv("VISUAL", "no-such-editor")
    result = desk("edit", "--no-index", document_id)
    assert (result.exit_code, "set VISUAL or EDITOR" in result.stderr) == (1, True)
    assert list((tmp_path / "drafts").iterdir()) == []


@pytest.mark.parametrize("command", [["add", "--no-index"], ["watch", "--once", "--interval", "0.05", "--no-index"]])
@pytest.mark.parametrize("place", ["..", ".", "nhc-2031-1"])
def test_the_collection_is_not_handed_in_itself(desk: Desk, command: list[str], place: str) -> None:
    (desk.collection / "nhc-2031-1").mkdir(parents=True)
    desk.add("rules.txt", RULES)
    before = sorted(desk.collection.rglob("*"))
    result = desk(*command, str(desk.collection / place))
    assert result.exit_code == 1
    assert "a folder of its own" in result.stderr
    assert sorted(path for path in desk.collection.rglob("*") if path.name != ".watch.lock") == before
