"""Questions in everyday words: statutory words beside them, and what is looked for."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.folding import fold
from indexer.analysis.english import stem
from indexer.expanding.everyday import everyday, widened
from indexer.expanding.expansions import Expanded, expanded
from indexer.expanding.known import Known
from indexer.query import read
from indexer.query.expression import Either, Expression, Most, typed
from indexer.trees.question import question


def asked(text: str) -> Most:
    expression = read(text).expression
    assert isinstance(expression, Most)
    return expression


def weights(text: str) -> dict[tuple[str, str], float]:
    tree = question(widened(asked(text), text).expression)
    return {(leaf.fieldname, leaf.text): leaf.boost for leaf in tree.leaves()}


def test_statutory_words_stand_beside_everyday_ones() -> None:
    found = {one.word: one.statutory for one in everyday("老板不发工资怎么办")}
    assert "用人单位" in found["老板"]
    assert "拖欠劳动报酬" in found["不发工资"]
    assert "工资" not in found, "the longest one counts"


def test_a_single_character_counts_only_as_a_word() -> None:
    assert [one.word for one in everyday("他偷了什么")] == ["偷"]
    assert [one.word for one in everyday("偷税漏税怎么罚")] != ["偷"]
    assert not everyday("姓名写错了")


def test_traditional_characters_are_folded() -> None:
    assert [one.word for one in everyday("老闆")] == ["老板"]


def test_several_statutory_words_share_the_weight() -> None:
    (one,) = everyday("房东")
    (several,) = everyday("老板")
    assert (len(one.statutory), len(several.statutory)) == (1, 2)
    assert one.weight < 1, "what nobody typed weighs less"
    assert several.weight * 2**0.5 == pytest.approx(one.weight)


def test_english_words_are_compared_by_stems_and_the_longest_counts() -> None:
    found = {one.word: one.statutory for one in everyday("How long do Doctors keep the patients' records?")}
    assert "physician" in found["doctors"]
    assert "working days" in found["how long"]
    assert {one.lang for one in everyday("Doctors in the countryside")} == {"en"}


def test_english_statutory_words_stand_beside_the_word_they_are_for() -> None:
    text = "Which doctors may lie about fees?"
    whole = widened(asked(text), text)
    (part,) = [part for part in whole.expression.parts if isinstance(part, Either) and "doctors" in str(part)]
    assert "physician" in str(part)
    assert "en:physician" in {one.key for one in whole.added}


def test_a_statutory_word_that_was_typed_is_not_added() -> None:
    text = "Is a doctor a physician?"
    assert "physician" not in {one.form for one in widened(asked(text), text).added}


def test_what_was_typed_stays() -> None:
    most = asked("房东不退押金怎么办？")
    whole = widened(most, "房东不退押金怎么办？")
    assert typed(whole.expression) == most
    assert len(whole.expression.parts) == len(most.parts), "nothing more is needed than before"
    assert ("出租人", "房东") in {(one.form, one.of) for one in whole.added}


def test_a_statutory_word_can_be_switched_off() -> None:
    whole = widened(asked("房东可以进来吗？"), "房东可以进来吗？", off=frozenset({"zh:出租人"}))
    assert [one.key for one in whole.off] == ["zh:出租人"]
    assert not whole.added
    assert not any(isinstance(part, Either) for part in whole.expression.parts)


def test_words_that_the_index_does_not_have_are_left_out() -> None:
    def frequency(_: str, term: str) -> int:
        return int(term == "雇主")

    whole = widened(asked("老板是谁？找老板要钱"), "老板是谁？找老板要钱", frequency=frequency)
    assert [one.form for one in whole.added] == ["雇主"]


def test_statutory_words_that_the_index_has_only_in_the_other_language_are_rendered() -> None:
    def rendered(words: Expression | None) -> Expanded:
        return expanded(words, Known(), frequency)

    def frequency(_: str, term: str) -> int:
        return int(term == "spous")

    whole = widened(asked("我老伴能来吗？"), "我老伴能来吗？", frequency=frequency, rendered=rendered)
    assert ("en:spouse", "配偶") in {(one.key, one.of) for one in whole.added}
    assert "spouse" in str(whole.expression)


def test_a_question_looks_for_pairs_characters_and_words() -> None:
    found = weights("离婚了房东不退押金怎么办？")
    assert found["passage_characters", "离婚"] == 1
    assert found["passage_characters", "离"] == 1
    assert found["context_characters", "离婚"] < 0.5, "what is over a passage weighs less"
    assert ("context_characters", "离") not in found
    assert 0 < found["passage_characters", "租人"] < found["passage_characters", "房东"]
    assert ("passage_characters", "怎么") not in found


def test_a_term_that_comes_twice_counts_once() -> None:
    tree = question(asked("房东的押金谁退？房东的"))
    terms = [(leaf.fieldname, leaf.text) for leaf in tree.leaves()]
    assert len(terms) == len(set(terms))


@pytest.mark.parametrize("text", ["遛狗不牵绳罚几倍的钱", "这样的遗嘱有用吗", "公司给不给钱补偿员工", "会不会坐牢 偷东西"])
def test_question_words_inside_words_make_a_question(text: str) -> None:
    assert isinstance(read(text).expression, Most)


@pytest.mark.parametrize("text", ["器官移植 条件", "不合格产品", "人体器官捐献和移植条例"])
def test_plain_words_are_no_question(text: str) -> None:
    assert not isinstance(read(text).expression, Most)


@given(st.text(st.sampled_from("老板不发工资房东狗药租，a1 的怎么办"), max_size=80))
def test_everyday_words_are_in_the_text_and_few(text: str) -> None:
    found = everyday(text)
    assert len(found) <= 24
    assert all(one.word in fold(text) for one in found if one.lang == "zh")


@pytest.mark.parametrize(("name", "apart", "least"), [("everyday.tsv", None, 1_000), ("everyday_english.tsv", "; ", 300)])
def test_the_lists_are_well_formed(name: str, apart: str | None, least: int) -> None:
    lines = files("indexer.expanding").joinpath(name).read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(lines, delimiter="\t"))
    words = [row["everyday"] for row in rows]
    assert words == sorted(set(words))
    assert len(words) >= least
    for row in rows:
        statutory = row["statutory"].split(apart)
        assert all(statutory), row
        assert row["everyday"] not in statutory, row
        assert fold(row["everyday"]) == row["everyday"], row
        assert len(set(statutory)) == len(statutory), row


def test_no_two_english_lines_are_for_the_same_stems() -> None:
    lines = files("indexer.expanding").joinpath("everyday_english.tsv").read_text(encoding="utf-8").splitlines()
    stems = [tuple(map(stem, line.partition("\t")[0].split())) for line in lines[1:]]
    assert len(stems) == len(set(stems))
