"""The words of the aligner: dictionary, stems, names, signs, chains, and the links between the words of a pair."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.alignment.aligner.chains import heaviest_chain
from archive.alignment.words.dictionary import glosses, pinyin
from archive.alignment.words.english_words import stem
from archive.alignment.words.lexicon import Lexicon
from archive.alignment.words.links import Link, word_links
from archive.alignment.words.names import Names
from archive.alignment.words.signs import chinese_signs, english_signs
from archive.model import Term


@pytest.mark.parametrize(
    "forms",
    [
        ("organ", "organs", "Organ's"),
        ("procure", "procured", "procuring", "procurement"),
        ("allocate", "allocated", "allocation"),
        ("go", "went", "gone"),
        ("child", "children"),
        ("company", "companies"),
        ("stop", "stopped", "stopping"),
        ("regulate", "regulation", "regulations"),
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1
    assert stem(forms[0])


def test_words_of_different_meaning_keep_their_stems() -> None:
    words = ["donor", "law", "lawn", "street", "hospital", "read", "red", "system", "police", "pole"]
    assert len({stem(word) for word in words}) == len(words)
    assert [stem(word) for word in ("the", "Which", "don't")] == ["", "", ""]


def test_the_dictionary_gives_glosses_without_notes() -> None:
    assert "library" in list(glosses("图书馆"))
    assert not any("(" in gloss or "[" in gloss or "CL:" in gloss for gloss in glosses("书"))
    assert list(glosses("没有这个词语")) == []
    assert "ming" in pinyin("明")


def test_names_are_known_by_their_sound() -> None:
    names = Names(["And then Li Ming met Zhang Xiaohong in London."])
    assert {(run, found) for run in ("李明", "张晓红", "北京") for _, _, found in names.sounding(run)} == {
        ("李明", "li"),
        ("李明", stem("Ming")),
        ("张晓红", "zhang"),
        ("张晓红", stem("Xiaohong")),
    }
    assert not Names(["The library is closed."])


@pytest.mark.parametrize(
    ("zh", "en", "token"),
    [
        ("共有十二名", "twelve people", "#12"),
        ("共有12名", "12 people", "#12"),
        ("价格为1,500元", "the price is 1500 yuan", "#1500"),
        ("十二月", "in December", "#12"),
        ("第十三条 器官", "Article 13 Organs", "@art_13"),
        ("（一）名称", "(1) the name", "@point_1"),
        ("一、总体要求", "I. General requirements", "@point_1"),
        ("第二章 申请", "Chapter II Application", "@chp_2"),
        ("为什么？", "Why?", "~?"),
        ("他说：“好。”", '"Good," he said.', "~'"),
        ("他说：「好。」", "'Good,' he said.", "~'"),
    ],
)
def test_signs_are_alike_in_both_languages(zh: str, en: str, token: str) -> None:
    assert token in {sign for _, _, sign in chinese_signs(zh)}
    assert token in {sign for _, _, sign in english_signs(en)}


@settings(max_examples=80)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(1, 9)), max_size=8))
def test_the_heaviest_chain_is_found(points: list[tuple[int, int, int]]) -> None:
    def rises(chain: tuple[tuple[int, int, int], ...]) -> bool:
        return all(one[0] < two[0] and one[1] < two[1] for one, two in pairwise(chain))

    chains = [chain for size in range(len(points) + 1) for chain in combinations(sorted(points), size) if rises(chain)]
    found = heaviest_chain([(row, column, float(weight)) for row, column, weight in points])
    assert sum(weight for _, _, weight in found) == max(sum(weight for _, _, weight in chain) for chain in chains)
    assert all(one[0] < two[0] and one[1] < two[1] for one, two in pairwise(found))


def shown(zh: str, en: str, found: list[Link]) -> set[tuple[str, str, str]]:
    return {(zh[slice(*link.zh)], en[slice(*link.en)], link.origin) for link in found}


def test_the_words_of_a_pair_that_answer_to_each_other() -> None:
    zh = "第十三条 器官获取组织应当在三日内报告省级部门，并保存二十年。"
    en = "Article 13 Organ procurement organizations shall report to the provincial department in three days "
    en += "and keep it for 20 years."
    lexicon = Lexicon([Term("器官获取组织", "organ procurement organization")], {"省级": {"provincial": 0.8}})
    found = shown(zh, en, word_links(zh, en, lexicon))
    assert {
        ("器官获取组织", "Organ procurement organizations", "term"),
        ("第十三条", "Article 13", "anchor"),
        ("二十", "20", "anchor"),
        ("省级", "provincial", "learned"),
        ("报告", "report", "dictionary"),
        ("部门", "department", "dictionary"),
    } <= found


def test_links_count_in_the_original_text() -> None:
    zh, en = "圖書館關閉了。", "The LIBRARY was closed."
    assert ("圖書館", "LIBRARY", "dictionary") in shown(zh, en, word_links(zh, en, Lexicon()))


def test_a_word_that_occurs_twice_is_linked_in_its_place() -> None:
    zh, en = "医院通知医生，医生通知医院。", "The hospital told the doctor and the doctor told the hospital."
    links = [link for link in word_links(zh, en, Lexicon()) if zh[slice(*link.zh)] == "医院"]
    assert [en.index("hospital"), en.rindex("hospital")] == [link.en[0] for link in links]


WORDS = st.lists(st.sampled_from(["器官", "捐献", "12", "，", "Linux", "图书馆", "的", "三", " "]), max_size=12).map("".join)
ENGLISH = st.lists(st.sampled_from(["organ", "donation", "12", ",", "Linux", "library", "three", "the"]), max_size=12).map(
    " ".join
)


@settings(max_examples=60, deadline=None)
@given(WORDS, ENGLISH)
def test_links_do_not_overlap(zh: str, en: str) -> None:
    links = word_links(zh, en, Lexicon([Term("器官捐献", "organ donation")]))
    for sides, length in (([link.zh for link in links], len(zh)), ([link.en for link in links], len(en))):
        taken = [place for start, end in sides for place in range(start, end)]
        assert len(taken) == len(set(taken))
        assert all(0 <= start < end <= length for start, end in sides)
    assert [link.zh for link in links] == sorted(link.zh for link in links)
