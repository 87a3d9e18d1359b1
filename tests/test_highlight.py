"""Marking what matched: exactly the tokens that the leaves of a query stand for, without cutting all of a text."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.text.folding import fold
from indexer.analysis import english, tokens
from indexer.analysis.tokens import runs
from indexer.query.leaves import Leaf, quoted_leaves
from indexer.showing.highlight import Highlighter, highlight
from tests.highlighting_by_tokens import spans_by_tokens
from tests.indexing import marked

PIECES = st.sampled_from(
    [
        *("器", "官", "人", "人人", "器官", "捐獻", "捐献", "第", "号", "々", "〇", "第二十条", "Article 20", "2024年4月15日"),
        *("13", "1,2", "1.", "2", ",3", "٣", "²", "０", "㎡", "covid19", "COVID-19", "s", "'s", "’s", "a", "é", "e\u0301"),
        *("organ", "organs", "Organ's", "donor", "donation", "transplantation", "transplants", "die", "dying", "co-operate"),
        *("cooperating", "-", " ", "  ", "(", "〕", "_", "，", "。", ",", ".", "、", "\u200b", "\0", "ﬁ", "ß", "İ"),
    ]
)
TEXTS = st.lists(PIECES | st.characters(), max_size=30).map("".join)
TYPED = st.lists(PIECES, min_size=1, max_size=4).map("".join)


def words(text: str) -> tuple[Leaf, ...]:
    cut = {"chinese": lambda run: Leaf("word", tuple(run.text)), "latin": lambda run: Leaf("english", (run.text,))}
    return tuple(cut[run.kind](run) for run in runs(fold(text)) if run.kind in cut)


def phrase(text: str) -> tuple[Leaf, ...]:
    return quoted_leaves(text)


def pattern(*forms: str) -> tuple[Leaf, ...]:
    return (Leaf("pattern", ("x*",), forms=forms),)


def near(slop: int, *parts: str) -> tuple[Leaf, ...]:
    cut = tuple(tuple(token.term for token in tokens(fold(part))) for part in parts)
    return (Leaf("near", tuple(term for part in cut for term in part), slop=slop, parts=cut),)


LEAVES = (
    TYPED.map(words)
    | TYPED.map(phrase)
    | st.lists(TYPED.map(fold), min_size=1, max_size=3).map(lambda forms: pattern(*forms))
    | st.sampled_from(["art:20", "date:2024-04", "date:2024-04-15"]).map(lambda form: (Leaf("reference", ("x",), forms=(form,)),))
    | st.tuples(st.integers(0, 3), st.lists(TYPED, min_size=2, max_size=3)).map(lambda drawn: near(drawn[0], *drawn[1]))
)


@given(TEXTS, LEAVES, LEAVES)
@example("a's's", phrase("s"), ())
@example("人人人人", phrase("人人"), ())
@example("x1,2,3 1,2a", phrase("2"), ())
@example("donor's (wish)", phrase("donor wish"), ())
@example("器_官", phrase("器官"), ())
def test_exactly_the_tokens_that_match_are_marked(text: str, leaves: tuple[Leaf, ...], others: tuple[Leaf, ...]) -> None:
    wanted = tuple(leaf for leaf in leaves + others if leaf.terms and (leaf.kind != "near" or all(leaf.parts)))
    assert highlight(text, wanted) == spans_by_tokens(text, wanted)
    assert Highlighter(wanted).stands_in(fold(text)) == bool(highlight(text, wanted))


@given(TEXTS)
def test_a_text_is_found_in_itself_and_in_what_holds_it(text: str) -> None:
    for leaf in phrase(text):
        spans = highlight(f"。{text}。", (leaf,))
        assert spans
        assert spans == spans_by_tokens(f"。{text}。", (leaf,))


@pytest.mark.parametrize(
    ("leaves", "text", "expected"),
    [
        (near(2, "器官", "捐献"), "捐献人的器官，器官不在此。捐献", "[捐献]人的[器官]，器官不在此。捐献"),
        (near(0, "organ", "donor"), "donor organ; organ of the donor", "[donor] [organ]; organ of the donor"),
        (near(3, "organ", "donor"), "donor organ; organ of the donor", "[donor] [organ]; [organ] of the [donor]"),
        (near(1, "a1", "b1", "c1"), "c1 x a1 b1, b1 x x a1 c1", "[c1] x [a1] [b1], b1 x x a1 c1"),
        (pattern("donate", "donation"), "to donate, a donation, donations", "to [donate], a [donation], donations"),
        (words("organ"), "an organ's, organisms, inorganic", "an [organ]'s, organisms, inorganic"),
        (phrase("13号"), "第113号，13 号，1,13号，（13）号", "第113号，[13 号]，1,13号，（[13）号]"),
        (phrase("ethics, committee"), "ethics, committee ethics committee", "[ethics, committee] ethics committee"),
        ((), "器官", "器官"),
    ],
)
def test_what_is_marked(leaves: tuple[Leaf, ...], text: str, expected: str) -> None:
    assert marked(text, Highlighter(leaves).spans(text)) == expected


WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)
ENDINGS = st.sampled_from(
    ["", "s", "es", "ies", "ing", "ying", "ed", "ied", "ly", "ization", "ational", "ability", "ation", "y", "ment"]
)


@given(WORDS, ENDINGS)
def test_a_word_is_marked_by_its_stem_whatever_its_ending(word: str, ending: str) -> None:
    stem = english.stem(word + ending)
    leaf = Leaf("english", (stem,)) if english.stem(stem) == stem else Leaf("english", (word + ending,))
    assert highlight(f"x {word}{ending} y", (leaf,)) == spans_by_tokens(f"x {word}{ending} y", (leaf,)) != []
