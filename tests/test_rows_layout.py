"""Rows of two full texts, without a server: sentences in the words, addresses, what is uncertain, quoting, exchange."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from archive.alignment.editions.rows import rows
from archive.alignment.editions.texts import join
from archive.comparing.figures import differences
from archive.model import Bilingual, Document, Edition, Kind, PartialDate, Segment, Stretch, TranslationUnit
from archive.text.quantities.quantity import time_units
from tests.aligned_fixtures import ALIGNED
from tests.web_fixtures import RULES
from web import Settings, create_app
from web.aligned import Aligned, addressed, sentences_of
from web.contents import contents
from web.exchanging import exchanged, units_of_rows
from web.marking import Link, Sentence, marked
from web.quoting import place_of, reference, text_of
from web.reading import text_rows
from web.row_states import Overview, overview, states_of
from web.row_views import Apparatus
from web.said import KNOWN, NAMES, Said, said


def test_a_sentence_stands_around_the_marks_and_links_in_it() -> None:
    link = Link(2, 5, "#art_4", "Article 4", "own")
    html = marked(
        "依照第四条办。不办的<罚>。", [(4, 7)], [link], sentences=[Sentence(0, 7, "a@0"), Sentence(7, 14, "a@7", False)]
    )
    assert html == (
        '<span data-unit="a@0">依照<a class="cites cites-own" href="#art_4" title="Article 4">第四<mark>条</mark></a>'
        '<mark>办。</mark></span><span data-unit="a@7" class="alone">不办的&lt;罚&gt;。</span>'
    )


def test_a_link_over_two_sentences_is_not_cut() -> None:
    link = Link(1, 5, "/", "", "here", "repealed")
    html = str(marked("见《甲。乙》。", [], [link], sentences=[Sentence(0, 4, "a@0"), Sentence(4, 7, "a@4")]))
    soup = BeautifulSoup(html, "html.parser")
    assert [tag.get_text() for tag in soup.select("a")] == ["《甲。乙"]
    assert html.count("cites-status") == 1
    assert [(tag["data-unit"], tag.get_text()) for tag in soup.select("[data-unit]")] == [
        ("a@0", "见"),
        ("a@0", "《甲。"),
        ("a@4", "乙"),
        ("a@4", "》。"),
    ]


stretches = st.lists(st.tuples(st.integers(-2, 30), st.integers(-2, 30)), max_size=6)


@given(st.text(max_size=25), stretches, stretches, stretches)
def test_nothing_of_a_text_is_lost_or_doubled_by_its_elements(
    text: str, spans: Sequence[tuple[int, int]], links: Sequence[tuple[int, int]], sentences: Sequence[tuple[int, int]]
) -> None:
    made = [Link(*span, "/", "", "own") for span in links]
    whole = [Sentence(*span, f"u{number}") for number, span in enumerate(sentences)]
    html = str(marked(text, spans, made, sentences=whole))
    assert unescape(re.sub(r"<[^>]*>", "", html)) == unescape(str(marked(text, [])))
    assert html.count("<a ") == str(marked(text, [], made)).count("<a ")
    opened: list[str] = []
    for closing, name in re.findall(r"<(/?)(\w+)", html):
        if closing:
            assert opened.pop() == name
        else:
            opened.append(name)
    assert opened == []
    assert "<mark></mark>" not in html
    for one in whole:
        inside = re.findall(rf'<span data-unit="{one.unit}">', html)
        assert not inside or text[one.start : one.end]


def edition(language: str, kind: Kind, **texts: str) -> Edition:
    labels = {"zh": "第{}条", "en": "Article {}"}
    segments = [
        Segment(one, labels[language].format(one.removeprefix("art_")) if one.startswith("art") else "", text)
        for one, text in texts.items()
    ]
    return Edition(language, kind, tuple(segments))  # type: ignore[arg-type]


def unit(document: Document, zh: str, en: str, score: float = 0.9, **more: object) -> TranslationUnit:
    """A passage of whole segments, named by their ids."""
    sides = []
    for language, ids in (("zh", zh.split()), ("en", en.split())):
        shown = document.edition(language) or Edition("zh", "official")
        found = [segment for one in ids if (segment := shown.segment(one))]
        sides.append((tuple(Stretch(one.id, 0, len(one.text)) for one in found), join((one.text for one in found), language)))
    (first, first_text), (second, second_text) = sides
    made = TranslationUnit("passage", first, second, first_text, second_text, score if zh and en else 0.0)
    return replace(made, **more)  # type: ignore[arg-type]


DOCUMENT = Document(
    "x-1",
    Bilingual("甲法", "Law A"),
    editions=(
        edition("zh", "official", chp_1="总则", art_1="一。", art_2="二。", art_3="三。", art_4="四。"),
        edition("en", "translation", art_1="One. Two.", art_2="Three.", art_4="Something else.", art_5="Five."),
    ),
)
UNITS = (
    unit(DOCUMENT, "chp_1 art_1 art_2", "art_1"),
    unit(DOCUMENT, "art_3", "art_2", 0.4),
    unit(DOCUMENT, "art_4", "", 0.0),
    unit(DOCUMENT, "", "art_4"),
    unit(DOCUMENT, "", "art_5"),
)


def whole() -> Aligned:
    return addressed(rows(DOCUMENT, UNITS))


def test_every_row_has_an_address_of_its_own_and_every_segment_leads_to_one() -> None:
    laid_out = whole()
    assert [row.id for row in laid_out.rows] == ["chp_1", "art_3", "art_4", "en.art_4", "art_5"]
    assert laid_out.aliases["chp_1"] == ("art_1", "art_2", "art_1__para_1", "art_2__para_1")
    addresses = [one for row in laid_out.rows for one in (row.id, *laid_out.aliases[row.id])]
    assert len(addresses) == len(set(addresses))
    assert {one: laid_out.leads[one] for one in ("art_2", "art_4", "art_5", "en.art_5")} == {
        "art_2": "chp_1",  # the Chinese one, though the English Article 2 stands beside 第三条
        "art_4": "art_4",
        "art_5": "art_5",
        "en.art_5": "art_5",
    }
    assert laid_out.row("art_1__para_1") is laid_out.rows[0]
    assert laid_out.row("art_6") is None


def test_a_cell_of_several_segments_is_about_its_first_text() -> None:
    laid_out = whole()
    first = text_rows(DOCUMENT, laid_out.rows, ["zh", "en"], Apparatus(aliases=laid_out.aliases))[0]
    assert (first.level, first.is_title, first.labels) == ("article", False, (("zh", "第1条"), ("en", "Article 1")))
    cell = first.cells["zh"]
    assert cell
    assert [(part.label, str(part.html)) for part in cell.parts] == [("", "总则"), ("", "一。"), ("第2条", "二。")]
    assert [(entry.id, entry.text, entry.articles) for entry in contents(laid_out.rows, "zh")] == [
        ("chp_1", "总则", [("chp_1", "1"), ("chp_1", "2"), ("art_3", "3"), ("art_4", "4"), ("en.art_4", "4"), ("art_5", "5")])
    ]


def test_what_is_uncertain_is_counted_and_leads_to_its_first_row() -> None:
    laid_out = whole()
    states = states_of(DOCUMENT, laid_out.rows, "zh")
    assert states == {"art_3": {"low score"}, "art_4": {"untranslated"}}
    assert overview(laid_out.rows, states) == [Overview("untranslated", 1, "art_4"), Overview("low score", 1, "art_3")]
    shown = {row.id: row.percent for row in text_rows(DOCUMENT, laid_out.rows, ["zh", "en"], Apparatus(states=states))}
    assert shown == {"chp_1": None, "art_3": 40, "art_4": None, "en.art_4": None, "art_5": None}


def test_a_person_who_confirmed_a_weak_row_is_believed() -> None:
    confirmed = rows(DOCUMENT, (UNITS[0], replace(UNITS[1], origin="confirmed", stale=True), *UNITS[2:]))
    assert states_of(DOCUMENT, confirmed, "zh")["art_3"] == {"stale"}


def test_a_digest_is_no_translation_and_makes_nothing_uncertain() -> None:
    assert states_of(RULES, rows(RULES), "zh") == {}


def test_in_a_translation_into_chinese_the_chinese_is_what_is_missing() -> None:
    zh, en = DOCUMENT.editions
    swapped = replace(DOCUMENT, editions=(replace(zh, kind="translation"), replace(en, kind="official")))
    states = states_of(swapped, whole().rows, "en")
    assert [row_id for row_id, found in states.items() if "untranslated" in found] == ["en.art_4", "art_5"]


def test_sentences_know_their_unit_and_whether_anything_answers() -> None:
    first = TranslationUnit("sentence", (Stretch("art_1", 0, 2), Stretch("art_2", 0, 2)), (Stretch("art_1", 0, 9),), "", "", 0.9)
    lone = TranslationUnit("sentence", (), (Stretch("art_2", 0, 6),), "", "", 0.0)
    assert sentences_of([first, lone]) == {
        ("zh", "art_1"): [Sentence(0, 2, "art_1@0")],
        ("zh", "art_2"): [Sentence(0, 2, "art_1@0")],
        ("en", "art_1"): [Sentence(0, 9, "art_1@0")],
        ("en", "art_2"): [Sentence(0, 6, "en.art_2@0", answered=False)],
    }


# Quoting


@pytest.mark.parametrize(
    ("ids", "zh", "en"),
    [
        (["art_8"], "第八条", "Article 8"),
        (["art_8", "art_9"], "第八条、第九条", "Article 8, Article 9"),
        (["art_8__para_1__point_3"], "第八条第（三）项", "Article 8, item (3)"),
        (["en.art_8"], "", ""),
    ],
)
def test_places_are_named_in_the_language_of_the_interface(ids: list[str], zh: str, en: str) -> None:
    assert (place_of(ids, "zh"), place_of(ids, "en")) == (zh, en)


def test_of_several_segments_each_keeps_its_label() -> None:
    merged, single = whole().rows[:2]
    assert merged.zh
    assert single.zh
    assert text_of(merged.zh) == "总则\n第1条 一。\n第2条 二。"
    assert text_of(single.zh) == "三。"


ISSUERS = tuple(Bilingual(name, f"Bureau {name}") for name in "甲乙丙丁")


@pytest.mark.parametrize(
    ("changes", "language", "expected"),
    [
        (
            {},
            "zh",
            "示范市文化局. 示范市公共图书馆管理办法: 示文发〔2025〕4号[A/OL]. 第八条(2025-02-01)[2026-05-04]. https://x/.",
        ),
        (
            {"number": None, "issuers": ISSUERS},
            "zh",
            "甲, 乙, 丙, 等. 示范市公共图书馆管理办法[A/OL]. 第八条(2025-02-01)[2026-05-04]. https://x/.",
        ),
        (
            {"issuers": ISSUERS, "issued": None},
            "en",
            "Bureau 甲, Bureau 乙, Bureau 丙, et al. Measures of Example City for the Administration of Public Libraries: "
            "示文发〔2025〕4号[A/OL]. 第八条[2026-05-04]. https://x/.",
        ),
        (
            {"issuers": (), "number": None, "type": "新闻"},
            "zh",
            "示范市公共图书馆管理办法[N/OL]. 第八条(2025-02-01)[2026-05-04]. https://x/.",
        ),
        (
            {"issuers": (), "number": None, "issued": PartialDate(2025, 2)},
            "zh",
            "示范市公共图书馆管理办法[A/OL]. 第八条(2025-02)[2026-05-04]. https://x/.",
        ),
    ],
)
def test_references_follow_the_standard(changes: dict[str, object], language: str, expected: str) -> None:
    document = replace(ALIGNED, **changes)  # type: ignore[arg-type]
    assert reference(document, "第八条", language, "https://x/", date(2026, 5, 4)) == expected


def test_a_reference_without_place_and_day_has_only_the_day_it_was_read() -> None:
    bare = replace(ALIGNED, issuers=(), number=None, issued=None)
    assert reference(bare, "", "zh", "https://x/", date(2026, 5, 4)) == (
        "示范市公共图书馆管理办法[A/OL]. [2026-05-04]. https://x/."
    )


# What checks say


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("处五千元罚款。", "A fine of 3,000 yuan is imposed."),
        ("逾期5个工作日的，暂停借书证。", "After 5 days the card is suspended."),
        ("2025年3月1日施行。", "These Measures take effect on April 6, 2025."),
    ],
)
def test_other_figures_are_said_in_the_language_of_the_interface(tmp_path: Path, zh: str, en: str) -> None:
    messages = differences(zh, en)
    assert messages
    app = create_app(Settings(tmp_path, tmp_path))
    with app.test_request_context(headers={"Accept-Language": "zh"}):
        chinese = [said(message) for message in messages]
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert [said(message) for message in messages] == [Said(message, "en") for message in messages]
    assert {one.language for one in chinese} == {"zh"}
    assert [one.text for one in chinese if "请核对" not in one.text or "%(" in one.text] == []


def test_every_unit_of_time_has_a_name() -> None:
    assert {unit for _, unit in time_units("en")} <= NAMES


@pytest.mark.parametrize("known", KNOWN)
def test_every_sentence_that_is_known_is_said_in_chinese(tmp_path: Path, known: str) -> None:
    languages = ("language", "other", "third", "side")
    filled = {name: "English" if name in languages else "7" for name in re.findall(r"%\((\w+)\)s", known)}
    with create_app(Settings(tmp_path, tmp_path)).test_request_context(headers={"Accept-Language": "zh"}):
        found, unknown = said(known % filled), said("something else is wrong")
    assert found.language == "zh"
    assert not re.search(r"English|%\(|[a-z]{3,} [a-z]{3,} [a-z]{3,}", found.text)
    assert (unknown.language, unknown.text) == ("en", "something else is wrong")


# Exchange


def test_rows_leave_as_units_with_what_is_known_of_them() -> None:
    left = list(exchanged(DOCUMENT, units_of_rows(rows(DOCUMENT, UNITS))))
    assert [(one.zh_segments, one.en_segments, one.score, one.state) for one in left] == [
        (("chp_1", "art_1", "art_2"), ("art_1",), 0.9, "computed"),
        (("art_3",), ("art_2",), 0.4, "computed"),
        (("art_4",), (), None, ""),
        ((), ("art_4",), None, ""),
        ((), ("art_5",), None, ""),
    ]
    assert left[0].zh == "总则一。二。"


def test_a_digest_beside_a_full_text_does_not_leave_as_its_translation() -> None:
    left = list(exchanged(RULES, units_of_rows(rows(RULES))))
    assert {one.en for one in left} == {""}
    assert [one.zh for one in left if one.zh_segments == ("art_1",)] == ["本规则规范公众查阅器官捐献档案的程序。"]
    digests = replace(RULES, editions=tuple(replace(one, kind="digest") for one in RULES.editions))
    assert {one.state for one in exchanged(digests, units_of_rows(rows(digests)))} == {"digest"}
