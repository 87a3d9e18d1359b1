"""Pages of rows, concordance, terms and work under hostile questions, texts and files."""

from __future__ import annotations

import csv
import io
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from werkzeug.http import parse_options_header

from archive.catalogue import catalogue_path
from archive.model import Bilingual, Edition, Segment, Term
from archive.store import Collection
from tests.aligned_fixtures import ALIGNED
from tests.test_rows_pages import DOCUMENT, built
from web import Settings, create_app

QUESTIONS = {
    "/concordance": ("q", "lang", "with", "without", "rendering", "sort", "page", "issuer", "other", "how"),
    "/api/concordance": ("q", "with", "limit", "offset"),
    "/concordance.csv": ("q", "with"),
    "/terms": ("q", "by", "initial", "status", "document", "page"),
    "/terms.csv": ("q", "initial"),
    "/terms/consistency": ("page", "term"),
    "/terms/candidates": ("page",),
    "/api/terms": ("q", "limit", "offset"),
    "/api/terms/consistency": ("term", "limit", "offset"),
    "/work": ("kind", "document", "limit", "offset"),
    "/api/work": ("kind", "document", "limit", "offset"),
    DOCUMENT: ("view", "q"),
    f"{DOCUMENT}.csv": ("level",),
    f"{DOCUMENT}/rows/art_2": ("view", "q"),
    "/search.csv": ("q", "issuer", "from"),
}
VALUES = {
    "long": "x" * 10_000,
    "long Chinese": quote("器" * 3_000),
    "null": "a%00b",
    "half of a surrogate": "%ED%A0%80",
    "no text": "%FF%FE",
    "path": "..%2F..%2Fetc%2Fpasswd",
    "header": "a%0D%0AX-Evil:%201",
    "markup": "%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    "format": "%25(x)s%7B%7B7*7%7D%7D",
    "number": "9" * 18,
    "stars": "*" * 300,
    "brackets": "(" * 500,
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = built(tmp_path_factory.mktemp("hostile"))
    Collection(settings.collection).write_terms([Term("图书馆", "library"), Term("=1+1", "@SUM(A1)")])
    return settings


@pytest.fixture
def client(site: Settings) -> FlaskClient:
    return create_app(site).test_client()


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_every_question_is_answered_or_refused(client: FlaskClient, value: str) -> None:
    for address, names in QUESTIONS.items():
        for name in names:
            first = "q=图书馆&" if "concordance" in address and name != "q" else ""
            response = client.get(f"{address}?{first}{name}={value}")
            assert response.status_code in (200, 302, 400, 404), f"{address} {name}"
            assert "X-Evil" not in response.headers
            assert response.mimetype != "text/html" or "<script>alert" not in response.text


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
@pytest.mark.parametrize("folder", ["/terms/", f"{DOCUMENT}/rows/", "/documents/"])
def test_what_is_not_there_is_not_found(client: FlaskClient, folder: str, value: str) -> None:
    assert client.get(folder + value).status_code == 404


@pytest.mark.parametrize("address", [one for one in QUESTIONS if one != "/concordance.csv"])
def test_pages_are_for_reading(client: FlaskClient, address: str) -> None:
    asked = f"{address}?q=图书馆" if "concordance" in address else address
    got, head = client.get(asked), client.head(asked)
    assert (head.status_code, head.data) == (got.status_code, b"")
    assert "default-src 'none'" in got.headers["Content-Security-Policy"]
    assert client.options(address).headers["Allow"].split(", ").count("POST") == 0
    for method in (client.post, client.put, client.delete):
        assert method(address).status_code == 405


def test_no_cell_of_a_file_is_a_formula(client: FlaskClient, tmp_path: Path) -> None:
    terms = list(csv.reader(io.StringIO(client.get("/terms.csv").text)))
    assert [cell for line in terms for cell in line if cell.startswith(("=", "@", "+"))] == []
    told = Edition("zh", "official", (Segment("art_1", "第一条", '=HYPERLINK("http://x/")'),))
    answer = Edition("en", "translation", (Segment("art_1", "Article 1", "@SUM(A1) +1"),))
    own = create_app(built(tmp_path, replace(ALIGNED, editions=(told, answer)))).test_client()
    for address in (f"{DOCUMENT}.csv", f"{DOCUMENT}/rows/art_1.csv", f"{DOCUMENT}.tsv"):
        text = own.get(address).text
        lines = list(csv.reader(io.StringIO(text), delimiter="\t" if address.endswith("tsv") else ","))
        assert any("HYPERLINK" in cell for line in lines for cell in line)
        assert [cell for line in lines for cell in line if cell.startswith(("=", "@", "+"))] == []


def test_a_title_cannot_break_out_of_the_name_of_a_file(tmp_path: Path) -> None:
    title = Bilingual('../../a"; filename="x.exe" <b>\t|', "a; filename*=UTF-8''evil.exe")
    client = create_app(built(tmp_path, replace(ALIGNED, title=title))).test_client()
    for language in ("zh", "en"):
        response = client.get(f"{DOCUMENT}.tmx", headers={"Accept-Language": language})
        name = response.headers["Content-Disposition"]
        assert response.status_code == 200
        assert name.isprintable()
        kind, options = parse_options_header(name)
        assert (kind, set(options)) == ("attachment", {"filename"})
        assert options["filename"].endswith(".tmx")
        assert "../" not in name
    page = client.get(DOCUMENT, headers={"Accept-Language": "zh"}).text
    assert "<b>" not in page


@pytest.mark.parametrize("kept", ["none", "of another version", "cut off"])
def test_without_a_catalogue_that_can_be_read_pages_degrade_or_say_the_remedy(tmp_path: Path, kept: str) -> None:
    settings = built(tmp_path)
    Collection(settings.collection).write_terms([Term("图书馆", "library")])
    path = catalogue_path(settings.index)
    if kept == "none":
        path.unlink()
    elif kept == "cut off":
        path.write_bytes(path.read_bytes()[:5_000])
    else:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA user_version = 1")
    client = create_app(settings).test_client()
    read = (DOCUMENT, f"{DOCUMENT}/rows/art_2", f"{DOCUMENT}.tmx", "/terms", "/terms/图书馆", "/terms.tbx", "/search?q=图书馆")
    for address in read:
        assert client.get(address).status_code == 200, address
    for address in ("/work", "/concordance?q=图书馆", "/terms/consistency", "/terms/candidates"):
        response = client.get(address)
        assert (response.status_code, "archive index" in response.text) == (503, True), address
        assert "Traceback" not in response.text
