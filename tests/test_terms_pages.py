"""The pages of the term base, asked through Flask's client."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from archive.catalogue import catalogue_path, writing
from archive.errors import IndexUnusable
from archive.exchange.formats import read_terms
from archive.model import Edition, Segment, Term
from archive.store import Collection
from tests.conftest import SMALL
from tests.test_terms_cli import EN, ZH
from web import Settings, beside, create_app
from web.beside import ONE_AT_A_TIME

TERMS = [
    Term("档案", "record", "preferred", "not a case file", SMALL.id),
    Term("档案", "file", "deprecated", "", SMALL.id),
    Term("申请人", "applicant", "admitted", "", SMALL.id),
    Term("<b>伦理</b>/委员会", "<i>committee</i>"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("terms")
    (folder / "documents").mkdir()
    collection = Collection(folder / "documents")
    zh, en = (tuple(Segment(f"art_{i}", "", text) for i, text in enumerate(texts, 1)) for texts in (ZH, EN))
    collection.write(replace(SMALL, editions=(Edition("zh", "official", zh), Edition("en", "translation", en))))
    collection.write_terms(TERMS)
    writing.update(collection, catalogue_path(folder / "index"))
    return Settings(folder / "documents", folder / "index")


@pytest.fixture
def client(site: Settings) -> FlaskClient:
    return create_app(site).test_client()


def page(client: FlaskClient, address: str, status: int = 200) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == status
    return BeautifulSoup(response.text, "html.parser")


def listed(soup: BeautifulSoup) -> list[str]:
    return [link.get_text() for link in soup.select(".term .term-zh a")]


def test_the_term_base_is_sorted_by_pinyin_and_shows_what_is_deprecated(client: FlaskClient) -> None:
    soup = page(client, "/terms")
    assert listed(soup)[:2] == ["档案", "<b>伦理</b>/委员会"]
    first = soup.select(".term")[0]
    assert [one.get_text() for one in first.select(".rendering-deprecated .term-en")] == ["file"]
    assert "deprecated" in first.get_text()
    assert "not a case file" in first.get_text()
    assert "in 1 document" in first.get_text()
    assert soup.select_one('.bar a[href="/terms"][aria-current="page"]') is not None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("q=檔案", ["档案"]),
        ("q=APPLIC", ["申请人"]),
        ("status=admitted", ["申请人"]),
        (f"document={SMALL.id}&initial=d", ["档案"]),
        ("by=en&initial=A", ["申请人"]),
        ("q=zzz", []),
        ("page=7", []),
    ],
)
def test_it_is_searched_and_filtered(client: FlaskClient, question: str, expected: list[str]) -> None:
    assert listed(page(client, f"/terms?{question}")) == expected


@pytest.mark.parametrize("question", ["status=x", "by=fr", "initial=DA", "page=0", "colour=red"])
def test_a_question_that_means_nothing_is_refused(client: FlaskClient, question: str) -> None:
    page(client, f"/terms?{question}", 400)


def test_an_entry_has_a_page_with_its_renderings_and_places(client: FlaskClient) -> None:
    soup = page(client, "/terms/檔案")
    assert soup.h1 is not None
    assert soup.h1.get_text() == "档案"
    assert [dt.select_one(".term-en").get_text() for dt in soup.select(".term-uses dt")] == ["file", "record"]  # type: ignore[union-attr]
    assert soup.select_one(f'.term-places a[href="/documents/{SMALL.id}#art_2"]') is not None
    assert soup.select_one('a[href*="/concordance?"]') is not None
    page(client, "/terms/没有", 404)


def test_every_entry_links_to_itself_whatever_its_characters(client: FlaskClient) -> None:
    for link in page(client, "/terms").select(".term .term-zh a"):
        assert page(client, str(link["href"])).h1.get_text() == link.get_text()  # type: ignore[union-attr]
    assert page(client, "/terms").find("b") is None


def test_consistency_shows_the_worst_first_with_its_places(client: FlaskClient) -> None:
    soup = page(client, "/terms/consistency")
    assert listed(soup) == ["档案", "申请人"]
    assert soup.select_one(".rendering-deprecated ~ .term-places a") is not None


def test_candidates_show_a_translation_and_the_passage(client: FlaskClient) -> None:
    soup = page(client, "/terms/candidates")
    assert listed(soup) == ["流动借阅点"]
    assert soup.select_one(".term-example mark").get_text() == "流动借阅点"  # type: ignore[union-attr]
    assert "mobile lending point" in soup.select_one(".term-renderings").get_text().lower()  # type: ignore[union-attr]


def test_the_same_as_json(client: FlaskClient) -> None:
    terms = client.get("/api/terms?q=档案").get_json()
    assert (terms["total"], terms["results"][0]["documents"]) == (1, [SMALL.id])
    (one,) = client.get("/api/terms/consistency?term=档案").get_json()["results"]
    assert one["count"] == 2
    assert client.get("/api/terms/consistency?limit=1").get_json()["total"] == 2
    assert client.get("/api/terms/candidates").get_json()["results"][0]["zh"] == "流动借阅点"
    assert client.get("/api/terms?limit=x").status_code == 400
    assert client.get("/api/terms/consistency?term=zzz").status_code == 404


def test_it_can_be_taken_away(client: FlaskClient, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/terms.csv?q=档案").text.removeprefix("\ufeff"))))
    assert [(row["zh"], row["en"], row["status"]) for row in rows] == [
        ("档案", "record", "preferred"),
        ("档案", "file", "deprecated"),
    ]
    path = tmp_path / "terms.tbx"
    path.write_bytes(client.get("/terms.tbx").data)
    assert {(term.zh, term.en, term.status) for term in read_terms(path, [])} == {
        (term.zh, term.en, term.status) for term in TERMS
    }


def test_a_changed_term_base_changes_the_reports(site: Settings, client: FlaskClient) -> None:
    assert listed(page(client, "/terms/candidates")) == ["流动借阅点"]
    collection = Collection(site.collection)
    try:
        collection.write_terms([*TERMS, Term("流动借阅点", "mobile lending point")])
        assert listed(page(client, "/terms/candidates")) == []
    finally:
        collection.write_terms(TERMS)


def test_a_collection_without_a_term_base_and_without_an_index(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    client = create_app(Settings(tmp_path / "documents", tmp_path / "index")).test_client()
    assert "no term base yet" in page(client, "/terms").get_text()
    assert client.get("/terms/consistency").status_code == 503
    assert client.get("/terms.csv").status_code == 200
    Collection(tmp_path / "documents").write_terms(TERMS)
    assert "places" not in page(client, "/terms/档案").get_text()


# What takes longer than a reader waits


def test_a_report_that_is_being_made_says_so_and_comes(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    addresses = ("/terms/consistency", "/api/terms/candidates", "/terms/档案")
    with ONE_AT_A_TIME:
        monkeypatch.setattr(beside, "PATIENCE", 0.01)
        report, as_json, entry = (client.get(address) for address in addresses)
    assert (report.status_code, report.headers["Refresh"]) == (503, "3")
    assert "looks again by itself" in report.text
    assert (as_json.status_code, as_json.headers["Retry-After"], as_json.get_json()) == (503, "3", {"error": "Being worked out"})
    assert (entry.status_code, entry.headers["Refresh"]) == (200, "3")
    assert "record" in entry.text
    monkeypatch.setattr(beside, "PATIENCE", 60)
    report, as_json, entry = (client.get(address) for address in addresses)
    assert [one.status_code for one in (report, as_json, entry)] == [200] * 3
    assert "Refresh" not in entry.headers
    assert "looks again" not in report.text + entry.text


def test_while_it_is_made_anew_the_last_one_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = beside.Kept[str]()
    assert kept.get(1, lambda: "first") == "first"
    assert kept.get(1, lambda: "never asked") == "first"
    with ONE_AT_A_TIME:
        monkeypatch.setattr(beside, "PATIENCE", 0.01)
        assert kept.get(2, lambda: "second") == "first"
    monkeypatch.setattr(beside, "PATIENCE", 60)
    assert kept.get(2, lambda: "never asked") == "second"


def test_what_goes_wrong_is_told_and_tried_again() -> None:
    def fails() -> str:
        raise IndexUnusable("there is none yet")

    kept = beside.Kept[str]()
    with pytest.raises(IndexUnusable, match="none yet"):
        kept.get(1, fails)
    assert kept.get(1, lambda: "there now") == "there now"
