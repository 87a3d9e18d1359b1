"""The aligner: which lines of a Chinese text and of an English one answer to each other, and how sure that is."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.alignment.aligner.aligning import align, score, score_pairs
from archive.alignment.aligner.matching import answered
from archive.alignment.aligner.pairs import Pair
from archive.alignment.words.lexicon import Lexicon
from archive.model import Term

ZH = [
    "第一章 总则",
    "第一条 为了规范公共图书馆的管理，制定本办法。",
    "第二条 图书馆每周开放六天，每天不少于八小时。",
    "第三条 读者可以借阅图书十五本，期限为三十日。",
    "第四条 损坏图书的，读者应当按照价格赔偿。",
    "第五条 儿童阅览室由专门的工作人员负责。",
    "第六条 图书馆禁止吸烟。",
    "第七条 本办法自2025年3月1日起施行。",
]
EN = [
    "Chapter I General Provisions",
    "Article 1 These Measures are formulated to regulate the administration of public libraries.",
    "Article 2 A library opens six days a week and no less than eight hours a day.",
    "Article 3 A reader may borrow fifteen books for thirty days.",
    "Article 4 A reader who damages a book shall compensate for it at its price.",
    "Article 5 Special staff are in charge of the reading room for children.",
    "Article 6 Smoking is prohibited in the library.",
    "Article 7 These Measures come into force on March 1, 2025.",
]
STORY_ZH = [
    "那天晚上下着大雨，李明一个人走在山路上。",
    "他听见后面有马的声音，就躲到一棵老松树后面。",
    "骑马的人是谁？",
    "是张晓红的父亲，手里拿着一盏灯。",
    "“你为什么不回家？”老人问。",
    "李明没有回答，他的眼睛里都是泪水。",
    "他们一起走到河边，桥已经被水冲走了。",
]
STORY_EN = [
    "It was raining heavily that night, and Li Ming was walking alone along the mountain road.",
    "He heard a horse behind him and hid behind an old pine tree.",
    "Who was the rider?",
    "It was the father of Zhang Xiaohong, holding a lamp in his hand.",
    '"Why don\'t you go home?" the old man asked.',
    "Li Ming gave no answer; his eyes were full of tears.",
    "Together they walked to the river, where the bridge had been washed away.",
]
OTHER_EN = [
    "The committee approved the budget for the coming financial year.",
    "Solar panels were fitted on the roofs of twelve schools.",
    "Trains between the two cities will run every forty minutes.",
    "Farmers sold less wheat than expected because of the drought.",
    "The museum bought a painting from a private collection.",
    "Engineers tested the brakes of the new tram in winter.",
    "A bank closed its last branch in the village.",
]


def sides(pairs: list[Pair]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(pair.zh, pair.en) for pair in pairs]


def one_to_one(count: int) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [((place,), (place,)) for place in range(count)]


def test_lines_that_answer_one_to_one() -> None:
    assert sides(align(ZH, EN, Lexicon())) == one_to_one(8)
    assert sides(align(STORY_ZH, STORY_EN, Lexicon())) == one_to_one(7)


def test_traditional_characters_are_read_as_simplified_ones() -> None:
    traditional = [
        "第一條 為了規範公共圖書館的管理，制定本辦法。",
        "第二條 圖書館每週開放六天。",
        "第三條 損壞圖書的，讀者應當賠償。",
    ]
    english = [EN[1], "Article 2 A library opens six days a week.", EN[4].replace("4", "3")]
    assert sides(align(traditional, english, Lexicon())) == one_to_one(3)


@pytest.mark.parametrize("missing", range(1, 7))
def test_a_line_that_was_not_translated_is_left_alone(missing: int) -> None:
    for zh, en in ((ZH, EN), (STORY_ZH, STORY_EN)):
        found = sides(align(zh, [line for place, line in enumerate(en) if place != missing], Lexicon()))
        assert ((missing,), ()) in found
        assert len(found) == len(zh)


@pytest.mark.parametrize("first", range(1, 6))
def test_two_sentences_may_be_one_in_the_other_language(first: int) -> None:
    joined = [*STORY_EN[:first], f"{STORY_EN[first]} {STORY_EN[first + 1]}", *STORY_EN[first + 2 :]]
    assert ((first, first + 1), (first,)) in sides(align(STORY_ZH, joined, Lexicon()))
    together = [*STORY_ZH[:first], STORY_ZH[first] + STORY_ZH[first + 1], *STORY_ZH[first + 2 :]]
    assert ((first,), (first, first + 1)) in sides(align(together, STORY_EN, Lexicon()))


def test_an_empty_line_answers_to_nothing() -> None:
    found = align([*ZH[:3], "", *ZH[3:]], [*EN[:5], " ", *EN[5:]], Lexicon())
    assert ((3,), ()) in sides(found)
    assert ((), (5,)) in sides(found)
    assert sum(1 for pair in found if pair.zh and pair.en) == 8


def test_equal_numbers_do_not_join_articles_of_another_content() -> None:
    """A revision puts a new article in front: everything behind it has another number."""
    revised = [EN[0], "Article 1 Donors of rare manuscripts receive a certificate from the mayor."]
    revised += [line.replace(f"Article {place}", f"Article {place + 1}") for place, line in enumerate(EN) if place]
    expected = [((0,), (0,)), ((), (1,)), *(((place,), (place + 1,)) for place in range(1, 8))]
    assert sides(align(ZH, revised, Lexicon())) == expected


def test_labelled_lines_are_never_merged_where_the_other_text_has_their_label() -> None:
    """The words of both articles are alike, and the English of each is in the other's line, too."""
    zh = [*ZH[:4], "第四条 损坏图书的，读者应当赔偿；丢失图书的，也应当赔偿。", "第五条 丢失图书的，读者应当赔偿。", *ZH[6:]]
    en = [*EN[:4], "Article 4 A reader compensates.", "Article 5 For a damaged book and for a lost book a reader pays.", *EN[6:]]
    assert sides(align(zh, en, Lexicon())) == one_to_one(8)


def test_two_articles_that_stand_in_one_line_are_one_unit() -> None:
    joined = [*EN[:3], f"{EN[3]} {EN[4]}", *EN[5:]]
    assert ((3, 4), (3,)) in sides(align(ZH, joined, Lexicon()))


def test_a_heading_that_the_other_text_lacks_stands_alone() -> None:
    zh = [*ZH[:4], "第二章 图书的管理", *ZH[4:]]
    found = sides(align(zh, EN, Lexicon()))
    assert ((4,), ()) in found
    assert len(found) == 9


def test_an_article_of_many_paragraphs_may_be_one_line() -> None:
    points = ["（一）书籍；", "（二）报纸；", "（三）地图；", "（四）唱片；", "（五）照片。"]
    zh = [*ZH[:3], "第三条 读者可以借阅：", *points, *ZH[4:]]
    en = [*EN[:3], "Article 3 A reader may borrow: (1) books; (2) newspapers; (3) maps; (4) records; (5) photographs.", *EN[4:]]
    assert (tuple(range(3, 9)), (3,)) in sides(align(zh, en, Lexicon()))
    assert ((3,), tuple(range(3, 9))) in sides(align(_one_line(zh), _six_lines(en), Lexicon()))


def _one_line(zh: list[str]) -> list[str]:
    return [*zh[:3], "".join(zh[3:9]), *zh[9:]]


def _six_lines(en: list[str]) -> list[str]:
    return [*en[:3], *en[3].replace(" (", "|(").split("|"), *en[4:]]


def test_many_pairs_are_scored_as_one_by_one() -> None:
    asked = [((3,), (3,)), ((3,), (4,)), ((1, 2), (1, 2)), ((1,), ()), ((), (2,))]
    found = score_pairs(ZH, EN, asked, Lexicon())
    assert found[0] > 0.8
    assert found[1] < 0.5
    assert found[2] > 0.5
    assert found[3:] == [0.0, 0.0]
    assert found[0] == pytest.approx(score(ZH[3], EN[3], Lexicon()), abs=0.05)


def test_lines_that_are_all_the_same_are_paired_one_to_one() -> None:
    assert sides(align([ZH[1]] * 300, [EN[1]] * 300, Lexicon())) == one_to_one(300)


@pytest.mark.parametrize("size", [300, 900])
def test_a_few_lines_are_found_among_very_many(size: int) -> None:
    zh = [f"图表{place}" for place in range(size)]
    zh[size // 2 : size // 2] = STORY_ZH[:2]
    found = align(zh, STORY_EN[:2], Lexicon())
    assert {((size // 2,), (0,)), ((size // 2 + 1,), (1,))} <= {*sides(found)}
    assert [place for pair in found for place in pair.zh] == list(range(size + 2))
    en = [f"Table {place}" for place in range(size)]
    en[size // 3 : size // 3] = STORY_EN[:2]
    found = align(STORY_ZH[:2], en, Lexicon())
    assert {((0,), (size // 3,)), ((1,), (size // 3 + 1,))} <= {*sides(found)}
    assert [place for pair in found for place in pair.en] == list(range(size + 2))


def test_the_term_base_knows_what_the_dictionary_does_not() -> None:
    zh, en = "甲乙丙办公室负责登记。", "The Lantern Bureau keeps the register."
    terms = [Term("甲乙丙办公室", "Lantern Bureau")]
    assert score(zh, en, Lexicon(terms)) > score(zh, en, Lexicon())
    assert Lexicon(terms).translations("甲乙丙办公室").keys() == {"lantern", "bureau"}
    assert Lexicon(learned={"甲乙丙": {"Lantern": 0.7}}).translations("甲乙丙") == {"lantern": 0.7}


def test_a_word_that_no_dictionary_has_is_learned_from_the_text_itself() -> None:
    """朵格 is Wexford: the short lines have nothing else that could tell them apart."""
    known = ["的居民种小麦。", "的居民修铁路。", "的居民卖水果。", "的居民养马。"]
    told = [
        "The people of {} grow wheat.",
        "The people of {} build a railway.",
        "The people of {} sell fruit.",
        "The people of {} keep horses.",
    ]
    zh = [name + line for line in known for name in ("朵格", "穆蓝")]
    en = [line.format(name) for line in told for name in ("Wexford", "Tarnow")]
    swapped_zh, swapped_en = [*zh, "朵格很穷。", "这里没有什么。"], [*en, "There is nothing here.", "Wexford is poor."]
    found = sides(align(swapped_zh, swapped_en, Lexicon()))
    assert found[: len(zh)] == one_to_one(len(zh))
    assert ((8,), (8,)) not in found  # without the name both would be taken for translations


def test_true_units_score_high_and_others_low() -> None:
    for zh, en in ((ZH, EN), (STORY_ZH, STORY_EN)):
        assert min(pair.score for pair in align(zh, en, Lexicon())) > 0.5
        wrong = align(zh, OTHER_EN, Lexicon())
        assert max(pair.score for pair in wrong) < 0.5
    assert score(ZH[3], EN[3], Lexicon()) > 0.8
    assert score(ZH[3], OTHER_EN[3], Lexicon()) < 0.2
    assert score("", EN[3], Lexicon()) == 0.0


def test_swapped_languages_score_low() -> None:
    assert max(pair.score for pair in align(STORY_EN, STORY_ZH, Lexicon())) < 0.5


def test_a_side_without_lines() -> None:
    assert align([], [], Lexicon()) == []
    assert sides(align(ZH[:2], [], Lexicon())) == [((0,), ()), ((1,), ())]
    assert sides(align([], EN[:2], Lexicon())) == [((), (0,)), ((), (1,))]


class Close(NamedTuple):
    """An encoder that finds a mark in both languages: what a language model would know."""

    marks: tuple[tuple[str, str], ...]

    def encode(self, texts: list[str]) -> list[list[float]]:
        rows = [[float(zh in text or en in text) for zh, en in self.marks] + [0.05] for text in texts]
        return [[value / sum(one * one for one in row) ** 0.5 for value in row] for row in rows]


def test_sentence_vectors_tell_what_no_dictionary_does() -> None:
    pytest.importorskip("numpy")
    zh, en = ["嗯，甲。", "嗯，乙。", "嗯，丙。"], ["Hm, sir.", "Hm, madam.", "Hm, never."]
    encoder = Close((("甲", "madam"), ("乙", "never")))
    found = align(zh, en, Lexicon(), encoder)  # type: ignore[arg-type]
    assert ((0,), (1,)) in sides(found)
    assert ((1,), (2,)) in sides(found)
    assert ((0,), (1,)) not in sides(align(zh, en, Lexicon()))


def test_a_pair_is_scored_with_vectors_where_there_are_any() -> None:
    pytest.importorskip("numpy")
    encoder = Close((("甲", "madam"),))
    alike, unlike = score_pairs(["嗯，甲。"], ["Hm, madam.", "Hm, never."], [((0,), (0,)), ((0,), (1,))], Lexicon(), encoder)  # type: ignore[arg-type]
    assert alike > unlike
    assert alike > score("嗯，甲。", "Hm, madam.", Lexicon()) > unlike


@pytest.mark.parametrize("sides_with", [(30, 0), (0, 30), (30, 30), (5, 40)])
def test_long_runs_of_empty_lines_change_nothing(sides_with: tuple[int, int]) -> None:
    of_zh, of_en = sides_with
    zh, en = [*ZH[:4], *[""] * of_zh, *ZH[4:], *[" "] * of_zh], [*[""] * of_en, *EN[:4], *[""] * of_en, *EN[4:]]
    found = sides(align(zh, en, Lexicon()))
    assert [place for rows, _ in found for place in rows] == list(range(len(zh)))
    assert [place for _, columns in found for place in columns] == list(range(len(en)))
    joined = [(zh[rows[0]], en[columns[0]]) for rows, columns in found if rows and columns]
    assert joined == list(zip(ZH, EN, strict=True))


LINES = st.lists(
    st.sampled_from([*STORY_ZH, *STORY_EN, *ZH[:3], *EN[:3], "", " ", "12", "？", "第二条", "👍", "一" * 50]), max_size=12
)


@settings(max_examples=60, deadline=None)
@given(LINES, LINES)
def test_every_line_is_in_one_pair_in_order(zh: list[str], en: list[str]) -> None:
    found = align(zh, en, Lexicon())
    assert [place for pair in found for place in pair.zh] == list(range(len(zh)))
    assert [place for pair in found for place in pair.en] == list(range(len(en)))
    assert all(0.0 <= pair.score <= 1.0 for pair in found)
    assert all(pair.score == 0.0 for pair in found if not pair.zh or not pair.en)
    empty_zh = {place for place, line in enumerate(zh) if not line.strip()}
    empty_en = {place for place, line in enumerate(en) if not line.strip()}
    assert not any(pair.zh and pair.en and (empty_zh & {*pair.zh} or empty_en & {*pair.en}) for pair in found)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=30), max_size=8), st.lists(st.text(max_size=30), max_size=8))
def test_any_text_is_taken(zh: list[str], en: list[str]) -> None:
    found = align(zh, en, Lexicon())
    assert [place for pair in found for place in pair.zh] == list(range(len(zh)))
    assert [place for pair in found for place in pair.en] == list(range(len(en)))
    assert 0.0 <= score("".join(zh), "".join(en), Lexicon()) <= 1.0


@pytest.mark.parametrize("shape", ["equal lines", "many against few", "few against many", "nothing in common"])
def test_work_grows_with_the_lines_not_with_their_product(shape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted, not timed: how often two lines are compared word by word."""

    def work(size: int) -> int:
        zh, en = {
            "equal lines": ([ZH[1]] * size, [EN[1]] * size),
            "many against few": ([f"{ZH[1]}{place}" for place in range(size)], EN[:5]),
            "few against many": (ZH[:5], [f"{EN[1]} {place}" for place in range(size)]),
            "nothing in common": ([STORY_ZH[place % 7] for place in range(size)], [OTHER_EN[place % 7] for place in range(size)]),
        }[shape]
        calls = []
        monkeypatch.setattr("archive.alignment.aligner.matching.answered", lambda *found: calls.append(0) or answered(*found))
        align(zh, en, Lexicon())
        return len(calls)

    small, large = work(150), work(600)
    assert small > 0
    assert large < 7 * small


def test_a_line_of_a_megabyte_is_looked_at_in_part() -> None:
    found = align([ZH[3] * 40_000, ZH[6]], [EN[3] * 15_000, EN[6]], Lexicon())
    assert sides(found) == one_to_one(2)
