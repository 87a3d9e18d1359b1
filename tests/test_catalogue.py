"""The catalogue: who cites whom, versions, validity, and that it is made again whenever it cannot be used."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from archive.catalogue import Catalogue, CatalogueDamaged, catalogue_path
from archive.catalogue.status import current_documents, validity_of
from archive.catalogue.writing import update
from archive.errors import IndexUnusable
from archive.model import Bilingual, Relation
from archive.store import Collection
from indexer.building import build
from indexer.search import Searcher
from tests.citing_fixtures import LAW, LAW_OLD, MEASURES, RULES, write_collection


@pytest.fixture
def written(tmp_path: Path) -> Collection:
    return write_collection(tmp_path / "documents")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return catalogue_path(tmp_path / ".documents.index")


@pytest.fixture
def catalogue(written: Collection, path: Path) -> Iterator[Catalogue]:
    assert update(written, path) == 4
    opened = Catalogue.open(path)
    assert opened is not None
    with closing(opened):
        yield opened


def test_where_it_is(tmp_path: Path) -> None:
    assert catalogue_path(tmp_path / ".documents.index") == tmp_path / ".documents.catalogue.sqlite"


def test_citations_lead_to_passages(catalogue: Catalogue) -> None:
    found = [(c.citation.segment, c.words, c.target and c.target.id, c.segment) for c in catalogue.citations_of("rules-2024")]
    assert found == [
        ("art_1", "《中华人民共和国示范法》", "law-2020", None),
        ("art_1", "《示范法》", "law-2020", None),
        ("art_1", "《未收录条例》", None, None),
        ("art_2", "《示范法》第二条第一款第（二）项", "law-2020", "art_2__para_1__point_2"),
        ("art_2", "第三条", "law-2020", "art_3"),
        ("art_2", "示发〔2012〕7号", "measures-2012", None),
        ("art_3", "《示范管理办法》（示发〔2012〕7号）", "measures-2012", None),
    ]


def test_the_version_of_the_citing_documents_day(catalogue: Catalogue) -> None:
    (found,) = catalogue.citations_of("measures-2012")
    assert found.target is not None
    assert (found.target.id, found.segment) == ("law-2010", "art_2")


def test_its_own_references_in_both_languages(catalogue: Catalogue) -> None:
    found = [(c.edition, c.citation.segment, c.segment) for c in catalogue.citations_of("law-2020")]
    for edition in ("zh", "en"):
        assert (edition, "art_2__para_2", "art_2__para_1__point_1") in found
        assert (edition, "art_2__para_2", "art_3") in found
        assert (edition, "art_3", "art_2") in found


def test_cited_by(catalogue: Catalogue) -> None:
    assert [(c.source.id, c.segment) for c in catalogue.cited_by("law-2020", "art_2")] == [
        ("rules-2024", "art_2__para_1__point_2")
    ]
    assert [c.source.id for c in catalogue.cited_by("law-2010")] == ["measures-2012"]
    assert catalogue.cited_by("rules-2024") == []


def test_named_targets_and_versions(catalogue: Catalogue) -> None:
    assert catalogue.unresolved() == [("未收录条例", None, 1)]
    assert [one.id for one in catalogue.versions_of(LAW_OLD)] == ["law-2010", "law-2020"]
    assert [one.id for one in catalogue.versions_of(RULES)] == ["rules-2024"]


def test_relations_resolve(catalogue: Catalogue) -> None:
    assert [(r.kind, s.id) for r, s in catalogue.pointing_to(MEASURES)] == [("repeals", "rules-2024")]
    assert catalogue.resolve(Relation("cites", title="《没有的办法》"), RULES) is None
    found = catalogue.resolve(Relation("cites", document="law-2010", provisions=("art_1",)), RULES)
    assert found is not None
    assert (found[0].id, found[1]) == ("law-2010", "art_1")


def test_validity_from_the_archive(catalogue: Catalogue) -> None:
    assert validity_of(catalogue, MEASURES, date(2024, 2, 29)).status == "in force"
    found = validity_of(catalogue, MEASURES, date(2024, 3, 1))
    assert (found.status, found.stated, found.by and found.by.id) == ("repealed", "in force", "rules-2024")
    assert validity_of(catalogue, LAW_OLD, date(2024, 1, 1)).status == "amended"


def test_only_what_changed_is_read_again(written: Collection, path: Path, catalogue: Catalogue) -> None:
    assert update(written, path) == 0
    written.write(replace(LAW, title=Bilingual("中华人民共和国样板法")))
    assert update(written, path) == 1
    fresh = Catalogue.open(path)
    assert fresh is not None
    with closing(fresh):
        assert {c.target.id for c in fresh.citations_of("rules-2024") if c.target} == {"law-2010", "measures-2012"}
    written.remove("law-2010")
    assert update(written, path) == 1


@pytest.mark.parametrize("harm", ["missing", "damaged", "another version", "empty"])
def test_what_cannot_be_used_is_made_again(written: Collection, path: Path, harm: str) -> None:
    update(written, path)
    if harm == "missing":
        path.unlink()
    elif harm == "another version":
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA user_version = 999")
    else:
        path.write_bytes(b"" if harm == "empty" else b"no database " * 500)
    assert Catalogue.open(path) is None
    assert update(written, path) == 4
    again = Catalogue.open(path)
    assert again is not None
    with closing(again):
        assert len(again.citations_of("rules-2024")) == 7
    assert [one.name for one in path.parent.iterdir() if "new" in one.name] == []


def test_a_reader_is_not_disturbed_by_a_writer(written: Collection, path: Path, catalogue: Catalogue) -> None:
    written.remove("rules-2024")
    update(written, path)
    assert catalogue.cited_by("law-2020") == []
    update(written, path, rebuild=True)
    assert [c.source.id for c in catalogue.cited_by("law-2010")] == ["measures-2012"]


def test_a_place_that_cannot_be_written(written: Collection, tmp_path: Path) -> None:
    (tmp_path / "a-file").touch()
    with pytest.raises(IndexUnusable, match="catalogue"):
        update(written, tmp_path / "a-file" / "catalogue.sqlite")


@pytest.mark.parametrize(
    "harm", ["UPDATE citations SET place = 'x'", "UPDATE citations SET printed = '[1]'", "UPDATE documents SET facts = '{}'"]
)
def test_a_row_that_is_not_as_it_was_written_is_damage(catalogue: Catalogue, path: Path, harm: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(harm)
    with pytest.raises(CatalogueDamaged, match="not as it was written"):
        catalogue.citations_of("rules-2024")


def test_one_writer_waits_for_the_other(written: Collection, path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda rebuild: update(written, path, rebuild=rebuild), [True, False, True, False]))
    assert done.count(4) >= 2
    opened = Catalogue.open(path)
    assert opened is not None
    with closing(opened):
        assert len(opened.citations_of("rules-2024")) == 7


def test_a_document_that_does_not_load_is_left_out(written: Collection, path: Path) -> None:
    (written.root / "law-2020" / "document.yaml").write_text("id: [", encoding="utf-8")
    update(written, path)
    opened = Catalogue.open(path)
    assert opened is not None
    with closing(opened):
        assert opened.document("law-2020") is None
        assert opened.document("law-2010") is not None


def test_the_index_has_the_status_of_the_day(written: Collection, tmp_path: Path) -> None:
    index = tmp_path / ".documents.index"
    with current_documents(written, index, date(2024, 2, 1)) as documents:
        build.update(documents, index)
    assert status_counts(index) == {"in force": 2, "amended": 1, "not yet in force": 1}
    with current_documents(written, index, date(2024, 3, 1)) as documents:
        report = build.update(documents, index)
    assert sorted(report.changed) == ["measures-2012", "rules-2024"]
    assert status_counts(index) == {"in force": 2, "amended": 1, "repealed": 1}


def status_counts(index: Path) -> dict[str, int]:
    facets = Searcher.open(index).search("", limit=0).facets
    return {value.value: value.count for value in facets["status"]}
