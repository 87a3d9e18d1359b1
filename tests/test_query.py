"""What a reader types → leaves and trees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import query as q

from archive.errors import BadQuery
from indexer.engine import GAP
from indexer.query import MAX_CHARACTERS, leaves, read
from indexer.query.expression import All, Either, Not, Words
from indexer.showing.highlight import highlight
from indexer.trees import for_documents, for_passages
from tests.indexing import marked


def shape(text: str) -> list[tuple[str, str]]:
    return [(leaf.kind, " ".join(leaf.terms)) for leaf in leaves(text)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("器官捐献", [("word", "器 官"), ("word", "捐 献")]),
        ("器官捐獻", [("word", "器 官"), ("word", "捐 献")]),
        ('"捐献器官"', [("phrase", "捐 献 器 官")]),
        ("“捐献器官”", [("phrase", "捐 献 器 官")]),
        ("「捐献器官。」", [("phrase", "捐 献 器 官")]),
        ("肾", [("word", "肾")]),
        ("OPO器官获取", [("english", "opo"), ("word", "器 官"), ("word", "获 取")]),
        ("13号", [("phrase", "13 号")]),
        ("第13条", [("reference", "第 13 条")]),
        ("国卫医急发〔2024〕13号", [("reference", "国 卫 医 急 发 2024 13 号")]),
        ("国卫医急发（２０２４）１３号", [("reference", "国 卫 医 急 发 2024 13 号")]),
        ("国卫医急发[2024]13", [("reference", "国 卫 医 急 发 2024 13")]),
        ("〔2024〕13号 伦理", [("reference", "2024 13 号"), ("word", "伦 理")]),
        ("transpl*", [("pattern", "transpl*")]),
        ("器官*", [("word", "器 官")]),
        ('"Ethics Committees"', [("phrase", "ethics committees")]),
        ("the committee", [("english", "committee")]),
        ("a* committee", [("pattern", "a*"), ("english", "committee")]),
        ("the of", [("english", "the"), ("english", "of")]),
        ("移植的器官", [("word", "移 植"), ("word", "器 官")]),
        ("author:Smith", [("english", "author"), ("english", "smith")]),
        ("器官 NOT 捐献", [("word", "器 官")]),
        ("器官 -捐献", [("word", "器 官")]),
        ("COVID-19", [("english", "covid"), ("english", "19")]),
        ('"unbalanced', [("english", "unbalanced")]),
        ("((donor", [("english", "donor")]),
        ('，。！ () "" * -', []),
        ("", []),
    ],
)
def test_leaves(typed: str, expected: list[tuple[str, str]]) -> None:
    assert shape(typed) == expected


def test_operators_and_groups() -> None:
    match read("a1 OR (b1 -c1)").expression:
        case Either(parts=(Words(), All(parts=(Words(), Not())))):
            pass
        case other:
            pytest.fail(f"{other}")


def test_words_side_by_side_are_one_run_that_scores_higher_when_adjacent() -> None:
    tree = for_documents(read("ethics committee").expression)
    assert isinstance(tree, q.AndMaybe)
    assert [part.words for part in tree.b.subqueries if isinstance(part, q.Phrase)] == [["ethic", "committe"]] * 2
    chinese = for_documents(read("OPO 器官").expression)
    assert chinese.b.subqueries[0].words == ["opo", GAP, GAP, "器官"]


def test_passages_and_documents_use_fields_of_their_own() -> None:
    expression = read("器官 organ 13号").expression
    fields = [{name.partition("_")[0] for name, _ in tree(expression).iter_all_terms()} for tree in (for_documents, for_passages)]
    assert fields == [{"number", "title", "text"}, {"passage", "heading"}]


def test_a_query_that_is_too_long_is_refused() -> None:
    assert read(f'"{"器" * (MAX_CHARACTERS - 2)}"').expression is not None
    with pytest.raises(BadQuery, match="2001 characters"):
        read("器" * (MAX_CHARACTERS + 1))
    with pytest.raises(BadQuery, match="quotation marks"):
        read("a1 " * 65)
    assert len(leaves(f'"{"a1 " * 600}"')) == 1


SYNTAX = st.sampled_from(
    ["(", ")", '"', "“", "”", " ", "*", "-", "NOT ", " AND ", " OR ", "AND", "器官", "捐献", "肾", "〔2024〕", "13号", "a",
     "organ", ":", "~2", "^", "[", "]", "{", "/re.*/", "\\", "?", "\0", "\ud800", "\u200f", "，", "　", "ﬁ", "'s", "第"]
)  # fmt: skip


@given(st.lists(SYNTAX, max_size=40).map("".join))
def test_nothing_a_reader_types_is_an_error(text: str) -> None:
    try:
        expression = read(text).expression
    except BadQuery:
        return
    for tree in (for_documents(expression), for_passages(expression)):
        assert isinstance(tree, q.Query) or tree is q.NullQuery


@pytest.mark.parametrize(
    "text", ["(" * 2000, "(a1 " * 60 + ")" * 60, '"' * 1999, "NOT " * 400, "AND OR NOT", "a* OR b*", "-" * 2000, "*" * 2000]
)
def test_hostile_queries_have_an_answer(text: str) -> None:
    expression = read(text).expression
    assert (for_documents(expression) is q.NullQuery) == (expression is None)
    assert (for_passages(expression) is q.NullQuery) == (expression is None)


@pytest.mark.parametrize(
    ("typed", "text", "expected"),
    [
        ("器官捐献", "人体器官捐献和捐献器官，器官。", "人体[器官捐献]和[捐献器官]，[器官]。"),
        ('"捐献器官"', "器官捐献，捐献器官，捐献、器官", "器官捐献，[捐献器官]，捐献、器官"),
        ("器官捐獻", "人體器官捐獻", "人體[器官捐獻]"),
        ("肾", "肾移植与腎臟", "[肾]移植与[腎]臟"),
        (
            "organ",
            "Organs of the organization, organ-ORGAN; inorganic",
            "[Organs] of the organization, [organ]-[ORGAN]; inorganic",
        ),
        ("transplanted", "a transplant, TRANSPLANTATION", "a [transplant], [TRANSPLANTATION]"),
        ('"ethics committee"', "the ethics committee, ethics committees", "the [ethics committee], ethics committees"),
        ("国卫医急发[2024]13号", "见国卫医急发〔２０２４〕１３号文", "见[国卫医急发〔２０２４〕１３号]文"),
        ("13号", "第13号、113号", "第[13号]、113号"),
        ("donor", "the donor's wish", "the [donor]'s wish"),
        ("第一", "㈠第一", "㈠[第一]"),
    ],
)
def test_highlights_are_exact(typed: str, text: str, expected: str) -> None:
    assert marked(text, highlight(text, leaves(typed))) == expected


@given(st.lists(SYNTAX, max_size=12).map("".join), st.lists(SYNTAX, max_size=40).map("".join))
def test_spans_lie_in_the_text_in_order_and_apart(typed: str, text: str) -> None:
    spans = highlight(text, leaves(typed))
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(set(edges))
    assert all(0 <= start < end <= len(text) for start, end in spans)


@pytest.mark.parametrize("query", ["-transplant*", "器官 -transplant*"])
def test_a_minus_before_a_prefix_excludes_it(query: str) -> None:
    assert not [leaf for leaf in leaves(query) if leaf.kind == "pattern"]


@pytest.mark.parametrize(
    "query", ["-国卫医急发〔2024〕13号", "器官 -国卫医急发〔2024〕13号", "(-国卫医急发（２０２４）13号 器官)"]
)
def test_a_minus_before_a_document_number_excludes_it(query: str) -> None:
    assert all("13" not in leaf.terms for leaf in leaves(query))


def test_a_number_is_found_with_leading_zeros() -> None:
    assert [leaf.forms for leaf in leaves("国卫医急发〔2024〕013号")] == [leaf.forms for leaf in leaves("国卫医急发〔2024〕13号")]


def test_wide_operators_are_operators() -> None:
    assert read("器官 ＯＲ 伦理") == read("器官 OR 伦理")
    assert read("器官 －伦理") == read("器官 -伦理")
