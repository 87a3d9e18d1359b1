"""What may be meant while somebody types: as written, by pinyin, by first letters, in either language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from archive.model import Bilingual, Term
from indexer.analysis.pinyin import homophones, pinyin_stream, sounds_alike, syllables
from indexer.building.build import update
from indexer.engine import GAP
from indexer.engines import NAMES
from indexer.help import Names, Suggestion
from indexer.help.marks import marked as marks
from indexer.help.typed_pinyin import known_head, parses, units, whole_parses
from indexer.search import Searcher
from tests.indexing import Shelf, document, marked
from tests.web_fixtures import write_collection
from web import Settings, create_app

TERMS = (
    Term("器官", "organ"),
    Term("器官移植", "organ transplantation"),
    Term("器官移植", "organ grafting", "deprecated"),
    Term("活体器官移植", "living-donor organ transplantation"),
    Term("重庆银行", "Bank of Chongqing"),
    Term("移植医师", "transplant physician", "admitted"),
)
RULES = document(
    "rules",
    title=Bilingual("人体器官移植伦理委员会工作规则", "Working Rules for Human Organ Transplant Ethics Committees"),
    number="国卫医急发〔2024〕13号",
    issuers=(Bilingual("国家卫生健康委员会", "National Health Commission"),),
)
DECREE = document(
    "decree",
    title=Bilingual("人体器官捐献和移植条例", "Regulations on Human Organ Donation and Transplantation"),
    number="国务院令第767号",
)
ENGLISH = document("english", title=Bilingual(None, "Guide to Kidney Allocation"), number="示发〔2013〕2号")

Suggest = Callable[[str], list[Suggestion]]


@pytest.fixture(scope="module", params=NAMES)
def suggest(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Suggest:
    folder = tmp_path_factory.mktemp("suggest") / "index"
    update(Shelf(RULES, DECREE, ENGLISH), folder, engine=request.param)
    helper = Searcher.open(folder).helper
    names = helper.names(TERMS)
    return lambda typed: helper.suggestions(typed, names)


def test_the_pinyin_of_a_title_has_a_syllable_and_its_first_letter_for_each_character() -> None:
    assert pinyin_stream("器官〔2024〕13號 OPO") == "qi =q guan =g 2024 · 13 · hao =h opo ·"


def test_a_character_is_read_as_the_phrase_around_it_wants() -> None:
    assert pinyin_stream("重庆银行") == "chong =c qing =q yin =y hang =h"
    assert pinyin_stream("重症行为") == "zhong =z zheng =z xing =x wei =w"


@pytest.mark.parametrize("title", ["", "Organ Donation 2024", "〔〕", "\ud800"])
def test_a_title_without_chinese_has_no_pinyin(title: str) -> None:
    assert pinyin_stream(title) == ""


@given(st.text())
def test_the_pinyin_stream_is_terms_and_gaps_two_positions_a_token(title: str) -> None:
    stream = pinyin_stream(title).split(" ") if pinyin_stream(title) else []
    assert len(stream) % 2 == 0
    assert all(term == GAP or term.startswith("=") or index % 2 == 0 for index, term in enumerate(stream))


@given(st.text(alphabet="器官移植行重的𠀀㐂乱", max_size=12))
def test_each_character_has_one_syllable(run: str) -> None:
    assert len(syllables(run)) == len(run)


def test_homophones_and_readings_agree() -> None:
    assert {"官", "管", "馆"} <= set(homophones()["guan"])
    assert sounds_alike("器管", "器官")
    assert sounds_alike("银行", "银形")  # xing is another reading of 行
    assert not sounds_alike("器官", "器")
    assert not sounds_alike("器官", "移植")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("qiguan yizhi", ("qi", "guan", "yi", "zhi")),
        ("qiguanyizhi", ("qi", "guan", "yi", "zhi")),
        ("qgyz", ("=q", "=g", "=y", "=z")),
        ("qiguan yz", ("qi", "guan", "=y", "=z")),
        ("qiguanyizh", ("qi", "guan", "yi", "zh~")),
        ("xi an", ("xi", "an")),
        ("xi'an", ("xi", "an")),
        ("nü", ("nv",)),
    ],
)
def test_how_typed_pinyin_is_read(typed: str, first: tuple[str, ...]) -> None:
    assert parses(typed)[0] == first


def test_xian_is_one_syllable_or_two() -> None:
    assert {("xian",), ("xi", "an")} <= set(whole_parses("xian"))


@pytest.mark.parametrize("typed", ["transplan", "", "13", "kidney!", "uvi", "q" * 61])
def test_what_is_no_pinyin(typed: str) -> None:
    assert parses(typed) == []


def test_characters_and_pinyin_may_be_mixed() -> None:
    assert units("器官yi")[0] == ("qi", "guan", "yi")
    assert known_head("器官yiz") == "qiguanyi"


@given(st.text(alphabet="abcdeghinouqxyz '", max_size=30))
def test_the_parts_of_a_parse_are_the_letters_typed(typed: str) -> None:
    letters = "".join(letter for letter in typed if letter.isalpha())
    for read in parses(typed):
        assert "".join(part.strip("=~") for part in read) == letters


@pytest.mark.parametrize(
    ("text", "typed", "shown"),
    [
        ("人体器官移植", "器官", "人体[器官]移植"),
        ("人体器官移植", "qiguan yiz", "人体[器官移植]"),
        ("人体器官移植", "qgy", "人体[器官移]植"),
        ("人体器官移植", "器官yi", "人体[器官移]植"),
        ("人體器官移植", "人体器", "[人體器]官移植"),
        ("human organ transplantation", "organ tr", "human [organ tr]ansplantation"),
        ("transplant", "plant", "transplant"),
        ("国卫〔2024〕13号", "2024 13", "国卫〔[2024〕13]号"),
        ("器官", "", "器官"),
    ],
)
def test_what_is_marked(text: str, typed: str, shown: str) -> None:
    assert marked(text, marks(text, typed)) == shown


@given(st.text(max_size=20), st.text(max_size=10))
def test_marks_lie_inside_the_text(text: str, typed: str) -> None:
    assert all(0 <= start < end <= len(text) for start, end in marks(text, typed))


def test_names_that_begin_so_come_before_those_with_a_part_that_does() -> None:
    found = Names(TERMS).beginning("器官移植", 10)
    assert [(name.text, rank) for name, rank in found] == [("器官移植", 0), ("活体器官移植", 1)]
    assert [name.text for name, _ in Names(TERMS).beginning("organ", 10)][:2] == ["organ", "organ transplantation"]


def test_deprecated_terms_are_not_suggested() -> None:
    assert Names(TERMS).beginning("organ graft", 10) == []


def test_no_names_suggest_nothing() -> None:
    assert Names().beginning("器", 10) == []
    assert Names(TERMS).beginning("", 10) == []


@pytest.mark.parametrize("typed", ["qiguan yizhi", "qiguanyizhi", "qgyz", "器官yi", "QIGUAN", "器官移", "器官移植", "qiguan yz"])
def test_organ_transplantation_is_found_however_it_is_typed(suggest: Suggest, typed: str) -> None:
    found = suggest(typed)
    assert found[0].kind == "term"
    assert "器官移植" in [one.text for one in found]
    assert RULES.title.zh in [one.text for one in found]
    assert all(one.spans for one in found)


@pytest.mark.parametrize(
    ("typed", "kind", "text", "shown"),
    [
        ("13号", "number", "国卫医急发〔2024〕13号", "国卫医急发〔2024〕[13号]"),
        ("国令", "number", "国务院令第767号", "[国]务院[令]第767号"),
        ("国令767", "number", "国务院令第767号", "[国]务院[令]第[767]号"),
        ("卫医急发 13", "number", "国卫医急发〔2024〕13号", "国[卫医急发]〔2024〕[13]号"),
        ("76", "number", "国务院令第767号", "国务院令第[76]7号"),
        ("transplan", "title", DECREE.title.en, "Regulations on Human Organ Donation and [Transplan]tation"),
        ("regul hum", "title", DECREE.title.en, "[Regul]ations on [Hum]an Organ Donation and Transplantation"),
        ("kidney al", "title", "Guide to Kidney Allocation", "Guide to [Kidney Al]location"),
        ("器官条例", "title", "人体器官捐献和移植条例", "人体[器官]捐献和移植[条例]"),
        ("rentiqg", "title", "人体器官捐献和移植条例", "[人体器官]捐献和移植条例"),
        ("national he", "issuer", "National Health Commission", "[National He]alth Commission"),
        ("guojiaws", "issuer", "国家卫生健康委员会", "[国家卫生]健康委员会"),
        ("chongqing", "term", "重庆银行", "[重庆]银行"),
    ],
)
def test_what_is_suggested(suggest: Suggest, typed: str, kind: str, text: str, shown: str) -> None:
    found = {(one.kind, one.text): one for one in suggest(typed)}
    assert marked(text, found[kind, text].spans) == shown


def test_a_suggestion_names_the_document_and_the_other_language(suggest: Suggest) -> None:
    [number] = [one for one in suggest("767") if one.kind == "number"]
    assert (number.document, number.other, number.lang) == ("decree", "人体器官捐献和移植条例", "zh")
    term = suggest("organ transplantation")[0]
    assert (term.document, term.other, term.lang) == (None, "器官移植", "en")


def test_titles_that_begin_so_come_first(suggest: Suggest) -> None:
    titles = [one.text for one in suggest("regulations") if one.kind == "title"]
    assert titles == [DECREE.title.en]


def test_what_has_nothing_to_be_found_by_suggests_nothing(suggest: Suggest) -> None:
    assert [suggest(typed) for typed in ("", "  ", "((", "〔〕", "\0", "？")] == [[]] * 6


@given(st.text(max_size=40))
def test_no_text_is_an_error(suggest: Suggest, typed: str) -> None:
    assert len(suggest(typed)) <= 10


@pytest.mark.parametrize(
    "typed", ["器" * 5000, "a" * 5000, "q g " * 2000, '"器官', "\ud800器", "\u202e器官", "[1 TO", "器官\0移植"]
)
def test_hostile_text_is_no_error(suggest: Suggest, typed: str) -> None:
    assert len(suggest(typed)) <= 10


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder = tmp_path_factory.mktemp("pages")
    update(write_collection(folder / "documents"), folder / "index")
    return create_app(Settings(folder / "documents", folder / "index")).test_client()


def test_suggestions_as_json(client: FlaskClient) -> None:
    answer = client.get("/api/suggest", query_string={"q": "qiguan"}).json
    assert answer
    [title] = [one for one in answer if one["text"] == "示范市器官捐献档案查阅规则"]
    assert title["href"].endswith("/documents/demo-2024-7")
    assert (title["kind"], title["lang"], title["spans"]) == ("title", "zh", [[3, 5]])
    assert title["other"] == "Rules of Example City on Consulting Organ Donation Records"
    assert client.get("/api/suggest").json == []


def test_suggestions_in_the_form_of_open_search(client: FlaskClient) -> None:
    response = client.get("/suggest.json", query_string={"q": "示档发〔2024"})
    assert response.mimetype == "application/x-suggestions+json"
    typed, completions, descriptions, addresses = response.get_json(force=True)
    assert (typed, completions) == ("示档发〔2024", ["示档发〔2024〕7号"])
    assert descriptions == ["示范市器官捐献档案查阅规则"]
    assert addresses[0].endswith("/documents/demo-2024-7")


def test_an_unknown_parameter_is_a_bad_query(client: FlaskClient) -> None:
    response = client.get("/api/suggest", query_string={"term": "x"})
    assert response.status_code == 400
    assert "term" in response.json["error"]


def test_suggestions_without_an_index_are_an_error_that_says_so(tmp_path: Path) -> None:
    write_collection(tmp_path / "documents")
    response = create_app(Settings(tmp_path / "documents", tmp_path / "index")).test_client().get("/api/suggest?q=器官")
    assert (response.status_code, list(response.json)) == (503, ["error"])
