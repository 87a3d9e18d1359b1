"""Questions → answers."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import BadQuery
from archive.model import Bilingual, Document, Edition, Segment, Term
from archive.store import Collection
from indexer.building.build import update
from indexer.query import leaves
from indexer.search import Searcher
from indexer.showing.highlight import highlight
from indexer.showing.results import Answer
from indexer.showing.snippets import LENGTH, window
from tests.indexing import Shelf, counts, document, marked


@pytest.fixture
def searcher(tmp_path: Path) -> Callable[..., Searcher]:
    def make(*documents: Document) -> Searcher:
        update(Shelf(*documents), tmp_path / "index")
        return Searcher.open(tmp_path / "index")

    return make


@pytest.fixture(scope="module")
def archive(shipped: Collection, tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    folder = tmp_path_factory.mktemp("shipped") / "index"
    assert update(shipped, folder).problems == []
    return Searcher.open(folder)


def ids(searcher: Searcher, query: str, **options: Any) -> list[str]:
    return [result.id for result in searcher.search(query, **options).results]


def forms(answer: Answer) -> set[str]:
    """The other words of the term base that were looked for too."""
    return {one.form for one in answer.expansions if one.source == "terms" and one.origin == "variant"}


@pytest.mark.parametrize(
    ("query", "first", "span"),
    [
        ("器官捐献", "nhc-2024-18", "器官捐献"),
        ('"捐献器官"', None, "捐献器官"),
        ("人體器官", None, "人体器官"),
        ("倫理委員會", "nhc-2024-13", "伦理委员会"),
        ("ethics committee", "nhc-2024-13", "ethics"),
        ("transplanted", None, None),
        ("OPO 器官获取", None, None),
        ("Hebei", "hebei-2024-33", "Hebei"),
        ("procure*", None, None),
    ],
)
def test_searches_of_the_shipped_collection(archive: Searcher, query: str, first: str | None, span: str | None) -> None:
    answer = archive.search(query, limit=100)
    assert answer.total == len(answer.results) > 0
    assert first in (None, answer.results[0].id)
    spans = [passage.text[start:end] for result in answer.results for passage in result.passages for start, end in passage.spans]
    assert span is None or span in spans
    assert all(passage.spans for passage in answer.results[0].passages)
    assert all(passage.translation for passage in answer.results[0].passages)


@pytest.mark.parametrize(
    "query",
    [
        "13号",
        "〔2024〕13号",
        "国卫医急发〔2024〕13号",
        "國衛醫急發（２０２４）１３號",
        "国卫医急发[2024]13",
        "卫医急发 13号",
        "2024 13",
        "国卫医急发2024 13号",
    ],
)
def test_a_document_is_found_by_its_number_however_it_is_written(archive: Searcher, query: str) -> None:
    assert ids(archive, query)[0] == "nhc-2024-13"
    assert archive.search(query).results[0].passages


def test_matches_in_longer_words_single_characters_and_the_other_script(searcher: Callable[..., Searcher]) -> None:
    found = searcher(
        document("long", ["中华人民共和国境内的肾移植。"]),
        document("apart", ["人民和共和国；腎臟。"]),
        document("none", ["卫生。"]),
    )
    assert ids(found, "人民共和国") == ["long"]
    assert ids(found, "人民 共和国") == ["long", "apart"]
    assert sorted(ids(found, "肾")) == ["apart", "long"]
    assert ids(found, "肾脏") == ["apart"]
    assert ids(found, "腎移植") == ["long"]


def test_all_words_are_needed_anywhere_in_the_document(searcher: Callable[..., Searcher]) -> None:
    found = searcher(
        document("both", ["器官。", "捐献。"], title=Bilingual("题", "Rules on donors")),
        document("one", ["器官。"], ["The liver."]),
    )
    assert ids(found, "器官 捐献") == ["both"]
    assert ids(found, "器官 donor") == ["both"]
    assert sorted(ids(found, "donor OR liver")) == ["both", "one"]
    assert ids(found, "器官 NOT 捐献") == ["one"]
    assert ids(found, "NOT 捐献") == ["one"]


def test_title_counts_more_than_text_and_number_more_than_title(searcher: Callable[..., Searcher]) -> None:
    found = searcher(
        document("text", ["关于77号和伦理的说明，伦理。"]),
        document("title", ["说明。"], title=Bilingual("伦理规则")),
        document("number", ["说明。"], number="示发〔2024〕77号"),
    )
    assert ids(found, "伦理") == ["title", "text"]
    assert ids(found, "77号") == ["number", "text"]


def test_a_run_that_stands_together_and_the_exact_form_come_first(searcher: Callable[..., Searcher]) -> None:
    found = searcher(
        document("apart", ["捐献者的意愿和器官。"]),
        document("together", ["意愿和者的器官捐献。"]),
        document("stem", en=["a transplantation of this."]),
        document("exact", en=["the transplanted of this."]),
    )
    assert ids(found, "器官捐献") == ["together", "apart"]
    assert ids(found, "transplanted") == ["exact", "stem"]


def test_passages_quote_the_original_and_carry_the_other_language(searcher: Callable[..., Searcher]) -> None:
    found = searcher(document("one", ["总则。", "人體器官捐獻應當自願。"], ["General.", "Donation of organs is voluntary."]))
    best = found.search("器官捐献").results[0].passages[0]
    assert (best.segment, best.lang, best.kind, best.label) == ("art_2", "zh", "official", "第2")
    assert marked(best.text, best.spans) == "人體[器官捐獻]應當自願。"
    assert best.translation is not None
    assert (best.translation.lang, best.translation.text, best.translation.kind) == (
        "en",
        "Donation of organs is voluntary.",
        "translation",
    )
    english = found.search("organ").results[0].passages[0]
    assert (english.lang, marked(english.text, english.spans)) == ("en", "Donation of [organs] is voluntary.")
    assert english.translation is not None
    assert english.translation.text == "人體器官捐獻應當自願。"


def test_a_passage_and_its_translation_are_shown_once(searcher: Callable[..., Searcher]) -> None:
    found = searcher(document("one", ["OPO负责。", "其他OPO。"], ["The OPO does it.", "Other OPO."]))
    shown = [passage.segment for passage in found.search("OPO").results[0].passages]
    assert sorted(shown) == ["art_1", "art_2"]


def test_passages_with_more_of_the_words_come_first(searcher: Callable[..., Searcher]) -> None:
    texts = ["器官器官，器官、器官，器官。", "本条关于很多别的事情，最后也说到器官和自愿的捐献。", "捐献，捐献，捐献。"]
    found = searcher(document("one", texts))
    assert found.search("器官捐献").results[0].passages[0].segment == "art_2"
    assert found.passages("器官捐献").results[0].segment == "art_2"
    assert found.passages("器官捐献").total == 3


def test_headings_come_after_the_text_they_stand_over(searcher: Callable[..., Searcher]) -> None:
    segments = (
        Segment("chp_1", "第一章", "伦理审查"),
        Segment("art_1", "第一条", "获取器官应当经过医疗机构的伦理审查和书面同意。"),
    )
    found = searcher(document("one", editions=(Edition("zh", "official", segments),)))
    assert [passage.segment for passage in found.search("伦理审查").results[0].passages] == ["art_1", "chp_1"]


def test_a_document_found_only_by_its_title_shows_how_it_begins(searcher: Callable[..., Searcher]) -> None:
    found = searcher(document("one", ["第一段。", "第二段。"], ["First."], title=Bilingual("伦理规则", "Ethics Rules")))
    result = found.search("ethics").results[0]
    assert [(passage.segment, passage.text, list(passage.spans)) for passage in result.passages] == [("art_1", "第一段。", [])]
    assert result.title_spans == {"zh": [], "en": [(0, 6)]}
    assert list(found.search("ethics", passages=0).results[0].passages) == []


def test_what_the_page_does_not_show_is_not_found(searcher: Callable[..., Searcher]) -> None:
    whole = document("one", ["全文说到肝脏。"])
    for language, text in (("zh", "摘要说到心脏和肝脏。"), ("en", "The digest tells of the heart.")):
        whole = whole.with_edition(Edition(language, "digest", (Segment("art_1", "", text),)))
    found = searcher(whole)
    assert [passage.kind for passage in found.search("肝脏").results[0].passages] == ["official"]
    assert found.search("心脏", off={"*"}).total == 0
    assert found.search("heart", off={"*"}).results[0].passages[0].kind == "digest"


def test_an_empty_query_shows_everything_newest_first(archive: Searcher, shipped: Collection) -> None:
    answer = archive.search("  ", limit=100)
    assert answer.total == len(shipped.ids())
    dates = [result.issued or "" for result in answer.results]
    assert dates == sorted(dates, reverse=True)
    assert all(result.passages == () for result in answer.results)
    assert archive.passages("").total == 0


@pytest.mark.parametrize("query", ["，。！", "()", '""', "*", "-", "\0", "\ud800", "\u200f"])
def test_a_query_without_words_finds_nothing(archive: Searcher, query: str) -> None:
    answer = archive.search(query)
    assert (answer.total, list(answer.results)) == (0, [])


def test_filters_sorts_and_pages(searcher: Callable[..., Searcher]) -> None:
    nhc, mof = Bilingual("甲局", "Bureau A"), Bilingual("乙局", "Bureau B")
    found = searcher(
        document("a", ["器官。"], issuers=(nhc,), type="规则", issued=date(2022, 5, 1)),
        document("b", ["器官。"], issuers=(nhc, mof), type="意见", issued=date(2023, 5, 1)),
        document("c", ["器官。"], issuers=(mof,), type="意见", issued=None),
    )
    assert sorted(ids(found, "器官", filters={"issuer": ["甲局"]})) == ["a", "b"]
    assert ids(found, "器官", filters={"issuer": ["Bureau B"], "type": ["意见"]}, sort="newest") == ["b", "c"]
    assert ids(found, "器官", issued_from=date(2023, 1, 1)) == ["b"]
    assert ids(found, "器官", issued_to=date(2022, 5, 1)) == ["a"]
    assert ids(found, "", sort="oldest") == ["a", "b", "c"]
    answer = found.search("器官", filters={"issuer": ["甲局"]}, limit=1, offset=1, sort="oldest")
    assert (answer.total, [result.id for result in answer.results]) == (2, ["b"])
    assert counts(answer.facets, "issuer") == {"甲局": 2, "乙局": 2}
    assert counts(answer.facets, "type") == {"意见": 1, "规则": 1}
    labels = {value.value: value.label for value in answer.facets["issuer"]}
    assert labels["甲局"] == {"zh": "甲局", "en": "Bureau A"}
    assert [value.value for value in found.search("").facets["year"]] == ["2023", "2022"]
    assert found.search("器官", offset=10**9).total == 3


def test_labels_come_in_both_languages(archive: Searcher) -> None:
    labels = {(facet, value.value): value.label for facet, values in archive.search("").facets.items() for value in values}
    assert labels["type", "规则"] == {"zh": "规则", "en": "Rules"}
    assert labels["issuer", "国家卫生健康委员会"]["en"] == "National Health Commission"
    assert labels["language", "en"]["en"] == "English"
    assert labels["year", "2024"] == {"zh": "2024", "en": "2024"}


def test_known_short_names_of_issuers_will_do(archive: Searcher) -> None:
    by_name = {
        name: archive.search("", filters={"issuer": [name]}).total
        for name in ("国家卫生健康委员会", "National Health Commission", "NHC")
    }
    assert len(set(by_name.values())) == 1
    assert by_name["NHC"] > 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"filters": {"colour": ["red"]}}, "no facet 'colour'; there are issuer"),
        ({"limit": 1001}, "between 0 and 1000"),
        ({"limit": -1}, "between 0 and 100"),
        ({"offset": -1}, "negative"),
        ({"sort": "loudest"}, "no sort 'loudest'"),
    ],
)
def test_what_cannot_be_answered_is_said(archive: Searcher, options: dict[str, Any], message: str) -> None:
    with pytest.raises(BadQuery, match=message):
        archive.search("器官", **options)


def test_an_answer_is_json(archive: Searcher) -> None:
    answer = json.loads(json.dumps(archive.search("器官捐献").as_json()))
    assert {"total", "took_ms", "results", "facets", "expansions", "off", "suggestion", "showing", "direct"} <= set(answer)
    assert answer["expansions"][0].keys() == {"form", "of", "lang", "origin", "source", "key"}
    first = answer["results"][0]["passages"][0]
    assert {"segment", "lang", "text", "spans", "translation"} <= set(first)
    assert first["place"].endswith(first["label"])
    listed = json.loads(json.dumps(archive.passages("器官捐献", 5).as_json()))
    assert len(listed["results"]) == 5 <= listed["total"]


def test_spans_mark_the_query_in_every_passage_shown(archive: Searcher) -> None:
    for query in ("器官捐献", "organ donation", "伦理 审查 委员", "procure*"):
        for passage in archive.passages(query, 50).results:
            bare = passage.text.strip("…")
            assert marked(passage.text, passage.spans).replace("…", "") == marked(bare, highlight(bare, archive.leaves(query)))


SENTENCES = st.lists(
    st.sampled_from(["获取器官", "，", "捐献", "。", "organ ", "donation, ", "the ", "a" * 50, "很" * 60]), max_size=60
)


@given(SENTENCES.map("".join), st.sampled_from(["zh", "en"]))
def test_a_window_is_a_quotation(text: str, language: str) -> None:
    spans = highlight(text, leaves("器官 organ"))
    shown, moved = window(text, spans, language)
    assert shown.strip("…") in text
    assert len(shown) <= LENGTH[language] * 1.25 + 2
    assert bool(moved) == bool(spans)
    assert {shown[start:end] for start, end in moved} <= {text[start:end] for start, end in spans}


def test_a_long_passage_is_cut_around_its_matches(searcher: Callable[..., Searcher]) -> None:
    found = searcher(document("one", ["很长的文字，" * 60 + "这里说到肾脏移植。" + "更多的文字，" * 60], ["Many words, " * 100]))
    passage = found.search("肾脏").results[0].passages[0]
    assert passage.text.startswith("…")
    assert passage.text.endswith("…")
    assert "说到[肾脏]移植" in marked(passage.text, passage.spans)
    assert len(passage.text) <= 200
    assert passage.translation is not None
    assert passage.translation.text.startswith("Many words")
    assert passage.translation.text.endswith("…")


def test_a_search_without_chinese_does_not_load_jieba(shipped: Collection, tmp_path: Path) -> None:
    update(shipped, tmp_path / "index")
    script = (
        "import sys; from pathlib import Path\n"
        "from indexer.search import Searcher\n"
        "assert Searcher.open(Path(sys.argv[1])).passages('ethics committee', off={'*'}).total\n"
        "assert 'jieba' not in sys.modules and 'flask' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path / "index")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


TERM_BASE = (
    Term("器官捐献", "organ donation"),
    Term("器官捐赠", "organ donation", "admitted"),
    Term("器官获取组织", "organ procurement organization"),
    Term("器官获取组织", "OPO", "admitted"),
    Term("意见", "opinion", "admitted"),
    Term("意见", "opinions"),
    Term("办法", "measures"),
    Term("措施", "measures"),
    Term("人体器官", "human organ"),
    Term("人体器官", "organ", "admitted"),
)


def _with_terms(tmp_path: Path, *documents: Document) -> Searcher:
    shelf = Shelf(*documents)
    shelf.term_base = TERM_BASE
    update(shelf, tmp_path / "index")
    return Searcher.open(tmp_path / "index")


def test_other_forms_of_a_term_are_found_after_what_was_typed_and_named(tmp_path: Path) -> None:
    searcher = _with_terms(
        tmp_path, document("donated", ["推动器官捐贈工作。"]), document("given", ["推动器官捐献工作。器官捐献。"])
    )
    answer = searcher.search("器官捐贈")
    assert [result.id for result in answer.results] == ["donated", "given"]
    assert forms(answer) == {"器官捐献"}
    passage = answer.results[1].passages[0]
    assert [passage.text[start:end] for start, end in passage.spans] == ["器官捐献", "器官捐献"]


@pytest.mark.parametrize(
    ("query", "found", "expansions"),
    [
        ("OPO", ["b"], {"organ procurement organization"}),
        ("organ procurement organization staff", ["b"], {"OPO"}),
        ('"器官捐赠"', [], set()),
        ("NOT 器官捐赠", ["a", "b"], set()),
        ("措施", [], set()),
        ("opinion", [], set()),
        ("human organization", ["b"], set()),
    ],
)
def test_only_forms_that_are_not_both_preferred_stand_for_one_another(
    tmp_path: Path, query: str, found: list[str], expansions: set[str]
) -> None:
    searcher = _with_terms(
        tmp_path,
        document("a", ["本办法规定器官捐献。"]),
        document("b", en=["The staff of an organ procurement organization, an OPO with staff."]),
    )
    answer = searcher.search(query)
    assert sorted(result.id for result in answer.results) == found
    assert forms(answer) == expansions


def test_a_changed_term_base_needs_no_new_index(tmp_path: Path) -> None:
    shelf = Shelf(document("given", ["推动器官捐献工作。"]))
    update(shelf, tmp_path / "index")
    searcher = Searcher.open(tmp_path / "index")
    assert forms(searcher.search("器官捐赠")) == set()
    shelf.term_base = TERM_BASE
    report = update(shelf, tmp_path / "index")
    assert (report.unchanged, report.rebuilt) == (["given"], None)
    assert forms(searcher.search("器官捐赠")) == {"器官捐献"}


def test_a_quotation_with_its_number_is_found(tmp_path: Path) -> None:
    update(Shelf(document("a", ["伦理委员会的职责包括："])), tmp_path / "index")
    assert Searcher.open(tmp_path / "index").search('"第1 伦理委员会的职责"').total == 1


def test_a_form_of_several_words_is_looked_for_as_a_phrase(tmp_path: Path) -> None:
    terms = (Term("器官获取组织", "organ procurement organization"), Term("器官获取组织", "OPO", "admitted"))
    shelf = Shelf(
        document("words", en=["The organization of procurement is for another organ."]),
        document("plural", en=["All organ procurement organizations report."]),
    )
    shelf.term_base = terms
    update(shelf, tmp_path / "index")
    assert ids(Searcher.open(tmp_path / "index"), "OPO") == ["plural"]
