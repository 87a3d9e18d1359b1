"""The pages, asked through Flask's client over a real collection and a real index."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from archive.alignment.editions.rows import rows
from archive.errors import BadQuery
from archive.model import LANGUAGES, Bilingual, Document, Edition, Kind, Note, PartialDate, Provenance, Relation, Segment, Term
from archive.relations import points_to
from archive.store import Collection
from indexer.building import build
from tests.web_fixtures import OPINION, RULES, write_collection
from web import Settings, create_app, warm_up
from web.contents import article_number
from web.languages import safe_target
from web.marking import marked, merged
from web.messages import TRANSLATIONS
from web.print_edition import css_string
from web.prose import prose
from web.query_string import SearchAddress, read_search
from web.reading import original_language, text_rows
from web.results import paging

WEB = Path(__file__).parent.parent / "web"
ZH = {"Accept-Language": "zh-CN,zh;q=0.9"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("site")
    collection = write_collection(folder / "documents")
    build.update(collection, folder / "index")
    return Settings(folder / "documents", folder / "index")


@pytest.fixture
def client(site: Settings) -> FlaskClient:
    return create_app(site).test_client()


@pytest.fixture
def own_site(site: Settings, tmp_path: Path) -> Settings:
    """A copy that a test may change."""
    shutil.copytree(site.collection, tmp_path / "documents")
    shutil.copytree(site.index, tmp_path / "index")
    return Settings(tmp_path / "documents", tmp_path / "index")


def page(client: FlaskClient, address: str, status: int = 200, **headers: str) -> BeautifulSoup:
    response = client.get(address, headers={name.replace("_", "-"): value for name, value in headers.items()})
    assert response.status_code == status, response.get_data(as_text=True)[:500]
    assert response.mimetype == "text/html"
    return BeautifulSoup(response.get_data(as_text=True), "html.parser")


def one(soup: BeautifulSoup | Tag, selector: str) -> Tag:
    found = soup.select(selector)
    assert len(found) == 1, f"{selector}: {len(found)}"
    return found[0]


def text(tag: Tag) -> str:
    return " ".join(tag.get_text().split())


# Headers


@pytest.mark.parametrize(
    "address", ["/", "/about", "/documents/demo-2024-7", "/nowhere", "/static/base.css", "/healthz", "/api/search"]
)
def test_every_answer_forbids_everything_from_elsewhere(client: FlaskClient, address: str) -> None:
    with client.get(address) as response:
        headers = response.headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self'; script-src 'self'")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "address", ["/", "/about", "/search?q=器官", "/search?q=zzzz", "/documents/demo-2024-7?q=器官", "/nowhere"]
)
def test_no_page_has_inline_styles_scripts_or_foreign_resources(client: FlaskClient, address: str) -> None:
    soup = BeautifulSoup(client.get(address).get_data(as_text=True), "html.parser")
    assert not soup.select("[style], style, [onclick], [onload]")
    assert all(script.get("src") and not script.get_text(strip=True) for script in soup.select("script"))
    loaded = [tag.get("src") or tag.get("href") for tag in soup.select("script, link, img")]
    assert loaded
    assert all(str(target).startswith("/") and not str(target).startswith("//") for target in loaded)


@pytest.mark.parametrize("address", ["/", "/search", "/documents/demo-2024-7", "/api/search"])
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_can_be_written(client: FlaskClient, method: str, address: str) -> None:
    response = getattr(client, method)(address)
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


# Languages of the interface


def test_the_interface_speaks_what_the_browser_asks_for(client: FlaskClient) -> None:
    assert one(page(client, "/"), "html")["lang"] == "en"
    soup = page(client, "/", Accept_Language="zh-TW,zh;q=0.8,en;q=0.5")
    assert one(soup, "html")["lang"] == "zh-Hans"
    assert "馆藏" in soup.get_text()


def test_a_chosen_language_sticks_and_keeps_the_page(client: FlaskClient) -> None:
    switch = one(page(client, "/documents/demo-2024-7?view=zh&q=器官"), "a.language")
    response = client.get(str(switch["href"]))
    assert response.status_code == 302
    assert response.headers["Location"] == "/documents/demo-2024-7?view=zh&q=%E5%99%A8%E5%AE%98"
    soup = page(client, "/", Accept_Language="en")
    assert one(soup, "html")["lang"] == "zh-Hans"


@pytest.mark.parametrize(
    "target",
    ["https://example.invalid/", "//example.invalid", "/\\example.invalid", "javascript:alert(1)", "", "x", "/a\r\nb", "/\t/x"],
)
def test_the_switch_never_leads_elsewhere(client: FlaskClient, target: str) -> None:
    response = client.get("/language/zh", query_string={"next": target})
    assert response.headers["Location"] == "/"


@given(st.text())
def test_a_safe_target_is_a_path(target: str) -> None:
    app = create_app(Settings(Path("nowhere"), Path("nowhere")))
    with app.test_request_context():
        assert re.match(r"/(?![/\\])|/$", safe_target(target))


def test_an_unknown_language_is_not_found(client: FlaskClient) -> None:
    assert client.get("/language/fr").status_code == 404


def test_every_word_of_the_interface_is_translated_and_no_translation_is_stale() -> None:
    used: set[object] = set()
    keywords: dict[str, tuple[int, int] | None] = {"gettext": None, "in_po": None, "_": None, "ngettext": (1, 2)}
    for _, _, message, _, _ in extract_from_dir(WEB, [("**.py", "python"), ("templates/**.html", "jinja2")], keywords=keywords):
        used.add(tuple(message) if isinstance(message, tuple) else message)
    with (TRANSLATIONS / "zh" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file)
    translated = {message.id: message.string for message in catalogue if message.id}
    assert used - translated.keys() == set()
    assert translated.keys() - used == set()
    assert [message for message, string in translated.items() if not (string if isinstance(string, str) else all(string))] == []
    assert [error for message in catalogue for error in message.check(catalogue)] == []


# Home


def test_home_counts_what_the_collection_holds(client: FlaskClient) -> None:
    soup = page(client, "/")
    assert text(one(soup, ".totals")) == "3 documents 3 articles 11 passages"
    links = {text(link): link["href"] for link in soup.select(".chart a")}
    assert links["2024 2"] == "/search?year=2024"
    assert links["2019 1"] == "/search?year=2019"
    assert links["Example City Health Bureau 2"].startswith("/search?issuer=")
    assert links["Rules 2"].startswith("/search?type=")
    assert [text(title) for title in soup.select(".latest .title-zh")] == [
        OPINION.title.zh,
        RULES.title.zh,
        "示范市档案查阅暂行规则",
    ]


def test_each_bar_leads_to_as_many_documents_as_it_says(client: FlaskClient) -> None:
    for link in page(client, "/").select(".chart a"):
        count = text(one(link, ".chart-count"))
        assert text(one(page(client, str(link["href"])), ".total")).startswith(f"{count} document")


def test_home_of_an_empty_archive_says_so(tmp_path: Path) -> None:
    empty = create_app(Settings(tmp_path / "none", tmp_path / "index")).test_client()
    assert "The archive is empty" in page(empty, "/").get_text()


# The document page


def test_each_row_has_both_languages_with_their_lang(client: FlaskClient) -> None:
    row = one(page(client, "/documents/demo-2024-7"), "#art_1")
    assert one(row, ".cell.zh")["lang"] == "zh-Hans"
    assert one(row, ".cell.en")["lang"] == "en"
    assert text(one(row, ".cell.zh .text")) == "本规则规范公众查阅器官捐献档案的程序。"
    assert [text(label) for label in row.select(".margin > [lang]")] == ["第一条", "Article 1"]
    assert one(row, "a.margin")["href"] == "#art_1"


def test_every_segment_has_its_anchor_once(client: FlaskClient) -> None:
    soup = page(client, "/documents/demo-2024-7")
    ids = [tag["id"] for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    assert {segment.id for edition in RULES.editions for segment in edition.segments} <= set(ids)
    assert one(soup, "#art_2 #art_2__para_1")
    assert not soup.select("#art_2__para_2__para_1")


def test_a_digest_beside_a_full_text_is_said_to_be_one_in_each_cell(client: FlaskClient) -> None:
    soup = page(client, "/documents/demo-2024-7")
    assert text(one(soup, "#art_1 .cell.en .kind")) == "digest"
    assert "stands-in" not in one(soup, "#art_1 .cell.zh")["class"]
    assert text(one(soup, ".column-head.zh")) == "Chinese · official text"
    assert text(one(soup, ".column-head.en")).startswith("English · digest · the archive's own words")


def test_two_digests_are_said_to_be_so_once(client: FlaskClient) -> None:
    soup = page(client, "/documents/demo-2024-9")
    assert not soup.select(".stands-in")
    assert [text(kind) for kind in soup.select(".column-head .kind")] == ["digest", "digest"]


def test_a_missing_side_is_an_empty_cell(client: FlaskClient) -> None:
    row = one(page(client, "/documents/demo-2024-7"), "#art_2__para_2")
    assert "missing" in one(row, ".cell.en")["class"]
    assert text(one(row, ".cell.zh")) == "档案馆在5个工作日内答复。"


def test_the_view_shows_one_language(client: FlaskClient) -> None:
    soup = page(client, "/documents/demo-2024-7?view=en&q=record")
    assert not soup.select(".row .cell.zh")
    assert not soup.select("#art_2__para_2")
    current = one(soup, ".views a[aria-current]")
    assert text(current).startswith("EN")
    assert {str(link["href"]) for link in soup.select(".views a")} == {
        "/documents/demo-2024-7?view=zh&q=record",
        "/documents/demo-2024-7?q=record",
        "/documents/demo-2024-7?view=en&q=record",
    }


def test_a_view_that_a_document_cannot_give_shows_what_there_is(own_site: Settings) -> None:
    (own_site.collection / "demo-2024-7" / "en.digest.md").unlink()
    soup = page(create_app(own_site).test_client(), "/documents/demo-2024-7?view=en")
    assert soup.select("#art_1 .cell.zh")
    assert not soup.select(".cell.missing, .views")


def test_the_text_of_a_document_is_never_markup(client: FlaskClient) -> None:
    soup = page(client, "/documents/demo-2024-7")
    point = one(soup, "#art_2__para_1__point_2 .cell.zh .text")
    assert point.get_text() == "查阅目的说明，写明 <b>x</b> & y。"
    abstract = one(soup, ".abstract .en")
    assert one(abstract, "em").get_text() == "consult"
    assert [link["href"] for link in abstract.select("a[href]")] == ["https://example.invalid/"]
    assert not soup.select("main script, a[href^=javascript]")


def test_facts_are_a_definition_list(client: FlaskClient) -> None:
    facts = one(page(client, "/documents/demo-2024-7"), "dl.facts")
    found = {text(dt): text(dt.find_next_sibling("dd")) for dt in facts.select("dt")}
    assert found["Number"] == "示档发〔2024〕7号"
    assert found["Issued"] == "March 1, 2024"
    assert found["Issuer"] == "Example City Archives Bureau; Example City Health Bureau"
    assert found["Status"] == "in force"


def test_it_is_said_how_long_a_document_holds_and_from_which_file_and_pages_it_comes(own_site: Settings) -> None:
    taken = Provenance("公报<b>.pdf", "0" * 64, (3, 90), (2, 4))
    zh, en = (
        replace(RULES.editions[0], provenance=taken),
        replace(RULES.editions[1], provenance=Provenance("a.txt", "1" * 64, (7, 9))),
    )
    notes = (Note("note", "Two lines were joined.", 12, page=3),)
    changed = replace(RULES, expires=date(2029, 3, 31), editions=(zh, en), notes=notes)
    Collection(own_site.collection).write(changed)
    client = create_app(own_site).test_client()
    soup = page(client, f"/documents/{RULES.id}")
    facts = [(text(one(div, "dt")), text(one(div, "dd"))) for div in soup.select("dl.facts > div")]
    assert ("Valid until", "March 31, 2029") in facts
    assert ("Taken from", "公报<b>.pdf Chinese · pages 2–4") in facts
    assert ("Taken from", "a.txt English · lines 7–9") in facts
    assert text(one(soup, ".notes li")) == "page 3 Two lines were joined."
    assert "有效期至" in client.get(f"/documents/{RULES.id}", headers=ZH).text


def test_one_language_alone_links_to_no_passage_that_it_does_not_show(own_site: Settings) -> None:
    english = replace(RULES.editions[1], segments=RULES.editions[1].segments[1:3])
    Collection(own_site.collection).write(replace(RULES, editions=(RULES.editions[0], english)))
    soup = page(create_app(own_site).test_client(), f"/documents/{RULES.id}?view=en")
    assert [link["href"] for link in soup.select(".contents a")][:2] == ["#art_1", "#art_2"]
    ids = {str(tag["id"]) for tag in soup.select("[id]")}
    assert {str(link["href"])[1:] for link in soup.select("a[href^='#']")} <= ids


def test_facts_are_in_the_language_of_the_interface(client: FlaskClient) -> None:
    facts = one(page(client, "/documents/demo-2024-7", **ZH), "dl.facts")
    found = {text(dt): text(dt.find_next_sibling("dd")) for dt in facts.select("dt")}
    assert found["成文日期"] == "2024年3月1日"
    assert found["发文机关"] == "示范市档案局；示范市卫生局"


def test_relations_lead_both_ways(client: FlaskClient) -> None:
    relations = one(page(client, "/documents/demo-2024-7"), ".relations")
    assert text(relations) == (
        "Relations based on 中华人民共和国档案法 not in the archive "
        "repeals 示范市档案查阅暂行规则 示档发〔2019〕3号 repealed "
        "implemented by Opinions on Implementing the Rules on Organ Donation Records 示卫发〔2024〕9号 in force"
    )
    assert [link["href"] for link in relations.select("a")] == ["/documents/demo-2019-3", "/documents/demo-2024-9"]
    back = one(page(client, "/documents/demo-2019-3"), ".relations")
    assert "repealed by Rules of Example City" in text(back)


def test_the_contents_list_chapters_and_articles(client: FlaskClient) -> None:
    contents = one(page(client, "/documents/demo-2024-7"), ".contents nav")
    assert [text(link) for link in contents.select(".contents-title")] == [
        "Chapter I General Provisions",
        "Chapter II Supplementary Provisions",
        "Relations",
    ]
    assert [link["href"] for link in contents.select(".contents-articles a")] == ["#art_1", "#art_2", "#art_120_1"]
    assert text(contents.select(".contents-articles a")[-1]) == "Article 120-1"
    assert contents.select_one(".contents-title")["lang"] == "en"


def test_a_point_that_is_a_text_is_no_heading(client: FlaskClient) -> None:
    soup = page(client, "/documents/demo-2024-9")
    assert one(soup, "#sec_1").name == "h2"
    assert one(soup, "#sec_1__point_1").name == "div"
    assert [text(link) for link in soup.select(".contents-title")] == ["I. General requirements", "Relations"]


def test_notes_are_shown(client: FlaskClient) -> None:
    notes = one(page(client, "/documents/demo-2024-7"), "details.notes")
    assert "No date under the signature" in text(notes)


def test_a_catalogue_entry_has_a_page(client: FlaskClient) -> None:
    soup = page(client, "/documents/demo-2019-3")
    assert "catalogue entry" in text(one(soup, ".empty"))
    assert not soup.select(".row")


@pytest.mark.parametrize("weird", ["nope", "..", "%2e%2e%2fsecret", "A-B", "a--b", "x" * 3000, "%00", "器官", "demo-2024-7%0a"])
def test_an_unknown_id_is_a_page_that_helps(client: FlaskClient, site: Settings, weird: str) -> None:
    soup = page(client, f"/documents/{weird}", 404)
    assert one(soup, "main form[role=search]")
    assert one(soup, "main a[href='/search']")
    assert str(site.collection) not in soup.get_text()


def test_an_unknown_view_is_a_bad_request(client: FlaskClient) -> None:
    assert "view is 'upside-down'" in page(client, "/documents/demo-2024-7?view=upside-down", 400).get_text()


def test_a_document_that_does_not_parse_says_where(own_site: Settings) -> None:
    path = own_site.collection / "demo-2024-9" / "document.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\ncolour: red\n", encoding="utf-8")
    client = create_app(own_site).test_client()
    detail = text(one(page(client, "/documents/demo-2024-9", 500), ".detail"))
    assert detail.startswith("document.yaml:")
    assert "colour" in detail
    assert str(own_site.collection) not in detail
    assert "2 documents" in text(one(page(client, "/"), ".totals"))


def test_a_change_on_disk_is_seen_at_once(own_site: Settings) -> None:
    client = create_app(own_site).test_client()
    page(client, "/documents/demo-2024-9")
    path = own_site.collection / "demo-2024-9" / "en.digest.md"
    path.write_text(path.read_text(encoding="utf-8").replace("Every unit", "Each and every unit"), encoding="utf-8")
    assert "Each and every unit" in page(client, "/documents/demo-2024-9").get_text()
    Collection(own_site.collection).remove("demo-2024-9")
    page(client, "/documents/demo-2024-9", 404)
    assert "2 documents" in page(client, "/").get_text()


def test_the_print_style_names_the_document_and_its_address(client: FlaskClient) -> None:
    response = client.get("/documents/demo-2024-7/print.css")
    assert response.mimetype == "text/css"
    rules = response.get_data(as_text=True)
    assert "示范市器官捐献档案查阅规则" in rules
    assert "示档发〔2024〕7号" in rules
    assert "http://localhost/documents/demo-2024-7" in rules
    assert "counter(page)" in rules


@given(st.text())
def test_a_css_string_cannot_be_left(content: str) -> None:
    quoted = css_string(content)
    assert quoted[0] == quoted[-1] == '"'
    assert not re.search(r'["\n\r\f<>{};]', re.sub(r"\\[0-9a-f]+ ", "", quoted[1:-1]))


# Search


def test_a_result_shows_both_titles_facts_and_marked_passages(client: FlaskClient) -> None:
    result = page(client, "/search?q=器官捐献").select(".result")[0]
    assert len(result.select("h2 [lang=zh-Hans]")) == len(result.select("h2 [lang=en]")) == 1
    assert "器官捐献" in "".join(mark.get_text() for mark in result.select(".hit mark"))
    link = result.select(".passage-label")[0]
    assert re.fullmatch(r"/documents/demo-2024-\d\?q=[^#]+#\w+", str(link["href"]))
    assert text(result.select(".passage-head")[0]).startswith(("第", "一、"))
    assert result.select(".hit-translation[lang=en]")


def test_a_hit_says_where_it_stands(client: FlaskClient) -> None:
    places = {
        text(label)
        for query in ('"查阅目的说明"', "purpose")
        for label in page(client, f"/search?q={query}").select(".passage-label")
    }
    assert places == {"第二条（二）", "Article 2 (2)"}


def test_a_digest_under_a_hit_is_said_to_be_one(client: FlaskClient) -> None:
    passages = page(client, "/search?q=公众查阅").select(".passage")
    translations = [passage.select_one(".hit-translation") for passage in passages if "程序" in text(passage)]
    assert translations
    assert text(translations[0].select_one(".kind")) == "digest"


def test_searched_words_stay_marked_in_the_document(client: FlaskClient) -> None:
    link = page(client, "/search?q=器官捐献").select(".result h2 a")[0]
    soup = page(client, str(link["href"]))
    assert "器官捐献" in [mark.get_text() for mark in soup.select(".row mark")]
    marks = len(soup.select(".row mark"))
    assert text(one(soup, ".hits-line")).startswith(f"{marks} marked place")


def test_no_words_browse_everything(client: FlaskClient) -> None:
    soup = page(client, "/search")
    assert text(one(soup, ".total")).startswith("3 documents")
    assert len(soup.select(".result")) == 3


def test_facets_join_by_or_within_and_by_and_across(client: FlaskClient) -> None:
    assert text(one(page(client, "/search?type=规则&type=意见"), ".total")).startswith("3 documents")
    assert text(one(page(client, "/search?type=规则&year=2024"), ".total")).startswith("1 document ")


def test_chosen_facets_are_chips_that_can_be_removed_one_by_one(client: FlaskClient) -> None:
    soup = page(client, "/search?q=&type=规则&year=2024&from=2024-01-01")
    chips = {text(chip): str(chip["href"]) for chip in soup.select(".chips a")}
    assert set(chips) == {
        "Type Rules ×(remove)",
        "Year 2024 ×(remove)",
        "From January 1, 2024 ×(remove)",
        "Clear all",
    }
    assert chips["Year 2024 ×(remove)"] == "/search?type=%E8%A7%84%E5%88%99&from=2024-01-01"
    assert chips["Clear all"] == "/search"


def test_a_facet_value_can_be_added_and_taken_back(client: FlaskClient) -> None:
    values = {text(one(link, ".facet-name")): link for link in page(client, "/search?type=规则").select(".facet-value")}
    assert text(one(values["Opinions"], ".facet-count")) == "1"
    assert str(values["Opinions"]["href"]).count("type=") == 2
    assert values["Rules (chosen)"]["href"] == "/search"


def test_a_new_question_keeps_the_filters(client: FlaskClient) -> None:
    form = one(page(client, "/search?q=x&type=规则&sort=newest&page=1"), "form.bar-search")
    hidden = {(field["name"], field["value"]) for field in form.select("input[type=hidden]")}
    assert hidden == {("type", "规则"), ("sort", "newest")}


def test_dates_bound_the_date_of_issue(client: FlaskClient) -> None:
    assert text(one(page(client, "/search?from=2024-03-01&to=2024-03-01"), ".total")).startswith("1 document ")
    assert text(one(page(client, "/search?to=2019"), ".total")).startswith("1 document ")
    assert "from is 'soon'" in page(client, "/search?from=soon", 400).get_text()


def test_sorting_by_date(client: FlaskClient) -> None:
    newest, oldest, default = (
        [link["href"].partition("?")[0] for link in page(client, address).select(".result h2 a")]
        for address in ("/search?sort=newest", "/search?sort=oldest", "/search")
    )
    assert text(one(page(client, "/search"), ".sorts [aria-current]")) == "Newest first"
    assert default == newest
    assert newest == ["/documents/demo-2024-9", "/documents/demo-2024-7", "/documents/demo-2019-3"]
    assert oldest == newest[::-1]


def test_pages_of_results(site: Settings) -> None:
    client = create_app(Settings(site.collection, site.index, results_per_page=1)).test_client()
    soup = page(client, "/search?page=2")
    assert len(soup.select(".result")) == 1
    assert text(one(soup, ".pages [aria-current]")) == "2"
    assert one(soup, ".pages a[rel=next]")["href"] == "/search?page=3"
    assert one(soup, ".pages a[rel=prev]")["href"] == "/search"


def test_a_page_far_beyond_says_so_with_the_true_total(client: FlaskClient) -> None:
    soup = page(client, "/search?page=1000000000")
    assert text(one(soup, ".total")).startswith("3 documents")
    assert one(soup, ".nothing a")["href"] == "/search"


def test_nothing_found_helps(client: FlaskClient) -> None:
    soup = page(client, '/search?q="没有的话"&type=规则')
    assert text(one(soup, ".total")).startswith("0 documents")
    links = {text(link): str(link["href"]) for link in soup.select(".nothing a")}
    assert set(links) == {"search without filters", "search without quotation marks", "Browse all documents"}
    assert "type=" not in links["search without filters"]
    assert soup.select(".chips a")


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("colour=red", 400),
        ("sort=best", 400),
        ("page=0", 400),
        ("page=x", 400),
        ("page=" + "9" * 5000, 400),
        ("q=" + "器" * 2001, 400),
        ("q=" + "a" * 10000, 400),
        ("issuer=nobody", 200),
        ('q="unbalanced', 200),
        ("q=((((", 200),
        ("q=。，！？", 200),
        ("q=a* OR b*", 200),
        ("q=%00%ff", 200),
        ("q=%F0%9F%92%A9", 200),
        ("q=<script>alert(1)</script>", 200),
    ],
)
def test_bad_input_is_a_page_with_the_right_status(client: FlaskClient, query: str, status: int) -> None:
    soup = page(client, f"/search?{query}", status)
    assert not soup.select("main script")
    assert "Traceback" not in soup.get_text()


# The API


def test_the_api_keeps_the_contract(client: FlaskClient) -> None:
    response = client.get("/api/search", query_string={"q": "器官捐献", "limit": 1})
    assert response.mimetype == "application/json"
    answer = response.get_json()
    assert {"total", "took_ms", "results", "facets", "expansions", "suggestion"} <= answer.keys()
    assert answer["total"] == 2
    (result,) = answer["results"]
    assert {"id", "title", "number", "issued", "score", "passages"} <= result.keys()
    assert result["title"].keys() == {"zh", "en"}
    passage = result["passages"][0]
    assert {"segment", "lang", "text", "spans", "translation"} <= passage.keys()
    assert passage["text"][slice(*passage["spans"][0])] == "器官捐献"
    assert passage["translation"]["kind"] == "digest"
    assert {"value", "count"} <= answer["facets"]["issuer"][0].keys()
    assert "器官捐献" in response.get_data(as_text=True)


def test_the_api_filters_sorts_and_pages(client: FlaskClient) -> None:
    ids = [result["id"] for result in client.get("/api/search?sort=oldest&limit=2").get_json()["results"]]
    assert ids == ["demo-2019-3", "demo-2024-7"]
    rest = client.get("/api/search?sort=oldest&limit=2&offset=2").get_json()
    assert [result["id"] for result in rest["results"]] == ["demo-2024-9"]
    assert client.get("/api/search?issuer=示范市档案局&issuer=示范市卫生局").get_json()["total"] == 2
    far = client.get("/api/search?offset=1000000000").get_json()
    assert (far["total"], far["results"]) == (3, [])


def test_the_api_finds_passages(client: FlaskClient) -> None:
    answer = client.get("/api/passages?q=器官捐献&limit=1").get_json()
    assert answer["total"] >= 2
    (found,) = answer["results"]
    assert {"document", "segment", "lang", "score", "text", "spans"} <= found.keys()
    assert found["text"][slice(*found["spans"][0])] == "器官捐献"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/search?colour=red", 400),
        ("/api/search?limit=many", 400),
        ("/api/search?limit=-1", 400),
        ("/api/search?offset=-1", 400),
        ("/api/search?from=never", 400),
        ("/api/search?q=" + "a" * 2001, 400),
        ("/api/passages?limit=x", 400),
        ("/api/passages?issuer=x", 400),
        ("/api/nowhere", 404),
    ],
)
def test_errors_of_the_api_are_json(client: FlaskClient, address: str, status: int) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert list(response.get_json()) == ["error"]
    assert response.get_json()["error"]


# Health, and an index that is not there


def test_health(client: FlaskClient) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.get_json()) == (200, {"status": "ok", "documents": 3})


def test_without_an_index_documents_can_still_be_read(own_site: Settings) -> None:
    shutil.rmtree(own_site.index)
    client = create_app(own_site).test_client()
    assert client.get("/healthz").status_code == 503
    assert client.get("/healthz").get_json()["documents"] == 3
    assert page(client, "/documents/demo-2024-7?q=器官").select(".row")
    assert page(client, "/").select(".chart")
    assert "Documents can be read" in page(client, "/search?q=器官", 503).get_text()
    assert client.get("/api/search?q=x").status_code == 503


def test_an_index_that_goes_away_is_noticed(own_site: Settings) -> None:
    client = create_app(own_site).test_client()
    assert client.get("/healthz").status_code == 200
    shutil.rmtree(own_site.index)
    assert client.get("/healthz").status_code == 503
    page(client, "/search?q=器官", 503)
    build.update(Collection(own_site.collection), own_site.index)
    assert client.get("/healthz").status_code == 200


def test_a_new_index_is_used_at_once(own_site: Settings) -> None:
    client = create_app(own_site).test_client()
    assert client.get("/api/search").get_json()["total"] == 3
    collection = Collection(own_site.collection)
    collection.write(Document("demo-2025-1", Bilingual("新收入的通知"), type="通知", issued=date(2025, 1, 1)))
    build.update(collection, own_site.index)
    assert client.get("/api/search?q=新收入").get_json()["total"] == 1
    collection.remove("demo-2025-1")
    build.update(collection, own_site.index, rebuild=True)
    assert client.get("/api/search").get_json()["total"] == 3


# About


def test_about_is_there_in_both_languages(client: FlaskClient) -> None:
    english, chinese = page(client, "/about"), page(client, "/about", **ZH)
    assert text(one(english, "h1")) == "About this archive"
    assert text(one(chinese, "h1")) == "关于本档案"
    ids = [[heading["id"] for heading in soup.select("h2[id]")] for soup in (english, chinese)]
    assert ids[0] == ids[1]
    assert "digest" in ids[0]


# Small things


@given(st.text(), st.lists(st.tuples(st.integers(-3, 30), st.integers(-3, 30))))
def test_marking_changes_nothing_but_adds_marks(content: str, spans: list[tuple[int, int]]) -> None:
    html = str(marked(content, spans))
    assert html.count("<mark>") == html.count("</mark>") == len(merged(spans, len(content)))
    bare = html.replace("<mark>", "").replace("</mark>", "")
    assert str(marked(content, [])) == bare


def test_marking_joins_what_touches() -> None:
    assert str(marked("器官捐献 <b>", [(2, 4), (0, 2), (1, 3)])) == "<mark>器官捐献</mark> &lt;b&gt;"


@given(st.text())
def test_prose_is_never_dangerous(markdown: str) -> None:
    soup = BeautifulSoup(str(prose(markdown + "\n\n<img src=x onerror=alert(1)><script>x</script>")), "html.parser")
    assert not soup.select("script, img, iframe, style, [onerror], [style]")


def test_paging_offers_ends_and_neighbours() -> None:
    assert paging(1, 0, 10).numbers == []
    assert paging(1, 10, 10).numbers == [1]
    assert paging(10, 200, 10).numbers == [1, None, 8, 9, 10, 11, 12, None, 20]


def test_a_search_address_survives_its_own_parameters() -> None:
    address = read_search(
        MultiDict([("q", "肾"), ("issuer", "A"), ("issuer", "B"), ("from", "2024"), ("to", "2024-02"), ("page", "3")])
    )
    assert address == SearchAddress("肾", {"issuer": ("A", "B")}, date(2024, 1, 1), date(2024, 2, 29), "relevance", 3)
    again = [
        (n, one) for n, value in address.parameters().items() for one in (value if isinstance(value, tuple) else [str(value)])
    ]
    assert read_search(MultiDict(again)) == address


@given(st.text(max_size=12))
def test_any_date_is_read_or_refused(typed: str) -> None:
    try:
        found = read_search(MultiDict([("from", typed)])).issued_from
    except BadQuery:
        return
    assert found is None or found.year == int(typed.strip()[:4])


def test_relations_say_where_and_what_is_meant(own_site: Settings) -> None:
    collection = Collection(own_site.collection)
    law = Relation("cites", "中华人民共和国档案法", segments=("art_1", "art_2__para_1__point_1"), provisions=("art_9",))
    older = Relation("repeals", document="demo-2019-3", segments=("art_120_1",))
    account = Relation("opposing account", document="demo-2024-9")
    collection.write(replace(RULES, relations=(law, older, account)))
    collection.write_terms((Term("中华人民共和国档案法", "Archives Law"),))
    collection.write(replace(OPINION, relations=(Relation("opposing account", document="demo-2024-7"),)))
    client = create_app(own_site).test_client()
    relations = one(page(client, "/documents/demo-2024-7"), ".relations")
    assert "cites Archives Law not in the archive" in text(relations)
    assert "concerning Article 9 at Article 1; Article 2, item (1)" in text(relations)
    assert text(relations).count("opposing account") == 1
    [head] = [link for link in page(client, "/documents/demo-2024-7").select(".facts a") if "demo-2024-9" in link["href"]]
    assert text(head) == OPINION.title.en
    assert "opposed by" not in text(relations)
    places = [link["href"] for link in relations.select(".related-places a")]
    assert places == ["#art_120_1", "#art_1", "#art_2__para_1__point_1"]
    back = one(page(client, "/documents/demo-2019-3", Accept_Language="zh"), ".relations")
    assert [link["href"] for link in back.select(".related-places a")] == ["/documents/demo-2024-7#art_120_1"]
    assert "见 第一百二十条之一" in text(back)


@pytest.mark.parametrize(
    ("issued", "english", "chinese"),
    [(PartialDate(2023, 12), "December 2023", "2023年12月"), (PartialDate(2024), "2024", "2024年")],
)
def test_a_date_is_shown_as_precisely_as_it_is_known(own_site: Settings, issued: PartialDate, english: str, chinese: str) -> None:
    collection = Collection(own_site.collection)
    collection.write(replace(OPINION, issued=issued, number=None, unstated=("number",)))
    build.update(collection, own_site.index)
    client = create_app(own_site).test_client()
    for language, shown in (("en", english), ("zh", chinese)):
        found = page(client, "/documents/demo-2024-9", Accept_Language=language)
        assert text(one(found, ".facts time")) == shown
        assert one(found, ".facts time")["datetime"] == str(issued)
        assert shown in text(one(page(client, f"/search?year={issued.year}&type=意见", Accept_Language=language), "main"))
    assert "Not stated in the sourceNumber" in text(one(page(client, "/documents/demo-2024-9"), ".facts"))
    years = page(client, f"/search?year={issued.year}")
    assert any("demo-2024-9" in link["href"] for link in years.select(".result a"))


def test_a_relation_finds_its_target_by_id_then_number_then_title() -> None:
    assert points_to(Relation("repeals", document="demo-2024-7"), RULES)
    assert points_to(Relation("repeals", title="something else", number="示档发 [2024] 7号"), RULES)
    assert not points_to(Relation("repeals", title=RULES.title.zh, number="示档发〔2024〕8号"), RULES)
    assert points_to(Relation("repeals", title=f"《{RULES.title.zh}》"), RULES)


def policy_paper(*kinds: Kind) -> Document:
    ids = ("sec_1", "sec_1__point_1", "sec_1__point_1__indent_1", "sec_1__point_2", "sec_1__point_2__indent_1")
    texts = ("总则", "标题", "一段话。", "这一项是一句话，不是标题。", "另一段话。")
    segments = tuple(Segment(each, "", content) for each, content in zip(ids, texts, strict=True))
    return Document(
        "x",
        Bilingual("x"),
        editions=tuple(Edition(language, kind, segments) for language, kind in zip(LANGUAGES, kinds, strict=False)),
    )


def test_headings_take_no_indentation_from_what_is_under_them() -> None:
    paper = policy_paper("official")
    laid_out = text_rows(paper, rows(paper), ["zh"])
    assert [(row.is_title, row.depth) for row in laid_out] == [(True, 0), (True, 0), (False, 1), (False, 1), (False, 2)]


@pytest.mark.parametrize(
    ("kinds", "original", "standing_in"),
    [
        (("official", "translation"), "zh", []),
        (("translation", "official"), "en", []),
        (("translation", "news"), "en", []),
        (("official", "digest"), "zh", ["en"]),
        (("digest", "official"), "en", ["zh"]),
        (("digest", "digest"), "zh", []),
        (("digest",), "zh", []),
    ],
)
def test_what_is_original_and_what_stands_in(kinds: tuple[Kind, ...], original: str, standing_in: list[str]) -> None:
    paper = policy_paper(*kinds)
    assert original_language(paper) == original
    cells = text_rows(paper, rows(paper), LANGUAGES)[2].cells
    assert [language for language, cell in cells.items() if cell and cell.stands_in] == standing_in


def test_warming_up_needs_nothing(site: Settings, tmp_path: Path) -> None:
    ready = create_app(site)
    warm_up(ready)
    assert ready.extensions["shelf"].cards()
    empty = create_app(Settings(tmp_path / "none", tmp_path / "index"))
    warm_up(empty)
    assert empty.extensions["shelf"].cards() == ()


def test_article_numbers() -> None:
    assert [article_number(each) for each in ("art_8", "art_120_1", "att_1__art_3")] == ["8", "120-1", "3"]


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("zh-CN,en;q=0.5", "zh-Hans"),
        ("zh-TW,en-US;q=0.8,en;q=0.7", "zh-Hans"),
        ("zh-Hant-HK,en;q=0.5", "zh-Hans"),
        ("en-US,zh;q=0.5", "en"),
        ("fr,zh;q=0.3,en;q=0.2", "zh-Hans"),
        ("zh;q=0,en", "en"),
        ("fr", "en"),
    ],
)
def test_the_best_language_the_browser_asks_for(client: FlaskClient, header: str, language: str) -> None:
    response = client.get("/", headers={"Accept-Language": header})
    assert response.headers["Content-Language"] == language


def test_the_way_back_leads_to_the_same_search(client: FlaskClient) -> None:
    search = "/search?q=档案&type=规则&sort=newest"
    link = page(client, search).select_one(".result h2 a")
    assert link is not None
    back = page(client, str(link["href"])).select(".hits-line a")[-1]
    address = page(client, str(back["href"]))
    assert [text(chip) for chip in address.select(".chips li")] == [
        text(chip) for chip in page(client, search).select(".chips li")
    ]
    assert text(one(address, ".sorts [aria-current]")) == "Newest first"


def test_an_issuer_by_another_name_is_the_one_that_is_counted(client: FlaskClient) -> None:
    narrowed = page(client, "/search?issuer=example+city+health+bureau")
    [chosen] = narrowed.select(".facet-value[aria-current]")
    assert text(one(chosen, ".facet-count")) != "0"
    assert narrowed.select(".result")


@pytest.mark.parametrize(
    ("markdown", "gone"),
    [("# Heading {: #art_1 }", "<h1"), ("## Heading {: #art_1 }", "art_1"), ("[x](javascript:alert(1))", "javascript")],
)
def test_an_abstract_cannot_pass_for_a_part_of_the_page(markdown: str, gone: str) -> None:
    assert gone not in prose(markdown)
