"""The history: every change has its line, a killed process leaves nothing half done, the last change can be taken back."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from archive.checks import check_collection
from archive.errors import Conflict, NotFound
from archive.history.history import INTENT, NAME, Event, History
from archive.history.recording import Origin, Recorder
from archive.history.undoing import undo
from archive.intake.inspection import inspect
from archive.intake.intake import Intake
from archive.model import Bilingual, Document
from archive.store import Collection
from tests.conftest import SMALL


def files(root: Path) -> dict[str, bytes]:
    """The files of the documents: neither the history nor what is kept."""
    paths = (p for p in root.rglob("*") if p.is_file() and not any(part.startswith(".") for part in p.relative_to(root).parts))
    return {str(p.relative_to(root)): p.read_bytes() for p in paths if p.name != NAME}


def told(collection: Collection) -> list[tuple[int, str, str]]:
    return [(event.number, event.action, event.document) for event in History(collection.root).events()]


def test_every_change_has_its_line(collection: Collection) -> None:
    recorder = Recorder(collection)
    recorder.write(SMALL, "added", Origin("rules.txt", "ab" * 32, ("zh", "en")))
    recorder.write(replace(SMALL, number=None), "edited", Origin(changed=("number=",)))
    recorder.remove(SMALL.id)
    assert told(collection) == [(1, "added", SMALL.id), (2, "edited", SMALL.id), (3, "removed", SMALL.id)]
    first, second, third = History(collection.root).events()
    assert (first.file, first.sha256, first.changed, first.before, first.kept) == (
        "rules.txt",
        "ab" * 32,
        ("zh", "en"),
        None,
        None,
    )
    assert second.before == first.after
    assert third.after is None
    assert second.kept is not None
    assert "示档发" in (collection.root / second.kept / "document.yaml").read_text(encoding="utf-8")
    assert collection.ids() == []
    assert [path.name for path in collection.root.iterdir() if path.name.startswith(".incoming")] == []


def test_undo_restores_every_byte_and_can_be_undone(collection: Collection) -> None:
    Recorder(collection).write(SMALL, "added")
    path = collection.root / SMALL.id / "document.yaml"
    path.write_text("# by hand\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    before = files(collection.root)
    Recorder(collection).write(replace(SMALL, number=None, editions=SMALL.editions[:1]), "replaced")
    after = files(collection.root)
    assert after != before
    for expected in (before, after, before):
        undo(collection, Recorder(collection))
        assert files(collection.root) == expected
    assert [action for _, action, _ in told(collection)] == ["added", "replaced", "undone", "undone", "undone"]
    assert [event.undoes for event in History(collection.root).events()] == [None, None, 2, 3, 4]


def test_undo_of_an_addition_and_of_a_removal(collection: Collection) -> None:
    Recorder(collection).write(SMALL, "added")
    there = files(collection.root)
    undo(collection, Recorder(collection))
    assert files(collection.root) == {}
    undo(collection, Recorder(collection))
    assert files(collection.root) == there
    Recorder(collection).remove(SMALL.id)
    assert files(collection.root) == {}
    undo(collection, Recorder(collection))
    assert files(collection.root) == there


def test_undo_refuses_what_changed_since(collection: Collection) -> None:
    Recorder(collection).write(SMALL, "added")
    path = collection.root / SMALL.id / "zh.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n又一段。 {#para_9}\n", encoding="utf-8")
    before = files(collection.root)
    with pytest.raises(Conflict, match="changed since"):
        undo(collection, Recorder(collection))
    assert files(collection.root) == before
    assert len(told(collection)) == 1


def test_undo_refuses_when_what_was_kept_is_gone_or_another_change_was_meant(collection: Collection) -> None:
    recorder = Recorder(collection)
    first = recorder.write(SMALL, "added")
    event = recorder.write(replace(SMALL, number=None), "edited")
    with pytest.raises(Conflict, match="meanwhile"):
        undo(collection, recorder, first)
    assert event.kept
    (collection.root / event.kept / "zh.md").unlink()
    with pytest.raises(Conflict, match="no longer as it was"):
        undo(collection, recorder)
    assert collection.load(SMALL.id).number is None


def test_nothing_to_undo(collection: Collection) -> None:
    with pytest.raises(NotFound, match="nothing to undo"):
        undo(collection, Recorder(collection))


# --- a process that ends in the middle ---------------------------------------------------------------------------------


class Killed(BaseException):
    """Stands for the end of the process: nothing after it is run, no error is handled."""


@pytest.mark.parametrize("step", range(1, 12))
@pytest.mark.parametrize("change", ["add", "edit", "remove"])
def test_whatever_step_is_the_last_one(collection: Collection, monkeypatch: pytest.MonkeyPatch, step: int, change: str) -> None:
    if change != "add":
        Recorder(collection).write(SMALL, "added")
    before = files(collection.root)
    steps = 0

    def counting(call: Callable[..., object]) -> Callable[..., object]:
        def counted(*arguments: object, **options: object) -> object:
            nonlocal steps
            steps += 1
            if steps == step:
                raise Killed
            return call(*arguments, **options)

        return counted

    with monkeypatch.context() as patch:
        for name in ("rename", "replace", "unlink"):
            patch.setattr(Path, name, counting(getattr(Path, name)))
        patch.setattr(os, "fsync", counting(os.fsync))
        try:
            recorder = Recorder(collection)
            if change == "remove":
                recorder.remove(SMALL.id)
            else:
                recorder.write(replace(SMALL, number=None), "added" if change == "add" else "edited")
        except Killed:
            pass
    Recorder(collection)
    events = told(collection)
    done = len(events) == (1 if change == "add" else 2)
    after = files(collection.root)
    if not done:
        assert after == before
    elif change == "remove":
        assert after == {}
    else:
        assert "示档发" not in after[f"{SMALL.id}/document.yaml"].decode()
    assert not (collection.root / INTENT).exists()
    assert [path for path in collection.root.iterdir() if path.name.startswith(".incoming")] == []
    assert [event.number for event in History(collection.root).events()] == list(range(1, len(events) + 1))


def test_a_line_that_was_cut_off_is_completed(collection: Collection) -> None:
    event = Recorder(collection).write(SMALL, "added")
    path = collection.root / NAME
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    History(collection.root).announce(event)
    recorder = Recorder(collection)
    assert path.read_bytes() == whole
    assert "entered in the history" in recorder.mended[0].message
    assert told(collection) == [(1, "added", SMALL.id)]


def test_a_line_break_of_unicode_in_a_name_breaks_no_line(collection: Collection) -> None:
    Recorder(collection).write(SMALL, "added", Origin("two\u2028lines\x85.txt"))
    [event] = History(collection.root).events()
    assert event.file == "two\u2028lines\x85.txt"


def test_bytes_that_are_no_utf_8_stay_when_a_cut_line_is_cleared_away(collection: Collection) -> None:
    recorder = Recorder(collection)
    path = collection.root / NAME
    path.write_bytes(b"\xff\xfe\xff\n{cut off")
    recorder.write(SMALL, "added")
    before, line, end = path.read_bytes().split(b"\n")
    assert (before, end) == (b"\xff\xfe\xff", b"")
    assert json.loads(line)["document"] == SMALL.id


def test_an_event_without_its_write_is_taken_back(collection: Collection) -> None:
    History(collection.root).announce(Event(1, "2031-01-01T00:00:00Z", "added", "gone-1", after="0" * 64))
    recorder = Recorder(collection)
    assert "taken back" in recorder.mended[0].message
    assert told(collection) == []


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGKILL")
def test_sigkill_in_the_middle_of_add(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for i in range(1, 25):
        articles = "".join(f"第{'一二三四五六七八九'[k]}条 第{i}号渡口的第{k}项检查由管理人负责。\n" for k in range(9))
        (folder / f"{i:02}.txt").write_text(f"示范市第{i}渡口管理办法\n示渡发〔2031〕{i}号\n{articles}", encoding="utf-8")
    root = tmp_path / "documents"
    command = [sys.executable, "-m", "archive", "--collection", str(root), "add", "--no-index", str(folder)]
    for delay in (0.6, 0.75, 0.9, 1.1):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.wait()
    done = subprocess.run([*command, "--json"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert {outcome["action"] for outcome in json.loads(done.stdout)["documents"]} <= {"added", "unchanged"}
    collection = Collection(root)
    assert len(collection.ids()) == 24
    assert sorted(event.document for event in History(root).events()) == collection.ids()
    assert all(len(document.editions[0].segments) >= 9 for document in collection)


def test_a_full_disk_leaves_everything_as_it_was(tmp_path: Path) -> None:
    text = "示范市渡口管理办法\n示渡发〔2031〕7号\n" + "".join(
        f"第{n}条 渡口由管理人每日检查并记录。\n" for n in "一二三四五六七八九" * 30
    )
    small, large = tmp_path / "small.txt", tmp_path / "large.txt"
    small.write_text("示范市桥梁管理办法\n示渡发〔2031〕8号\n第一条 桥梁每年检查。\n", encoding="utf-8")
    large.write_text(text, encoding="utf-8")
    root = tmp_path / "documents"
    command = [sys.executable, "-m", "archive", "--collection", str(root), "add", "--no-index", str(large), str(small)]
    limited = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000)),
    )
    assert limited.returncode == 1
    assert "large.txt" in limited.stderr
    assert "cannot be stored" in limited.stderr
    assert "Traceback" not in limited.stderr
    collection = Collection(root)
    assert [document.number for document in collection] == ["示渡发〔2031〕8号"]
    assert [action for _, action, _ in told(collection)] == ["added"]
    assert [path.name for path in root.iterdir() if path.name.startswith(".incoming")] == []
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    assert len(collection.ids()) == 2


# --- who else sees it -------------------------------------------------------------------------------------------------


def test_check_knows_the_history(collection: Collection) -> None:
    Recorder(collection).write(SMALL, "added")
    assert [p for p in check_collection(collection) if p.path and p.path.name == NAME] == []
    path = collection.root / NAME
    path.write_text(path.read_text(encoding="utf-8") + "nonsense\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    found = [(p.severity, p.line) for p in check_collection(collection) if p.path and p.path.name == NAME]
    assert found == [("error", 2), ("error", None)]
    History(collection.root).announce(Event(9, "2031-01-01T00:00:00Z", "added", "gone-1", after="0" * 64))
    assert any(p.path and p.path.name == INTENT for p in check_collection(collection))


def test_intake_names_the_source(collection: Collection, hand_in: Callable[[str, str], Path]) -> None:
    path = hand_in("notice.txt", "关于做好登记工作的通知\n示档发〔2031〕7号\n各县：\n请做好登记。\n示范市档案局\n2031年3月5日\n")
    list(Intake(collection).add(inspect([path])))
    [event] = History(collection.root).events()
    provenance = collection.load(event.document).editions[0].provenance
    assert provenance
    assert (event.action, event.file, event.sha256, event.changed) == ("added", "notice.txt", provenance.sha256, ("zh",))


def test_a_document_from_before_the_history_can_be_changed_and_undone(collection: Collection) -> None:
    collection.write(Document("old-1", Bilingual("旧")))
    Recorder(collection).write(Document("old-1", Bilingual("新")), "edited")
    undo(collection, Recorder(collection))
    assert collection.load("old-1").title.zh == "旧"
