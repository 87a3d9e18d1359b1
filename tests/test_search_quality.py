"""The measurement of search: its measures on cases worked out by hand, its queries, and a run over a small collection."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from archive.model import Bilingual
from archive.store import Collection
from indexer.building.build import update
from indexer.search import Searcher
from tests.indexing import Shelf, document
from tests.quality.search.asking import Asked, ask
from tests.quality.search.measures import ndcg, recall, reciprocal_rank
from tests.quality.search.one_language import OneLanguage
from tests.quality.search.queries import FILE, KINDS, Query, judged, part_of, read_queries
from tests.quality.search.report import table
from tests.quality.search.running import Outcome, mean

DOCUMENTS = Path(__file__).parent.parent / "documents"


@pytest.fixture(scope="module")
def queries() -> list[Query]:
    return read_queries()


def test_recall_has_as_many_answers_as_there_is_room_for() -> None:
    found = ["a", "x", "b", "y"]
    assert recall(found, {"a", "b"}, 1) == 1
    assert recall(["x", *found], {"a", "b"}, 1) == 0
    assert recall(found, {"a", "b", "c"}, 2) == 1 / 2
    assert recall(found, {"a", "b", "c", "d"}, 10) == 2 / 4


def test_an_answer_that_comes_twice_counts_once() -> None:
    assert recall(["a", "a", "b"], {"a", "b"}, 2) == 1 / 2
    assert ndcg(["a", "a"], {"a": 2}) == 1
    assert ndcg(["a", "a"], {"a": 2, "b": 2}) == pytest.approx(0.6131, abs=1e-4)


def test_the_place_of_the_first_answer() -> None:
    assert reciprocal_rank(["x", "a", "b"], {"a", "b"}) == 1 / 2
    assert reciprocal_rank(["x"], {"a"}) == 0


def test_gain_is_by_grade_and_place() -> None:
    # the better one second: (1/1 + 3/1.585) / (3/1 + 1/1.585)
    assert ndcg(["b", "a"], {"a": 2, "b": 1}) == pytest.approx(0.7967, abs=1e-4)
    assert ndcg(["x"] * 10 + ["a"], {"a": 2}) == 0


def test_judgements_are_read_with_their_grades() -> None:
    assert judged("d:art_1,art_2=1 e:para_1") == {("d", "art_1"): 2, ("d", "art_2"): 1, ("e", "para_1"): 2}
    assert judged("d e=1") == {("d", ""): 2, ("e", ""): 1}
    with pytest.raises(ValueError, match="a grade is 1 or 2"):
        judged("d:art_1=3")


@pytest.mark.parametrize(
    ("part", "kind", "places", "message"),
    [
        ("dev", "riddle", "d:art_1", "no kind 'riddle'"),
        ("elsewhere", "term", "d:art_1", "belongs to"),
        (None, "term", "d:art_1=1", "judge something"),
        (None, "term", "d:art_1 e", "either passages or documents"),
    ],
)
def test_a_line_that_is_not_understood_is_named(tmp_path: Path, part: str | None, kind: str, places: str, message: str) -> None:
    file = tmp_path / "queries.tsv"
    heading = "set\tkind\tlang\tquery\tjudged\n"
    file.write_text(f"{heading}{part or part_of('lamp')}\t{kind}\ten\tlamp\t{places}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=f"line 2: .*{message}"):
        read_queries(file)


def test_everything_judged_is_in_the_collection(queries: list[Query]) -> None:
    collection = Collection(DOCUMENTS)
    there = {(document.id, "") for document in collection}
    there |= {(d.id, segment.id) for d in collection for edition in d.editions for segment in edition.segments}
    assert {place for query in queries for place in query.judged} <= there


def test_there_are_queries_of_every_kind_in_both_languages(queries: list[Query]) -> None:
    counts = Counter((query.kind, query.lang) for query in queries)
    assert len(queries) >= 200
    assert all(counts[kind, "zh"] + counts[kind, "en"] >= 10 for kind in KINDS)
    assert all(counts[kind, language] >= 10 for kind in ("term", "paraphrase", "question", "across") for language in ("zh", "en"))
    languages = Counter(query.lang for query in queries)
    assert min(languages.values()) >= len(queries) * 0.45


def test_a_third_is_held_out_and_no_query_is_there_twice(queries: list[Query]) -> None:
    held = sum(query.part == "held out" for query in queries)
    assert len(queries) / 4 < held < len(queries) / 2
    asked = Counter((query.text, query.kind == "across") for query in queries)
    assert max(asked.values()) == 1
    assert len(FILE.read_text(encoding="utf-8").splitlines()) == len(queries) + 1


def _query(text: str, places: str, lang: str = "en") -> Query:
    return Query(part_of(text), "term", lang, text, judged(places))


def test_a_collection_of_one_language_has_nothing_of_the_other(tmp_path: Path) -> None:
    shelf = Shelf(document("lamps", zh=["斯卡恩的灯油"], en=["oil for Skagen"], title=Bilingual("灯", "Skagen lamps")))
    chinese = OneLanguage(shelf, "zh").load("lamps")
    assert chinese.title == Bilingual("灯")
    assert [edition.language for edition in chinese.editions] == ["zh"]
    update(shelf, tmp_path / "both")
    update(OneLanguage(shelf, "zh"), tmp_path / "zh")
    query = _query("Skagen", "lamps:art_1")
    both, zh = (ask(Searcher.open(tmp_path / name), query) for name in ("both", "zh"))
    assert both.found[0] == ("lamps", "art_1")
    assert ("lamps", "art_1") in both.shown
    assert zh.found == ()
    assert ask(Searcher.open(tmp_path / "zh"), _query("灯油", "lamps:art_1", "zh")).found == (("lamps", "art_1"),)


def test_a_query_for_documents_is_given_documents(tmp_path: Path) -> None:
    shelf = Shelf(document("lamps", en=["oil for lighthouses"]), document("kites", en=["string for kites"]))
    update(shelf, tmp_path / "index")
    assert ask(Searcher.open(tmp_path / "index"), _query("string", "kites")).found == (("kites", ""),)


def test_every_query_counts_the_same_in_the_table() -> None:
    right, wrong = _query("lamp", "d:art_1"), _query("kite", "d:art_2 d:art_3")
    found = [Outcome("term", right, Asked((("d", "art_1"),))), Outcome("term", wrong, Asked((("d", "art_3"), ("d", "art_1"))))]
    assert mean(found) == pytest.approx((1, 0.75, 0.75, 1, (1 + 0.6131) / 2, 0), abs=1e-4)
    line = next(line for line in table(found).splitlines() if line.startswith("own language"))
    assert line.split()[2:8] == ["2", "1.000", "0.750", "0.750", "1.000", "0.807"]
