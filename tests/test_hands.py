"""What an archivist does at the command line: folders, dry runs, corrections, translations, edits, versions."""

from __future__ import annotations

import json
import os
import shlex
import socket
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from archive.catalogue import catalogue_path
from archive.cli import main
from archive.errors import BadDocument, BadQuery, Problem
from archive.intake.corrections import corrected, parse_setting
from archive.intake.handed_in import files_in
from tests.conftest import SMALL
from tests.terminal import at_a_terminal

NOTICE = "关于做好登记工作的通知\n示档发〔2031〕{}号\n各县：\n请做好第{}次登记。\n示范市档案局\n2031年3月5日\n"
RULES = "示范市档案查阅规则\n示档发〔2031〕7号\n第一条 为规范查阅，制定本规则。\n" + (
    "第二条 申请人提交身份证明。\n第三条 档案馆在5个工作日内答复。\n"
)
ENGLISH = (
    "Rules of Example City on the Consultation of Archives\n\nArticle 1 These Rules are made to regulate consultation.\n\n"
    "Article 2 An applicant submits proof of identity.\n\nArticle 3 The archives reply within 5 working days.\n"
)


class Desk:
    """A collection and a folder of files to hand in."""

    def __init__(self, folder: Path) -> None:
        self.collection = folder / "documents"
        self.folder = folder / "in"
        self.folder.mkdir()

    def __call__(self, *arguments: str, **options: Any) -> Result:
        fixed = ["--collection", str(self.collection), "--index", str(self.collection.parent / "index")]
        return CliRunner().invoke(main, [*fixed, *arguments], catch_exceptions=False, **options)

    def json(self, *arguments: str) -> Any:
        return json.loads(self(*arguments, "--json").stdout)

    def file(self, name: str, text: str) -> str:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return str(path)

    def add(self, name: str, text: str) -> str:
        """Take a text in; the id it was given."""
        [outcome] = self.json("add", "--no-index", self.file(name, text))["documents"]
        return str(outcome["id"])


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(drafts))
    return Desk(tmp_path)


# --- files and folders -------------------------------------------------------------------------------------------------


def test_a_folder_is_opened_sorted_and_without_what_was_put_aside(desk: Desk) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden", "done/d.txt", "failed/e.txt", "sub/.git/f.txt"):
        desk.file(name, "x")
    problems: list[Problem] = []
    found = files_in([desk.folder], problems)
    assert [str(path.relative_to(desk.folder)) for path in found] == ["a.txt", "b.txt", "sub/c.txt"]
    assert problems == []
    assert files_in([desk.folder / "a.txt", desk.folder, desk.folder / "done"], []) == [*found, desk.folder / "done" / "d.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="makes pipes and links")
def test_what_is_no_file_is_named(desk: Desk) -> None:
    desk.file("a.txt", NOTICE.format(7, 7))
    os.mkfifo(desk.folder / "pipe")
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(os.path.relpath(desk.folder / "socket"))
    (desk.folder / "loop").symlink_to(desk.folder, target_is_directory=True)
    (desk.folder / "device").symlink_to("/dev/zero")
    (desk.folder / "dangling").symlink_to("nowhere")
    result = desk("add", "--no-index", str(desk.folder))
    listening.close()
    assert result.exit_code == 1
    said = {word: word in result.stderr for word in ("a pipe", "a socket", "a device", "not followed", "dangling")}
    assert all(said.values()), said
    assert len(desk.json("list")) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="such names are not to be had")
def test_strange_names_are_printed_and_stored_safely(desk: Desk) -> None:
    desk.file("two\nlines \x1b[31m.txt", NOTICE.format(7, 7))
    (desk.folder / os.fsdecode(b"bad\xff.txt")).write_text(NOTICE.format(8, 8), encoding="utf-8")
    result = desk("add", "--no-index", str(desk.folder))
    assert result.exit_code == 0
    assert "two\\nlines \\x1b[31m.txt" in result.stdout
    assert "\x1b" not in result.stdout
    assert len(desk.json("list")) == 2
    assert desk.json("add", "--no-index", str(desk.folder))["documents"][0]["action"] == "unchanged"
    for line in desk("log").stdout.splitlines():
        assert line[0].isdigit()


def test_a_summary_and_the_problems_by_file(desk: Desk) -> None:
    desk.file("a.txt", NOTICE.format(7, 7))
    desk.file("b.txt", NOTICE.format(7, 7))
    desk.file("c.txt", "关于查阅的通知\n\n各县：\n\n请查阅。\n")
    desk.file("d.txt", "")
    result = desk("add", "--no-index", str(desk.folder))
    assert result.exit_code == 1
    assert "3 files, 3 documents: 2 added, 1 unchanged" in result.stdout
    assert result.stdout.splitlines()[0] == "a.txt"
    assert "示档发〔2031〕7号" in result.stdout
    order = [line.split(":")[0].rpartition("/")[2] for line in result.stderr.splitlines()]
    assert order == sorted(order)
    assert order[-1] == "d.txt"


def test_inspect_opens_folders_too(desk: Desk) -> None:
    desk.file("a.txt", NOTICE.format(7, 7))
    desk.file("sub/b.txt", NOTICE.format(8, 8))
    assert [d["number"] for d in desk.json("inspect", str(desk.folder))["documents"]] == [
        "示档发〔2031〕7号",
        "示档发〔2031〕8号",
    ]


def test_a_dry_run_writes_nothing_and_tells_the_same(desk: Desk) -> None:
    for number in (7, 8, 7):
        desk.file(f"{len(list(desk.folder.iterdir()))}.txt", NOTICE.format(number, number))
    before = sorted(desk.collection.parent.rglob("*"))
    dry = desk.json("add", "--dry-run", str(desk.folder))["documents"]
    assert sorted(desk.collection.parent.rglob("*")) == before
    real = desk.json("add", "--no-index", str(desk.folder))["documents"]
    assert dry == real
    assert [one["action"] for one in real] == ["added", "added", "unchanged"]


# --- facts put right ---------------------------------------------------------------------------------------------------


def test_facts_are_set_when_adding(desk: Desk) -> None:
    file = desk.file("a.txt", "关于查阅的通知\n\n各县：\n\n请查阅。\n")
    facts = [
        "number=示档发[2031] 9号",
        "issued=2031-03",
        "title.en=Notice",
        "issuers=示范市档案局；示范市财政局",
        "status=in force",
    ]
    result = desk("add", "--no-index", *(f"--set={fact}" for fact in facts), file)
    assert result.exit_code == 0
    assert "no document number" not in result.stderr
    [document] = desk.json("list")
    assert (document["number"], document["issued"], document["status"]) == ("示档发〔2031〕9号", "2031-03", "in force")
    assert [issuer["zh"] for issuer in document["issuers"]] == ["示范市档案局", "示范市财政局"]
    assert document["title"]["en"] == "Notice"


def test_which_of_several_documents_is_meant_must_be_said(desk: Desk) -> None:
    file = desk.file("two.txt", NOTICE.format(7, 7) + NOTICE.format(8, 8))
    refused = desk("add", "--no-index", "--set", "status=repealed", file)
    assert refused.exit_code == 2
    assert "--set 3:number=" in refused.stderr
    assert not desk.collection.exists()
    assert desk("add", "--no-index", "--set", "2:status=repealed", file).exit_code == 0
    assert {d["number"]: d["status"] for d in desk.json("list")} == {
        "示档发〔2031〕7号": "unknown",
        "示档发〔2031〕8号": "repealed",
    }
    other = desk.file("other.txt", "x")
    assert desk("add", "--set", "status=repealed", file, other).exit_code == 2


@pytest.mark.parametrize("text", ["nonsense", "colour=red", "=x", "title=x", "0x:number=1"])
def test_a_setting_that_is_none(text: str) -> None:
    with pytest.raises(BadQuery, match="KEY=VALUE"):
        parse_setting(text)


@pytest.mark.parametrize("text", ["issued=soon", "status=good", "effective=2031-13-45", "level=cosmic", "title.zh="])
def test_a_fact_that_cannot_be(text: str) -> None:
    document = corrected(SMALL, [parse_setting("title.en=")])
    with pytest.raises(BadDocument):
        corrected(document, [parse_setting(text)])


def test_an_empty_value_takes_a_fact_away_and_nothing_else_changes() -> None:
    changed = corrected(SMALL, [parse_setting("number=")])
    assert changed.number is None
    assert corrected(changed, [parse_setting(f"number={SMALL.number}")]) == SMALL


def test_set_changes_a_document_and_can_be_undone(desk: Desk) -> None:
    document_id = desk.add("a.txt", NOTICE.format(7, 7))
    assert desk("set", document_id, "status=repealed", "topics=training;ethics-review", "--no-index").exit_code == 0
    assert desk.json("show", document_id)["topics"] == ["training", "ethics-review"]
    assert desk("set", document_id, "status=repealed", "--no-index").stdout.startswith("unchanged")
    assert desk("undo", "--yes", "--no-index").exit_code == 0
    assert desk.json("show", document_id)["topics"] == []
    assert [event["action"] for event in desk.json("log", document_id)] == ["added", "edited", "undone"]


def test_without_a_terminal_nobody_is_asked(desk: Desk) -> None:
    result = desk("add", "--no-index", desk.file("a.txt", NOTICE.format(7, 7)), input="n\n")
    assert result.exit_code == 0
    assert "Take it in?" not in result.output


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_at_a_terminal_facts_are_shown_and_put_right(desk: Desk) -> None:
    files = [desk.file("a.txt", NOTICE.format(7, 7)), desk.file("b.txt", NOTICE.format(8, 8))]
    answers = [b"status=nonsense\n", b"status=in force\n", b"y\n", b"n\n"]
    status, _ = at_a_terminal(["--collection", str(desk.collection), "add", "--no-index", *files], answers, b"right (such as")
    assert status == 0
    [document] = desk.json("list")
    assert (document["number"], document["status"]) == ("示档发〔2031〕7号", "in force")


# --- translations ------------------------------------------------------------------------------------------------------


def test_a_translation_is_attached_and_told_how_it_meets(desk: Desk) -> None:
    document_id = desk.add("rules.txt", RULES)
    original = desk.json("show", document_id)["editions"][0]
    file = desk.file("english.txt", ENGLISH.replace("Article 3", "Article 4"))
    result = desk("add", "--no-index", "--translation-of", document_id, file)
    assert result.exit_code == 0
    assert "2 of 3 passages" in result.stderr
    assert "without one: art_3; only in the translation: art_4" in result.stderr
    assert "numbering disagrees at art_3, art_4" in result.stderr
    shown = desk.json("show", document_id)
    assert [(e["name"], e["kind"]) for e in shown["editions"]] == [("zh", "official"), ("en", "translation")]
    front = (desk.collection / document_id / "en.md").read_text(encoding="utf-8")
    assert f"renders: {original['sha256']}" in front
    assert shown["number"] == "示档发〔2031〕7号"


def test_a_translation_must_be_in_another_language_and_one_document(desk: Desk) -> None:
    document_id = desk.add("rules.txt", RULES)
    same = desk("add", "--no-index", "--translation-of", document_id, desk.file("again.txt", RULES + "第四条 又一条。\n"))
    assert same.exit_code == 1
    assert "another language" in same.stderr
    two = desk.file("two.txt", NOTICE.format(7, 7) + NOTICE.format(8, 8))
    assert "2 documents" in desk("add", "--no-index", "--translation-of", document_id, two).stderr
    missing = desk("add", "--no-index", "--translation-of", "nowhere-1", desk.file("english.txt", ENGLISH))
    assert missing.exit_code == 1
    assert "nowhere-1" in missing.stderr
    assert len(desk.json("show", document_id)["editions"]) == 1


# --- editing -----------------------------------------------------------------------------------------------------------


def editor(code: str) -> dict[str, str]:
    """An editor that does something to the text in the file it is given."""
    program = f"import sys, pathlib; p = pathlib.Path(sys.argv[1]); t = p.read_text(encoding='utf-8'); {code}"
    return {"VISUAL": shlex.join([sys.executable, "-c", program]), "EDITOR": ""}


def test_edit_stores_what_was_written(desk: Desk) -> None:
    document_id = desk.add("rules.txt", RULES)
    env = editor("p.write_text(t.replace('unknown', 'x') + 'status: in force\\n', encoding='utf-8')")
    assert desk("edit", document_id, env=env).stdout == f"edited: {document_id} document.yaml\n"
    assert desk.json("show", document_id)["status"] == "in force"
    env = editor("p.write_text(t.replace('5个', '9个'), encoding='utf-8')")
    assert desk("edit", document_id, "--edition", "zh", env=env).exit_code == 0
    assert desk.json("search", "9个工作日")["total"] == 1
    assert [event["changed"] for event in desk.json("log")][1:] == [["document.yaml"], ["zh.md"]]
    assert desk("edit", document_id, env=editor("pass")).stdout.startswith("unchanged")


def test_an_edit_with_a_mistake_is_kept_and_not_stored(desk: Desk) -> None:
    document_id = desk.add("rules.txt", RULES)
    before = (desk.collection / document_id / "document.yaml").read_bytes()
    for code in ("p.write_text(t + 'isued: 2031\\n', encoding='utf-8')", "p.write_text('id: other-1\\ntitle: {zh: x}\\n')"):
        result = desk("edit", document_id, "--no-index", env=editor(code))
        assert result.exit_code == 1
        kept = Path(result.stderr.splitlines()[-1].split(": ")[1])
        assert kept.read_text(encoding="utf-8") != before.decode()
        assert (desk.collection / document_id / "document.yaml").read_bytes() == before
    assert len(desk.json("log")) == 1


def test_an_edit_of_a_file_that_changed_meanwhile_loses_neither(desk: Desk) -> None:
    document_id = desk.add("rules.txt", RULES)
    path = desk.collection / document_id / "document.yaml"
    other = f"q = pathlib.Path({str(path)!r}); q.write_text(q.read_text() + 'topics: [training]\\n')"
    mine = "p.write_text(t + 'status: repealed\\n')"
    result = desk("edit", document_id, "--no-index", env={**editor(f"{other}; {mine}"), "PYTHONUTF8": "1"})
    assert result.exit_code == 1
    assert "changed while it was being edited" in result.stderr
    assert "training" in path.read_text(encoding="utf-8")
    draft = Path(result.stderr.splitlines()[0].removeprefix("what you wrote is in "))
    assert "repealed" in draft.read_text(encoding="utf-8")


@pytest.mark.parametrize("env", [{"VISUAL": "/nowhere/editor"}, {"VISUAL": "false"}])
def test_an_editor_that_fails_changes_nothing(desk: Desk, env: dict[str, str]) -> None:
    document_id = desk.add("rules.txt", RULES)
    result = desk("edit", document_id, env=env)
    assert result.exit_code == 1
    assert "editor" in result.stderr
    assert len(desk.json("log")) == 1
    assert desk("edit", "nowhere-1", env=env).exit_code == 1


# --- versions ----------------------------------------------------------------------------------------------------------


def test_diff_of_a_document_and_a_file(desk: Desk) -> None:
    document_id = desk.add("rules.txt", RULES)
    newer = desk.file("newer.txt", RULES.replace("5个", "9个").replace("〔2031〕7号", "〔2035〕8号"))
    result = desk("diff", document_id, newer)
    assert result.exit_code == 0
    assert "[-5-]{+9+}" in result.stdout
    assert "2 unchanged, 1 changed" in result.stdout
    found = desk.json("diff", document_id, newer)
    assert found["counts"]["changed"] == 1
    assert found["facts"]["number"] == ["示档发〔2031〕7号", "示档发〔2035〕8号"]
    [change] = [change for change in found["changes"] if change["kind"] == "changed"]
    assert {"op": "added", "text": "9"} in change["words"]
    assert desk("diff", document_id, "nowhere").exit_code == 1


def test_versions_are_kept_apart_and_listed(desk: Desk) -> None:
    desk.add("old.txt", RULES)
    result = desk("add", "--no-index", desk.file("new.txt", RULES.replace("5个", "9个").replace("〔2031〕7号", "〔2035〕8号")))
    assert "another version of" in result.stderr
    [pair] = desk.json("duplicates")
    assert pair["versions"]
    assert "versions" in desk("duplicates").stdout
    assert len(desk.json("list")) == 2


def test_remove_can_be_undone(desk: Desk) -> None:
    document_id = desk.add("rules.txt", RULES)
    assert desk("remove", document_id, "--yes").exit_code == 0
    assert desk("undo", input="n\n").exit_code == 1
    assert desk("undo", input="y\n").exit_code == 0
    assert [d["id"] for d in desk.json("list")] == [document_id]
    assert "removed" in desk("log").stdout


# --- an index that is interrupted, a catalogue that is damaged ---------------------------------------------------------


def test_whoever_stops_the_indexing_still_sees_what_was_taken_in(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("archive.cli.taking_in.index_problems", interrupted)
    result = desk("add", "--yes", desk.file("a.txt", NOTICE.format(7, 7)))
    assert result.exit_code == 1
    assert "added" in result.stdout
    assert "`archive index` goes on with it" in result.stderr


def test_a_catalogue_with_a_damaged_row_is_made_anew_by_the_next_index(desk: Desk) -> None:
    document_id = desk.add("a.txt", NOTICE.format(7, 7))
    assert desk("index").exit_code == 0
    path = catalogue_path(desk.collection.parent / "index")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE documents SET facts = '{}'")
    damaged = desk("cites", document_id)
    assert damaged.exit_code == 1
    assert "archive index --rebuild" in damaged.stderr
    result = desk("index")
    assert result.exit_code == 0
    assert "made anew" in result.stderr
    assert desk("cites", document_id).exit_code == 0
