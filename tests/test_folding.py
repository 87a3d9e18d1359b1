"""Folded text: for finding only, always with the map back to the original."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.folding import fold, fold_with_offsets

ALIKE = [
    # Traditional, Simplified
    ("器官捐贈", "器官捐赠"),
    ("腦死亡", "脑死亡"),
    ("臺灣", "台湾"),
    ("國務院令", "国务院令"),
    # width
    ("ＯＰＯ", "opo"),
    ("２０２４", "2024"),
    ("（一）", "(一)"),
    # case
    ("OPO", "opo"),
    ("STRASSE", "straße"),
    # brackets of document numbers
    ("国卫医急发〔2024〕13号", "国卫医急发(2024)13号"),
    ("国卫医急发﹝2024﹞13号", "国卫医急发[2024]13号"),
    ("国卫医急发【2024】13号", "国卫医急发［2024］13号"),
    # composed and decomposed
    ("café", "cafe\u0301"),
    # invisible characters do not part a word
    ("器\u200b官", "器官"),
    ("器\ufeff官", "器官"),
    ("㎡", "m2"),
]
NASTY = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("器官捐贈獻國務臺㎡①½ﬁẞßİıΣς〔〕﹝﹞【】［］（）ＡＢｃ\u200b\u0301\u0308\ufeff\u2060 \n"),
    ),
    max_size=40,
)


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_what_means_the_same_folds_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("器官捐獻〔２０２４〕ＡＢＣ", "器官捐献(2024)abc"),
        ("Article 8", "article 8"),
        ("第八条，（一）", "第八条,(一)"),
        ("", ""),
    ],
)
def test_the_folded_form(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(("one", "other"), [("肾", "肝"), ("捐献", "捐赠"), ("13号", "18号"), ("donor", "donors")])
def test_what_differs_stays_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "wanted", "original"),
    [
        ("依据《人體器官捐獻條例》第８條", "器官捐献", "器官捐獻"),
        ("ﬁne print", "i", "ﬁ"),
        ("面积30㎡以上", "m2", "㎡"),
        ("a器\u200b官b", "器官", "器\u200b官"),
        ("the cafe\u0301 rules", fold("é"), "e\u0301"),
        ("国卫通﹝2024﹞5号", "(2024)", "﹝2024﹞"),
    ],
)
def test_a_match_leads_back_to_the_original(text: str, wanted: str, original: str) -> None:
    folded = fold_with_offsets(text)
    at = folded.text.index(wanted)
    start, end = folded.original_span(at, at + len(wanted))
    assert text[start:end] == original


@given(NASTY)
def test_both_ways_of_folding_agree(text: str) -> None:
    folded = fold_with_offsets(text)
    assert folded.text == fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)


@given(NASTY)
def test_the_map_goes_forward_and_stays_inside(text: str) -> None:
    folded = fold_with_offsets(text)
    assert list(folded.starts) == sorted(folded.starts)
    assert list(folded.ends) == sorted(folded.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))


@given(NASTY, st.data())
def test_the_original_of_a_match_folds_to_text_that_holds_it(text: str, data: st.DataObject) -> None:
    folded = fold_with_offsets(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    original_start, original_end = folded.original_span(start, end)
    assert folded.text[start:end] in fold(text[original_start:original_end])


@given(NASTY)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=8), NASTY, NASTY)
def test_a_query_is_found_in_any_text_that_contains_it(query: str, before: str, after: str) -> None:
    assert fold(query) in fold(f"{before} {query} {after}")


@pytest.mark.parametrize(
    ("variant", "plain"),
    [("瞭解", "了解"), ("隨著", "随着"), ("衞生", "卫生"), ("反覆", "反复"), ("憑藉", "凭借"), ("敍述", "叙述")],
)
def test_characters_with_several_readings_are_folded_too(variant: str, plain: str) -> None:
    assert fold(variant) == fold(plain)
