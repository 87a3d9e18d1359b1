"""What is tantivy's own: two indexes under one truth, files that stay few, and hostile bytes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import query as q

from archive.errors import IndexUnusable
from indexer.engine import DocumentEntry, PassageEntry, PassageHits, RebuildNeeded, Sizes
from indexer.engines.tantivy import commits, merging
from indexer.engines.tantivy.engine import TantivyEngine
from indexer.engines.tantivy.fields import DOCUMENTS, PASSAGES, Mark, safe, sort_keys
from indexer.engines.tantivy.ranking import rounded
from indexer.engines.tantivy.translation import level
from indexer.engines.tantivy.writing import TantivyWriter
from tests.indexing import entry, passage

ROOT = Path(__file__).parent.parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def engine(folder: Path) -> TantivyEngine:
    return TantivyEngine(folder, create=True)


def put(engine: TantivyEngine, id_: str, text: str, *passages: str) -> None:
    with engine.writer() as writer:
        writer.put(entry(id_, text, fingerprint=text), [passage(id_, each) for each in passages])


def texts(found: PassageHits) -> list[str]:
    return [hit.stored["text"] for hit in found.hits]


def seen(engine: TantivyEngine) -> tuple[dict[str, str], list[str]]:
    """The documents with their fingerprints, and the texts of all passages."""
    return dict(engine.fingerprints()), texts(engine.passages(q.Every(), limit=1000))


# One truth


class FullDisk:
    """A tantivy writer whose commit fails from the n-th on."""

    def __init__(self, writer: Any, good: int) -> None:
        self._writer, self._good = writer, good

    def commit(self) -> int:
        self._good -= 1
        if self._good < 0:
            raise OSError(28, "No space left on device")
        return int(self._writer.commit())

    def __getattr__(self, name: str) -> Any:
        return getattr(self._writer, name)


@pytest.mark.parametrize(
    ("kind", "good", "happened"),
    [(PASSAGES, 0, False), (DOCUMENTS, 0, False), (PASSAGES, 1, True)],
    ids=["new passages", "documents", "old passages"],
)
def test_a_commit_that_breaks_off_has_happened_wholly_or_not_at_all(
    engine: TantivyEngine, folder: Path, kind: str, good: int, happened: bool
) -> None:
    put(engine, "one", "old", "old a", "old b")
    put(engine, "two", "stays", "stays")
    put(engine, "gone", "goes", "goes")
    before = seen(engine)
    after = {"one": "new", "two": "stays", "three": "more"}, ["new a", "more", "stays"]

    def change() -> None:
        with TantivyWriter(folder) as writer:
            writer._writers[kind] = FullDisk(writer._writers[kind], good)  # type: ignore[assignment]  # noqa: SLF001
            writer.put(entry("one", "new", fingerprint="new"), [passage("one", "new a")])
            writer.put(entry("three", "more", fingerprint="more"), [passage("three", "more")])
            writer.remove("gone")

    if happened:
        change()
    else:
        with pytest.raises(IndexUnusable, match="cannot be written: No space left on device"):
            change()
    assert commits.read(folder).pending
    for reader in (engine, TantivyEngine(folder)):
        assert seen(reader) == (after if happened else before)
        assert reader.sizes().passages == len((after if happened else before)[1])
        assert sorted(texts(reader.passages(q.Not(q.Term("passage_words", "stays"))))) == sorted(
            text for text in (after if happened else before)[1] if text != "stays"
        )
    with engine.writer():
        pass
    assert not commits.read(folder).pending
    assert seen(engine) == (after if happened else before)
    state = engine._present()  # noqa: SLF001 - what is in the files
    assert state.passages.searcher.num_docs == len(seen(engine)[1])
    change() if happened else put(engine, "one", "new", "new a")
    assert engine.fingerprints()["one"] == "new"


_LOOP = """
import sys
from pathlib import Path
from indexer.engines.tantivy.engine import TantivyEngine
from tests.indexing import entry, passage
engine = TantivyEngine(Path(sys.argv[1]))
n = int(sys.argv[2])
while True:
    n += 1
    with engine.writer() as writer:
        for name in "ab":
            writer.put(entry(name, f"v{n}", fingerprint=str(n)), [passage(name, f"v{n}") for _ in range(3)])
        writer.put(entry(f"d{n}", f"v{n}", fingerprint=str(n)), [passage(f"d{n}", f"x{n}")])
    print(n, flush=True)
"""


def test_a_killed_writer_loses_nothing_acknowledged_and_leaves_nothing_visible(engine: TantivyEngine, folder: Path) -> None:
    last = 0
    for pause in (0.0, 0.013, 0.029, 0.041):
        command = [sys.executable, "-c", _LOOP, str(folder), str(last)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            for _ in range(3):
                acknowledged = int(process.stdout.readline())
            time.sleep(pause)
            process.send_signal(signal.SIGKILL)
            acknowledged = int(([str(acknowledged), *process.stdout.read().split()])[-1])
        for reader in (TantivyEngine(folder), engine):
            found, passages = seen(reader)
            last = int(found["a"])
            assert last in (acknowledged, acknowledged + 1)
            assert found == {"a": str(last), "b": str(last), **{f"d{n}": str(n) for n in range(1, last + 1)}}
            assert sorted(passages) == sorted([f"v{last}"] * 6 + [f"x{n}" for n in range(1, last + 1)])
    put(engine, "a", "end", "end")
    assert engine.sizes().passages == 1 + 3 + last


def test_a_reader_never_sees_half_a_commit(engine: TantivyEngine, folder: Path) -> None:
    put(engine, "one", "v0", *["v0"] * 5)
    reader, stop, rounds = TantivyEngine(folder), [False], 12

    def watch() -> Iterator[tuple[int, int]]:
        while not stop[0]:
            before = int(reader.fingerprints()["one"][1:])
            found = texts(reader.passages(q.Every(), limit=100))
            assert len(found) == 5
            assert len(set(found)) == 1
            shown = int(found[0][1:])
            assert before <= shown <= int(reader.fingerprints()["one"][1:])
            yield before, shown

    with ThreadPoolExecutor(3) as pool:
        watching = [pool.submit(lambda: list(watch())) for _ in range(3)]
        try:
            for n in range(1, rounds + 1):
                put(engine, "one", f"v{n}", *[f"v{n}"] * 5)
                assert reader.fingerprints()["one"] == f"v{n}"
        finally:
            stop[0] = True
        assert all(len(watched.result()) > 1 for watched in watching)


def test_a_writer_that_changes_nothing_commits_nothing(engine: TantivyEngine, folder: Path) -> None:
    put(engine, "one", "a")
    before = commits.stamp(folder)
    with engine.writer() as writer:
        writer.remove("unknown")
    with pytest.raises(ZeroDivisionError), engine.writer() as writer:  # noqa: PT012 - what fails is the block
        writer.put(entry("two", "b"), [passage("two", "b")])
        raise ZeroDivisionError
    assert commits.stamp(folder) == before
    assert engine.sizes().documents == 1


# Files


def test_hundreds_of_single_additions_leave_few_files_and_maps(engine: TantivyEngine, folder: Path) -> None:
    reader, total = TantivyEngine(folder), 120
    counted = []
    for n in range(total):
        put(engine, f"d{n % 100:03}", f"a w{n}", "a", f"w{n}")
        counted.append(reader.sizes())
    assert [sizes.documents for sizes in counted] == [min(n + 1, 100) for n in range(total)]
    assert [sizes.passages for sizes in counted] == [2 * min(n + 1, 100) for n in range(total)]
    assert len(list(folder.rglob("*"))) < 2 * 16 * 9  # segments of at most nine files
    if Path("/proc/self/maps").exists():
        assert Path("/proc/self/maps").read_text().count(str(folder)) < 3 * 2 * 16 * 8
        assert not any(str(folder) in str(handle.readlink()) for handle in _handles())


def test_a_writer_waits_for_merges_that_go_on(engine: TantivyEngine, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "PATIENCE", 0.0)
    for n in range(20):
        put(engine, f"d{n}", "a", "a")
    merging.wait(folder)
    assert engine.sizes() == Sizes(20, 20)
    assert engine._present().documents.searcher.num_segments < 8  # noqa: SLF001 - what is in the files


def test_what_was_never_merged_is_in_the_end(engine: TantivyEngine, folder: Path) -> None:
    """Processes that end before their merges do leave files, of which there are not more and more."""
    script = (
        "import os, sys; from pathlib import Path\n"
        "from indexer.engines.tantivy import merging\n"
        "from indexer.engines.tantivy.engine import TantivyEngine\n"
        "from tests.indexing import entry\n"
        "merging.PATIENCE, merging.MOST = 0.0, 6\n"
        "with TantivyEngine(Path(sys.argv[1])).writer() as writer:\n"
        "    writer.put(entry(f'd{sys.argv[2]}', 'a'), [])\n"
        "os._exit(0)\n"
    )
    for number in range(12):
        subprocess.run([sys.executable, "-c", script, str(folder), str(number)], check=True, timeout=60)
        assert engine.sizes().documents == number + 1
        assert engine._present().documents.searcher.num_segments <= 7  # noqa: SLF001 - what is in the files


def _handles() -> list[Path]:
    return [handle for handle in Path("/proc/self/fd").iterdir() if handle.is_symlink()]


def test_a_read_only_folder_can_be_read(engine: TantivyEngine, folder: Path) -> None:
    put(engine, "one", "a b", "a")
    for place in (folder / DOCUMENTS, folder / PASSAGES, folder):
        for lock in place.glob("*.lock"):
            lock.unlink()
        place.chmod(0o555)
    try:
        if os.access(folder, os.W_OK):
            pytest.skip("this user may write anywhere")
        reader = TantivyEngine(folder)
        assert seen(reader) == ({"one": "a b"}, ["a"])
        with pytest.raises(IndexUnusable, match="cannot be written"):
            reader.writer()
    finally:
        for place in (folder, folder / DOCUMENTS, folder / PASSAGES):
            place.chmod(0o755)


@pytest.mark.parametrize("name", ["commit.json", "documents", "passages", "documents/meta.json", "passages/meta.json"])
def test_an_index_that_is_half_deleted_says_so(engine: TantivyEngine, folder: Path, name: str) -> None:
    put(engine, "one", "a", "a")
    (folder / name).rename(folder.parent / "away")
    with pytest.raises(RebuildNeeded, match="damaged"):
        TantivyEngine(folder)
    with pytest.raises(RebuildNeeded, match="damaged"):
        engine.writer()
    (folder.parent / "away").rename(folder / name)
    put(engine, "two", "b", "b")
    assert engine.sizes().passages == 2


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"number": 1, "next": "x", "pending": []}', '{"number": 1}', "\0\0"])
def test_a_commit_that_is_none_is_damage(engine: TantivyEngine, folder: Path, content: str) -> None:
    put(engine, "one", "a", "a")
    (folder / "commit.json").write_text(content)
    with pytest.raises(RebuildNeeded, match="damaged"):
        engine.documents(q.Every(), filters={})


def test_an_index_can_be_made_anew_over_another(engine: TantivyEngine, folder: Path) -> None:
    put(engine, "one", "a", "a")
    assert seen(TantivyEngine(folder, create=True)) == ({}, [])


# Terms


HOSTILE = ["a\tb", "\0", "\x1f\x7f", "\u3000", "\u00a0x", "x\u2028y", "\ud800", "a\udfffb", "L" * 70_000, "\U0010ffff", "\v"]


@pytest.mark.parametrize("term", HOSTILE, ids=range(len(HOSTILE)))
def test_terms_of_any_characters_are_safe(engine: TantivyEngine, term: str) -> None:
    put(engine, "one", "plain", "plain")
    with engine.writer() as writer:
        streams = dict.fromkeys(("text_words", "text_characters"), f"x {term} y")
        writer.put(DocumentEntry("two", streams, {"issuer": [term]}, 0, "f", {"t": term}), [])
    long = len(term) > 65530  # bytes: the longest that is indexed
    for query in (q.Term("text_words", term), q.Phrase("text_characters", ["x", term, "y"])):
        found = engine.documents(query, filters={})
        assert [hit.id for hit in found.hits] == ([] if long else ["two"])
        assert all(hit.stored["t"] == term for hit in found.hits)
    assert [hit.id for hit in engine.documents(q.Term("text_words", "y"), filters={}).hits] == ["two"]
    assert engine.documents(q.Every(), filters={"issuer": [term]}).total == (0 if long else 1)
    assert engine.frequency("text_words", term) == (0 if long else 1)
    assert (engine.terms("text_words", term, 5) == []) == long


@given(st.text(), st.text())
def test_safe_text_is_encodable_and_keeps_what_is_safe(left: str, right: str) -> None:
    for made in (safe(left), safe(left + "\ud812\t" + right)):
        made.encode()
        assert not set("\t\n\f\r") & set(made)
        assert safe(made) == made
    if left.isprintable():
        assert safe(left) == left


@given(st.lists(st.tuples(st.integers(0, 99991231), st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))))
def test_sort_keys_sort_by_date_then_id(rows: list[tuple[int, str]]) -> None:
    by_key = [sorted(rows, key=lambda row, which=which: sort_keys(row[1], row[0])[which].encode()) for which in (0, 1)]  # type: ignore[misc]
    assert by_key[0] == sorted(rows, key=lambda row: (-row[0], row[1]))
    assert by_key[1] == sorted(rows, key=lambda row: (row[0] or 99999999, row[1]))
    assert all(Mark.of(mark.term()) == mark for mark in (Mark(1, issued, id_, "f") for issued, id_ in rows))


# Queries


def test_wide_queries_and_long_phrases_are_answered(engine: TantivyEngine) -> None:
    words = [f"w{n}" for n in range(2000)]
    put(engine, "one", " ".join(words), " ".join(words))
    put(engine, "two", " ".join(reversed(words)), "w1")
    assert engine.documents(q.Phrase("text_characters", words), filters={}).total == 1
    assert engine.documents(q.Phrase("text_characters", [*words, "w0"]), filters={}).total == 0
    assert engine.documents(q.Phrase("text_characters", ["·", "w0", *["·"] * 1998, "w1999", "·"]), filters={}).total == 1
    each = [q.Term("text_words", word) for word in words]
    assert engine.documents(q.Or(each), filters={}).total == 2
    assert engine.documents(q.And(each), filters={}).total == 2
    assert engine.documents(q.Or(each, minmatch=2001), filters={}).total == 0
    assert engine.passages(q.Or([q.Term("passage_words", word) for word in words], minmatch=2), limit=10**12).total == 1
    deep: q.Query = q.Term("text_words", "w5")
    for _ in range(100):
        deep = q.And([q.Or([q.Not(q.Not(deep))])])
    assert engine.documents(deep, filters={}).total == 2


def test_what_is_level_is_in_order_however_much_it_is(engine: TantivyEngine) -> None:
    """Written out of order, over several segments, more than is fetched at first."""
    for start in (30, 0, 60):
        with engine.writer() as writer:
            for n in reversed(range(start, start + 30)):
                issued = 20200101 + n % 3 if n % 5 else 0
                writer.put(entry(f"d{n:02}", "a x", issued=issued), [passage(f"d{n:02}", "a x", n=i) for i in range(4)])
    order = sorted((-(20200101 + n % 3) if n % 5 else 0, f"d{n:02}") for n in range(90))
    everywhere = [f"d{n:02}.{i}" for n in range(90) for i in range(4)]
    for word in (q.Term("text_words", "a"), q.Or([q.Term("text_words", "a"), q.Term("text_words", "x")]), q.Every()):
        pages = [engine.documents(word, filters={}, limit=7, offset=offset) for offset in range(0, 98, 7)]
        assert [hit.id for page in pages for hit in page.hits] == [id_ for _, id_ in order]
    for node in (q.Term("passage_words", "a"), q.Every(), q.ConstantScoreQuery(q.Term("passage_words", "x"), 2.0)):
        for limit, each in ((3, None), (30, None), (359, None), (360, None), (50, 1), (100, 3)):
            found = engine.passages(node, limit=limit, per_document=each, count=False)
            expected = [name for name in everywhere if each is None or int(name[-1]) < each]
            assert [f"{hit.document}.{hit.stored['n']}" for hit in found.hits] == expected[:limit]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> TantivyEngine:
    engine = TantivyEngine(tmp_path_factory.mktemp("small") / "index", create=True)
    with engine.writer() as writer:
        for n, text in enumerate(["a", "a b", "b b c", "c", "a b c", "d"]):
            writer.put(entry(f"d{n}", text, issued=20200101 + n, topic=[text[0]]), [])
    return engine


_TERMS = st.sampled_from("abcd").map(lambda word: q.Term("text_words", word))
_LEVEL: st.SearchStrategy[q.Query] = st.one_of(
    st.just(q.Every()),
    st.sampled_from("abcd").map(lambda word: q.Term("topic", word)),
    st.just(q.NumericRange("issued", 20200102, None)),
)
_BOOSTS = st.sampled_from([0.5, 1.0, 3.0])
_TREES: st.SearchStrategy[q.Query] = st.recursive(
    st.one_of(_TERMS, _LEVEL, st.just(q.NullQuery)),
    lambda parts: st.one_of(
        st.builds(lambda some, boost: q.And(some, boost=boost), st.lists(parts, max_size=3), _BOOSTS),
        st.builds(lambda some, boost: q.Or(some, boost=boost), st.lists(parts, max_size=3), _BOOSTS),
        st.builds(q.ConstantScoreQuery, parts, _BOOSTS),
        st.builds(q.AndMaybe, parts, parts),
        st.builds(q.Not, parts),
    ),
    max_leaves=8,
)


@given(_TREES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_what_is_called_level_is_level(small: TantivyEngine, tree: q.Query) -> None:
    found = small.documents(tree, filters={}, limit=100)
    assert len(found.hits) == found.total
    score = level(tree)
    state = small._present()  # noqa: SLF001 - the scores themselves
    scores = [scored for scored, _ in state.documents.search(state.documents.translation.query(tree), 100).hits]
    assert len(scores) == found.total
    if score is not None:
        assert scores == pytest.approx([score] * found.total)


@given(st.floats(1e-6, 1e6), st.floats(1e-6, 1e6))
def test_rounding_keeps_the_order_of_scores(left: float, right: float) -> None:
    assert (rounded(left) <= rounded(right)) == (left <= right) or rounded(left) == rounded(right)
    assert rounded(left) == pytest.approx(left, rel=2e-4)
    assert rounded(0.0) == 0.0


def test_stored_values_come_back_as_they_were(engine: TantivyEngine) -> None:
    stored = {"text": "“甲”\0\ud800<&>", "n": [1, None, {"x": 1.5}], "e": ""}
    id_ = "id/ \u3000?"
    with engine.writer() as writer:
        writer.put(DocumentEntry(id_, {}, {}, 0, "", stored), [PassageEntry(id_, {}, stored)])
    for hit in (engine.documents(q.Every(), filters={}).hits[0], engine.passages(q.Every(), documents=[id_]).hits[0]):
        assert hit.stored == stored
    assert engine.fingerprints() == {id_: ""}


def test_an_engine_that_was_closed_opens_again(engine: TantivyEngine, folder: Path) -> None:
    put(engine, "one", "a")
    engine.close()
    assert engine.sizes().documents == 1


def test_a_panic_in_the_library_is_damage(engine: TantivyEngine, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    put(engine, "one", " ".join(f"w{n}" for n in range(500)))
    path = next((folder / DOCUMENTS).glob("*.store"))
    whole = bytearray(path.read_bytes())
    whole[:64] = b"\xff" * 64
    path.write_bytes(whole)
    with pytest.raises(RebuildNeeded, match="damaged"):
        dict(TantivyEngine(folder).documents(q.Every(), filters={}).hits[0].stored)
