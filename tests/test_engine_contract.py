"""What every engine must do, tried on each."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from math import log
from pathlib import Path
from typing import Any

import pytest
from whoosh import query as q

from archive.errors import IndexUnusable
from indexer.engine import GAP, PASSAGE_STREAMS, DocumentEntry, Engine, PassageEntry, Sizes
from tests.indexing import Opened, engines, entry, passage

ENGINES = engines()


@pytest.fixture(params=ENGINES)
def opened(request: pytest.FixtureRequest) -> Opened:
    return ENGINES[request.param]


@pytest.fixture
def engine(opened: Opened, tmp_path: Path) -> Engine:
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
        q.DisjunctionMax([term("a")]),
        q.NumericRange("issued", 0, 99999999),
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


def test_a_second_process_sees_what_the_first_wrote(engine: Engine, opened: Opened, tmp_path: Path) -> None:
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


def test_the_score_of_a_document_does_not_depend_on_passages(opened: Opened, tmp_path: Path) -> None:
    scores = []
    for passages in (0, 50):
        engine = opened(tmp_path / f"with-{passages}", create=True)
        with engine.writer() as writer:
            writer.put(entry("one", "a b"), [passage("one", "a a b") for _ in range(passages)])
            writer.put(entry("two", "b b"), [])
        scores.append([hit.score for hit in engine.documents(term("a"), filters={}).hits])
    assert scores[0] == scores[1] != []


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


def test_without_facets_the_same_is_found(engine: Engine) -> None:
    put(engine, *(entry(f"d{n}", "a b" if n % 2 else "a", issuer=["x"], issued=20240101 + n) for n in range(9)))
    for query, filters in ((term("b"), {}), (q.Every(), {"issuer": ["x"]}), (q.Every(), {"issuer": ["y"]}), (term("z"), {})):
        whole = engine.documents(query, filters=filters, limit=3, offset=1)
        bare = engine.documents(query, filters=filters, limit=3, offset=1, facets=False)
        assert (bare.total, bare.hits, bare.facets) == (whole.total, whole.hits, {})


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


def test_documents_are_narrowed_by_facet_without_a_query(engine: Engine) -> None:
    put(engine, entry("one", "a", year=["2024"]), entry("two", "b", year=["2023"]), entry("three", "c", year=["2024"]))
    found = engine.among(["one", "two", "unknown"], {"year": ["2024"]})
    assert found.issued.keys() == {"one"}
    assert dict(found.facets["year"]) == {"2024": 1, "2023": 1}
    assert engine.among(None, {"year": ["2024"]}).issued.keys() == {"one", "three"}
    assert engine.among([], {}).issued == {}


def test_a_phrase_may_have_gaps(engine: Engine) -> None:
    put(engine, entry("one", "a x b c"), entry("two", "a b c"), entry("three", "a | b"), entry("four", "a b"))
    phrase = lambda *words: sorted(ids(engine, q.Phrase("text_characters", list(words))))  # noqa: E731 - short
    assert phrase("a", GAP, "b") == ["one", "three"]
    assert phrase("a", GAP, "b", "c") == ["one"]
    assert phrase("a", GAP, GAP, "c") == ["one"]
    assert phrase("a", GAP, "c") == ["two"]
    assert phrase(GAP, "a", "b", GAP) == ["four", "two"]
    assert phrase(GAP, "c", GAP) == ["one", "two"]
    assert phrase(GAP, GAP) == phrase() == []


def test_a_phrase_is_one_term_that_occurs_so_often(engine: Engine) -> None:
    put(
        engine,
        entry("once", "a b x x x x", issued=20240303),
        entry("twice", "a b x a b x", issued=20240202),
        entry("apart", "a x b a x b"),
    )
    assert ids(engine, q.Phrase("text_words", ["a", "b"])) == ["twice", "once"]
    scores = {hit.id: hit.score for hit in engine.documents(q.Phrase("text_words", ["a", GAP, "b"]), filters={}).hits}
    assert scores.keys() == {"apart"}
    assert scores["apart"] > 0


def test_the_score_is_the_bm25_of_lucene(engine: Engine) -> None:
    """k1 1.2, b .75; of 60 words the index keeps 60, of 61 to 63 as well."""
    texts = {"one": "a " + "x " * 9, "long": "a a " + "x " * 61, "none": "x"}
    put(engine, *(entry(name, text) for name, text in texts.items()))
    idf, average = log(1 + (3 - 2 + 0.5) / (2 + 0.5)), (10 + 63 + 1) / 3
    expected = {
        name: idf * 2.2 * often / (often + 1.2 * (0.25 + 0.75 * length / average))
        for name, often, length in (("one", 1, 10), ("long", 2, 60))
    }
    found = {hit.id: hit.score for hit in engine.documents(term("a"), filters={}).hits}
    assert found == pytest.approx(expected, rel=1e-4)
    doubled = engine.documents(q.And([q.Or([q.Term("text_words", "a", boost=2.0)], boost=3.0)]), filters={}).hits
    assert {hit.id: hit.score / 6 for hit in doubled} == pytest.approx(expected, rel=1e-4)


def test_so_many_parts_are_needed(engine: Engine) -> None:
    put(engine, entry("abc", "a b c"), entry("ab", "a b"), entry("c", "c"), entry("d", "d"))
    some = lambda fewest, *words: sorted(ids(engine, q.Or([term(word) for word in words], minmatch=fewest)))  # noqa: E731
    assert some(0, "a", "b", "c") == some(1, "a", "b", "c") == ["ab", "abc", "c"]
    assert some(2, "a", "b", "c") == ["ab", "abc"]
    assert some(3, "a", "b", "c") == ["abc"]
    assert some(4, "a", "b", "c") == []
    assert some(2, "a", "z", "y") == []
    parts = [q.Phrase("text_words", ["a", "b"]), term("c"), q.Not(term("a"))]
    assert sorted(ids(engine, q.Or(parts, minmatch=2))) == ["abc", "c"]


def test_the_best_part_counts(engine: Engine) -> None:
    put(engine, entry("one", "a b"), entry("two", "a c"), entry("three", "d"))
    first, second = q.ConstantScoreQuery(term("a"), 3.0), q.ConstantScoreQuery(term("b"), 2.0)
    score = lambda query: {hit.id: hit.score for hit in engine.documents(query, filters={}).hits}  # noqa: E731 - short
    assert score(q.DisjunctionMax([first, second])) == {"one": 3.0, "two": 3.0}
    assert score(q.DisjunctionMax([first, second], tiebreak=0.5)) == {"one": 4.0, "two": 3.0}
    assert score(q.DisjunctionMax([])) == {}


def test_what_only_filters_scores_nothing(engine: Engine) -> None:
    put(
        engine,
        entry("one", "a", issued=20240105, issuer=["甲 局", "乙局"]),
        entry("two", "a", issued=0, issuer=["甲 局"]),
        entry("three", "b", issued=20230101),
    )
    score = lambda query: {hit.id: hit.score for hit in engine.documents(query, filters={}).hits}  # noqa: E731 - short
    assert score(q.Term("issuer", "甲 局")) == {"one": 0, "two": 0}
    assert score(q.Term("issuer", "甲")) == {}
    assert score(q.Term("document", "two")) == {"two": 0}
    assert score(q.Every()) == {"one": 0, "two": 0, "three": 0}
    assert score(q.Not(term("a"))) == {"three": 0}
    assert score(q.NumericRange("issued", 20240101, 20241231)) == {"one": 0}
    assert score(q.NumericRange("issued", 0, None)) == {"one": 0, "three": 0}
    assert score(q.NumericRange("issued", 20230101, 20240105, startexcl=True)) == {"one": 0}
    assert score(q.NumericRange("issued", None, 20240105, endexcl=True)) == {"three": 0}
    alone = score(term("a"))
    assert score(q.And([term("a"), q.Term("issuer", "乙局"), q.NumericRange("issued", 1, None)])) == {"one": alone["one"]}


def test_what_a_kind_of_entry_has_not_is_not_found(engine: Engine) -> None:
    with engine.writer() as writer:
        writer.put(entry("one", "a", type=["x"]), [passage("one", "a")])
    for query in (
        q.Term("passage_words", "a"),
        q.Phrase("passage_words", ["a", "a"]),
        q.Term("nothing", "a"),
        q.Phrase("nothing", ["a", "b"]),
        q.Term("kind", "document"),
        q.NumericRange("year", 1, 9),
    ):
        assert engine.documents(query, filters={}).total == 0, query
    for query in (term("a"), q.Phrase("text_words", ["a", "a"]), q.Term("type", "x"), q.NumericRange("issued", 1, None)):
        assert engine.passages(query).total == 0, query
    assert engine.passages(q.Term("document", "one")).total == 1


def test_streams_without_positions_have_terms_and_no_phrases(engine: Engine) -> None:
    put(engine, entry("one", "art:20 art:20 no:a"), entry("two", "art:20 x y"))
    assert ids(engine, q.Term("text_references", "art:20")) == ["one", "two"]
    assert ids(engine, q.Phrase("text_references", ["art:20", "no:a"])) == []


@pytest.mark.parametrize(
    "odd", ["a\x00b", "\u202eb", "𠮷", "<b>", "%_*?", "'\"\\", "art:20/para:2", "é", "x" * 300, "0", "·a", "AND"]
)
def test_odd_terms_are_terms(engine: Engine, odd: str) -> None:
    with engine.writer() as writer:
        writer.put(entry("one", f"a {odd} b", issuer=[odd]), [passage("one", odd)])
        writer.put(entry("two", "a b"), [])
    assert ids(engine, term(odd)) == ids(engine, q.Phrase("text_characters", ["a", odd, "b"])) == ["one"]
    assert ids(engine, q.Term("issuer", odd)) == ids(engine, term("a"), filters={"issuer": [odd]}) == ["one"]
    assert dict(engine.documents(q.Every(), filters={}).facets["issuer"]) == {odd: 1}
    assert engine.terms("text_words", odd, 5) == [(odd, 1)]
    assert engine.frequency("passage_words", odd) == 1


def test_terms_that_are_no_text_find_nothing(engine: Engine) -> None:
    put(engine, entry("one", "a"))
    for query in (term("\ud800"), term(""), q.Phrase("text_words", ["a", "\udfff"]), q.Term("issuer", "\ud800")):
        assert engine.documents(query, filters={}).total == 0, query
    assert engine.documents(term("a"), filters={"issuer": ["\ud800"]}).total == 0
    assert engine.terms("text_words", "\ud800", 5) == []
    assert engine.frequency("text_words", "\ud800") == 0


def test_terms_by_their_beginning(engine: Engine) -> None:
    put(engine, entry("1", "donor donate dog donor"), entry("2", "donor cat"), entry("3", "donate donor"))
    put(engine, entry("4", "捐献 捐"))
    assert engine.terms("text_words", "do", 9) == [("donor", 3), ("donate", 2), ("dog", 1)]
    assert engine.terms("text_words", "do", 1) == [("donor", 3)]
    assert engine.terms("text_words", "捐", 9) == [("捐", 1), ("捐献", 1)]
    assert engine.terms("text_words", "", 3) == [("donor", 3), ("donate", 2), ("cat", 1)]
    assert engine.terms("text_words", "x", 3) == engine.terms("title_words", "", 3) == engine.terms("nothing", "", 3) == []
    assert engine.terms("text_words", "", 0) == []
    assert engine.frequency("text_words", "donor") == 3
    assert engine.frequency("text_words", "dono") == engine.frequency("nothing", "donor") == 0


def test_how_many_there_are(engine: Engine) -> None:
    assert engine.sizes() == Sizes(0, 0)
    with engine.writer() as writer:
        writer.put(entry("one", "a"), [passage("one", "a"), passage("one", "b")])
        writer.put(entry("two", "a"), [])
    assert engine.sizes() == Sizes(2, 2)
    with engine.writer() as writer:
        writer.put(entry("one", "a"), [passage("one", "a")])
        writer.remove("two")
    assert engine.sizes() == Sizes(1, 1)


def test_empty_streams_and_entries_without_any(engine: Engine) -> None:
    bare = DocumentEntry("bare", {}, {}, 0, "f", {})
    with engine.writer() as writer:
        writer.put(bare, [PassageEntry("bare", {}, {"n": 1}), PassageEntry("bare", dict.fromkeys(PASSAGE_STREAMS, ""), {"n": 2})])
        writer.put(entry("gaps", "| |"), [])
    assert ids(engine, q.Every()) == ["gaps", "bare"]
    assert ids(engine, term("")) == ids(engine, term(GAP)) == []
    assert [hit.stored["n"] for hit in engine.passages(q.Not(q.Term("place", "x"))).hits] == [1, 2]


def test_a_phrase_of_two_thousand_words(engine: Engine) -> None:
    chance = random.Random(5)  # noqa: S311 - a test's data
    text = [f"w{chance.randint(0, 40)}" for _ in range(2000)]
    put(engine, entry("whole", " ".join(["x", *text, "x"])), entry("part", " ".join(text[:-1])))
    assert ids(engine, q.Phrase("text_characters", text)) == ["whole"]
    assert sorted(ids(engine, q.Phrase("text_characters", text[1:-1]))) == ["part", "whole"]
    gapped = [word if n % 3 else GAP for n, word in enumerate(text)]
    assert ids(engine, q.Phrase("text_characters", gapped)) == ["whole"]
    assert ids(engine, q.Phrase("text_characters", [*text[:-1], "w41"])) == []
    assert sorted(ids(engine, q.Or([term(word) for word in text]))) == ["part", "whole"]


def test_passages_that_are_level_keep_the_order_of_the_text(engine: Engine) -> None:
    for name in ("b", "a", "c"):
        with engine.writer() as writer:
            writer.put(entry(name, "x"), [passage(name, "x y", n=n) for n in range(12)])
    found = engine.passages(q.Term("passage_words", "x"), limit=100)
    assert [(hit.document, hit.stored["n"]) for hit in found.hits] == [(name, n) for name in "abc" for n in range(12)]
    few = engine.passages(q.Term("passage_words", "x"), limit=5, per_document=2, count=False)
    assert few.total is None
    assert [(hit.document, hit.stored["n"]) for hit in few.hits] == [("a", 0), ("a", 1), ("b", 0), ("b", 1), ("c", 0)]
    nothing = engine.passages(q.Term("passage_words", "x"), limit=0)
    assert (nothing.total, list(nothing.hits)) == (36, [])


def test_of_many_documents_the_passages(engine: Engine) -> None:
    with engine.writer() as writer:
        for n in range(600):
            writer.put(entry(f"d{n:03}", "a"), [passage(f"d{n:03}", "a b" if n % 2 else "a")])
    wanted = {f"d{n:03}" for n in range(0, 600, 3)} | {"unknown"}
    found = engine.passages(q.Term("passage_words", "b"), documents=wanted, limit=1000)
    assert [hit.document for hit in found.hits] == sorted(f"d{n:03}" for n in range(3, 600, 6))
    assert found.total == len(found.hits)


def test_every_sort_goes_on_without_holes_or_repeats(engine: Engine) -> None:
    put(engine, *(entry(f"d{n:02}", "a " * (1 + n % 3), issued=[0, 20200101, 20210101, 20200101][n % 4]) for n in range(50)))
    for sort in ("relevance", "newest", "oldest"):
        for step in (1, 7, 50):
            pages = [ids(engine, term("a"), sort=sort, limit=step, offset=at) for at in range(0, 60, step)]
            assert [name for page in pages for name in page] == ids(engine, term("a"), sort=sort, limit=50), (sort, step)
    dated = {f"d{n:02}": [0, 20200101, 20210101, 20200101][n % 4] for n in range(50)}
    assert ids(engine, term("a"), sort="newest", limit=50) == sorted(dated, key=lambda name: (-dated[name], name))
    assert ids(engine, term("a"), sort="oldest", limit=50) == sorted(dated, key=lambda name: (dated[name] or 99999999, name))
