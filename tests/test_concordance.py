"""What a concordance answers: lines, renderings and their groups, order, filters, bounds."""

from __future__ import annotations

import re
from collections.abc import Collection as Container
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.alignment.words.association import associated
from archive.alignment.words.lexicon import Lexicon
from archive.alignment.words.renderings import RenderingFinder, known_terms
from archive.catalogue import CataloguedUnit
from archive.errors import BadQuery
from archive.model import Stretch, Term, TranslationUnit
from indexer.concordance import NOT_FOUND, Concordance, ConcordanceAnswer, Question, scanning
from indexer.concordance.contexts import context, left_key, right_key
from indexer.concordance.grouping import group_key, groups
from indexer.engine import Narrowed
from indexer.showing.results import FacetValue

TERMS = (
    Term("器官获取组织", "organ procurement organization"),
    Term("器官获取组织", "OPO", "admitted"),
    Term("器官获取组织", "organ harvesting organization", "deprecated"),
    Term("捐献人", "donor"),
)


class ListedUnits:
    """Units in memory."""

    def __init__(self, units: Sequence[CataloguedUnit]) -> None:
        self._units: dict[tuple[str, int], CataloguedUnit] = {}
        counts: dict[str, int] = {}
        for one in units:
            position = counts[one.document] = counts.get(one.document, -1) + 1
            self._units[one.document, position] = one

    def texts(self) -> Iterator[tuple[str, int, str, str]]:
        """See ``Units``."""
        for (document, position), one in self._units.items():
            yield document, position, one.unit.zh_text, one.unit.en_text

    def unit_at(self, document_id: str, position: int) -> CataloguedUnit | None:
        """See ``Units``."""
        return self._units.get((document_id, position))


class Issued:
    """Facets of documents whose id begins with their year: the year is the only facet."""

    def among(self, documents: Container[str] | None, filters: Mapping[str, Sequence[str]], /) -> Narrowed:
        years = filters.get("year", ())
        every = documents if documents is not None else [f"{year}-{n}" for year in range(2000, 2030) for n in range(10)]
        passing = {one: int(one[:4]) * 10_000 for one in every if not years or one[:4] in years}
        return Narrowed(passing, {"year": {one[:4]: 1 for one in every}})

    def facet_values(self, counts: Mapping[str, Mapping[str, int]], /) -> Mapping[str, Sequence[FacetValue]]:
        return {facet: [FacetValue(value, n, {}) for value, n in values.items()] for facet, values in counts.items()}


def unit(document: str, number: int, zh: str, en: str) -> CataloguedUnit:
    sides = [(Stretch(f"art_{number}", 0, len(text)),) if text else () for text in (zh, en)]
    return CataloguedUnit(
        document, TranslationUnit("passage", *sides, zh, en, 0.9 if zh and en else 0.0), "official", "translation"
    )


def concordance(*pairs: tuple[str, str], terms: Sequence[Term] = TERMS, documents: Sequence[str] = ("2024-1",)) -> Concordance:
    units = [unit(documents[i % len(documents)], i + 1, zh, en) for i, (zh, en) in enumerate(pairs)]
    units.sort(key=lambda one: one.document)
    return Concordance(ListedUnits(units), Issued(), terms, Lexicon(terms))


PAIRS = (
    ("器官获取组织获取遗体器官。", "Organ procurement organizations procure organs of the deceased."),
    ("医院不得干预器官獲取組織。", "A hospital must not interfere with an OPO."),
    ("器官获取组织设在医院。", "The organ procurement organization is part of a hospital."),
    ("由器官获取组织报告。", "It is reported by the body in charge."),
    ("医院报告数据。", "Hospitals report data."),
    ("器官获取组织的章程。", ""),
)


def marked(answer: ConcordanceAnswer) -> list[tuple[str, str | None]]:
    """Each keyword with its rendering, as they stand in the texts."""
    return [
        (one.text[one.start : one.end], one.rendering and one.translation[one.rendering.start : one.rendering.end])
        for one in answer.lines
    ]


def test_every_occurrence_comes_with_its_rendering() -> None:
    answer = concordance(*PAIRS).ask(Question("器官获取组织"))
    assert marked(answer)[:3] == [
        ("器官获取组织", "Organ procurement organizations"),
        ("器官獲取組織", "OPO"),
        ("器官获取组织", "organ procurement organization"),
    ]
    assert marked(answer)[4] == ("器官获取组织", None)
    assert (answer.lang, answer.total, answer.passages, answer.documents, answer.matching) == ("zh", 5, 5, 1, 5)


def test_renderings_are_grouped_in_all_their_forms_and_what_was_not_found_is_a_group() -> None:
    answer = concordance(*PAIRS).ask(Question("器官获取组织"))
    found = [(one.rendering, one.count, one.status) for one in answer.renderings]
    assert found[0] == ("organ procurement organization", 2, "preferred")
    assert ("OPO", 1, "admitted") in found
    assert answer.renderings[-1].key == NOT_FOUND
    assert sum(one.count for one in answer.renderings) == answer.total


def test_a_group_is_a_question_of_its_own() -> None:
    asked = concordance(*PAIRS)
    whole = asked.ask(Question("器官获取组织"))
    for group in whole.renderings:
        part = asked.ask(Question("器官获取组织", rendering=group.key))
        assert part.matching == len(part.lines) == group.count
        assert {line.group for line in part.lines} == {group.key}


def test_an_english_term_finds_its_chinese_rendering() -> None:
    answer = concordance(*PAIRS).ask(Question("organ procurement organization"))
    assert {rendering for _, rendering in marked(answer)} == {"器官获取组织"}
    assert answer.total == 2


@pytest.mark.parametrize(
    ("contains", "lacks", "numbers"),
    [("OPO", "", [2]), ("", "OPO", [1, 3, 4, 6]), ("organ", "OPO", [1, 3]), ("organ*", "deceased", [3]), ("器官", "", [])],
)
def test_the_other_side_contains_or_lacks_words(contains: str, lacks: str, numbers: list[int]) -> None:
    answer = concordance(*PAIRS).ask(Question("器官获取组织", contains=contains, lacks=lacks))
    assert [line.unit for line in answer.lines] == [f"art_{number}" for number in numbers]


def test_what_the_lexicon_does_not_know_is_learned_from_the_units() -> None:
    """鑫斐 is in no dictionary: what stands in the units with it and nowhere else renders it."""
    pairs = [(f"鑫斐应当报告第{i}项。", f"The xylograph reports item {i}.") for i in range(6)]
    pairs += [(f"医院应当报告第{i}项。", f"The hospital reports item {i}.") for i in range(12)]
    answer = concordance(*pairs, terms=()).ask(Question("鑫斐"))
    assert [(one.rendering, one.count) for one in answer.renderings] == [("xylograph", 6)]
    assert {line.rendering.origin for line in answer.lines if line.rendering} == {"association"}


def test_association_leaves_alone_what_is_everywhere() -> None:
    here = ["the hospital reports to the registry"] * 5
    there = ["the hospital reports to the ministry"] * 20
    found = associated(here, there, 20, "en")
    assert found
    assert all("regist" in " ".join(gram) for gram in found)
    assert associated([], [], 0, "en") == {}


def test_two_keywords_of_a_unit_have_their_own_places() -> None:
    pairs = [
        (
            "器官获取组织报告，器官获取组织保存。",
            "The organ procurement organization reports; the organ procurement organization keeps.",
        )
    ]
    first, second = concordance(*pairs).ask(Question("器官获取组织")).lines
    assert first.rendering
    assert second.rendering
    assert first.rendering.end <= second.rendering.start


def test_a_word_inside_a_term_is_rendered_by_its_part_of_the_term() -> None:
    terms = (Term("人体器官捐献", "human organ donation"),)
    finder = RenderingFinder("捐献", "zh", terms, Lexicon(terms))
    text, other = "人体器官捐献遵循自愿原则。", "Human organ donation is voluntary."
    [found] = finder.find(text, [(4, 6)], other)
    assert found
    assert other[found.start : found.end] == "donation"


def test_words_of_another_part_of_a_term_do_not_render_the_part() -> None:
    """Nothing says that 肾 is renal here; continuous, which stands in all these units too, is what 连续 is rendered by."""
    pairs = [(f"配备连续性肾脏替代治疗设备{i}台。", f"{i} devices for continuous renal replacement therapy.") for i in range(4)]
    pairs += [(f"医院应当报告第{i}项。", f"The hospital reports item {i}.") for i in range(12)]
    terms = (Term("连续性肾脏替代治疗", "continuous renal replacement therapy"),)
    written = {rendering or "" for _, rendering in marked(concordance(*pairs, terms=terms).ask(Question("肾")))}
    assert not any("continuous" in one for one in written)


@pytest.mark.parametrize(
    ("zh", "term", "en", "rendering"),
    [
        ("图书馆应当公布开放时间。", "图书馆", "The library shall publish its opening hours.", "library"),
        ("读者申请办理借书证。", "借书证", "A reader applies for a library card.", "library card"),
        ("遗失图书的，应当赔偿。", "赔偿", "Whoever loses a book shall pay compensation.", "compensation"),
        ("管理员负责分配座位。", "分配", "The attendant is in charge of the allocation of seats.", "allocation"),
        ("家庭成员可以共同借书。", "家庭", "Members of a family may borrow books together.", "family"),
        ("志愿者自愿捐献图书。", "捐献", "Volunteers donate books of their own free will.", "donate"),
        ("管理员检查门窗。", "检查", "The attendant walks home at noon.", None),
    ],
)
def test_a_word_of_the_dictionary_is_marked_as_a_person_would(zh: str, term: str, en: str, rendering: str | None) -> None:
    """Judged by hand; nothing but the dictionary knows these words."""
    finder = RenderingFinder(term, "zh", (), Lexicon())
    [found] = finder.find(zh, [(zh.index(term), zh.index(term) + len(term))], en)
    assert (en[found.start : found.end] if found else None) == rendering


def test_a_chinese_rendering_is_a_whole_word() -> None:
    """捐 alone answers to donate as well."""
    text, other = "The donation of books is welcome.", "欢迎捐献图书。"
    [found] = RenderingFinder("donation", "en", (), Lexicon()).find(text, [(4, 12)], other)
    assert found
    assert other[found.start : found.end] == "捐献"


def test_the_term_base_knows_a_term_in_its_forms() -> None:
    assert [one.en for one in known_terms("器官獲取組織", "zh", TERMS)] == [
        "organ procurement organization", "OPO", "organ harvesting organization",
    ]  # fmt: skip
    assert [one.zh for one in known_terms("donors", "en", TERMS)] == ["捐献人"]
    assert known_terms("donation", "en", TERMS) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organ procurement organization", "Organ Procurement Organizations"),
        ("the donor", "donors"),
        ("follow-up", "follow up"),
        ("OPO", "OPOs"),
        ("the donor's family", "donor families"),
    ],
)
def test_inflected_forms_of_one_rendering_share_a_key(one: str, other: str) -> None:
    assert group_key(one, "en") == group_key(other, "en")


def test_a_group_is_shown_by_its_most_frequent_form_in_small_letters() -> None:
    found = groups(["Organs", "organ", "organs", "Organs", None, "kidney"], "en", {"kidney": Term("肾", "kidney")})
    assert [(one.rendering, one.count, one.status) for one in found] == [
        ("organs", 4 - 0, ""),
        ("kidney", 1, "preferred"),
        ("", 1, ""),
    ]


def test_lines_are_sorted_by_what_precedes_and_follows() -> None:
    asked = concordance(("丙肾乙", ""), ("甲肾丙", ""), ("乙肾甲", ""))
    ordered = {sort: [line.text for line in asked.ask(Question("肾", sort=sort)).lines] for sort in ("document", "left", "right")}
    assert ordered["document"] == ["丙肾乙", "甲肾丙", "乙肾甲"]
    assert ordered["left"] == ["丙肾乙", "甲肾丙", "乙肾甲"], "bing, jia, yi"
    assert ordered["right"] == ["甲肾丙", "乙肾甲", "丙肾乙"]


def test_the_nearest_word_counts_first() -> None:
    assert left_key("of the organ", 7, "en") == ("the", "of")
    assert right_key("organ, of The donor", 5, "en") == ("of", "the", "donor")


def test_lines_are_filtered_by_facet_and_sorted_by_date() -> None:
    asked = concordance(*[("肾", "")] * 6, documents=("2019-1", "2024-1", "2021-1"))
    assert [line.document for line in asked.ask(Question("肾", sort="date")).lines] == ["2024-1"] * 2 + ["2021-1"] * 2 + [
        "2019-1"
    ] * 2
    narrowed = asked.ask(Question("肾", filters={"year": ["2019"]}))
    assert {line.document for line in narrowed.lines} == {"2019-1"}
    assert (narrowed.total, narrowed.documents) == (2, 1)
    assert {one.value for one in narrowed.facets["year"]} == {"2019", "2021", "2024"}


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        (date(2020, 6, 1), None, {"2021-1", "2024-1"}),
        (None, date(2020, 6, 1), {"2019-1"}),
        (date(2021, 1, 1), date(2021, 1, 1), set()),
    ],
)
def test_lines_are_of_documents_issued_in_a_time(first: date | None, last: date | None, years: set[str]) -> None:
    asked = concordance(*[("肾", "")] * 6, documents=("2019-1", "2024-1", "2021-1"))
    answer = asked.ask(Question("肾", issued_from=first, issued_to=last))
    assert {line.document for line in answer.lines} == years
    assert answer.documents == len(years)


def test_pages_follow_one_another() -> None:
    asked = concordance(*[(f"第{i}肾", "kidney") for i in range(7)])
    pages = [asked.ask(Question("肾"), 3, offset).lines for offset in (0, 3, 6, 9)]
    assert [len(page) for page in pages] == [3, 3, 1, 0]
    assert [line for page in pages for line in page] == list(asked.ask(Question("肾")).lines)


def test_a_frequent_word_is_counted_exactly_and_kept_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "MAX_KEPT", 10)
    answer = concordance(*[("肾与肾", "kidney")] * 50).ask(Question("肾"), 1000)
    assert (answer.total, answer.passages, answer.matching, len(answer.lines)) == (100, 50, 10, 10)


@pytest.mark.parametrize("question", [Question(""), Question("肾", sort="up"), Question("a" * 300), Question("肾", contains="*")])  # type: ignore[arg-type]
def test_what_cannot_be_asked_is_said(question: Question) -> None:
    with pytest.raises(BadQuery):
        concordance(*PAIRS).ask(question)


@pytest.mark.parametrize(("limit", "offset"), [(-1, 0), (1001, 0), (1, -1)])
def test_bounds_of_a_page_are_said(limit: int, offset: int) -> None:
    with pytest.raises(BadQuery, match="1000"):
        concordance(*PAIRS).ask(Question("肾"), limit, offset)


def test_the_units_of_all_lines_go_out_once() -> None:
    asked = concordance(("肾与肾", "kidney and kidney"), ("肝", "liver"), ("肾", ""))
    units = list(asked.units(Question("肾")))
    assert [(one.zh, one.en, one.unit) for one in units] == [("肾与肾", "kidney and kidney", "art_1"), ("肾", "", "art_3")]
    assert units[0].properties == {"term": "肾", "renderings": "kidney"}
    assert units[1].properties["renderings"] == NOT_FOUND


def test_a_context_is_one_line_and_says_where_it_is_cut() -> None:
    text = "word " * 40 + "keyword\n" + "other " * 40
    found = context(text, 200, 207, "en")
    assert found.keyword == "keyword"
    assert found.left.startswith("…word ")
    assert found.right.endswith("other…")
    assert "\n" not in found.left + found.right


ZH_WORDS = ["器官", "肾", "腎", "医院", "，", "。", "OPO", "移植", "（", "）"]
EN_WORDS = ["kidney", "kidneys", "Hospital", "hospitals", "OPO", ",", ".", "organ", "of"]
ZH_TEXTS = st.lists(st.sampled_from(ZH_WORDS), max_size=6).map("".join)
EN_TEXTS = st.lists(st.sampled_from(EN_WORDS), max_size=6).map(" ".join)
UNITS = st.lists(st.tuples(ZH_TEXTS, EN_TEXTS), max_size=12)
ZH_TERMS, CONTAINED, LACKED = (
    st.sampled_from(some) for some in (["肾", "器官", "医院肾"], ["", "hospital", "OPO"], ["", "kidney"])
)


@settings(deadline=None)
@given(
    UNITS, st.sampled_from(["肾", "器官", "医院肾"]), st.sampled_from(["", "hospital", "OPO"]), st.sampled_from(["", "kidney"])
)
def test_lines_are_exactly_those_that_the_plain_way_finds(
    pairs: list[tuple[str, str]], term: str, contains: str, lacks: str
) -> None:
    """Against the plain way: simplify, look at every place, and at every word of the other side."""
    expected = [
        (number, match.start())
        for number, (zh, en) in enumerate(pairs, 1)
        for words in [{word.lower().removesuffix("s") for word in en.split()}]
        if (not contains or contains.lower() in words) and (not lacks or lacks not in words)
        for match in re.finditer(term, zh.replace("腎", "肾"))
    ]
    answer = concordance(*pairs).ask(Question(term, contains=contains, lacks=lacks), 1000)
    assert [(int(line.unit.rpartition("_")[2]), line.start) for line in answer.lines] == expected
    assert answer.total == len(expected) == sum(group.count for group in answer.renderings)
    for line in answer.lines:
        assert line.rendering is None or 0 <= line.rendering.start < line.rendering.end <= len(line.translation)


def test_a_unit_that_went_since_leaves_its_line_out() -> None:
    class Gone(ListedUnits):
        def unit_at(self, document_id: str, position: int) -> CataloguedUnit | None:
            return None if position == 0 else super().unit_at(document_id, position)

    units = Gone([unit("2024-1", 1, "肾", "kidney"), unit("2024-1", 2, "肾", "kidney")])
    assert [line.unit for line in Concordance(units, Issued(), (), Lexicon()).ask(Question("肾")).lines] == ["art_2"]


def test_an_answer_is_plain_data() -> None:
    answer = concordance(*PAIRS).ask(Question("器官获取组织"))
    data = replace(answer, took_ms=0.0).as_json()
    assert data["lines"][0]["rendering"] == {"start": 0, "end": 31, "origin": "term"}
    assert data["lines"][0]["segments"] == ({"segment": "art_1", "start": 0, "end": 13},)
