"""The page that holds two versions of a text side by side, and the list of versions that leads to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from archive.model import Edition, Segment
from archive.store import Collection
from tests.conftest import SMALL
from web import create_app
from web.settings import Settings

OLD = tuple(Segment(f"art_{n}", f"第{n}条", f"本规则第{n}项由档案馆办理 <b>{n}</b>。") for n in range(1, 8))
NEW = (*OLD[:5], Segment("art_6", "第6条", "新增的一条，关于收费。"), replace(OLD[6], text="本规则第7项由档案局办理 <b>7</b>。"))


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    collection = Collection(tmp_path / "documents")
    for document_id, number, day, segments in (
        ("demo-2024-7", "示档发〔2024〕7号", date(2024, 3, 1), OLD),
        ("demo-2030-9", "示档发〔2030〕9号", date(2030, 3, 1), NEW),
    ):
        texts = (Edition("zh", "official", segments),)
        collection.write(replace(SMALL, id=document_id, number=number, issued=day, effective=None, relations=(), editions=texts))
    return create_app(Settings(collection.root, tmp_path / "index")).test_client()


def page(client: FlaskClient, address: str, language: str = "en", status: int = 200) -> BeautifulSoup:
    response = client.get(address, headers={"Accept-Language": language})
    assert response.status_code == status
    return BeautifulSoup(response.text, "html.parser")


def test_both_versions_stand_side_by_side_with_what_changed_marked(client: FlaskClient) -> None:
    shown = page(client, "/documents/demo-2024-7/compare/demo-2030-9")
    assert [mark.text for mark in shown.select(".is-changed del")] == ["馆"]
    assert [mark.text for mark in shown.select(".is-changed ins")] == ["局"]
    assert shown.select_one("#art_6.is-added ins")
    assert shown.select_one("#old-art_6.is-removed del")
    assert "<b>7</b>" in shown.select("#art_7 .text")[0].text
    counts = {row.dt.text: row.dd.text for row in shown.select(".compare-counts div") if row.dt and row.dd}
    assert counts == {"changed": "1", "added": "1", "removed": "1", "moved": "0", "renumbered": "0", "unchanged": "5"}
    assert [link["href"] for link in shown.select(".compare-overview a")] == ["#old-art_6", "#art_6", "#art_7"]
    assert "5 passages unchanged" in shown.select("details.compare-folded summary")[0].text
    ids = [tag["id"] for tag in shown.select("[id]")]
    assert len(ids) == len(set(ids))


def test_the_page_speaks_chinese(client: FlaskClient) -> None:
    shown = page(client, "/documents/demo-2024-7/compare/demo-2030-9", "zh")
    assert shown.h2
    assert shown.h2.text == "修改情况"
    assert [tag.text for tag in shown.select("#art_7 .compare-tag")] == ["有修改"]


def test_the_versions_are_listed_on_the_document(client: FlaskClient) -> None:
    shown = page(client, "/documents/demo-2030-9")
    links = [link["href"] for link in shown.select(".versions a")]
    assert links == ["/documents/demo-2024-7", "/documents/demo-2024-7/compare/demo-2030-9"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/documents/demo-2024-7/compare/nowhere-1", 404),
        ("/documents/Not_An_Id/compare/demo-2024-7", 404),
        ("/documents/demo-2024-7/compare/demo-2030-9?edition=en", 400),
        ("/documents/demo-2024-7/compare/demo-2024-7", 200),
    ],
)
def test_what_cannot_be_compared(client: FlaskClient, address: str, status: int) -> None:
    page(client, address, status=status)


def test_a_table_is_a_table_on_both_sides(tmp_path: Path) -> None:
    collection = Collection(tmp_path / "documents")
    for document_id, year, fee in (("demo-1", 2024, "| 普通 | 5 |"), ("demo-2", 2030, "| 普通 | 6 |\n| 医院 | 8 |")):
        table = Segment("art_1__table_1", "", f"| 类型 | 收费 |\n| --- | --- |\n{fee}")
        texts = (Edition("zh", "official", (Segment("art_1", "第一条", "收费如下："), table)),)
        number, day = f"示档发〔{year}〕7号", date(year, 3, 1)
        collection.write(replace(SMALL, id=document_id, number=number, issued=day, effective=None, relations=(), editions=texts))
    client = create_app(Settings(collection.root, tmp_path / "index")).test_client()
    row = page(client, "/documents/demo-1/compare/demo-2").select("#art_1__table_1")[0]
    assert [cell.text for cell in row.select(".older td")] == ["普通", "5"]
    assert [cell.text for cell in row.select(".older td del")] == ["5"]
    assert [cell.text for cell in row.select(".newer td")] == ["普通", "6", "医院", "8"]
    assert [cell.text for cell in row.select(".newer td ins")] == ["6", "医院", "8"]
    assert "|" not in row.text
