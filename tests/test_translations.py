"""The other language: the dictionary looked up both ways, what translations teach, which words are chosen, what is found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.alignment.words.dictionary import entries
from archive.model import Term
from indexer.building.build import update
from indexer.expanding import dictionary_table
from indexer.expanding.dictionary_lines import stems
from indexer.expanding.dictionary_table import chinese_of, english_of
from indexer.expanding.expansions import expanded
from indexer.expanding.keys import Frequency
from indexer.expanding.known import Known, known
from indexer.expanding.learning import learned
from indexer.expanding.renderings import MOST, pieces
from indexer.query.expression import All, Words, every_words
from indexer.query.leaves import cut_leaves
from indexer.search import Searcher
from tests.indexing import Shelf, document
from tests.test_expansions import counted

HEADWORDS = sorted(entries())[::97]


def rendered(text: str, frequency: Frequency, known: Known | None = None) -> list[list[str]]:
    """For each term of a text what renders it."""
    return [[one.form for one in piece.renderings] for piece in pieces(cut_leaves(text), known or Known(), frequency)]


def test_a_gloss_is_a_word_that_can_be_looked_for() -> None:
    assert english_of("捐献") == ("donate", "contribute", "donation", "contribution")
    assert english_of("机构")[-1] == "institution"
    assert "wang" not in english_of("王")
    assert english_of("没有这样的词") == ()


def test_a_gloss_is_looked_up_by_its_stems_and_the_one_as_written_is_told_from_others() -> None:
    found = {one.gloss: one.words for one in chinese_of(stems("coordinators"))}
    assert "协调员" in found["coordinator"]
    assert "协调" in found["coordinate"]
    assert chinese_of(stems("brain death"))[0].words[0] == "脑死亡"
    assert chinese_of(stems("no such words at all")) == ()
    assert chinese_of(()) == ()


@given(st.sampled_from(HEADWORDS))
def test_every_gloss_leads_back_to_words_with_it(word: str) -> None:
    for gloss in english_of(word):
        back = {one.gloss: one.words for one in chinese_of(stems(gloss))}
        assert back[gloss]
        assert all(gloss in english_of(other) for other in back[gloss])


@given(st.text(max_size=12))
def test_any_word_can_be_asked_for(word: str) -> None:
    assert all(english_of(word))
    assert all(one.gloss and one.words for one in chinese_of(tuple(word.split())))


@pytest.fixture
def _no_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    dictionary_table.table.cache_clear()
    english_of.cache_clear()
    yield
    dictionary_table.table.cache_clear()


@pytest.mark.usefixtures("_no_cache")
def test_without_a_folder_to_keep_it_in_the_dictionary_is_in_memory() -> None:
    assert english_of("器官") == ("organ", "apparatus")


def test_words_that_the_index_has_render_and_no_others() -> None:
    assert rendered("机构", counted("institutions")) == [["institution"]]
    assert rendered("机构", counted("nothing of it")) == [[]]
    assert rendered("coordinator", counted("协调员")) == [["协调员", "协调"]]
    assert rendered("centre", counted("中心")) == [["中心"]]


def test_the_longest_words_are_rendered_and_their_parts_where_nothing_renders_them_together() -> None:
    assert rendered("brain death", counted("脑死亡", "脑", "死亡")) == [["脑死亡"]]
    assert rendered("brain death", counted("大脑", "死亡")) == [["大脑"], ["死亡"]]
    assert rendered("做手术", counted("surgery", "do")) == [["surgery"]]  # 做 says little


def test_what_the_term_base_knows_is_not_translated_word_by_word() -> None:
    base = known([Term("器官移植", "organ transplantation"), Term("活体器官移植", "living-donor organ transplantation")])
    texts = counted("organ transplantation", "living donor organ transplants", "cost expense", "graft")
    assert rendered("活体器官移植费用", texts, base) == [["living-donor organ transplantation"], ["cost", "expense"]]
    assert rendered("organ transplantation costs", counted("器官移植", "器官", "移植", "费用"), base)[0] == ["器官移植"]


def test_a_preferred_form_goes_before_an_admitted_and_that_before_a_deprecated_one() -> None:
    base = known([Term("捐献人", "donator", "deprecated"), Term("捐献人", "giver", "admitted"), Term("捐献人", "donor")])
    assert rendered("捐献人", counted("donor donator giver"), base) == [["donor", "giver", "donator"]]


def test_particles_and_function_words_are_not_needed_in_the_other_language() -> None:
    expression = expanded(Words(cut_leaves("医院的费用吗")), Known(), counted("hospital", "cost")).expression
    translated = [part for part in every_words(expression) if part.origin == "translation"]
    assert [leaf.text for part in translated for leaf in part.leaves] == ["hospital", "cost"]


def test_several_terms_are_all_needed_and_what_nothing_renders_as_it_was_typed() -> None:
    expression = expanded(Words(cut_leaves("hospital xyz2000")), Known(), counted("医院")).expression
    assert expression is not None
    translated = getattr(expression, "parts", ())[-1]
    assert isinstance(translated, All)
    assert [leaf.text for part in every_words(translated) for leaf in part.leaves] == ["医院", "xyz2000"]
    assert {part.origin for part in every_words(translated)} == {"translation"}


PAIRS = [
    ("阿尔法装置应当检查。", "The wombat shall be checked."),
    ("阿尔法装置的费用。", "The fee for the wombat."),
    ("每年检查费用。", "The fee is checked every year."),
    ("阿尔法装置每年更换。", "The wombat is replaced every year."),
]


def test_translations_teach_which_word_renders_which() -> None:
    found = learned(PAIRS)
    assert found["fee"][0][0] == "费用"
    assert found["wombat"][0][0] in {"阿尔法", "装置"}
    assert all(0 < weight <= 1 for words in found.values() for _, weight in words)


def test_what_happens_once_teaches_nothing() -> None:
    assert learned(PAIRS[:1]) == {}
    assert learned([]) == {}


def test_what_translations_teach_goes_before_the_dictionary() -> None:
    pairs = [
        ("机构检查。", "The institution inspects."),
        ("机构负责。", "The institution is liable."),
        ("机构。", "Institution."),
    ]
    texts = counted("institution", "mechanism")
    assert rendered("机构", texts) == [["mechanism", "institution"]]
    assert rendered("机构", texts, known([], pairs)) == [["institution"]]


@given(st.lists(st.tuples(st.text("器官捐献医院a1，", max_size=8), st.text("organ hospital,1", max_size=12)), max_size=5))
def test_any_texts_can_be_learned_from(pairs: list[tuple[str, str]]) -> None:
    for words in learned(pairs).values():
        assert 1 <= len(words) <= 3


@given(st.text("器官捐献医院机构管理的organ donor hospital shall", max_size=20))
def test_no_term_has_more_renderings_than_a_reader_can_look_over(text: str) -> None:
    assert all(len(forms) <= MOST for forms in rendered(text, lambda *_: 1))


def test_a_text_in_the_other_language_only_is_found_after_those_in_the_query_s_own(tmp_path: Path) -> None:
    shelf = Shelf(
        document("zh", ["器官捐献应当自愿。"]),
        document("en", en=["Organ donation is voluntary."]),
        document("no", ["本办法自即日起施行。"]),
    )
    shelf.term_base = (Term("器官捐献", "organ donation"),)
    update(shelf, tmp_path / "index")
    searcher = Searcher.open(tmp_path / "index")
    for query, first, second in (("器官捐献", "zh", "en"), ("organ donation", "en", "zh"), ("自愿 器官捐献", "zh", "en")):
        answer = searcher.search(query)
        assert [result.id for result in answer.results] == [first, second]
        assert answer.results[0].through == ()
        assert list(answer.results[1].through)
    switched_off = searcher.search("器官捐献", off=["en:organ donation"])
    assert ([result.id for result in switched_off.results], switched_off.expansions) == (["zh"], ())
    assert [one.key for one in switched_off.off] == ["en:organ donation"]
