"""Text → terms."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model import Term
from archive.text.folding import fold
from indexer.analysis import (
    compounds,
    cut,
    dictionary_fingerprint,
    joined,
    number_stream,
    segmenter,
    sequence,
    streams,
    tokens,
    user_words,
)
from indexer.analysis.chinese import PLAIN, _tokenizer
from indexer.analysis.english import stem
from indexer.engine import GAP


def words(text: str) -> list[str]:
    return cut(text).words.split()


def characters(text: str) -> list[str]:
    """The terms of the ``characters`` stream, without pairs and gaps."""
    return cut(text).characters.split()[::2]


def test_words_of_both_languages_interleave() -> None:
    assert words("获取器官的OPO应当 transplanted 13号") == ["获取", "器官", "的", "opo", "应当", "transplant", "13", "号"]


def test_characters_hold_every_character_latin_word_and_clause_mark() -> None:
    assert characters("器官，13号 Organs") == ["器", "官", ",", "13", "号", "organs"]


def test_neighbouring_chinese_characters_are_a_pair_between_them() -> None:
    assert cut("器官13号").characters == f"器 器官 官 {GAP} 13 {GAP} 号 {GAP}"
    assert cut("器（官）").characters == f"器 器官 官 {GAP}"
    assert cut("器，官").characters.split()[1::2] == [GAP] * 3


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ("器", "器"),
        ("器官", "器官"),
        ("器官移", f"器官 {GAP} 官移"),
        (["13", "号"], f"13 {GAP} 号"),
        (["器", "13"], f"器 {GAP} 13"),
    ],
)
def test_a_sequence_is_looked_for_by_its_pairs(terms: list[str], expected: str) -> None:
    assert " ".join(sequence(terms)) == expected


HAN_TEXTS = st.text(st.sampled_from("器官捐献移植13号，a "), min_size=1, max_size=12)


@given(HAN_TEXTS, HAN_TEXTS, HAN_TEXTS)
def test_a_sequence_fits_wherever_its_terms_stand_and_nowhere_else(before: str, typed: str, behind: str) -> None:
    def fits(terms: list[str], stream: list[str]) -> bool:
        looked_for = sequence(terms)
        starts = range(len(stream) - len(looked_for) + 1)
        return any(all(one in (GAP, stream[at + i]) for i, one in enumerate(looked_for)) for at in starts)

    terms, text = characters(typed), f"{before} {typed} {behind}"
    if terms:
        assert fits(terms, cut(text).characters.split())
        inside = characters(before)
        there = any(inside[at : at + len(terms)] == terms for at in range(len(inside)))
        assert fits(terms, cut(before).characters.split()) is there


@pytest.mark.parametrize(
    "text",
    [
        "国卫医急发〔2024〕13号",
        "國衛醫急發〔2024〕13號",
        "国卫医急发（２０２４）１３号",
        "国卫医急发[2024]13号",
        "国卫医急发【2024】13号",
    ],
)
def test_one_document_number_has_one_stream_however_it_is_written(text: str) -> None:
    terms = number_stream(text)["number_characters"].split()
    assert terms[:16:2] == ["国", "卫", "医", "急", "发", "2024", "13", "号"]
    assert terms[-3:] == ["no:国卫医急发-2024-13", "no:guoweiyijifa-2024-13", "no:2024-13"]


def test_fillers_are_left_out_of_a_number() -> None:
    assert number_stream("国务院令第767号") == number_stream("国务院令767号")
    assert number_stream(None) == {}


def test_no_phrase_can_cross_from_one_text_to_the_next() -> None:
    terms = streams("text", [cut("器官"), cut("捐献")])["text_characters"].split()
    assert terms.index("捐") - terms.index("官") > 100 // 2
    assert joined(["", "a", ""]) == "a"


def test_references_of_all_texts_are_one_stream() -> None:
    assert streams("text", [cut("第二十条"), cut("器官"), cut("Article 3")], references=True)["text_references"] == "art:20 art:3"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("transplanted", "transplantation", True),
        ("committees", "committee", True),
        ("donors", "donor", True),
        ("organs", "organ", True),
        ("organization", "organ", False),
        ("organisation", "organizations", True),
        ("executive", "execution", False),
        ("international", "internal", False),
        ("authority", "author", False),
        ("2024", "202", False),
    ],
)
def test_stems(one: str, other: str, same: bool) -> None:
    assert (stem(one) == stem(other)) is same


def test_a_possessive_is_the_word_itself() -> None:
    assert characters("the donor's and the donor’s, donors' 1,000") == [
        "the",
        "donor",
        "and",
        "the",
        "donor",
        ",",
        "donors",
        "1,000",
    ]


def test_a_word_with_a_hyphen_is_its_parts_and_behind_a_prefix_also_one() -> None:
    assert words("organ-donation") == words("organ donation")
    assert set(words("cooperating")) <= set(words("Co-operating"))
    assert characters("multi-organ") == ["multi", "organ"]
    assert [(one.term, one.start, one.end) for one in compounds("a multi-organ x-non-y co-op")] == [("multiorgan", 2, 13)]


TEXTS = st.text(st.sampled_from("器官捐献捐獻肾腎中华人民共和国，。〔２〕13号（）Ｏrgan don'É ﬁ　\n\u200b\ud800́"), max_size=40)


@given(TEXTS)
def test_words_and_characters_hold_the_same_chinese(text: str) -> None:
    one, other = ("".join(term for term in found if ord(term[0]) > 0x3002) for found in (words(text), characters(text)))
    assert one == other


@given(TEXTS)
def test_tokens_quote_the_folded_text(text: str) -> None:
    folded = fold(text)
    found = tokens(folded)
    assert [folded[token.start : token.end] for token in found] == [token.term for token in found]
    assert all(one.end <= other.start for one, other in pairwise(found))


@cache
def jieba_with(user: tuple[str, ...]) -> Any:
    tokenizer = _tokenizer()
    for word in user:
        tokenizer.add_word(word)
    return tokenizer


USER = ("脑死亡者", "肝移植", "捐献人")
RUNS = st.lists(
    st.one_of(
        st.text(st.sampled_from("中华人民共和国器官捐献移植肾肝脑死亡者的了和一二龘〇㐀\U00020000々"), max_size=8),
        st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=6),
        st.sampled_from(
            (
                "中华人民共和国",
                "研究生命起源",
                "他来到了网易杭研大厦",
                "乒乓球拍卖完了",
                "南京市长江大桥",
                "脑死亡者",
                "潜在捐献人",
            )
        ),
    ),
    min_size=1,
    max_size=5,
).map("".join)


@given(RUNS)
def test_words_are_jiebas_words(run: str) -> None:
    assert PLAIN.words(run) == list(jieba_with(()).cut(run))


@given(RUNS)
def test_words_with_a_user_dictionary_are_jiebas_words_with_it(run: str) -> None:
    found = segmenter(USER).words(run)
    assert found == list(jieba_with(USER).cut(run))
    assert "".join(found) == run


def test_the_user_dictionary_is_of_the_names_that_jieba_breaks() -> None:
    terms = [
        Term("捐献人", "donor"),
        Term("器官获取组织", "OPO"),
        Term("OPO", "OPO"),
        Term("器官", "organ"),
        Term("“良心犯”", "x"),
    ]
    titles = ["关于印发《围手术期管理办法》的通知", "人体器官捐献和移植条例"]
    assert user_words(terms, titles) == tuple(sorted(("捐献人", "围手术期管理办法")))
    assert user_words(reversed(terms), titles) == user_words(terms, titles)


def test_the_words_of_the_user_are_in_the_cut_and_in_the_fingerprint() -> None:
    ours = segmenter(("捐献人",))
    assert "捐献人" in cut("潜在捐献人登记", ours).words.split()
    assert "捐献人" not in words("潜在捐献人登记")
    assert cut("潜在捐献人登记", ours).characters == cut("潜在捐献人登记").characters
    assert len({PLAIN.fingerprint, ours.fingerprint, segmenter(("捐献者",)).fingerprint}) == 3
    assert PLAIN.fingerprint == dictionary_fingerprint()


def test_the_dictionary_is_named_without_loading_it() -> None:
    assert dictionary_fingerprint().startswith("jieba 0.")
    assert dictionary_fingerprint() == dictionary_fingerprint()


def test_jieba_is_imported_only_for_chinese_and_leaves_nothing_in_the_shared_folder(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from indexer.analysis import cut\n"
        "cut('ethics committee 13')\n"
        "assert 'jieba' not in sys.modules\n"
        "assert cut('器官捐献').words == '器官 捐献'\n"
        "import logging\n"
        "assert not logging.getLogger('jieba').handlers\n"
    )
    shared, home = tmp_path / "shared", tmp_path / "home"
    shared.mkdir()
    environment = {"TMPDIR": str(shared), "XDG_CACHE_HOME": str(home), "PATH": ""}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(shared.iterdir()) == []
    assert [path.suffix for path in (home / "duizhao").iterdir()] == [".cache"]
