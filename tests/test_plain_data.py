"""An answer as plain data for JSON."""

from __future__ import annotations

import json
from dataclasses import asdict

from hypothesis import given
from hypothesis import strategies as st

from indexer.expanding.expansion import Expansion
from indexer.query.note import Note
from indexer.showing.results import Answer, FacetValue, Passage, PassageAnswer, Result, Translation

TEXT = st.text(max_size=5)
SPANS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=3)
TRANSLATIONS = st.builds(Translation, TEXT, TEXT, TEXT, TEXT, SPANS)
PASSAGES = st.builds(
    Passage, TEXT, TEXT, TEXT, TEXT, TEXT, st.floats(0, 9), TEXT, SPANS, st.none() | TRANSLATIONS
)  # the order of its fields
RESULTS = st.builds(
    Result,
    id=TEXT,
    title=st.dictionaries(TEXT, st.none() | TEXT, max_size=2),
    number=st.none() | TEXT,
    issued=st.none() | TEXT,
    issuers=st.lists(st.dictionaries(TEXT, TEXT, max_size=2), max_size=2),
    type=TEXT,
    status=TEXT,
    score=st.floats(0, 9),
    passages=st.lists(PASSAGES, max_size=2),
    title_spans=st.dictionaries(TEXT, SPANS, max_size=2),
    through=st.lists(TEXT, max_size=2),
)
VALUES = st.lists(st.builds(FacetValue, TEXT, st.integers(), st.just({"zh": "一"})), max_size=2)
FACETS = st.dictionaries(TEXT, VALUES, max_size=2)
EXPANSIONS = st.lists(st.builds(Expansion, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT), max_size=2)


@given(st.builds(Answer, st.integers(), st.floats(0, 9), st.lists(RESULTS, max_size=3), FACETS, EXPANSIONS))
def test_plain_data_is_what_dataclasses_make_of_it(answer: Answer) -> None:
    assert answer.as_json() == asdict(answer)
    assert json.dumps(answer.as_json()) == json.dumps(asdict(answer))
    assert json.loads(answer.json()) == json.loads(json.dumps(asdict(answer)))


def test_half_a_surrogate_pair_can_be_sent() -> None:
    answer = PassageAnswer(0, 0.0, [], notes=(Note("field", {"field": "\ud800"}),))
    assert json.loads(answer.json())["notes"] == [{"code": "field", "values": {"field": "\ud800"}}]
