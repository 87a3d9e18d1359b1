"""What every engine must do, tried on each."""

from __future__ import annotations

import gc
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from whoosh import query as q

from archive.errors import IndexUnusable
from indexer.engine import Engine, RebuildNeeded
from indexer.engines.whoosh import WhooshEngine
from tests.indexing import entry, passage

ENGINES: dict[str, Callable[..., Engine]] = {"whoosh": WhooshEngine}


@pytest.fixture(params=ENGINES)
def opened(request: pytest.FixtureRequest) -> Callable[..., Engine]:
    return ENGINES[request.param]


@pytest.fixture
def engine(opened: Callable[..., Engine], tmp_path: Path) -> Engine:
    return opened(tmp_path / "index", create=True)


def put(engine: Engine, *entries: Any) -> None:
    with engine.writer() as writer:
        for each in entries:
            writer.put(each, [])


def ids(engine: Engine, query: q.Query, **options: Any) -> list[str]:
    return [hit.id for hit in engine.documents(query, **{"filters": {}, **options}).hits]


def term(word: str) -> q.Query:
    return q.Term("text_words", word)


def test_an_empty_index_answers(engine: Engine) -> None:
    for query in (
        term("a"),
        q.Every(),
        q.Not(term("a")),
        q.Phrase("text_characters", ["a", "b"]),
        q.Prefix("text_words", "a"),
        q.NullQuery,
    ):
        assert engine.documents(query, filters={}).total == 0
        assert engine.passages(query).total == 0
    assert engine.fingerprints() == {}


def test_what_is_put_is_found_replaced_and_removed(engine: Engine) -> None:
    put(engine, entry("one", "a b", fingerprint="f1"), entry("two", "b c", fingerprint="f2"))
    assert engine.fingerprints() == {"one": "f1", "two": "f2"}
    assert sorted(ids(engine, term("b"))) == ["one", "two"]
    put(engine, entry("one", "c", fingerprint="f3"))
    assert ids(engine, term("b")) == ["two"]
    with engine.writer() as writer:
        writer.remove("two")
        writer.remove("unknown")
    assert engine.fingerprints() == {"one": "f3"}
    assert ids(engine, q.Every()) == ["one"]


def test_the_last_put_of_one_writer_counts(engine: Engine) -> None:
    with engine.writer() as writer:
        writer.put(entry("one", "a"), [passage("one", "a")])
        writer.put(entry("two", "a"), [])
        writer.put(entry("one", "b"), [passage("one", "b")])
        writer.remove("two")
    assert ids(engine, q.Every()) == ["one"]
    assert ids(engine, term("a")) == []
    assert engine.passages(q.Every()).total == 1


def test_changes_become_visible_together_or_not_at_all(engine: Engine) -> None:
    with engine.writer() as writer:
        writer.put(entry("one", "a"), [])
        assert ids(engine, q.Every()) == []
    with pytest.raises(ZeroDivisionError), engine.writer() as writer:  # noqa: PT012 - what fails is the block
        writer.put(entry("two", "a"), [])
        writer.remove("one")
        raise ZeroDivisionError
    assert ids(engine, q.Every()) == ["one"]
    put(engine, entry("three", "a"))
    assert sorted(ids(engine, q.Every())) == ["one", "three"]


def test_there_is_one_writer(engine: Engine) -> None:
    with engine.writer(), pytest.raises(IndexUnusable, match="another process"):
        engine.writer()
    put(engine, entry("one", "a"))
    assert ids(engine, term("a")) == ["one"]


def test_a_second_process_sees_what_the_first_wrote(engine: Engine, opened: Callable[..., Engine], tmp_path: Path) -> None:
    other = opened(tmp_path / "index")
    assert ids(other, q.Every()) == []
    put(engine, entry("one", "a"))
    assert ids(other, q.Every()) == ["one"]


def test_a_phrase_needs_consecutive_positions(engine: Engine) -> None:
    put(engine, entry("one", "a b c a"), entry("two", "b a | b"), entry("three", "a a b b"))
    phrase = lambda *words: sorted(ids(engine, q.Phrase("text_characters", list(words))))  # noqa: E731 - short
    assert phrase("a", "b") == ["one", "three"]
    assert phrase("a", "a") == ["three"]
    assert phrase("b", "c", "a") == ["one"]
    assert phrase("a", "x") == []


def test_a_prefix_stands_for_a_limited_number_of_terms(engine: Engine) -> None:
    put(engine, *(entry(f"d{n}", f"w{n:03} wide") for n in range(100)), entry("x", "other"))
    assert len(ids(engine, q.Prefix("text_words", "w00"), limit=100)) == 10
    assert len(ids(engine, q.Prefix("text_words", "w"), limit=100)) == 100
    assert ids(engine, q.Prefix("text_words", "oth")) == ["x"]
    assert 0 < len(ids(engine, q.Prefix("text_words", "w0"), limit=200)) <= 64


def test_documents_and_passages_do_not_mix(engine: Engine) -> None:
    with engine.writer() as writer:
        writer.put(entry("one", "a"), [passage("one", "b"), passage("one", "c")])
        writer.put(entry("two", "b"), [passage("two", "a")])
    assert ids(engine, q.Not(term("a"))) == ["two"]
    assert [hit.stored["text"] for hit in engine.passages(q.Not(q.Term("passage_words", "b"))).hits] == ["c", "a"]
    assert engine.documents(q.Every(), filters={}).total == 2
    assert engine.passages(q.Every()).total == 3


def test_totals_are_exact_and_pages_follow_each_other(engine: Engine) -> None:
    put(engine, *(entry(f"d{n:02}", "a") for n in range(25)))
    pages = [engine.documents(term("a"), filters={}, limit=10, offset=offset) for offset in (0, 10, 20, 10**9)]
    assert [page.total for page in pages] == [25] * 4
    assert [hit.id for page in pages for hit in page.hits] == [f"d{n:02}" for n in range(25)]
    assert engine.documents(term("a"), filters={}, limit=0).total == 25


def test_ranking_is_by_score_then_newest_then_id(engine: Engine) -> None:
    put(
        engine,
        entry("often", "a a a x", issued=20200101),
        entry("old", "a x x x", issued=20010101),
        entry("new-b", "a x x x", issued=20220101),
        entry("new-a", "a x x x", issued=20220101),
        entry("undated", "a x x x", issued=0),
    )
    assert ids(engine, term("a")) == ["often", "new-a", "new-b", "old", "undated"]
    assert ids(engine, term("a"), sort="newest") == ["new-a", "new-b", "often", "old", "undated"]
    assert ids(engine, term("a"), sort="oldest") == ["old", "often", "new-a", "new-b", "undated"]


def test_rare_words_boosts_and_optional_parts_raise_the_score(engine: Engine) -> None:
    put(engine, entry("common", "a b"), entry("rare", "a c"), entry("third", "b b"), entry("titled", "z z", title="b"))
    assert ids(engine, q.Or([term("b"), term("c")]))[0] == "rare"
    assert ids(engine, q.AndMaybe(term("a"), term("c"))) == ["rare", "common"]
    assert ids(engine, q.Or([term("b"), q.Term("title_words", "b", boost=9.0)]))[0] == "titled"
    scores = [hit.score for hit in engine.documents(q.ConstantScoreQuery(q.Or([term("a"), term("b")]), 3.0), filters={}).hits]
    assert scores == [3.0, 3.0, 3.0]


def test_the_score_of_a_document_does_not_depend_on_passages(engine: Engine) -> None:
    put(engine, entry("one", "a b"), entry("two", "b b"))
    before = [hit.score for hit in engine.documents(term("a"), filters={}).hits]
    with engine.writer() as writer:
        writer.put(entry("one", "a b"), [passage("one", "a a b") for _ in range(50)])
    assert [hit.score for hit in engine.documents(term("a"), filters={}).hits] == before


def test_facets_ignore_their_own_selection(engine: Engine) -> None:
    put(
        engine,
        entry("1", "a", issuer=["NHC", "MOF"], type=["规则"], year=["2024"]),
        entry("2", "a", issuer=["NHC"], type=["意见"], year=["2024"]),
        entry("3", "a", issuer=["MOF"], type=["意见"], year=["2023"]),
        entry("4", "x", issuer=["NHC"], type=["意见"], year=["2024"]),
    )
    free = engine.documents(term("a"), filters={})
    assert dict(free.facets["issuer"]) == {"NHC": 2, "MOF": 2}
    chosen = engine.documents(term("a"), filters={"issuer": ["NHC"]})
    assert chosen.total == 2
    assert dict(chosen.facets["issuer"]) == {"NHC": 2, "MOF": 2}
    assert dict(chosen.facets["type"]) == {"规则": 1, "意见": 1}
    either = engine.documents(term("a"), filters={"issuer": ["NHC", "MOF"], "type": ["意见"]})
    assert sorted(hit.id for hit in either.hits) == ["2", "3"]
    assert dict(either.facets["issuer"]) == {"NHC": 1, "MOF": 1}
    assert dict(either.facets["type"]) == {"规则": 1, "意见": 2}
    assert dict(either.facets["year"]) == {"2024": 1, "2023": 1}
    assert engine.documents(term("a"), filters={"issuer": ["nobody"]}).total == 0
    assert engine.documents(term("a"), filters={"issuer": []}).total == 3


def test_facets_add_up_whatever_is_chosen(engine: Engine) -> None:
    chance = random.Random(7)  # noqa: S311 - a test's data
    values = {
        f"d{n}": {
            "issuer": chance.sample("ABC", chance.randint(0, 2)),
            "type": [chance.choice("xy")],
            "year": [chance.choice("12")],
        }
        for n in range(60)
    }
    put(engine, *(entry(name, "a", **facets) for name, facets in values.items()))
    for filters in (
        {},
        {"issuer": ["A"]},
        {"issuer": ["A", "B"], "type": ["x"]},
        {"type": ["y"], "year": ["1"], "issuer": ["C"]},
    ):
        found = engine.documents(term("a"), filters=filters, limit=100)
        for facet in ("issuer", "type", "year"):
            others = {name: chosen for name, chosen in filters.items() if name != facet}
            for value in "ABCxy12":
                expected = sum(
                    value in facets[facet] and all(set(facets[name]) & set(chosen) for name, chosen in others.items())
                    for facets in values.values()
                )
                assert found.facets[facet].get(value, 0) == expected, (filters, facet, value)


def test_dates_bound_both_ends_and_leave_out_the_unknown(engine: Engine) -> None:
    put(
        engine,
        entry("a", "x", issued=20240101),
        entry("b", "x", issued=20240131),
        entry("c", "x", issued=20240201),
        entry("d", "x", issued=0),
    )
    assert sorted(ids(engine, term("x"), issued=(20240101, 20240131))) == ["a", "b"]
    assert engine.documents(term("x"), filters={}, issued=(20240201, 99991231)).total == 1


def test_passages_of_chosen_documents_the_best_of_each(engine: Engine) -> None:
    with engine.writer() as writer:
        for name in ("one", "two", "three"):
            writer.put(entry(name, "a"), [passage(name, "a b", n=n) for n in range(5)] + [passage(name, "a a", n=9)])
    found = engine.passages(q.Term("passage_words", "a"), documents=["one", "three"], limit=10, per_document=2)
    assert found.total == 12
    assert [(hit.document, hit.stored["n"]) for hit in found.hits] == [("one", 9), ("three", 9), ("one", 0), ("three", 0)]
    assert engine.passages(q.Term("passage_words", "a"), documents=[]).total == 0


def test_passages_of_less_weight_come_later(engine: Engine) -> None:
    with engine.writer() as writer:
        writer.put(entry("one", "a"), [passage("one", "a b", weight=0.2, n=1), passage("one", "a b", n=2)])
    for query in (q.Term("passage_words", "a"), q.Phrase("passage_characters", ["a", "b"])):
        assert [hit.stored["n"] for hit in engine.passages(query).hits] == [2, 1]


def test_random_queries_find_what_a_plain_scan_finds(engine: Engine) -> None:
    chance = random.Random(3)  # noqa: S311 - a test's data
    texts: dict[str, str] = {}
    for _ in range(8):
        with engine.writer() as writer:
            for _ in range(chance.randint(1, 25)):
                name = f"d{chance.randint(0, 70)}"
                if name in texts and chance.random() < 0.2:
                    writer.remove(name)
                    del texts[name]
                else:
                    texts[name] = "".join(chance.choice("abcd") for _ in range(chance.randint(0, 9)))
                    writer.put(entry(name, " ".join(texts[name])), [passage(name, "a")])
        for _ in range(60):
            query, matches = _random_tree(chance, 3)
            found = engine.documents(query, filters={}, limit=100)
            assert {hit.id for hit in found.hits} == {name for name, text in texts.items() if matches(text)}, query
            assert found.total == len(found.hits)
        assert engine.passages(q.Every()).total == len(texts)


def _random_tree(  # noqa: PLR0911 - a return a kind of node
    chance: random.Random, depth: int
) -> tuple[q.Query, Callable[[str], bool]]:
    kind = chance.choice(["term", "phrase"] if depth == 0 else ["term", "phrase", "not", "and", "or", "maybe", "every"])
    word = "".join(chance.choice("abcde") for _ in range(1 if kind == "term" else chance.randint(2, 3)))
    if kind == "term":
        return term(word), lambda text: word in text
    if kind == "phrase":
        return q.Phrase("text_characters", list(word)), lambda text: word in text
    if kind == "every":
        return q.Every(), lambda _: True
    parts = [_random_tree(chance, depth - 1) for _ in range(chance.randint(2, 3))]
    queries, tests = [query for query, _ in parts], [test for _, test in parts]
    if kind == "not":
        return q.Not(queries[0]), lambda text: not tests[0](text)
    if kind == "maybe":
        return q.AndMaybe(queries[0], queries[1]), tests[0]
    if kind == "and":
        return q.And(queries), lambda text: all(test(text) for test in tests)
    return q.Or(queries), lambda text: any(test(text) for test in tests)


def test_many_small_updates_stay_right(engine: Engine) -> None:
    """Segments are joined on the way; none may come back."""
    for n in range(30):
        put(engine, entry(f"d{n % 7}", f"a w{n}"))
        assert sorted(ids(engine, term("a"))) == sorted({f"d{m % 7}" for m in range(n + 1)})
    assert engine.documents(term("w3"), filters={}).total == 0
    assert engine.documents(term("w29"), filters={}).total == 1


def test_threads_may_share_an_engine(engine: Engine) -> None:
    put(engine, *(entry(f"d{n:03}", f"a b{n % 5} c{n % 7}") for n in range(200)))
    queries = [term(f"b{n % 5}") if n % 2 else q.Phrase("text_characters", ["a", f"b{n % 5}"]) for n in range(80)]
    expected = [ids(engine, query, limit=100) for query in queries]
    with ThreadPoolExecutor(8) as pool:
        futures = [pool.submit(ids, engine, query, limit=100) for query in queries]
        put(engine, entry("other", "z"))
        assert [future.result() for future in futures] == expected


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves files open that it cannot read
def test_a_missing_or_damaged_index_says_that_it_must_be_made_again(opened: Callable[..., Engine], tmp_path: Path) -> None:
    with pytest.raises(RebuildNeeded):
        opened(tmp_path / "nothing")
    folder = tmp_path / "index"
    put(opened(folder, create=True), *(entry(f"d{n}", "a b c") for n in range(50)))
    for path in folder.iterdir():
        whole = path.read_bytes()
        if not whole:
            continue
        for broken in (b"", whole[: len(whole) // 2], bytes(len(whole)), whole[: len(whole) // 3] + b"\xff" * 200):
            path.write_bytes(broken)
            try:
                engine = opened(folder)
                engine.fingerprints()
                engine.documents(q.Phrase("text_characters", ["a", "b"]), filters={})
            except RebuildNeeded as error:
                assert "damaged" in str(error)  # noqa: PT017 - some damage is in bytes that no search reads
        path.write_bytes(whole)
        gc.collect()  # so that the warning comes here
    assert opened(folder).documents(term("a"), filters={}).total == 50


def test_documents_are_narrowed_by_facet_without_a_query(engine: Engine) -> None:
    put(engine, entry("one", "a", year=["2024"]), entry("two", "b", year=["2023"]), entry("three", "c", year=["2024"]))
    found = engine.among(["one", "two", "unknown"], {"year": ["2024"]})
    assert found.issued.keys() == {"one"}
    assert dict(found.facets["year"]) == {"2024": 1, "2023": 1}
    assert engine.among(None, {"year": ["2024"]}).issued.keys() == {"one", "three"}
    assert engine.among([], {}).issued == {}
