"""Other words for what was typed: spellings, hyphens, abbreviations, other forms of terms; which are shown, and switched off."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model import Term
from indexer.analysis import cut
from indexer.expanding.expansions import MOST_IN_ALL, Expanded, expanded
from indexer.expanding.keys import key
from indexer.expanding.known import Known, known
from indexer.expanding.related import related
from indexer.query.expression import All, Either, Expression, Most, Not, Within, Words, every_words, typed
from indexer.query.leaves import cut_leaves, quoted_leaves

TERMS = (
    Term("器官获取组织", "organ procurement organization"),
    Term("器官获取组织", "OPO", "admitted"),
    Term("器官捐献", "organ donation"),
    Term("器官捐赠", "organ donation", "admitted"),
    Term("遗体器官捐献", "deceased-donor organ donation"),
    Term("器官捐献者", "organ donor"),
    Term("伦理委员会", "ethics committee"),
)


def counted(*texts: str) -> Callable[[str, str], int]:
    """How many of these texts have a term of a stream, as an index says it."""
    counts: Counter[tuple[str, str]] = Counter()
    for text in texts:
        found = cut(text)
        counts.update({("passage_words", term) for term in found.words.split()})
        counts.update({("passage_characters", term) for term in found.characters.split()})
    return lambda stream, term: counts[stream, term]


def words(text: str) -> Words:
    return Words(cut_leaves(text))


def looked_for(text: str, *texts: str, off: frozenset[str] = frozenset()) -> Expanded:
    return expanded(words(text), known(TERMS), counted(*texts), off)


def forms(found: Expanded, origin: str) -> list[str]:
    return [one.form for one in found.added if one.origin == origin]


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("centre", "center"),
        ("programme", "program"),
        ("licence", "license"),
        ("labour", "labor"),
        ("minimise", "minimize"),
        ("catalogue", "catalog"),
        ("analyse", "analyze"),
        ("haemorrhage", "hemorrhage"),
        ("paediatric", "pediatric"),
        ("anaesthesia", "anesthesia"),
        ("judgement", "judgment"),
        ("specialised", "specialized"),
        ("health care", "healthcare"),
    ],
)
def test_british_and_american_spelling_find_each_other(british: str, american: str) -> None:
    for one, other in ((british, american), (american, british)):
        found = looked_for(f"transplant {one}", f"a text with {other}").expression
        assert isinstance(found, Either)
        spelled = [part for part in found.parts if isinstance(part, Words) and part.origin == "spelling"]
        assert [" ".join(" ".join(leaf.terms) for leaf in part.leaves) for part in spelled] == [f"transplant {other}"]
        assert all(0.8 <= part.weight < 1 for part in spelled)


@pytest.mark.parametrize("pair", ["filled filed", "four for", "hour hor", "prise prize", "size sise", "there theer", "reform re"])
def test_words_that_only_look_alike_do_not_stand_for_each_other(pair: str) -> None:
    one, other = pair.split()
    assert forms(looked_for(one, one, other), "spelling") == []
    assert forms(looked_for(other, one, other), "spelling") == []


def test_a_spelling_that_the_index_does_not_have_is_not_shown() -> None:
    assert looked_for("centre", "a text without it").added == ()


def test_a_word_in_two_finds_the_one_that_has_no_hyphen() -> None:
    assert forms(looked_for("co-operation", "international cooperation"), "spelling") == ["cooperation"]
    assert forms(looked_for("to operate", "cooperate"), "spelling") == []


def test_an_abbreviation_finds_its_full_name_in_both_languages_and_the_other_way_round() -> None:
    texts = ("The NHC, that is the National Health Commission", "国家卫生健康委员会的通知")
    assert forms(looked_for("NHC", *texts), "variant") == ["National Health Commission"]
    assert forms(looked_for("NHC notice", *texts), "translation")[:1] == ["国家卫生健康委员会"]
    assert forms(looked_for("national health commission", *texts), "variant") == ["NHC"]
    assert forms(looked_for("国家卫健委", *texts), "translation") == ["National Health Commission", "NHC"]
    assert forms(looked_for("国家卫健委", *texts), "variant")[0] == "国家卫生健康委员会"
    assert forms(looked_for("OPO", "an organ procurement organization"), "variant") == ["organ procurement organization"]


def test_an_abbreviation_that_is_a_word_is_the_word() -> None:
    assert "科学技术部" not in forms(looked_for("most organs", "科学技术部", "Ministry of Science and Technology"), "translation")


def test_a_variant_of_several_words_is_a_phrase_and_found_in_the_plural() -> None:
    found = looked_for("OPO staff", "organ procurement organizations have staff").expression
    assert isinstance(found, Either)
    assert [part.leaves[0] for part in found.parts if isinstance(part, Words) and part.origin == "variant"] == [
        *quoted_leaves("organ procurement organization"),
        *quoted_leaves("organ procurement organizations"),
    ]


def test_what_is_switched_off_is_not_looked_for_and_is_named() -> None:
    texts = ("organ donation", "器官捐献 器官捐赠")
    both = looked_for("器官捐献", *texts)
    assert {one.key for one in both.added} == {"en:organ donation", "zh:器官捐赠"}
    found = looked_for("器官捐献", *texts, off=frozenset({"en:organ donation"}))
    assert [one.key for one in found.added] == ["zh:器官捐赠"]
    assert [one.key for one in found.off] == ["en:organ donation"]
    assert "donation" not in {leaf.text for part in every_words(found.expression) for leaf in part.leaves}
    everything = looked_for("器官捐献", *texts, off=frozenset(one.key for one in both.added))
    assert everything.expression == words("器官捐献")


@pytest.mark.parametrize(
    "expression",
    [
        Words(quoted_leaves("器官捐献")),
        Not(words("器官捐献")),
        Within("number", words("器官捐献")),
        words("13号"),
        None,
    ],
)
def test_what_is_exact_stays_as_it_was_typed(expression: Expression | None) -> None:
    assert expanded(expression, known(TERMS), counted("organ donation", "器官捐献", "number")) == Expanded(expression)


def test_what_was_put_in_quotation_marks_is_needed_beside_what_is_translated() -> None:
    quoted = quoted_leaves("脑死亡")
    found = expanded(Words((*cut_leaves("器官捐献"), *quoted)), known(TERMS), counted("organ donation")).expression
    assert isinstance(found, Either)
    assert isinstance(found.parts[-1], All)
    assert [part.leaves for part in found.parts[-1].parts if isinstance(part, Words)] == [cut_leaves("organ donation"), quoted]


def test_a_part_in_a_field_and_parts_of_an_operator_have_their_own() -> None:
    expression = Either((Within("title", words("伦理委员会")), All((words("器官捐献"), Not(words("OPO"))))))
    found = expanded(expression, known(TERMS), counted("ethics committee", "organ donation", "organ procurement organization"))
    assert [one.form for one in found.added] == ["ethics committee", "organ donation"]
    assert typed(found.expression) == expression


def test_each_word_of_a_question_has_its_own_words_and_a_term_stands_beside_each_of_its_words() -> None:
    question = Most(tuple(Words((leaf,)) for leaf in cut_leaves("who pays for organ donation")))
    found = expanded(question, known(TERMS), counted("器官捐献", "支付")).expression
    assert isinstance(found, Most)
    shown = ["".join(leaf.text for words in every_words(part) for leaf in words.leaves) for part in found.parts]
    assert shown == ["who", "pays支付", "for", "organ器官捐献", "donation器官捐献"]


def test_other_words_weigh_what_the_typed_ones_weigh() -> None:
    plain = expanded(words("伦理委员会 器官捐献"), known(TERMS), counted("ethics committee organ donation")).expression
    heavy = expanded(
        replace(words("伦理委员会 器官捐献"), weight=2.0), known(TERMS), counted("ethics committee organ donation")
    ).expression
    assert [part.weight * 2 for part in every_words(plain)] == [part.weight for part in every_words(heavy)]


TYPED = st.lists(
    st.sampled_from(
        [*"器官捐献的伦理", "器官捐献", "医院", "OPO", "organ donation", "centre", "co-operation", "13号", "the", "“"]
    )
)
TEXTS = counted("器官捐献 器官捐赠 医院 伦理委员会", "organ donation center cooperation hospital committee OPO ethics")


@given(TYPED)
def test_what_was_typed_stays_and_comes_first(typed_words: list[str]) -> None:
    expression = words(" ".join(typed_words))
    if expression.leaves:
        found = expanded(expression, KNOWN, TEXTS)
        assert typed(found.expression) == expression
        assert all(part.weight < 1 for part in every_words(found.expression) if part.origin != "typed")
        assert sum(one.origin == "translation" for one in found.added) <= MOST_IN_ALL
        assert len({one.key for one in found.added}) == len(found.added)


KNOWN = known(TERMS)


def test_a_long_query_has_few_renderings_of_each_word() -> None:
    text = "hospital doctor patient medicine cost service school teacher student family worker government law contract notice"
    chinese = counted(
        "医院 医生 病人 药 费用 服务 学校 老师 教师 学生 家庭 家 工人 政府 法律 合同 通知 医师 大夫 患者 药物 医学 价格 成本"
    )
    found = expanded(words(text), Known(), chinese)
    assert max(Counter(one.of for one in found.added).values()) == 1
    assert len(found.added) <= MOST_IN_ALL


def test_what_is_known_goes_through_json() -> None:
    assert Known.of_json(json.loads(json.dumps(KNOWN.as_json()))).renderings == KNOWN.renderings
    assert Known.of_json({}) == Known()


@pytest.mark.parametrize(
    ("form", "other"),
    [
        ("organ donors", "Organ donor"),
        ("器官 捐獻", "器官捐献"),
        ("co-operation", "cooperation"),
        ("Bodies", "body"),
        ("boxes", "box"),
    ],
)
def test_forms_of_one_term_have_one_key(form: str, other: str) -> None:
    assert key(form) == key(other)


@pytest.mark.parametrize(("form", "other"), [("donation", "donator"), ("status", "statu"), ("process", "proces"), ("bus", "bu")])
def test_other_words_have_other_keys(form: str, other: str) -> None:
    assert key(form) != key(other)


def test_related_terms_stand_under_or_over_those_asked_for() -> None:
    assert [term["zh"] for term in related(words("器官捐献"), KNOWN)] == ["器官捐献者", "遗体器官捐献"]
    assert {"zh": "器官捐献", "en": "organ donation"} in related(words("deceased-donor organ donation"), KNOWN)
    assert related(words("重症医学"), KNOWN) == []
    assert related(None, KNOWN) == []
