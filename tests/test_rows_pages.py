"""Pages over two full texts: rows, what can be taken along, and what needs work."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup, Tag
from docx import Document as WordDocument
from flask.testing import FlaskClient
from lxml import etree

from archive.catalogue import Catalogue, catalogue_path
from archive.catalogue.status import current_documents
from archive.model import Document, Edition, Segment
from archive.store import Collection
from indexer.building import build
from tests.aligned_fixtures import ALIGNED, write_aligned
from tests.web_fixtures import write_collection
from web import Settings, create_app
from web.pages import downloads

ZH = {"Accept-Language": "zh-CN"}
DOCUMENT = f"/documents/{ALIGNED.id}"


def built(folder: Path, instead: Document | None = None) -> Settings:
    """``instead``: of the aligned document, without what is remembered of its translation."""
    if instead:
        Collection(folder / "documents").write(instead)
    else:
        write_aligned(folder / "documents")
    collection = write_collection(folder / "documents")
    index = folder / ".documents.index"
    with current_documents(collection, index, date(2025, 6, 1)) as documents:
        build.update(documents, index)
    return Settings(folder / "documents", index)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return built(tmp_path_factory.mktemp("rows"))


@pytest.fixture
def client(site: Settings) -> FlaskClient:
    return create_app(site).test_client()


def page(client: FlaskClient, address: str, **headers: str) -> BeautifulSoup:
    response = client.get(address, headers=headers)
    assert response.status_code == 200, response.text[:500]
    return BeautifulSoup(response.text, "html.parser")


def one(soup: BeautifulSoup | Tag, selector: str) -> Tag:
    found = soup.select(selector)
    assert len(found) == 1, f"{selector}: {len(found)}"
    return found[0]


def text(tag: Tag) -> str:
    return " ".join(tag.get_text().split())


# The document


def test_an_article_that_answers_to_two_stands_in_one_row(client: FlaskClient) -> None:
    soup = page(client, DOCUMENT)
    row = one(soup, "#art_4")
    assert text(one(row, ".cell.zh")) == "每位读者每次可以借阅图书五册。第五条 借阅期限为三十日，期满前可以续借一次。"
    assert text(one(row, ".cell.en")).startswith("Each reader may borrow five books at a time. The lending period")
    assert "art_5" in [str(alias["id"]) for alias in row.select(".alias")]
    assert text(one(soup, "#art_6 > .margin .label-zh")) == "第六条"
    assert text(one(soup, "#art_6 > .margin .label-en")) == "Article 5"


def test_no_id_is_there_twice_and_every_link_within_the_page_leads_somewhere(client: FlaskClient) -> None:
    soup = page(client, DOCUMENT)
    ids = [str(tag["id"]) for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    assert {str(link["href"])[1:] for link in soup.select("a[href^='#']")} <= {*ids, ""}


def test_each_sentence_is_in_a_span_with_the_unit_of_its_counterpart(client: FlaskClient) -> None:
    row = one(page(client, DOCUMENT), "#art_2")
    sides = [[str(span["data-unit"]) for span in row.select(f".cell.{code} [data-unit]")] for code in ("zh", "en")]
    assert len(sides[0]) == 3
    assert sides[0] == sides[1]
    assert text(row.select(".cell.zh [data-unit]")[1]) == "开放时间由图书馆确定，并在入口处公布。"
    assert text(row.select(".cell.en [data-unit]")[1]).startswith("Opening hours are set by the library")
    assert page(client, f"{DOCUMENT}?view=zh").select("[data-unit]") == []


def test_marks_and_citations_live_inside_sentences(client: FlaskClient) -> None:
    soup = page(client, f"{DOCUMENT}?q=借书证")
    assert text(one(soup, "#art_2 .zh [data-unit] mark")) == "借书证"
    link = one(soup, "#art_6 .zh [data-unit] > a.cites")
    assert (link.get_text(), link["href"]) == ("第四条", "#art_4")


def test_what_is_uncertain_is_said_at_the_top_and_at_the_row(client: FlaskClient) -> None:
    soup = page(client, DOCUMENT)
    said = {text(link): str(link["href"]) for link in soup.select(".alignment-line a")}
    assert said["1 passage is not translated"] == "#art_9"
    assert said["1 passage was translated from an older text"] == "#art_7"
    assert said["all that needs work"] == f"/work?document={ALIGNED.id}"
    assert text(one(soup, "#art_7 .cell.en .stale")) == "the original has changed since this was translated"
    assert soup.select("#art_7 .cell.zh .stale, #art_6 .stale") == []
    assert text(one(soup, "#art_9 .cell.en.missing")) == "—not translated"
    assert one(soup, "#art_1")["class"] == ["row", "level-article", "depth-0"]


def test_two_texts_that_do_not_fit_are_said_to_in_the_words_of_the_catalogue(tmp_path: Path) -> None:
    told = "公共图书馆应当在入口处公布开放时间。"
    zh = Edition("zh", "official", tuple(Segment(f"art_{n}", f"第{n}条", f"{told}{n}") for n in range(1, 12)))
    other = "Whoever discharges waste water into rivers pays for its treatment."
    en = Edition("en", "translation", tuple(Segment(f"art_{n}", f"Article {n}", f"{other} {n + 40}") for n in range(1, 12)))
    settings = built(tmp_path, replace(ALIGNED, editions=(zh, en)))
    client = create_app(settings).test_client()
    english, chinese = (one(page(client, DOCUMENT, **headers), ".doubtful") for headers in ({}, ZH))
    with closing(Catalogue.open(catalogue_path(settings.index))) as known:
        assert text(english) == known.problems(ALIGNED.id)[0].message
    assert (english["lang"], chinese["lang"]) == ("en", "zh-Hans")
    assert text(chinese).startswith("可能是另一")
    assert page(client, f"{DOCUMENT}?view=zh").select(".doubtful") == []
    assert page(client, "/documents/demo-2024-7").select(".doubtful") == []


def test_a_weak_row_has_its_score(client: FlaskClient) -> None:
    soup = page(client, DOCUMENT)
    row = one(soup, "#art_8")
    assert "weak" in row["class"]
    assert int(text(one(row, ".score")).removeprefix("match").removesuffix("%")) < 50
    assert soup.select("#art_2.weak, #art_2 .score") == []


def test_the_same_in_chinese(client: FlaskClient) -> None:
    soup = page(client, DOCUMENT, **ZH)
    assert text(one(soup, "#art_7 .stale")) == "原文在翻译之后已有改动"
    assert "1段没有译文" in text(one(soup, ".alignment-line"))


def test_digests_beside_full_texts_are_as_they_were(client: FlaskClient) -> None:
    soup = page(client, "/documents/demo-2024-7")
    assert soup.select(".alignment-line, .stale, .score") == []
    assert text(one(soup, "#art_2__para_2 .cell.en.missing")) == "—no text in this language"
    assert len(soup.select(".cell.en.stands-in")) == 7


def test_without_a_catalogue_equal_ids_join_the_rows(site: Settings, tmp_path: Path) -> None:
    soup = page(create_app(Settings(site.collection, tmp_path / "none")).test_client(), DOCUMENT)
    assert soup.select("[data-unit]") == []
    assert text(one(soup, "#art_5 .cell.en")).startswith("Where books are not returned")
    assert create_app(Settings(site.collection, tmp_path / "none")).test_client().get("/work").status_code == 503


def test_a_damaged_catalogue_takes_no_page_away(tmp_path: Path) -> None:
    own = built(tmp_path)
    path = catalogue_path(own.index)
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\x00" * (len(whole) - 4096))
    client = create_app(own).test_client()
    assert client.get(DOCUMENT).status_code == 200
    assert client.get("/work").status_code == 503
    assert "catalogue" in client.get("/api/work").json["error"] or client.get("/api/work").status_code == 503


# Quoting


def test_a_row_can_be_quoted_in_the_language_of_the_interface(client: FlaskClient) -> None:
    english, chinese = page(client, f"{DOCUMENT}/rows/art_6"), page(client, f"{DOCUMENT}/rows/art_6", **ZH)
    lines = one(english, "blockquote").get_text().split("\n")
    assert lines[0].startswith("逾期不还的")
    assert lines[1].startswith("Where books are not returned")
    assert lines[2] == f"— Article 6 of {ALIGNED.title.en} (示文发〔2025〕4号); English: translation, Example Translators"
    assert one(chinese, "blockquote").get_text().split("\n")[2] == (
        "——《示范市公共图书馆管理办法》（示文发〔2025〕4号）第六条；英文译文：Example Translators"
    )
    assert str(one(english, ".quoting dd > a[data-copy]")["href"]).endswith(f"{DOCUMENT}#art_6")


def test_a_row_can_be_quoted_in_one_language_and_in_that_language(client: FlaskClient) -> None:
    english = page(client, f"{DOCUMENT}/rows/art_6?view=en", **ZH)
    lines = one(english, "blockquote").get_text().split("\n")
    assert lines[0].startswith("Where books are not returned")
    assert lines[1:] == [f"— Article 5 of {ALIGNED.title.en} (示文发〔2025〕4号); English: translation, Example Translators"]
    said = one(english, "span[data-copy]")
    assert (said["lang"], "Example City Bureau of Culture. Measures of" in said.get_text()) == ("en", True)
    assert text(one(english, ".quoting .views [aria-current] .unseen")) == "只看英文"
    chinese = page(client, f"{DOCUMENT}/rows/art_6?view=zh")
    assert one(chinese, "blockquote").get_text().split("\n")[1] == "——《示范市公共图书馆管理办法》（示文发〔2025〕4号）第六条"


def test_a_passage_without_a_translation_is_quoted_as_it_is(client: FlaskClient) -> None:
    alone = page(client, f"{DOCUMENT}/rows/art_9?view=en")
    assert one(alone, "blockquote").get_text().startswith("古籍和地方文献")
    assert alone.select(".quoting .views") == []
    assert client.get(f"{DOCUMENT}/rows/art_9?view=fr").status_code == 400
    assert client.get(f"{DOCUMENT}/rows/art_9?q=x").status_code == 400


def test_a_view_of_one_language_leads_to_quotations_in_it(client: FlaskClient) -> None:
    assert one(page(client, f"{DOCUMENT}?view=zh"), "#art_6 > .quote")["href"] == f"{DOCUMENT}/rows/art_6?view=zh"


def test_a_digest_is_never_quoted_without_saying_so(client: FlaskClient) -> None:
    said = one(page(client, "/documents/demo-2024-7/rows/art_2"), "blockquote").get_text()
    assert "English: a digest in the archive's own words" in said


def test_an_alias_leads_to_its_row_and_nothing_else_does(client: FlaskClient) -> None:
    assert "Article 4, Article 5" in text(one(page(client, f"{DOCUMENT}/rows/art_5"), "blockquote"))
    for missing in ("art_99", "x%00y", "art_5.tmx.tmx", "<b>"):
        assert client.get(f"{DOCUMENT}/rows/{missing}").status_code == 404
    assert client.get("/documents/none-1/rows/art_1").status_code == 404


# Files


@pytest.mark.parametrize("suffix", ["tmx", "xlf", "csv", "tsv", "docx", "jsonl"])
@pytest.mark.parametrize("address", [DOCUMENT, f"{DOCUMENT}/rows/art_4", "/documents/demo-2024-7", "/search"])
def test_files_come_with_their_type_and_a_name_that_can_be_read(client: FlaskClient, address: str, suffix: str) -> None:
    response = client.get(f"{address}.{suffix}", headers=ZH)
    assert response.status_code == 200
    assert response.mimetype not in ("text/html", "application/octet-stream")
    disposition = response.headers["Content-Disposition"]
    assert disposition.startswith("attachment; filename")
    assert f".{suffix}" in disposition
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    if address == DOCUMENT:
        assert f"filename*=UTF-8''{quote(f'{ALIGNED.id} {ALIGNED.title.zh}.{suffix}')}" in disposition


def jsonl(client: FlaskClient, address: str) -> list[dict[str, object]]:
    response = client.get(address)
    assert response.status_code == 200
    return [json.loads(line) for line in response.text.splitlines() if line.strip()]


def test_a_document_leaves_by_passage_or_by_sentence(client: FlaskClient) -> None:
    passages = jsonl(client, f"{DOCUMENT}.jsonl")
    assert [unit["zh_segments"] for unit in passages if unit.get("en_segments") == ["art_4"]] == [["art_4", "art_5"]]
    assert [unit["state"] for unit in passages if unit.get("unit") == "art_7"] == ["stale"]
    sentences = jsonl(client, f"{DOCUMENT}.jsonl?level=sentence")
    assert len(sentences) > len(passages)
    assert {unit.get("level") for unit in sentences} == {"sentence"}
    assert client.get(f"{DOCUMENT}.jsonl?level=word").status_code == 400
    assert client.get(f"{DOCUMENT}.jsonl?levle=sentence").status_code == 400


def test_translation_memories_and_tables_hold_both_languages(client: FlaskClient) -> None:
    tmx = etree.fromstring(client.get(f"{DOCUMENT}/rows/art_4.tmx").data)
    assert [seg.text for seg in tmx.iter("seg")] == [
        "每位读者每次可以借阅图书五册。借阅期限为三十日，期满前可以续借一次。",
        "Each reader may borrow five books at a time. The lending period is thirty days, and may be renewed once before it "
        "expires.",
    ]
    word = WordDocument(BytesIO(client.get(f"{DOCUMENT}.docx").data))
    assert "古籍和地方文献" in "".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)


def test_a_search_leaves_with_the_passages_it_found(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    found = jsonl(client, "/search.jsonl?q=借书证")
    assert {str(unit["unit"]) for unit in found} == {"art_2", "art_6"}
    assert jsonl(client, "/search.jsonl?q=借书证&type=规则") == []
    every = jsonl(client, "/search.jsonl")
    assert {str(unit["document"]) for unit in every} == {ALIGNED.id, "demo-2024-7", "demo-2024-9"}
    monkeypatch.setattr(downloads, "MOST_UNITS", 3)
    assert len(jsonl(client, "/search.jsonl")) == 3
    assert "(the first 3 passages)" in client.get("/search.tmx").headers["Content-Disposition"]
    assert client.get("/search.jsonl?tpye=x").status_code == 400


@pytest.mark.parametrize(
    "address", [f"{DOCUMENT}.exe", f"{DOCUMENT}.TMX", "/documents/none-1.tmx", "/search.html", f"{DOCUMENT}/rows/x.tmx"]
)
def test_what_is_no_file_is_not_found(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_pages_lead_to_their_files(client: FlaskClient) -> None:
    document = {str(link["href"]) for link in page(client, DOCUMENT).select(".formats a")}
    assert {f"{DOCUMENT}.tmx", f"{DOCUMENT}.docx", f"{DOCUMENT}.tmx?level=sentence"} <= document
    search = {str(link["href"]) for link in page(client, "/search?q=借书证&type=办法&page=1").select(".downloads a")}
    assert f"/search.tmx?q={quote('借书证')}&type={quote('办法')}" in search
    for address in document | search:
        assert client.get(address).status_code == 200
    assert page(client, "/documents/demo-2019-3").select(".formats") == []


# What needs work


def needs(soup: BeautifulSoup) -> dict[str, list[str]]:
    """By heading, where its lines lead."""
    return {
        text(one(section, "h2")): [str(link["href"]) for link in section.select(".need-place a")]
        for section in soup.select(".work-kind")
    }


def test_all_that_needs_work_is_on_one_page(client: FlaskClient) -> None:
    soup = page(client, "/work")
    found = needs(soup)
    assert f"{DOCUMENT}#art_9" in found["Not translated"]
    assert found["Original changed since"] == [f"{DOCUMENT}#art_7"]
    assert f"{DOCUMENT}#art_8" in found["Doubtful match"]
    assert f"{DOCUMENT}#art_7" in found["Figures differ"]
    assert page(client, DOCUMENT).select("#art_9, #art_7, #art_8")
    counts = {text(link): str(link["href"]) for link in soup.select(".sorts a")}
    assert counts["original changed since 1"] == "/work?kind=stale"
    assert one(page(client, "/"), ".bar-links a[href='/work']").get_text() == "Work"


def test_work_is_narrowed_down_by_kind_and_document(client: FlaskClient) -> None:
    assert list(needs(page(client, "/work?kind=stale"))) == ["Original changed since"]
    only = needs(page(client, f"/work?document={ALIGNED.id}"))
    assert {address.split("#")[0] for addresses in only.values() for address in addresses} == {DOCUMENT}
    assert needs(page(client, "/work?kind=untranslated&offset=1000")) == {"Not translated": []}
    soup = page(client, "/work?document=demo-2019-3")
    assert "Nothing needs work here" in text(one(soup, ".empty"))


@pytest.mark.parametrize("asked", ["kind=weak", "knid=stale", "offset=-1", "limit=100000", "offset=x"])
def test_a_question_that_means_nothing_is_refused(client: FlaskClient, asked: str) -> None:
    assert client.get(f"/work?{asked}").status_code == 400
    assert "error" in client.get(f"/api/work?{asked}").json


def test_work_as_json(client: FlaskClient) -> None:
    everything = client.get("/api/work").json
    assert everything["results"] == []
    assert everything["counts"]["stale"] == 1
    assert ALIGNED.id in [found["document"] for found in everything["documents"]]
    [stale] = client.get("/api/work?kind=stale").json["results"]
    assert (stale["document"], stale["zh_segments"], stale["en_segments"], stale["stale"]) == (
        ALIGNED.id,
        ["art_7"],
        ["art_6"],
        True,
    )
    [differing] = client.get(f"/api/work?kind=figures&document={ALIGNED.id}").json["results"]
    assert differing["figures"]


def test_an_archive_where_nothing_needs_work_says_so_kindly(tmp_path: Path) -> None:
    collection = write_aligned(tmp_path / "documents")
    collection.write_alignment(ALIGNED.id, ())
    (tmp_path / "documents" / ALIGNED.id / "zh.md").unlink()
    (tmp_path / "documents" / ALIGNED.id / "en.md").unlink()
    with current_documents(collection, tmp_path / ".documents.index", date(2025, 6, 1)) as documents:
        build.update(documents, tmp_path / ".documents.index")
    client = create_app(Settings(tmp_path / "documents", tmp_path / ".documents.index")).test_client()
    assert "这里没有待处理的内容" in text(one(page(client, "/work", **ZH), ".empty"))
