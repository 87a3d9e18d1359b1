"""The pages of a search, asked through Flask's client: chips, what was named, nothing found, hostile words."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from indexer.building import build
from tests.web_fixtures import write_collection
from web import Settings, create_app

HOSTILE = (
    "x" * 10_000,
    "器" * 499,
    "AND OR NOT ( ) AND",
    "((((((((((",
    '"""',
    '"器官" AND (',
    "与 或 非",
    "(a+)+$",
    "*" * 50,
    "?????",
    "a~ b~ c~ d~",
    "[20240101 TO",
    "' OR 1=1; DROP TABLE documents; --",
    "<script>alert(1)</script>",
    "\ud800器官",
    "\u202e器官\u200f",
    "器\0官",
    "title:title:title:",
    "~" * 100,
    "^9999999 a^b",
    "%00%ff",
    "第" + "9" * 300 + "条",
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder = tmp_path_factory.mktemp("site")
    build.update(write_collection(folder / "documents"), folder / "index")
    return create_app(Settings(folder / "documents", folder / "index")).test_client()


def page(client: FlaskClient, path: str, **arguments: object) -> BeautifulSoup:
    answer = client.get(path, query_string=arguments or None)
    assert answer.status_code == 200, answer.text
    return BeautifulSoup(answer.text, "html.parser")


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize(
    "path", ["/search", "/api/search", "/api/passages", "/api/suggest", "/suggest.json", "/documents/demo-2024-7"]
)
def test_no_words_break_a_page(client: FlaskClient, path: str, text: str) -> None:
    answer = client.get(path, query_string={"q": text.encode("utf-8", "surrogatepass")})
    assert answer.status_code in (200, 400)
    assert answer.mimetype.endswith("json") or "<script>alert(1)" not in answer.text
    assert answer.status_code == 200 or len(text) > 400


def test_a_chip_switches_its_words_off_and_on(client: FlaskClient) -> None:
    chip = page(client, "/search", q="器官捐献").select_one(".expansions a.on")
    assert chip
    form = chip.select_one("[lang]").get_text()  # type: ignore[union-attr]
    without = page(client, str(chip["href"]))
    off = without.select_one(".expansions a.off")
    assert off
    assert form in off.get_text()
    assert form not in [one.get_text() for one in without.select(".expansions a.on [lang]")]
    again = page(client, str(off["href"]))
    assert form in [one.get_text() for one in again.select(".expansions a.on [lang]")]


def test_words_that_are_switched_off_are_not_marked_in_the_document(client: FlaskClient) -> None:
    both = page(client, "/documents/demo-2024-7", q="器官捐献")
    assert both.select(".cell.en mark")
    keys = [one["key"] for one in client.get("/api/search", query_string={"q": "器官捐献"}).get_json()["expansions"]]
    alone = page(client, "/documents/demo-2024-7", q="器官捐献", off=keys)
    assert alone.select(".cell.zh mark")
    assert not alone.select(".cell.en mark")


def test_a_document_that_is_named_is_shown_once_with_who_cites_it(client: FlaskClient) -> None:
    found = page(client, "/search", q="示档发〔2024〕7号")
    titles = [one.get_text() for one in found.select("h2 .title-zh")]
    assert titles.count("示范市器官捐献档案查阅规则") == 1
    assert found.select_one(".result.named .citing-here a[href*='demo-2024-9'], .direct .citing-here a[href*='demo-2024-9']")


def test_what_was_probably_meant_is_shown_at_once_and_said(client: FlaskClient) -> None:
    found = page(client, "/search", q="donatoin")
    said = found.select_one(".suggestion")
    assert said
    assert "donation" in said.get_text()
    assert found.select(".result")
    assert str(found.select_one("input[name=q]")["value"]) == "donatoin"  # type: ignore[index]
    as_typed = page(client, str(said.select_one("a")["href"]))  # type: ignore[index]
    assert not as_typed.select(".result")
    assert as_typed.select_one(".suggestion a").get_text() == "donation"  # type: ignore[union-attr]
    assert "donatoin" in as_typed.select_one(".nothing strong").get_text()  # type: ignore[union-attr]


def test_a_page_without_results_says_which_filter_leaves_none(client: FlaskClient) -> None:
    found = page(client, "/search", q="器官", type="意见", to="2000")
    links = {one.get_text() for one in found.select(".nothing li a")}
    assert "Date of issue" in links


def test_like_pages_lead_to_other_documents_and_passages(client: FlaskClient) -> None:
    like = page(client, "/documents/demo-2024-7/like")
    assert like.select(".result a[href*='demo-2024-9']")
    assert not like.select(".result h2 a[href*='demo-2024-7']")
    assert page(client, "/documents/demo-2024-7/like/art_1").select(".passage a[href*='demo-2024-9']")
    assert client.get("/documents/demo-2024-7/like/art_77").status_code == 404
    assert client.get("/documents/nowhere/like").status_code == 404
    assert client.get("/documents/demo-2024-7/like/art_1?lang=fr").status_code == 400


def test_browsers_can_search_from_the_address_bar(client: FlaskClient) -> None:
    link = page(client, "/").select_one("link[rel=search]")
    assert link
    answer = client.get(str(link["href"]))
    assert answer.mimetype == link["type"] == "application/opensearchdescription+xml"
    whole = ElementTree.fromstring(answer.text.encode())  # noqa: S314 - our own
    names = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
    assert 0 < len(whole.findtext("o:ShortName", "", names)) <= 16
    addresses = {one.get("type"): str(one.get("template")) for one in whole.findall("o:Url", names)}
    for kind in ("text/html", "application/x-suggestions+json"):
        found = client.get(addresses[kind].replace("{searchTerms}", "qiguan"))
        assert (found.status_code, found.mimetype) == (200, kind)


def test_the_same_parameters_hold_for_programs(client: FlaskClient) -> None:
    found = client.get("/api/search?q=donatoin").get_json()
    assert (found["showing"], found["suggestion"]) == ("donation", None)
    found = client.get("/api/search?q=donatoin&exact=1").get_json()
    assert (found["total"], found["showing"], found["suggestion"]) == (0, None, "donation")
    assert client.get("/api/search?q=器官捐献&off=*").get_json()["expansions"] == []
    assert client.get("/api/passages?q=器官捐献&off=*").get_json()["expansions"] == []
    assert client.get("/api/search?q=x&colour=1").status_code == 400
    assert client.get("/api/like/demo-2024-7").get_json()["results"]


def test_a_search_page_needs_an_index_and_a_document_does_not(tmp_path: Path) -> None:
    write_collection(tmp_path / "documents")
    client = create_app(Settings(tmp_path / "documents", tmp_path / "index")).test_client()
    assert client.get("/search?q=x").status_code == 503
    assert client.get("/documents/demo-2024-7?q=器官").status_code == 200
    assert client.get("/opensearch.xml").status_code == 200
