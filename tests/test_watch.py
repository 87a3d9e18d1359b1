"""``archive watch``: what is dropped into a folder is taken in once, and nothing is overwritten or lost."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from archive.errors import Conflict
from archive.intake.watching import Dealt, Watched
from archive.reading import Limits
from archive.store import Collection

NOTICE = "关于做好登记工作的通知\n示档发〔2031〕{}号\n各县：\n请做好登记。\n示范市档案局\n2031年3月5日\n"
ZH = "# 示范捐献登记规则\n\n第一条 登记应当自愿。\n\n第二条 登记应当无偿。\n"
EN = "# Rules on the Registration of Donors\n\nArticle 1 Registration is voluntary.\n\nArticle 2 Registration is free.\n"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture
def watched(inbox: Path, collection: Collection) -> Watched:
    return Watched(inbox, collection, Limits())


def drop(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def look(watched: Watched) -> list[Dealt]:
    watched.settled()
    return list(watched.take_in(watched.settled()))


def names(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")}


def test_good_files_go_to_done_and_bad_ones_to_failed_with_the_reason(
    inbox: Path, watched: Watched, collection: Collection
) -> None:
    drop(inbox, "a.txt", NOTICE.format(7))
    drop(inbox, "sub/b.txt", NOTICE.format(8))
    drop(inbox, "empty.txt", b"")
    drop(inbox, ".hidden.txt", NOTICE.format(9))
    assert {outcome.action for dealt in look(watched) for outcome in dealt.outcomes} == {"added"}
    assert names(inbox) == {"done/a.txt", "done/sub/b.txt", "failed/empty.txt", "failed/empty.txt.reason.txt"}
    assert "empty" in (inbox / "failed" / "empty.txt.reason.txt").read_text(encoding="utf-8")
    assert sorted(document.number or "" for document in collection) == ["示档发〔2031〕7号", "示档发〔2031〕8号"]
    assert look(watched) == []


def test_nothing_is_overwritten(inbox: Path, watched: Watched) -> None:
    for text in (NOTICE.format(7), NOTICE.format(8), NOTICE.format(7).replace("请做好", "不必做")):
        drop(inbox, "a.txt", text)
        look(watched)
    drop(inbox, "a.txt", b"")
    look(watched)
    assert names(inbox) == {
        "done/a.txt", "done/a-2.txt", "failed/a.txt", "failed/a.txt.reason.txt", "failed/a-2.txt", "failed/a-2.txt.reason.txt",
    }  # fmt: skip
    assert "--replace" in (inbox / "failed" / "a.txt.reason.txt").read_text(encoding="utf-8")
    assert (inbox / "failed" / "a-2.txt").read_bytes() == b""


def test_a_file_that_is_still_being_written_waits(inbox: Path, watched: Watched) -> None:
    path = drop(inbox, "a.txt", NOTICE.format(7)[:20])
    watched.settled()
    path.write_text(NOTICE.format(7), encoding="utf-8")
    assert watched.settled() == []
    assert watched.settled() == [(path,)]


def test_a_pair_dropped_together_is_one_document(inbox: Path, watched: Watched, collection: Collection) -> None:
    drop(inbox, "rules.zh.md", ZH)
    watched.settled()
    drop(inbox, "rules.en.md", EN)
    assert watched.settled() == []  # the other half has not settled yet
    [dealt] = watched.take_in(watched.settled())
    assert [outcome.action for outcome in dealt.outcomes] == ["added"]
    assert names(inbox) == {"done/rules.zh.md", "done/rules.en.md"}
    assert [edition.name for edition in collection.load(dealt.outcomes[0].id).editions] == ["zh", "en"]


def test_a_file_that_vanishes_is_no_matter(inbox: Path, watched: Watched) -> None:
    path = drop(inbox, "a.txt", NOTICE.format(7))
    watched.settled()
    found = watched.settled()
    path.unlink()
    assert list(watched.take_in(found)) == []
    assert names(inbox) == set()


def test_a_restart_goes_on_where_it_was(inbox: Path, watched: Watched, collection: Collection) -> None:
    drop(inbox, "a.txt", NOTICE.format(7))
    look(watched)
    (inbox / "done" / "a.txt").rename(inbox / "a.txt")  # as if the process had ended before it was moved
    [dealt] = look(Watched(inbox, collection, Limits()))
    assert [outcome.action for outcome in dealt.outcomes] == ["unchanged"]
    assert names(inbox) == {"done/a.txt"}


def test_one_watcher_at_a_time(inbox: Path, watched: Watched, collection: Collection) -> None:
    with watched.alone(), pytest.raises(Conflict, match="another"), Watched(inbox, collection, Limits()).alone():
        pass
    with watched.alone():
        pass


def test_when_it_is_stopped_the_rest_stays(inbox: Path, watched: Watched) -> None:
    for number in (7, 8, 9):
        drop(inbox, f"{number}.txt", NOTICE.format(number))
    watched.settled()
    found = watched.settled()
    assert len(list(watched.take_in(found, stopped=(inbox / "done").exists))) == 1
    assert names(inbox) == {"done/7.txt", "8.txt", "9.txt"}


@pytest.mark.skipif(sys.platform == "win32", reason="sends signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly_on_a_signal(inbox: Path, tmp_path: Path, number: signal.Signals) -> None:
    drop(inbox, "a.txt", NOTICE.format(7))
    command = [sys.executable, "-m", "archive", "--collection", str(tmp_path / "documents"), "watch", str(inbox)]
    process = subprocess.Popen(
        [*command, "--interval", "0.1", "--no-index"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    until = time.monotonic() + 30
    while not (inbox / "done" / "a.txt").exists() and time.monotonic() < until:
        time.sleep(0.05)
    process.send_signal(number)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (0, "")
    assert "done: a.txt: added" in out


def test_once_takes_what_is_there_and_ends(inbox: Path, tmp_path: Path) -> None:
    drop(inbox, "a.txt", NOTICE.format(7))
    drop(inbox, "bad.txt", b"")
    command = [sys.executable, "-m", "archive", "--collection", str(tmp_path / "documents"), "watch", str(inbox)]
    done = subprocess.run([*command, "--once", "--interval", "0.1"], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert names(inbox) == {"done/a.txt", "failed/bad.txt", "failed/bad.txt.reason.txt"}
    assert (tmp_path / ".documents.index").is_dir()
