"""Text → terms."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.folding import fold
from indexer.analysis import cut, dictionary_fingerprint, number_stream, streams, tokens
from indexer.analysis.english import stem


def test_words_of_both_languages_interleave() -> None:
    assert cut("获取器官的OPO应当 transplanted 13号").words == ("获取", "器官", "的", "opo", "应当", "transplant", "13", "号")


def test_parts_are_dictionary_words_inside_longer_words() -> None:
    found = cut("中华人民共和国")
    assert found.words == ("中华人民共和国",)
    assert {"共和国", "人民共和国", "中华"} <= set(found.parts)
    assert "中华人民共和国" not in found.parts


def test_characters_hold_every_character_latin_word_and_clause_mark() -> None:
    assert cut("器官，13号 Organs").characters == ("器", "官", ",", "13", "号", "organs")


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
    terms = [term for term, _ in number_stream(text)["number_characters"]]
    assert terms == ["国", "卫", "医", "急", "发", "2024", "13", "号"]


def test_fillers_are_left_out_of_a_number() -> None:
    assert number_stream("国务院令第767号") == number_stream("国务院令767号")
    assert number_stream(None) == {}


def test_no_phrase_can_cross_from_one_text_to_the_next() -> None:
    stream = streams("text", [cut("器官"), cut("捐献")])["text_characters"]
    positions = dict(stream)
    assert positions["官"] - positions["器"] == 1
    assert positions["捐"] - positions["官"] > 100


def test_parts_keep_no_positions_and_words_count_words() -> None:
    found = streams("title", [cut("人体器官移植伦理委员会")])
    assert [position for _, position in found["title_words"]] == list(range(len(found["title_words"])))
    assert {position for _, position in found["title_parts"]} == {0}


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
    assert cut("the donor's and the donor’s 1,000").characters == ("the", "donor", "and", "the", "donor", "1,000")


TEXTS = st.text(st.sampled_from("器官捐献捐獻肾腎中华人民共和国，。〔２〕13号（）Ｏrgan don'É ﬁ　\n\u200b\ud800́"), max_size=40)


@given(TEXTS)
def test_words_and_characters_hold_the_same_chinese(text: str) -> None:
    found = cut(text)
    words = "".join(word for word in found.words if ord(word[0]) > 0x3002)
    characters = "".join(term for term in found.characters if ord(term[0]) > 0x3002)
    assert words == characters


@given(TEXTS)
def test_tokens_quote_the_folded_text(text: str) -> None:
    folded = fold(text)
    found = tokens(folded)
    assert [folded[token.start : token.end] for token in found] == [token.term for token in found]
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_the_dictionary_is_named_without_loading_it() -> None:
    assert dictionary_fingerprint().startswith("jieba 0.")
    assert dictionary_fingerprint() == dictionary_fingerprint()


def test_jieba_is_imported_only_for_chinese_and_leaves_nothing_in_the_shared_folder(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from indexer.analysis import cut\n"
        "cut('ethics committee 13')\n"
        "assert 'jieba' not in sys.modules\n"
        "assert cut('器官捐献').words == ('器官', '捐献')\n"
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
