"""What a concordance finds: everything that was typed, exactly there, in either language."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import BadQuery
from archive.text.folding import fold
from indexer.analysis import english, tokens
from indexer.concordance.finding import Finder
from indexer.concordance.patterns import form_pattern
from indexer.concordance.wording import MAX_CHARACTERS, MAX_WILDCARDS, read_wording


def found(typed: str, text: str, language: str = "auto") -> list[str]:
    return [text[start:end] for start, end in Finder(read_wording(typed, language)).occurrences(text)]


@pytest.mark.parametrize(
    ("typed", "text", "expected"),
    [
        ("器官获取组织", "人体器官獲取組織（OPO）与器官获取组织", ["器官獲取組織", "器官获取组织"]),
        ("肾", "肾移植、腎臟", ["肾", "腎"]),
        (
            "ethics committee",
            "Ethics Committees; the ethics-committee; committee ethics",
            ["Ethics Committees", "ethics-committee"],
        ),
        ('"ethics committee"', "ethics committees, an ethics committee", ["ethics committee"]),
        ("donor family", "the donor's family and donors' families", ["donor's family", "donors' families"]),
        ("transplant*", "Transplantation, transplants, xenotransplant", ["Transplantation", "transplants"]),
        ("*plant*", "xenotransplants implant", ["xenotransplants", "implant"]),
        ("器官*组织", "器官获取组织，器官、组织；器官移植协调组织", ["器官获取组织", "器官移植协调组织"]),
        ("organ * organization", "an organ procurement and sharing organization", ["organ procurement and sharing organization"]),
        ("organ * organization", "organs. An organization", []),
        ("第13号", "第 13 号、第１３号、第130号", ["第 13 号", "第１３号"]),
        ("50%", "不少于 50 %，150%", ["50 %"]),
        ("party", "Parties, party, parts", ["Parties", "party"]),
        ("organization", "organisations organs organised organ", ["organisations", "organised"]),
        ("OPO", "OPO、OPOs与OPOX", ["OPO", "OPOs"]),
        ("〔2024〕13号", "国卫医急发[2024]13号", ["[2024]13号"]),
        ("器官", "器\u200b官与器官", ["器\u200b官", "器官"]),
        ("efficient", "an e\ufb03cient process", ["e\ufb03cient"]),
        ("器官*", "器官捐献", ["器官"]),
        ("die", "dying, died, dies, diet", ["dying", "died", "dies"]),
    ],
)
def test_what_was_typed_is_found_where_it_stands(typed: str, text: str, expected: list[str]) -> None:
    assert found(typed, text) == expected


def test_a_term_is_looked_for_in_the_language_that_is_said() -> None:
    assert read_wording("OPO").language == "en"
    assert read_wording("OPO", "zh").language == "zh"
    assert read_wording("腎").language == "zh"
    with pytest.raises(BadQuery, match="zh, en or auto"):
        read_wording("a", "fr")


@pytest.mark.parametrize("typed", ["", "   ", "*", "***", "。，", '""', "\0", "\ud800", "\u200b"])
def test_nothing_to_look_for_is_said(typed: str) -> None:
    with pytest.raises(BadQuery, match="no word"):
        read_wording(typed)


def test_what_is_too_much_is_said() -> None:
    with pytest.raises(BadQuery, match=str(MAX_CHARACTERS)):
        read_wording("a" * 10_000)
    with pytest.raises(BadQuery, match="words"):
        read_wording("a " * 100)
    with pytest.raises(BadQuery, match="wildcards"):
        read_wording("a* " * (MAX_WILDCARDS + 1))


@given(st.text(max_size=60), st.text(max_size=200))
def test_whatever_is_typed_is_an_answer_or_says_why_not(typed: str, text: str) -> None:
    try:
        finder = Finder(read_wording(typed))
    except BadQuery:
        return
    last = 0
    for start, end in finder.occurrences(text):
        assert last <= start < end <= len(text)
        last = end


ALPHABET = "肾腎器官獲获取组組織织的，。、 \u200b\u0301（）ＡaBbｂ1１\ufb01…é"


@given(st.text(ALPHABET, min_size=1, max_size=6), st.text(ALPHABET, max_size=40))
def test_chinese_is_found_exactly_where_the_folded_texts_agree(typed: str, text: str) -> None:
    """Against the plain way: fold everything, look at every place."""
    wanted = "".join(character for character in fold(typed) if "\u4e00" <= character <= "\u9fff")
    if not wanted:
        return
    expected, rest = 0, fold(text)
    while wanted in rest:
        expected += 1
        rest = rest.partition(wanted)[2]
    assert len(Finder(read_wording(wanted)).occurrences(text)) == expected
    assert all(fold(text[start:end]) == wanted for start, end in Finder(read_wording(wanted)).occurrences(text))


WORDS = ["organ", "Organs", "organization", "organisations", "donor", "donors", "donated", "committee", "Committees"]
WORDS += ["of", "party", "parties", "器官", "the"]
JOINS = [" ", "-", ", ", "  ", " (", "; "]


PIECES = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(JOINS)), max_size=25)


@given(
    st.lists(st.sampled_from(WORDS[:-2]), min_size=1, max_size=3),
    st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(JOINS)), max_size=25),
)
def test_english_phrases_are_found_exactly_where_the_stems_agree(typed: list[str], pieces: list[tuple[str, str]]) -> None:
    """Against the plain way: the analysis cuts both, every place of one is compared with the other."""
    text = "".join(word + join for word, join in pieces)
    wanted = [english.stem(word.lower()) for word in typed]
    terms = [token.term for token in tokens(fold(text))]
    stems = [english.stem(term) if term.isalpha() and term.isascii() else term for term in terms]
    starts = [i for i in range(len(stems)) if stems[i : i + len(wanted)] == wanted]
    apart: list[int] = []
    for start in starts:
        if not apart or start >= apart[-1] + len(wanted):
            apart.append(start)
    assert len(Finder(read_wording(" ".join(typed))).occurrences(text)) == len(apart)


LETTERS = re.compile("[a-z]{2,}")


def test_no_word_with_the_stem_of_another_is_overlooked() -> None:
    """The pattern that candidates must match lets through every English word of this repository that has the stem."""
    from archive.alignment.words.dictionary import entries  # noqa: PLC0415 - a large vocabulary that is at hand

    glosses = " ".join(str(value) for value in list(entries().values())[:20_000]).lower()
    words = set(LETTERS.findall(glosses)) | {"dying", "dies", "skies", "sky", "lying", "tied", "possibilities", "possible"}
    families: dict[str, set[str]] = {}
    for word in words:
        families.setdefault(english.stem(word), set()).add(word)
    assert len(families) > 1000
    assert [
        (stem, word) for stem, family in families.items() for word in family if not form_pattern(stem).of(word).fullmatch(word)
    ] == []  # fmt: skip


def test_a_long_word_and_a_long_text_are_bounded() -> None:
    text = "a" * 200_000 + " " + "ab" * 100_000
    assert found("a*b*", text) == []
    assert found("器官*组织", "器官" * 100_000) == []
