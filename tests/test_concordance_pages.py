"""The concordance as a command, as a page and as JSON, in a Chromium too."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from playwright.sync_api import Browser, ViewportSize

from archive.catalogue import catalogue_path
from archive.catalogue import writing as catalogue_writing
from archive.cli import main
from archive.model import Bilingual, Document, Edition, Segment, Term
from archive.store import Collection
from indexer.building import build
from tests.test_browser import PHONE, WIDE, browser, serve
from web import Settings, create_app

__all__ = ["browser"]  # a fixture

ARTICLES = (
    ("器官获取组织负责获取遗体器官。", "Organ procurement organizations are responsible for procuring organs of the deceased."),
    ("医院不得干预器官獲取組織的工作。", "A hospital must not interfere with the work of an OPO."),
    ("器官获取组织设在医院。", "The organ procurement organization is located in a hospital."),
    ("由器官获取组织报告<b>数据</b>。", "Data are reported by the body in charge."),
    ("肾移植由医院进行。", "Kidney transplants are carried out by hospitals."),
)


def document(document_id: str, year: int, articles: tuple[tuple[str, str], ...]) -> Document:
    sides: dict[str, tuple[Segment, ...]] = {
        language: tuple(
            Segment(f"art_{i}", f"第{'一二三四五'[i - 1]}条" if language == "zh" else f"Article {i}", pair[language == "en"])
            for i, pair in enumerate(articles, 1)
        )
        for language in ("zh", "en")
    }
    return Document(
        id=document_id,
        title=Bilingual(f"示范规则{year}", f"Example Rules {year}"),
        type="规则",
        issued=date(year, 3, 1),
        editions=(Edition("zh", "official", sides["zh"]), Edition("en", "translation", sides["en"])),
    )


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("concordance")
    collection = Collection(folder / "documents")
    collection.write(document("demo-2023-1", 2023, ARTICLES))
    collection.write(document("demo-2024-1", 2024, ARTICLES[:2]))
    terms = (Term("器官获取组织", "organ procurement organization"), Term("器官获取组织", "OPO", "admitted"))
    collection.write_terms(terms)
    index = folder / ".documents.index"
    catalogue_writing.update(collection, catalogue_path(index))
    build.update(collection, index)
    return folder


@pytest.fixture(scope="module")
def client(root: Path) -> FlaskClient:
    return create_app(Settings(root / "documents", root / ".documents.index")).test_client()


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--collection", str(root / "documents"), "concordance", *arguments])


def page(client: FlaskClient, expected: int = 200, **parameters: Any) -> BeautifulSoup:
    response = client.get("/concordance", query_string=parameters, headers={"Accept-Language": "en"})
    assert response.status_code == expected
    return BeautifulSoup(response.text, "html.parser")


def words(soup: BeautifulSoup, selector: str) -> list[str]:
    return [" ".join(one.get_text(" ", strip=True).split()) for one in soup.select(selector)]


# The command


def test_the_command_shows_lines_and_renderings(root: Path) -> None:
    result = run(root, "器官获取组织")
    assert result.exit_code == 0, result.output
    assert "3" in next(line for line in result.stdout.splitlines() if "organ procurement organization" in line)
    assert any(line.strip().startswith("医院不得干预器官獲取組織") for line in result.stdout.splitlines())
    assert "6 lines in 6 passages" in result.stderr


def test_the_command_as_json_and_in_groups(root: Path) -> None:
    data = json.loads(run(root, "器官获取组织", "--json", "--limit", "2", "--offset", "1").stdout)
    assert (data["total"], len(data["lines"])) == (6, 2)
    assert {one["rendering"]: one["count"] for one in data["renderings"]} == {
        "organ procurement organization": 3,
        "OPO": 2,
        "": 1,
    }
    grouped = run(root, "器官获取组织", "--group").stdout
    assert "(not found)" in grouped
    assert "医院" not in grouped


def test_the_command_hunts_inconsistencies(root: Path) -> None:
    lacking = json.loads(run(root, "器官获取组织", "--without", "organ procurement", "--json").stdout)
    assert [line["unit"] for line in lacking["lines"]] == ["art_2", "art_4", "art_2"]
    both = json.loads(run(root, "hospital", "--with", "组织", "--facet", "year=2024", "--json").stdout)
    assert [(line["document"], line["unit"]) for line in both["lines"]] == [("demo-2024-1", "art_2")]


def test_the_command_writes_files_and_overwrites_none(root: Path, tmp_path: Path) -> None:
    assert run(root, "OPO", "--csv", str(tmp_path / "opo.csv"), "--tmx", str(tmp_path / "opo.tmx")).exit_code == 0
    rows = list(csv.DictReader(io.StringIO((tmp_path / "opo.csv").read_text(encoding="utf-8-sig"))))
    assert [row["document"] for row in rows] == ["demo-2023-1", "demo-2024-1"]
    units = etree.parse(str(tmp_path / "opo.tmx")).findall(".//tu")
    assert len(units) == 2
    again = run(root, "OPO", "--csv", str(tmp_path / "opo.csv"))
    assert again.exit_code == 1
    assert "another name" in again.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["*"], "no word"), (["x" * 201], "200"), (["肾", "--facet", "nope=1"], "no facet"), (["肾", "--with", "。"], "no word")],
)
def test_the_command_says_what_cannot_be_asked(root: Path, arguments: list[str], said: str) -> None:
    result = run(root, *arguments)
    assert result.exit_code == 2
    assert said in result.stderr


# The pages


def test_the_page_shows_keyword_and_rendering_in_context(client: FlaskClient) -> None:
    soup = page(client, q="器官获取组织")
    simplified, traditional = "器官获取组织", "器官獲取組織"
    assert words(soup, ".kwic-text mark") == [simplified, traditional, simplified, simplified, simplified, traditional]
    assert words(soup, ".kwic-beside mark")[:3] == ["Organ procurement organizations", "OPO", "organ procurement organization"]
    assert words(soup, ".kwic-unmarked") == ["Data are reported by the body in charge."]
    assert {str(one["lang"]) for one in soup.select(".kwic-text")} == {"zh-Hans"}
    assert {str(one["lang"]) for one in soup.select(".kwic-beside")} == {"en"}
    assert "&lt;b&gt;" in str(soup.select_one(".kwic-line:nth-of-type(4)"))
    assert str(soup.select(".kwic-place a")[1]["href"]).endswith("#art_2")


def test_a_rendering_leads_to_its_lines(client: FlaskClient) -> None:
    links = page(client, q="器官获取组织").select(".renderings .facet-value")
    counts = [int(one.select_one(".facet-count").get_text()) for one in links]  # type: ignore[union-attr]
    assert counts == [3, 2, 1]
    for link, count in zip(links, counts, strict=True):
        soup = BeautifulSoup(client.get(str(link["href"])).text, "html.parser")
        assert len(soup.select(".kwic-line")) == count


def test_what_lacks_a_rendering_is_one_click_away(client: FlaskClient) -> None:
    link = page(client, q="器官获取组织").select(".lacking")[0]
    soup = BeautifulSoup(client.get(str(link["href"])).text, "html.parser")
    assert words(soup, ".kwic-text mark") == ["器官獲取組織", "器官获取组织", "器官獲取組織"]


def test_the_form_leads_to_the_address_of_its_question(client: FlaskClient) -> None:
    response = client.get("/concordance", query_string={"q": "肾", "how": "lacks", "other": "renal", "sort": "left"})
    assert response.status_code == 302
    assert response.headers["Location"] == "/concordance?q=%E8%82%BE&without=renal&sort=left"
    assert words(page(client, q="肾", without="renal"), ".kwic-text mark") == ["肾"]
    assert words(page(client, q="肾", without="kidney"), ".nothing li")[0] == "look up the term alone"


def test_facets_orders_and_chips_keep_the_question(client: FlaskClient) -> None:
    soup = page(client, q="器官获取组织", year="2024", sort="right")
    assert len(soup.select(".kwic-line")) == 2
    assert words(soup, ".chips li") == ["Year 2024 × (remove)"]
    assert all("q=" in str(link["href"]) for link in soup.select(".sorts a, .facet-value, .chips a"))


@pytest.mark.parametrize(
    "parameters",
    [
        {"q": "肾", "typ": "x"},
        {"q": "x" * 10_000},
        {"q": "肾", "sort": "up"},
        {"q": "肾", "lang": "fr"},
        {"q": "***"},
        {"q": "\0"},
    ],
)
def test_what_cannot_be_asked_is_a_page_that_says_why(client: FlaskClient, parameters: dict[str, str]) -> None:
    soup = page(client, 400, **parameters)
    assert words(soup, ".detail")


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(max_size=40), st.text(max_size=20), st.sampled_from(["with", "without", "rendering", "lang", "sort", "page", "year"])
)
def test_every_address_is_answered(client: FlaskClient, term: str, value: str, name: str) -> None:
    asked = {"q": term.encode("utf-8", "replace").decode(), name: value.encode("utf-8", "replace").decode()}
    assert client.get("/concordance", query_string=asked).status_code in (200, 400)
    assert client.get("/api/concordance", query_string=asked).status_code in (200, 400)


@pytest.mark.parametrize("raw", ["%ED%A0%80", "%FF%FE", "%00", "(((((", "%5B%5B%5D", "a%0Ab", "%2A%2A"])
def test_bytes_that_are_no_text_are_answered(client: FlaskClient, raw: str) -> None:
    assert client.get(f"/concordance?q={raw}").status_code in (200, 400)


def test_without_a_term_the_page_says_what_can_be_asked(client: FlaskClient) -> None:
    soup = page(client)
    assert words(soup, "h1") == ["Concordance"]
    assert len(soup.select(".concordance-help dt")) == 4


def test_a_page_beyond_the_last_leads_back(client: FlaskClient) -> None:
    assert "page 1" in " ".join(words(page(client, q="肾", page="9"), ".nothing"))


def test_the_api_counts_offsets_in_code_points(client: FlaskClient) -> None:
    data = client.get("/api/concordance", query_string={"q": "OPO", "limit": "1"}).get_json()
    [line] = data["lines"]
    assert line["text"][line["start"] : line["end"]] == "OPO"
    found = line["rendering"]
    assert line["translation"][found["start"] : found["end"]] == "器官獲取組織"
    assert (data["lang"], data["total"], data["matching"]) == ("en", 2, 2)
    assert client.get("/api/concordance?q=OPO&limit=1001").status_code == 400
    assert "error" in client.get("/api/concordance?q=OPO&pages=1").get_json()


def test_downloads_hold_the_passages(client: FlaskClient) -> None:
    soup = page(client, q="器官获取组织", rendering="opo")
    addresses = [str(link["href"]) for link in soup.select(".downloads a")]
    table, memory = (client.get(address) for address in addresses)
    assert len(list(csv.DictReader(io.StringIO(table.data.decode("utf-8-sig"))))) == 2
    assert len(etree.fromstring(memory.data).findall(".//tu")) == 2
    assert "attachment" in table.headers["Content-Disposition"]
    assert client.get("/concordance.csv?q=*").status_code == 400


def test_without_an_index_the_search_rests(tmp_path: Path) -> None:
    resting = create_app(Settings(tmp_path / "documents", tmp_path / "index")).test_client()
    assert resting.get("/concordance?q=a").status_code == 503
    assert resting.get("/concordance").status_code == 200


# In a browser


@pytest.fixture(scope="module")
def address(root: Path) -> Iterator[str]:
    with serve(Settings(root / "documents", root / ".documents.index")) as running:
        yield running


@pytest.mark.browser
def test_keywords_stand_under_one_another(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=WIDE, locale="en-US", java_script_enabled=False)
    opened = context.new_page()
    opened.goto(f"{address}/concordance?q=器官获取组织")
    starts = {round(mark.bounding_box()["x"]) for mark in opened.locator(".kwic-text mark").all()}  # type: ignore[index]
    assert len(starts) == 1
    box = opened.locator(".kwic-beside").first.bounding_box()
    assert box
    assert box["x"] > starts.pop()
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("size", [WIDE, PHONE, ViewportSize(width=820, height=1100)], ids=["wide", "phone", "tablet"])
@pytest.mark.parametrize("asked", ["", "?q=器官获取组织", "?q=hospital&without=组织", "?q=zebra"])
def test_nothing_scrolls_sideways_and_targets_are_large(browser: Browser, address: str, size: ViewportSize, asked: str) -> None:
    context = browser.new_context(viewport=size, locale="zh-CN")
    opened = context.new_page()
    opened.goto(f"{address}/concordance{asked}")
    assert opened.evaluate("document.documentElement.scrollWidth") <= size["width"]
    small = opened.evaluate(
        "() => [...document.querySelectorAll('main a, main button, main input:not([type=hidden]), main select, main summary')]"
        ".filter(e => e.checkVisibility()).map(e => e.getBoundingClientRect()).filter(b => b.width && b.height < 23.5).length"
    )
    assert small == 0
    context.close()


@pytest.mark.browser
def test_the_keyboard_reaches_a_rendering(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=WIDE, locale="en-US")
    opened = context.new_page()
    opened.goto(f"{address}/concordance?q=器官获取组织")
    link = opened.locator(".renderings .facet-value").nth(1)
    link.focus()
    opened.keyboard.press("Tab")
    opened.keyboard.press("Shift+Tab")
    assert link.evaluate("e => getComputedStyle(e).outlineStyle") != "none"
    opened.keyboard.press("Enter")
    opened.wait_for_url("**rendering=opo**")
    assert opened.locator(".kwic-line").count() == 2
    context.close()
