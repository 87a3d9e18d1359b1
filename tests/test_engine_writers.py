"""What every engine does while it is written, killed, damaged, or may not be written."""

from __future__ import annotations

import gc
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event, Thread

import pytest
from whoosh import query as q

from archive.errors import IndexUnusable
from indexer.engine import Engine, RebuildNeeded, Sizes
from indexer.engines import NAMES, engine
from tests.indexing import Opened, engines, entry, passage

PASSAGES = 3
"""Of every document that is written here: so half a document would be seen."""

_WRITER = """
import sys
from pathlib import Path
from tests.test_engine_writers import write_on
write_on(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
"""
_READER = """
import sys
from pathlib import Path
from tests.test_engine_writers import read_on
read_on(sys.argv[1], Path(sys.argv[2]))
"""


@pytest.fixture(params=engines())
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def opened(name: str) -> Opened:
    return engine(name)


def write_on(name: str, folder: Path, seed: int) -> None:
    """Add, replace and remove documents one by one and say each that was committed, until the process is killed."""
    chance, writing = random.Random(seed), engine(name)(folder)  # noqa: S311 - a test's data
    held = set(writing.fingerprints())
    for n in range(100_000):
        document, removes = f"d{chance.randint(0, 30)}", chance.random() < 0.3
        with writing.writer() as writer:
            writer.remove(document) if removes else put(writer, document, f"{seed}-{n}")
        held.discard(document) if removes else held.add(document)
        print(document, "-" if removes else f"{seed}-{n}", flush=True)  # noqa: T201 - what the test reads


def put(writer: object, document: str, fingerprint: str) -> None:
    writer.put(  # type: ignore[attr-defined]
        entry(document, "a b", fingerprint=fingerprint, issuer=["x"]), [passage(document, "a b", n=n) for n in range(PASSAGES)]
    )


def read_on(name: str, folder: Path) -> None:
    """Ask an index until nobody listens any more; whatever the moment, what is seen is whole."""
    reading = engine(name)(folder)
    while True:
        look(reading)
        print("seen", flush=True)  # noqa: T201 - what the test reads


def look(reading: Engine) -> None:
    """Fails where an answer is not of one state."""
    found = reading.documents(q.Term("text_words", "a"), filters={}, limit=100)
    assert len({hit.id for hit in found.hits}) == len(found.hits) == found.total == found.facets["issuer"].get("x", 0)
    passages = reading.passages(q.Phrase("passage_words", ["a", "b"]), limit=1000)
    assert passages.total == len(passages.hits)
    places = [(hit.document, hit.stored["n"]) for hit in passages.hits]
    assert sorted(places) == [(document, n) for document in sorted({document for document, _ in places}) for n in range(PASSAGES)]
    sizes = reading.sizes()
    assert sizes.passages == PASSAGES * sizes.documents


def started(script: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", script, *map(str, arguments)], stdout=subprocess.PIPE, text=True)


def test_a_writer_that_is_killed_loses_nothing_acknowledged(name: str, opened: Opened, tmp_path: Path) -> None:
    folder, chance = tmp_path / "index", random.Random(11)  # noqa: S311 - a test's data
    opened(folder, create=True).close()
    acknowledged: dict[str, str] = {}
    for seed in range(3):
        _killed(started(_WRITER, name, folder, seed), chance.uniform(0.0, 0.4), acknowledged)
        reading = opened(folder)
        look(reading)
        assert _but_for_one(dict(reading.fingerprints()), acknowledged)
        acknowledged = dict(reading.fingerprints())
        with reading.writer() as writer:
            writer.remove("unknown")
        look(reading)
        reading.close()


def _killed(process: subprocess.Popen[str], after: float, acknowledged: dict[str, str]) -> None:
    """Killed some time after its first commit; what it said goes into ``acknowledged``."""
    assert process.stdout
    said = [process.stdout.readline()]
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    said += process.stdout.readlines()
    process.stdout.close()
    assert process.wait() == -signal.SIGKILL
    for line in filter(lambda line: line.endswith("\n"), said):
        document, fingerprint = line.split()
        acknowledged.pop(document, None)
        if fingerprint != "-":
            acknowledged[document] = fingerprint


def _but_for_one(held: dict[str, str], acknowledged: dict[str, str]) -> bool:
    """One change may have been committed and not yet said."""
    return sum(held.get(each) != acknowledged.get(each) for each in held.keys() | acknowledged.keys()) <= 1


def test_readers_see_whole_states_while_single_changes_go_on(name: str, opened: Opened, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    writing = opened(folder, create=True)
    other, stop, failures = started(_READER, name, folder), Event(), []

    def ask(reading: Engine) -> None:
        try:
            while not stop.is_set():
                look(reading)
        except BaseException as error:
            failures.append(error)

    threads = [Thread(target=ask, args=(reading,)) for reading in (writing, opened(folder))]
    for thread in threads:
        thread.start()
    try:
        chance = random.Random(2)  # noqa: S311 - a test's data
        for n in range(40):
            with writing.writer() as writer:
                document = f"d{chance.randint(0, 9)}"
                writer.remove(document) if chance.random() < 0.3 else put(writer, document, str(n))
    finally:
        stop.set()
        for thread in threads:
            thread.join()
        alive = other.poll() is None
        other.kill()
        other.communicate()
    assert failures == []
    assert alive, "the reader in the other process met an error"


def test_a_snapshot_stays_as_it_is(opened: Opened, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    writing = opened(folder, create=True)
    with writing.writer() as writer:
        put(writer, "one", "f")
    before = writing.snapshot()
    with writing.writer() as writer:
        put(writer, "one", "g")
        put(writer, "two", "g")
    after = writing.snapshot()
    with writing.writer() as writer:
        writer.remove("one")
    for snapshot, held in ((before, ["one"]), (after, ["one", "two"]), (writing.snapshot(), ["two"])):
        assert snapshot.sizes() == Sizes(len(held), len(held) * PASSAGES)
        found = snapshot.documents(q.Term("text_words", "a"), filters={})
        assert sorted(hit.id for hit in found.hits) == held
        assert found.facets["issuer"] == {"x": len(held)}
        passages = snapshot.passages(q.Term("passage_words", "b"), limit=100)
        assert sorted({hit.document for hit in passages.hits}) == held
        assert all(hit.stored["n"] in range(PASSAGES) for hit in passages.hits)
        assert sorted(snapshot.among(None, {}).issued) == held
    shutil.rmtree(folder)
    assert after.sizes() == Sizes(2, 2 * PASSAGES)
    assert [hit.stored["id"] for hit in before.documents(q.Every(), filters={}).hits] == ["one"]


def test_a_reader_in_another_process_sees_a_commit(name: str, opened: Opened, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    reading = opened(folder, create=True)
    process = started(_WRITER, name, folder, 1)
    assert process.stdout
    said = [process.stdout.readline().split() for _ in range(5)]
    process.kill()
    process.communicate()
    known = reading.fingerprints()
    last = dict(said)  # type: ignore[arg-type]
    assert known
    assert any(known.get(document, "-") == fingerprint for document, fingerprint in last.items())


def test_files_and_their_size_stay_bounded(opened: Opened, tmp_path: Path) -> None:
    """Many single changes of ten documents: what was replaced goes, and so do its files."""
    folder = tmp_path / "index"
    writing = opened(folder, create=True)
    most = 0
    for n in range(100):
        with writing.writer() as writer:
            put(writer, f"d{n % 10}", str(n))
        most = max(most, len(_files(folder)))
    assert writing.sizes() == Sizes(10, 10 * PASSAGES)
    assert most < 300
    assert sum(path.stat().st_size for path in _files(folder)) < 1_000_000


def _files(folder: Path) -> Sequence[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_another_process_is_told_that_there_is_a_writer(name: str, opened: Opened, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    writing = opened(folder, create=True)
    script = (
        "import sys; from pathlib import Path\n"
        "from archive.errors import IndexUnusable\n"
        "from indexer.engines import open_engine\n"
        "try:\n    open_engine(sys.argv[1], Path(sys.argv[2])).writer()\nexcept IndexUnusable as error:\n    print(error)\n"
    )
    with writing.writer() as writer:
        put(writer, "one", "f")
        said = started(script, name, folder).communicate()[0]
    assert "another process is writing" in said
    assert writing.sizes() == Sizes(1, PASSAGES)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves files open that it cannot read
def test_a_missing_or_damaged_index_says_that_it_must_be_made_again(opened: Opened, tmp_path: Path) -> None:
    with pytest.raises(RebuildNeeded):
        opened(tmp_path / "nothing")
    folder = tmp_path / "index"
    with opened(folder, create=True).writer() as writer:
        for n in range(40):
            put(writer, f"d{n}", "f")
    damage: Sequence[Callable[[bytes], bytes | None]] = [
        lambda _: b"",
        lambda whole: whole[: len(whole) // 2],
        lambda whole: bytes(len(whole)),
        lambda whole: whole[: len(whole) // 3] + b"\xff" * 200,
        lambda _: None,
    ]
    for path in filter(lambda path: path.stat().st_size, _files(folder)):
        whole = path.read_bytes()
        for change in damage:
            broken = change(whole)
            path.unlink() if broken is None else path.write_bytes(broken)
            try:
                reading = opened(folder)
                reading.fingerprints()
                reading.documents(q.Phrase("text_characters", ["a", "b"]), filters={})
                reading.passages(q.Phrase("passage_characters", ["a", "b"]))
            except RebuildNeeded as error:
                assert "damaged" in str(error)  # noqa: PT017 - some damage is in bytes that no search reads
        path.write_bytes(whole)
        gc.collect()  # so that the warning comes here
    look(opened(folder))


def test_names_of_engines() -> None:
    assert NAMES == ("tantivy", "whoosh")
    with pytest.raises(IndexUnusable, match="no engine 'other'; there are tantivy, whoosh"):
        engine("other")
