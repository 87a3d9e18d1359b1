"""Terminology: the terms of a text, entries, candidates, consistency."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.alignment.words.lexicon import Lexicon
from archive.alignment.words.segmenting import Segmenter, english_key
from archive.catalogue import Catalogue, writing
from archive.model import Term
from archive.store import Collection
from archive.terminology import reports
from archive.terminology.candidates import Candidate, candidates
from archive.terminology.consistency import consistency
from archive.terminology.entries import Wanted, entries_of, selected
from archive.terminology.finding import TermPlaces
from archive.terminology.known_terms import known_terms
from archive.terminology.passages import Passage
from archive.terminology.sequences import recurring
from archive.terminology.uses import TermUse
from archive.text.folding import fold
from archive.text.term_finding import places

TERMS = (
    Term("器官", "organ"),
    Term("器官捐献", "organ donation"),
    Term("器官捐献", "donation of organs", "admitted"),
    Term("器官捐献", "organ harvesting", "deprecated", "never write this"),
    Term("伦理委员会", "ethics committee", source="demo-1 demo-2"),
    Term("民政部", "Ministry of Civil Affairs"),
    Term("民政部门", "civil affairs department"),
    Term("捐献者", "donor", "admitted"),
    Term("捐献人", "donor"),
)


def found(text: str, language: str, terms: tuple[Term, ...] = TERMS) -> list[tuple[str, list[str]]]:
    finder = TermPlaces(terms)
    return [(text[one.start : one.end], [term.zh for term in one.terms]) for one in finder.find(text, language)]  # type: ignore[arg-type]


def test_the_longest_chinese_term_wins_in_either_script() -> None:
    assert [text for text, _ in found("民政部门与民政部、器官捐獻、器官移植", "zh")] == ["民政部门", "民政部", "器官捐獻", "器官"]


def test_english_terms_are_found_in_any_form_and_the_longest_wins() -> None:
    text = "Civil Affairs Departments donated\norgans; ethics committees' organ-donation work"
    assert found(text, "en") == [
        ("Civil Affairs Departments", ["民政部门"]),
        ("organs", ["器官"]),
        ("ethics committees'", ["伦理委员会"]),
        ("organ-donation", ["器官捐献"]),
    ]


def test_an_english_rendering_of_two_terms_names_both() -> None:
    assert found("The donor", "en") == [("donor", ["捐献者", "捐献人"])]


def test_a_term_of_one_character_and_one_that_a_text_breaks_off() -> None:
    assert found("肾移", "zh", (Term("肾", "kidney"), Term("肾移植", "kidney transplant"))) == [("肾", ["肾"])]


@given(st.text(alphabet="器官捐献伦理委员会民政部门 organ donation,\u00ad。", max_size=60), st.sampled_from(["zh", "en"]))
def test_places_are_in_order_and_hold_their_terms(text: str, language: str) -> None:
    end = 0
    for one in TermPlaces(TERMS).find(text, language):  # type: ignore[arg-type]
        assert end <= one.start < one.end <= len(text)
        end = one.end
        stretch = text[one.start : one.end]
        if language == "zh":
            assert {fold(term.zh) for term in one.terms} == {fold(stretch)}
        else:
            assert all((0, len(stretch)) in places(term.en, stretch) for term in one.terms)


def test_known_terms_count_and_say_lines_in_both_languages() -> None:
    lines = [(1, "器官捐献由伦理委员会审查，器官捐献。"), (4, "Organ donation, never organ harvesting."), (9, "器官捐献")]
    result = known_terms(lines, TERMS)
    assert [(one.text, one.language, one.count, one.lines) for one in result] == [
        ("器官捐献", "zh", 3, (1, 9)),
        ("伦理委员会", "zh", 1, (1,)),
        ("organ donation", "en", 1, (4,)),
        ("organ harvesting", "en", 1, (4,)),
    ]
    assert [term.en for term in result[0].translations] == ["organ donation", "donation of organs", "organ harvesting"]
    assert [one.deprecated for one in result] == [False, False, False, True]


def test_entries_are_found_folded_in_either_language_and_filtered() -> None:
    entries = entries_of(TERMS)
    assert [entry.zh for entry in selected(entries, Wanted("捐獻"))] == ["捐献人", "捐献者", "器官捐献"]
    assert [entry.zh for entry in selected(entries, Wanted("DONATION"))] == ["器官捐献"]
    assert [entry.zh for entry in selected(entries, Wanted(status="deprecated"))] == ["器官捐献"]
    assert [entry.zh for entry in selected(entries, Wanted(document="demo-2"))] == ["伦理委员会"]
    assert [entry.zh for entry in selected(entries, Wanted(by="en"))][:2] == ["民政部门", "捐献人"]


def test_initials_by_pinyin_and_by_english() -> None:
    (entry,) = entries_of([Term("器官捐献", "organ donation"), Term("器官捐献", "organ gift", "deprecated")])
    assert (entry.pinyin, entry.initial("zh"), entry.initial("en")) == ("qiguan juanxian", "Q", "O")
    (quoted,) = entries_of([Term("“三献”", "“three donations”")])
    assert (quoted.initial("zh"), quoted.initial("en")) == ("S", "T")
    (number,) = entries_of([Term("5年", "5 years")])
    assert number.initial("en") == "#"


def test_chinese_falls_into_words_and_function_words_end_a_chunk() -> None:
    chunks = Segmenter(["捐献见证"]).chunks("医疗机构应当保存捐献见证的记录", "zh")
    assert ["/".join(word.key for word in chunk) for chunk in chunks] == ["医疗/机构", "保存/捐献见证", "记录"]


@given(st.text(alphabet="医疗机构应当保存捐献者器官的abc，。", max_size=40), st.sampled_from(["zh", "en"]))
def test_words_stand_where_they_say(text: str, language: str) -> None:
    end = 0
    for chunk in Segmenter(["器官捐献"]).chunks(text, language):  # type: ignore[arg-type]
        for word in chunk:
            assert end <= word.start < word.end
            end = word.end
            assert language == "en" or text[word.start : word.end] == word.key


@given(st.lists(st.lists(st.sampled_from("abc"), max_size=8), max_size=6), st.integers(2, 3))
def test_recurring_sequences_are_all_that_recur(chunks: list[list[str]], least: int) -> None:
    everything = Counter(
        tuple(chunk[first : first + length])
        for chunk in chunks
        for length in range(1, 5)
        for first in range(len(chunk) - length + 1)
    )
    expected = {key: count for key, count in everything.items() if count >= least}
    assert {key: len(places_) for key, places_ in recurring(chunks, 4, least).places.items()} == expected


def passage(number: int, zh: str, en: str) -> Passage:
    return Passage(f"demo-{number % 3}", f"art_{number}", zh, en)


PASSAGES = [
    passage(1, "伦理委员会审查器官捐献。", "The ethics committee reviews organ donation."),
    passage(2, "器官捐献自愿。", "Organ harvesting is voluntary."),
    passage(3, "国家支持器官捐献。", "The State supports the giving of organs."),
    passage(4, "器官捐献、器官捐献者。", "Organ donation and donors of organs."),
    passage(5, "器官的来源。", "The source of organs."),
]


def uses(only: str | None = None) -> list[TermUse]:
    return consistency(PASSAGES, entries_of(TERMS), Lexicon(TERMS), only)


def test_every_rendering_of_a_term_with_its_standing_the_worst_first() -> None:
    worst = uses()[0]
    assert worst.entry.zh == "器官捐献"
    standings = {one.standing: (one.en, one.count) for one in worst.renderings}
    assert standings["preferred"] == ("organ donation", 3)
    assert standings["deprecated"] == ("organ harvesting", 1)
    assert worst.count == 5
    (deprecated,) = (one for one in worst.renderings if one.standing == "deprecated")
    assert [reports.place(one) for one in deprecated.passages] == ["demo-2#art_2"]
    unlisted = [one for one in worst.renderings if one.standing in ("unlisted", "not found")]
    assert [one.count for one in unlisted] == [1]
    assert "organ" in unlisted[0].en


def test_a_term_inside_a_longer_one_does_not_count() -> None:
    (organ,) = (use for use in uses() if use.entry.zh == "器官")
    assert organ.count == 1


def test_one_term_is_reported_as_it_is_among_all() -> None:
    (alone,) = uses("器官捐献")
    assert alone.count_of("preferred", "admitted", "deprecated") == 4
    assert uses("没有的词") == []


def test_an_abbreviation_that_no_list_has_is_found_by_what_goes_with_the_term() -> None:
    terms = [Term("示范市档案局", "Example City Archives Bureau")]
    have = [passage(i, f"示范市档案局第{i}次通告。", f"The XAB gives notice number {i}.") for i in range(8)]
    lack = [passage(i, f"图书馆第{i}次开放。", f"The library opens for the time number {i}.") for i in range(8)]
    (use,) = consistency([*have, *lack], entries_of(terms), Lexicon(terms))
    assert [(one.en, one.standing, one.count) for one in use.renderings] == [("XAB", "unlisted", 8)]
    assert use.unlisted == [Term("示范市档案局", "XAB", "admitted", "proposed", "demo-0 demo-1 demo-2")]


def test_a_deprecated_form_that_is_right_for_another_term_is_not_held_against_it() -> None:
    terms = [Term("获取", "procurement"), Term("获取", "harvesting", "deprecated"), Term("收割", "harvesting")]
    (use, _) = consistency([passage(1, "获取、收割", "Taking and harvesting")], entries_of(terms), Lexicon(terms))
    assert use.count_of("deprecated") == 0


TEXTS = [
    ("移动图书馆应当每周开放。", "A mobile library shall open every week."),
    ("读者可以在移动图书馆借书。", "Readers may borrow books in the mobile library."),
    ("设立移动图书馆的，报告市政府。", "Whoever sets up mobile libraries reports to the city government."),
    ("移动图书馆由市政府管理。", "The city government manages the mobile library."),
    ("市政府公布开放时间。", "The city government publishes the opening hours."),
]


def proposed(terms: list[Term]) -> list[Candidate]:
    return candidates([passage(i, *pair) for i, pair in enumerate(TEXTS)], terms, Lexicon(terms))


def test_a_recurring_term_is_proposed_with_its_translation_and_an_example() -> None:
    (one, *_) = proposed([])
    assert (one.text, one.count, one.translations[0].text.lower()) == ("移动图书馆", 4, "mobile library")
    assert one.example.zh[slice(*one.span)] == "移动图书馆"
    assert one.term == Term("移动图书馆", one.translations[0].text, "admitted", "proposed", "demo-0 demo-1 demo-2")


def test_a_known_term_is_not_proposed_nor_its_english() -> None:
    texts = {one.text for one in proposed([Term("移动图书馆", "mobile library")])}
    assert not {"移动图书馆", "mobile library"} & texts


def test_nothing_is_proposed_of_nothing() -> None:
    assert candidates([], [], Lexicon()) == []
    assert candidates([passage(1, "，。", ""), passage(2, "", "...")], [], Lexicon()) == []


def test_csv_is_harmless_in_a_spreadsheet() -> None:
    text = reports.csv_text(("a", "b"), [("=1+1", "两 行\n文")])
    assert text == "\ufeffa,b\r\n'=1+1,两 行 文\r\n"


@pytest.fixture(scope="module")
def archive_passages(shipped: Collection, tmp_path_factory: pytest.TempPathFactory) -> list[Passage]:
    path = tmp_path_factory.mktemp("terms") / "catalogue.sqlite"
    writing.update(shipped, path)
    catalogue = Catalogue.open(path)
    assert catalogue
    found_units = [one for one in catalogue.all_units() if one.translates]
    catalogue.close()
    return [Passage(one.document, one.unit.id, one.unit.zh_text, one.unit.en_text) for one in found_units]


def is_one_of(english: str, renderings: list[str]) -> bool:
    plain = [one.removeprefix("The ").removeprefix("the ") for one in (english, *renderings)]
    return any((0, len(plain[0])) in places(one, plain[0]) or english_key(one) == english_key(plain[0]) for one in plain[1:])


def test_terms_taken_out_of_the_term_base_come_back_with_their_translation(
    shipped: Collection, archive_passages: list[Passage]
) -> None:
    """A quarter of the terms of four characters and more that stand four times or more; the figures are in the report."""
    terms = shipped.terms()
    entries = {fold(entry.zh): entry for entry in entries_of(terms)}
    finder = TermPlaces(terms)
    alone = Counter(fold(one.terms[0].zh) for passage_ in archive_passages for one in finder.find(passage_.zh, "zh"))
    frequent = sorted(zh for zh, count in alone.items() if len(zh) >= 4 and count >= 4)
    removed = set(random.Random(5).sample(frequent, len(frequent) // 4))  # noqa: S311 - no secret
    kept = [term for term in terms if fold(term.zh) not in removed]
    proposals = {fold(one.text): one for one in candidates(archive_passages, kept, Lexicon(kept), limit=200)}
    back = [zh for zh in removed if zh in proposals]
    right = [
        zh
        for zh in back
        if proposals[zh].translations and is_one_of(proposals[zh].translations[0].text, [one.en for one in entries[zh].terms])
    ]
    assert len(removed) >= 25
    assert len(back) >= 0.75 * len(removed), sorted(removed - proposals.keys())
    assert len(right) >= 0.65 * len(back), sorted(set(back) - set(right))
