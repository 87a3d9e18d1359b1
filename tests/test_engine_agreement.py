"""Random collections and random queries: every engine finds what a few lines of plain Python find, and they rank alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import query as q

from indexer.engine import DOCUMENT_STREAMS, FACETS, GAP, PASSAGE_STREAMS, DocumentEntry, Engine, PassageEntry
from tests.indexing import engines

POSITIONED = {stream for streams in (DOCUMENT_STREAMS, PASSAGE_STREAMS) for stream, kept in streams.items() if kept}
WORDS = ["a", "b", "c", "d", "器官", "官移"]
DATES = [0, 20200101, 20200102, 20230615, 20240101]
VALUES = {"issuer": ["甲局", "乙 局", "C"], "type": ["规则", "law"], "year": ["2020", "2024"]}
FIELDS = {
    "document": ["text_characters", "text_words", "title_words", "text_references", "passage_words", "nothing"],
    "passage": ["passage_characters", "passage_words", "passage_references", "place", "text_words"],
}

streams = st.lists(st.sampled_from([*WORDS, GAP]), max_size=12).map(" ".join)
papers = st.fixed_dictionaries(
    {
        "streams": st.fixed_dictionaries(
            {}, optional=dict.fromkeys(["text_characters", "text_words", "title_words", "text_references"], streams)
        ),
        "issued": st.sampled_from(DATES),
        "facets": st.fixed_dictionaries(
            {facet: st.lists(st.sampled_from(values), max_size=2, unique=True) for facet, values in VALUES.items()}
        ),
        "passages": st.lists(st.dictionaries(st.sampled_from(FIELDS["passage"][:4]), streams, max_size=3), max_size=3),
    }
)
collections = st.lists(papers, max_size=9).map(lambda several: {f"d{n}": paper for n, paper in enumerate(several)})
filters = st.fixed_dictionaries(
    {}, optional={facet: st.lists(st.sampled_from([*values, "other"]), max_size=2) for facet, values in VALUES.items()}
)
bounds = st.none() | st.tuples(st.sampled_from(DATES), st.sampled_from(DATES))


def trees(kind: str) -> st.SearchStrategy[q.Query]:
    words, fields, boosts = st.sampled_from([*WORDS, "z"]), st.sampled_from(FIELDS[kind]), st.sampled_from([1.0, 0.5, 3.0])
    leaves = st.one_of(
        st.builds(q.Term, fields, words, boost=boosts),
        st.builds(q.Phrase, fields, st.lists(words | st.just(GAP), max_size=4), boost=boosts),
        st.builds(q.Term, st.just("issuer"), st.sampled_from(VALUES["issuer"])),
        st.builds(q.Term, st.just("document"), st.sampled_from(["d0", "d1", "d8"])),
        st.builds(q.NumericRange, st.just("issued"), st.none() | st.sampled_from(DATES), st.none() | st.sampled_from(DATES)),
        st.just(q.Every()),
        st.just(q.NullQuery),
    )

    def nodes(parts: st.SearchStrategy[q.Query]) -> st.SearchStrategy[q.Query]:
        several = st.lists(parts, max_size=4)
        return st.one_of(
            st.builds(q.And, several, boost=boosts),
            st.builds(q.Or, several, boost=boosts, minmatch=st.integers(0, 3)),
            st.builds(q.DisjunctionMax, several, boost=boosts, tiebreak=st.sampled_from([0.0, 0.3])),
            st.builds(q.Not, parts),
            st.builds(q.AndMaybe, parts, parts),
            st.builds(q.ConstantScoreQuery, parts, st.sampled_from([1.0, 2.5])),
        )

    return st.recursive(leaves, nodes, max_leaves=8)


def matches(node: q.Query, entry: Mapping[str, Any]) -> bool:  # noqa: PLR0911 - a return a kind of node
    """The plain meaning of a query. ``entry``: its streams, and beside them facets, ``document`` and ``issued``."""
    match node:
        case q.Term():
            return node.text in entry.get(node.fieldname, "").split(" ") or node.text in entry["values"].get(node.fieldname, ())
        case q.Phrase():
            held, words = entry.get(node.fieldname, "").split(" "), " ".join(node.words).strip(f" {GAP}").split()
            starts = range(len(held) - len(words) + 1) if node.fieldname in POSITIONED or len(words) == 1 else ()
            return bool(words) and any(
                all(word in (GAP, there) for word, there in zip(words, held[start:], strict=False)) for start in starts
            )
        case q.NumericRange():
            last = 99999999 if node.end is None else node.end
            return bool(entry["issued"]) and (node.start or 0) <= entry["issued"] <= last
        case q.And():
            return bool(node.subqueries) and all(matches(part, entry) for part in node.subqueries)
        case q.Or():
            return sum(matches(part, entry) for part in node.subqueries) >= max(1, node.minmatch)
        case q.DisjunctionMax():
            return any(matches(part, entry) for part in node.subqueries)
        case q.Not():
            return not matches(node.query, entry)
        case q.AndMaybe():
            return matches(node.a, entry)
        case q.ConstantScoreQuery():
            return matches(node.child, entry)
    return isinstance(node, q.query.Every) if hasattr(q, "query") else isinstance(node, q.Every)


def document_of(name: str, paper: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**paper["streams"], "issued": paper["issued"], "values": {**paper["facets"], "document": [name]}}


def passages_of(name: str, paper: Mapping[str, Any]) -> Iterator[tuple[tuple[str, int], Mapping[str, Any]]]:
    for n, held in enumerate(paper["passages"]):
        yield (name, n), {**held, "issued": 0, "values": {"document": [name]}}


@contextmanager
def filled(*states: Mapping[str, Mapping[str, Any]]) -> Iterator[Sequence[Engine]]:
    """Every engine, after one writer for each state of the collection."""
    with TemporaryDirectory() as folder, ExitStack() as stack:
        opened = [kind(Path(folder) / name, create=True) for name, kind in engines().items()]
        for engine in opened:
            stack.callback(engine.close)
            before: Mapping[str, Mapping[str, Any]] = {}
            for state in states:
                with engine.writer() as writer:
                    for name in before.keys() - state.keys():
                        writer.remove(name)
                    for name, paper in state.items():
                        if before.get(name) != paper:
                            put(writer, name, paper)
                before = state
        yield opened


def put(writer: Any, name: str, paper: Mapping[str, Any]) -> None:
    passages = [PassageEntry(name, held, {"n": n}) for n, held in enumerate(paper["passages"])]
    writer.put(DocumentEntry(name, paper["streams"], paper["facets"], paper["issued"], "f", {"id": name}), passages)


@given(st.data(), collections, filters, bounds)
@settings(max_examples=60)
def test_documents_totals_and_facets_are_what_plain_sets_say(
    data: st.DataObject, collection: dict[str, Any], chosen: dict[str, list[str]], issued: tuple[int, int] | None
) -> None:
    needed = {facet: set(values) for facet, values in chosen.items() if values}
    with filled(collection) as opened:
        for query in data.draw(st.lists(trees("document"), min_size=1, max_size=6)):
            matching = {name: paper for name, paper in collection.items() if matches(query, document_of(name, paper))}
            if issued:
                matching = {n: p for n, p in matching.items() if p["issued"] and issued[0] <= p["issued"] <= issued[1]}
            passing = lambda paper, but="": all(needed[f] & set(paper["facets"][f]) for f in needed if f != but)  # noqa: E731
            expected = {name for name, paper in matching.items() if passing(paper)}
            answers = [engine.documents(query, filters=chosen, issued=issued, limit=99) for engine in opened]
            for found in answers:
                assert {hit.id for hit in found.hits} == expected, query
                assert found.total == len(found.hits) == len(expected), query
                for facet in FACETS:
                    counted = [
                        value for paper in matching.values() if passing(paper, facet) for value in paper["facets"].get(facet, ())
                    ]
                    assert dict(found.facets[facet]) == {value: counted.count(value) for value in counted}, (query, facet)
            _rank_alike([[(hit.id, hit.score) for hit in found.hits] for found in answers], query)
            for sort in ("newest", "oldest"):
                assert len({tuple(h.id for h in e.documents(query, filters={}, sort=sort, limit=99).hits) for e in opened}) == 1


@given(st.data(), collections)
@settings(max_examples=60)
def test_passages_are_what_plain_sets_say(data: st.DataObject, collection: dict[str, Any]) -> None:
    entries = [each for name, paper in collection.items() for each in passages_of(name, paper)]
    with filled(collection) as opened:
        for query in data.draw(st.lists(trees("passage"), min_size=1, max_size=6)):
            among = data.draw(st.none() | st.sets(st.sampled_from(["d0", "d1", "d2", "d9"])))
            expected = {place for place, held in entries if matches(query, held) and (among is None or place[0] in among)}
            answers = [engine.passages(query, documents=among, limit=99) for engine in opened]
            for found in answers:
                assert {(hit.document, hit.stored["n"]) for hit in found.hits} == expected, query
                assert found.total == len(found.hits) == len(expected), query
            _rank_alike([[((h.document, h.stored["n"]), h.score) for h in found.hits] for found in answers], query)
            for engine, whole in zip(opened, answers, strict=True):
                few = engine.passages(query, documents=among, limit=3, per_document=1, count=False)
                firsts = {hit.document: (hit.document, hit.stored["n"]) for hit in reversed(whole.hits)}
                order = list(dict.fromkeys(hit.document for hit in whole.hits))
                assert [(h.document, h.stored["n"]) for h in few.hits] == [firsts[name] for name in order][:3], query


@given(st.data(), st.lists(collections, min_size=2, max_size=4))
@settings(max_examples=40)
def test_what_was_replaced_or_removed_is_gone(data: st.DataObject, states: list[dict[str, Any]]) -> None:
    with filled(*states) as opened:
        now = states[-1]
        for query in data.draw(st.lists(trees("document"), min_size=1, max_size=4)):
            expected = {name for name, paper in now.items() if matches(query, document_of(name, paper))}
            for engine in opened:
                assert {hit.id for hit in engine.documents(query, filters={}, limit=99).hits} == expected, query
        for query in data.draw(st.lists(trees("passage"), min_size=1, max_size=4)):
            wanted = {place for name, paper in now.items() for place, held in passages_of(name, paper) if matches(query, held)}
            for engine in opened:
                found = engine.passages(query, limit=99).hits
                assert {(hit.document, hit.stored["n"]) for hit in found} == wanted, query
        for engine in opened:
            assert engine.fingerprints().keys() == now.keys()
            assert engine.sizes().passages == sum(len(paper["passages"]) for paper in now.values())


@given(collections, filters, st.none() | st.sets(st.sampled_from(["d0", "d1", "d2", "d3", "d9"])))
@settings(max_examples=30)
def test_narrowing_is_what_plain_sets_say(
    collection: dict[str, Any], chosen: dict[str, list[str]], among: set[str] | None
) -> None:
    expected = {
        name: paper["issued"]
        for name, paper in collection.items()
        if (among is None or name in among) and all(set(v) & set(paper["facets"][f]) for f, v in chosen.items() if v)
    }
    with filled(collection) as opened:
        found = [engine.among(among, chosen) for engine in opened]
        assert [dict(each.issued) for each in found] == [expected] * len(opened)
        counts = [{facet: dict(each.facets[facet]) for facet in FACETS} for each in found]
        assert counts == counts[:1] * len(opened)


def _rank_alike(rankings: Sequence[Sequence[tuple[Any, float]]], query: q.Query) -> None:
    """The same scores up to rounding; so the same order wherever two scores differ clearly."""
    for first, other in pairwise(rankings):
        assert dict(other) == pytest.approx(dict(first), rel=1e-3, abs=1e-4), query
        scores, places = dict(first), {name: place for place, (name, _) in enumerate(other)}
        for (name, score), (following, lower) in pairwise(first):
            if score - lower > 1e-3 * abs(score) + 1e-4:
                assert places[name] < places[following], (query, scores)
