"""Citations on the pages: links in the text, who cites a passage, and what a document is worth today."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from markupsafe import Markup

from archive.catalogue import catalogue_path
from archive.catalogue.status import current_documents
from archive.model import Bilingual, Edition
from archive.store import Collection
from indexer.building import build
from tests.citing_fixtures import RULES, en, write_collection, zh
from web import Settings, create_app
from web.marking import Link, marked

ZH = {"Accept-Language": "zh-CN"}


@pytest.fixture
def site(tmp_path: Path) -> Settings:
    collection = write_collection(tmp_path / "documents")
    index = tmp_path / ".documents.index"
    with current_documents(collection, index, date(2024, 6, 1)) as documents:
        build.update(documents, index)
    return Settings(tmp_path / "documents", index)


@pytest.fixture
def client(site: Settings) -> FlaskClient:
    return create_app(site).test_client()


def page(client: FlaskClient, address: str, **headers: str) -> BeautifulSoup:
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    return BeautifulSoup(response.text, "html.parser")


def one(found: Tag | None) -> Tag:
    assert found is not None
    return found


def links(soup: BeautifulSoup, row: str) -> dict[str, str]:
    return {link.get_text(): str(link["href"]) for link in one(soup.find(id=row)).select("a.cites")}


def test_citations_are_links_to_passages(client: FlaskClient) -> None:
    soup = page(client, "/documents/rules-2024")
    assert links(soup, "art_2") == {
        "《示范法》第二条第一款第（二）项": "/documents/law-2020#art_2__para_1__point_2",
        "第三条": "/documents/law-2020#art_3",
        "示发〔2012〕7号": "/documents/measures-2012",
    }
    target = page(client, "/documents/law-2020")
    assert target.find(id="art_2__para_1__point_2") is not None


def test_a_work_that_is_not_here_is_searched_for(client: FlaskClient) -> None:
    soup = page(client, "/documents/rules-2024")
    named = one(soup.select_one("#art_1 a.cites-named"))
    assert named.get_text() == "《未收录条例》"
    assert "未收录条例" in str(named["title"])
    assert client.get(str(named["href"])).status_code == 200


@pytest.mark.parametrize("language", ["zh", "en"])
def test_its_own_references_stay_on_the_page_in_both_languages(client: FlaskClient, language: str) -> None:
    soup = page(client, f"/documents/law-2020?view={language}")
    assert sorted(links(soup, "art_2__para_2").values()) == ["#art_2__para_1__point_1", "#art_3"]


@pytest.mark.parametrize(("headers", "word"), [(ZH, "已废止"), ({}, "repealed")])
def test_a_repealed_target_says_so(client: FlaskClient, headers: dict[str, str], word: str) -> None:
    soup = page(client, "/documents/rules-2024", **headers)
    status = one(soup.select_one("#art_2 .cites-status"))
    assert status.get_text() == word
    assert one(status.find_previous_sibling("a")).get_text() == "示发〔2012〕7号"


def test_who_cites_a_passage(client: FlaskClient) -> None:
    soup = page(client, "/documents/law-2020")
    cited = one(soup.select_one("#art_3 .cited-here"))
    assert one(cited.summary).get_text() == "cited by 1 passage"
    assert [str(link["href"]) for link in cited.select("a")] == ["/documents/rules-2024#art_2"]
    assert soup.select_one("#art_1 .cited-here") is None


def added(site: Settings, document_id: str, *editions: Edition) -> FlaskClient:
    collection = Collection(site.collection)
    collection.write(replace(RULES, id=document_id, title=Bilingual("另一办法"), number=None, relations=(), editions=editions))
    with current_documents(collection, site.index, date(2024, 6, 1)) as documents:
        build.update(documents, site.index)
    return create_app(site).test_client()


def test_who_cites_a_chapter_stands_behind_its_heading(site: Settings) -> None:
    client = added(site, "other", zh(("art_1", "第一条", "依照《中华人民共和国示范法》第一章办理。")))
    heading = one(page(client, "/documents/law-2020").find(id="chp_1"))
    assert heading.select_one("details") is None
    behind = one(heading.find_next_sibling())
    assert behind.name == "details"
    assert [str(link["href"]) for link in behind.select("a")] == ["/documents/other#art_1"]


def test_a_passage_that_the_view_does_not_show_is_linked_on_the_page_of_both_languages(site: Settings) -> None:
    chinese = zh(("art_1", "第一条", "示范。"), ("art_2", "第二条", "依照第一条办理。"))
    client = added(site, "other", chinese, en(("art_2", "Article 2", "Article 1 of these Rules applies.")))
    assert list(links(page(client, "/documents/other?view=en"), "art_2").values()) == ["/documents/other#art_1"]
    assert set(links(page(client, "/documents/other"), "art_2").values()) == {"#art_1"}


def test_who_cites_the_document(client: FlaskClient) -> None:
    relations = one(page(client, "/documents/law-2020").select_one("section[aria-labelledby=relations]"))
    assert "/documents/rules-2024#art_2" in [str(link["href"]) for link in relations.select("a")]
    assert (
        one(page(client, "/documents/measures-2012").select_one("section[aria-labelledby=relations]"))
        .get_text()
        .count("示范细则")
        <= 1
    )


@pytest.mark.parametrize(
    ("headers", "words"), [({}, ("repealed", "written down as: in force")), (ZH, ("已废止", "著录为：现行有效"))]
)
def test_the_status_with_its_reason(client: FlaskClient, headers: dict[str, str], words: tuple[str, str]) -> None:
    facts = one(page(client, "/documents/measures-2012", **headers).select_one(".facts"))
    assert all(word in facts.get_text() for word in words)
    assert facts.select_one('.status-reason a[href="/documents/rules-2024"]') is not None


def test_searched_words_are_marked_inside_links(client: FlaskClient) -> None:
    soup = page(client, "/documents/rules-2024?q=示范法")
    assert "示范法" in [mark.get_text() for mark in soup.select("#art_2 a.cites mark")]


def test_everything_is_escaped(client: FlaskClient) -> None:
    html = client.get("/documents/law-2020").text + client.get("/documents/rules-2024").text
    assert "<script>。" not in html
    assert "Examples <b>" not in html


@pytest.mark.parametrize(
    "harm", ["UPDATE citations SET place = 'x'", "UPDATE documents SET facts = '{}'", "UPDATE relations SET facts = '[]'"]
)
def test_with_a_damaged_row_the_page_still_reads(site: Settings, harm: str, caplog: pytest.LogCaptureFixture) -> None:
    with closing(sqlite3.connect(catalogue_path(site.index))) as connection, connection:
        connection.execute(harm)
    client = create_app(site).test_client()
    assert one(page(client, "/documents/measures-2012").find(id="art_1")).get_text()
    assert "archive index --rebuild" in caplog.text


@pytest.mark.parametrize("harm", ["missing", "damaged"])
def test_without_a_catalogue_the_page_still_reads(site: Settings, harm: str) -> None:
    path = catalogue_path(site.index)
    path.unlink() if harm == "missing" else path.write_bytes(b"x" * 5000)
    soup = page(create_app(site).test_client(), "/documents/rules-2024")
    assert soup.select("a.cites") == []
    assert "示范细则" in soup.get_text()


def test_a_text_that_changed_since_has_no_wrong_links(site: Settings) -> None:
    (text,) = RULES.editions
    first, *others = text.segments
    changed = replace(text, segments=(replace(first, text="改过的文字，" + first.text), *others))
    Collection(site.collection).write(RULES.with_edition(changed))
    soup = page(create_app(site).test_client(), "/documents/rules-2024")
    assert links(soup, "art_1") == {}
    assert len(links(soup, "art_2")) == 3


def test_links_and_marks_nest() -> None:
    link = Link(2, 6, "/x?a=1&b=2", '"t"', "here", "repealed")
    html = marked("ab<cd>ef", [(1, 4), (5, 7)], [link])
    assert html == Markup(
        'a<mark>b</mark><a class="cites cites-here" href="/x?a=1&amp;b=2" title="&#34;t&#34;"><mark>&lt;c</mark>d'
        "<mark>&gt;</mark></a>"
        '<span class="cites-status" lang="en">repealed</span><mark>e</mark>f'
    )


@pytest.mark.parametrize("spans", [[(3, 3)], [(-1, 0)], [(0, 99)], [(4, 2)]])
def test_a_link_outside_of_the_text_is_none(spans: list[tuple[int, int]]) -> None:
    assert marked("text", [], [Link(*span, "/", "", "own") for span in spans]) == "text"
