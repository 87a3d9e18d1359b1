"""What a person does with units in review: whatever it is, no sentence is lost or doubled."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.alignment.editions.places import Place
from archive.alignment.review.review_session import Review
from archive.alignment.review.reviewing import Sides, Units, needs_review
from archive.errors import BadQuery
from archive.model import Edition, Segment, Stretch, TranslationUnit

ZH = ("本规则规范查阅。", "申请人提交材料。", "档案馆在5日内答复。", "本规则自公布之日起施行。")
EN = (
    "These Rules govern consultation.",
    "Applicants submit documents.",
    "The archives reply within 5 days.",
    "In force at once.",
)
SIDES = Sides.of(
    Edition("zh", "official", tuple(Segment(f"para_{i}", "", text) for i, text in enumerate(ZH, 1))),
    Edition("en", "translation", tuple(Segment(f"para_{i}", "", text) for i, text in enumerate(EN, 1))),
)
TWO_SENTENCES = Sides.of(
    Edition("zh", "official", (Segment("art_1", "第一条", ZH[0] + ZH[1]), Segment("art_2", "第二条", ZH[2]))),
    Edition("en", "translation", (Segment("art_1", "Article 1", f"{EN[0]} {EN[1]}"), Segment("art_2", "Article 2", EN[2]))),
)


def unit(zh: list[int], en: list[int], score: float = 0.9) -> TranslationUnit:
    """A passage of the paragraphs with these numbers."""
    sides = (
        tuple(side.whole(f"para_{i}") for i in numbers) for side, numbers in ((SIDES.zh, zh), (SIDES.en, en))
    )  # fmt: skip
    ours, theirs = sides
    score = score if zh and en else 0.0
    return TranslationUnit("passage", ours, theirs, SIDES.zh.text(ours), SIDES.en.text(theirs), score)


def review(*units: TranslationUnit, every: bool = True) -> Review:
    return Review(units, SIDES, every=every)


def numbers(units: Units) -> list[tuple[list[int], list[int]]]:
    """Which paragraphs stand in which unit."""
    return [([int(s.segment[5:]) for s in one.zh], [int(s.segment[5:]) for s in one.en]) for one in units]


def stretches(units: Units) -> tuple[list[Stretch], list[Stretch]]:
    return [s for one in units for s in one.zh], [s for one in units for s in one.en]


KEYS = st.sampled_from(["", "y", "m", "n", "b", "u", "s 1 1", "s 1 0", "s 0 1", "s 2 1", "z>", "z<", "e>", "e<", "E >", "s 9 9"])
CUTS = st.lists(st.integers(0, 4), max_size=3).map(sorted)


@st.composite
def alignments(draw: st.DrawFn) -> Units:
    """Any order-keeping division of the four paragraphs of both sides."""
    zh, en = draw(CUTS), draw(CUTS)
    size = min(len(zh), len(en))
    bounds = list(zip([0, *zh[:size], 4], [0, *en[:size], 4], strict=True))
    pairs = [(range(a + 1, c + 1), range(b + 1, d + 1)) for (a, b), (c, d) in pairwise(bounds)]
    return tuple(unit(list(ours), list(theirs)) for ours, theirs in pairs if ours or theirs)


@given(alignments(), st.lists(KEYS, max_size=20), st.booleans())
def test_no_piece_is_lost_doubled_or_moved_past_another(units: Units, keys: list[str], every: bool) -> None:
    before = stretches(units)
    session = Review(units, SIDES, every=every)
    for typed in keys:
        if session.ended:
            break
        try:
            session.key(typed)
        except BadQuery:
            continue
        assert stretches(session.units) == before
        assert all(one.zh or one.en for one in session.units)
        assert all(one.zh_text == SIDES.zh.text(one.zh) and one.en_text == SIDES.en.text(one.en) for one in session.units)


@given(alignments(), st.lists(KEYS.filter(lambda typed: typed != "u"), max_size=8))
def test_every_step_can_be_undone(units: Units, keys: list[str]) -> None:
    session = Review(units, SIDES, every=True)
    for typed in keys:
        if not session.ended:
            try:
                session.key(typed)
            except BadQuery:
                continue
    while session.changed or session.units != units:
        session.key("u")  # raises where there is nothing left to undo
    assert session.units == units
    assert not session.changed


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("m", [([1, 2], [1, 2]), ([3], [])]),
        ("z>", [([], [1]), ([1, 2], [2]), ([3], [])]),
        ("e>", [([1], []), ([2], [1, 2]), ([3], [])]),
        ("n", [([1], []), ([], [1]), ([2], [2]), ([3], [])]),
        ("y", [([1], [1]), ([2], [2]), ([3], [])]),
    ],
)
def test_what_a_key_does(typed: str, expected: list[tuple[list[int], list[int]]]) -> None:
    session = review(unit([1], [1]), unit([2], [2]), unit([3], []))
    session.key(typed)
    assert numbers(session.units) == expected


def test_a_merged_unit_is_split_elsewhere() -> None:
    session = review(unit([1, 2], [1, 2, 3]))
    session.key("s 1 2")
    assert numbers(session.units) == [([1], [1, 2]), ([2], [3])]
    assert [one.origin for one in session.units] == ["confirmed", "confirmed"]


def test_the_last_piece_shifted_back_takes_its_unit_with_it() -> None:
    session = review(unit([1], [1]), unit([], [2]), unit([2], [3]))
    session.key("")
    session.key("e<")
    assert numbers(session.units) == [([1], [1, 2]), ([2], [3])]
    assert numbers((session.unit,)) == [([1], [1, 2])]  # the person sees what became of it


def test_only_what_is_weak_stale_or_a_gap_is_shown() -> None:
    session = review(unit([1], [1]), unit([2], [2], 0.2), unit([3], []), unit([4], [3]), every=False)
    assert session.left == 2
    assert numbers((session.unit,)) == [([2], [2])]
    session.key("y")
    assert numbers((session.unit,)) == [([3], [])]
    session.key("n")
    assert session.ended
    assert not any(map(needs_review, session.units))


def test_what_was_decided_becomes_rows() -> None:
    session = review(unit([1], [1], 0.1), unit([2], [2]), unit([3], [], 0.0), every=False)
    session.key("m")
    session.key("")
    session.key("n")
    rows = session.decided(date(2031, 5, 6))
    assert [(row.zh, row.en, row.state, row.date) for row in rows] == [
        ((Place("para_1"), Place("para_2")), (Place("para_1"), Place("para_2")), "confirmed", date(2031, 5, 6)),
        ((Place("para_3"),), (), "confirmed", date(2031, 5, 6)),
    ]
    assert all(row.zh_sha for row in rows)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("m", "last unit"),
        ("z>", "no next unit"),
        ("z<", "no previous unit"),
        ("s 1 1", "something is left"),
        ("s 0 0", "something is left"),
        ("b", "first unit"),
        ("u", "no step"),
        ("merge", "no key"),
        ("s -1 2", "no key"),
        ("s 99999999999 1", "no key"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(typed: str, said: str) -> None:
    session = review(unit([1], [1]))
    with pytest.raises(BadQuery, match=said):
        session.key(typed)
    assert numbers(session.units) == [([1], [1])]


def test_an_empty_side_has_nothing_to_shift() -> None:
    session = review(unit([1], []), unit([2], [1]))
    with pytest.raises(BadQuery, match="empty"):
        session.key("e>")


def sentence(zh: tuple[Stretch, ...], en: tuple[Stretch, ...]) -> TranslationUnit:
    return TranslationUnit("sentence", zh, en, TWO_SENTENCES.zh.text(zh), TWO_SENTENCES.en.text(en), 0.3)


def test_sentences_stay_in_their_passage() -> None:
    zh, en = TWO_SENTENCES.zh, TWO_SENTENCES.en
    units = (sentence(zh.sentences("art_1"), en.sentences("art_1")), sentence(zh.sentences("art_2"), en.sentences("art_2")))
    passages = tuple(
        TranslationUnit("passage", (zh.whole(one),), (en.whole(one),), "", "", 0.9) for one in ("art_1", "art_2")
    )  # fmt: skip
    session = Review(units, TWO_SENTENCES, passages)
    for typed in ("m", "z>", "e>"):
        with pytest.raises(BadQuery, match="another passage"):
            session.key(typed)
    session.key("s 1 1")
    rows = session.decided(date(2031, 5, 6))
    assert [(row.zh, row.en) for row in rows] == [
        ((Place("art_1", 1),), (Place("art_1", 1),)),
        ((Place("art_1", 2),), (Place("art_1", 2),)),
    ]
