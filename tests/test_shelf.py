"""The cards of all documents: from the catalogue where it knows a document as it is, from the files where it does not."""

from __future__ import annotations

import logging
import os
from datetime import date
from pathlib import Path

import pytest

from archive.catalogue import writing as catalogue_writing
from archive.catalogue.cards import card, cards_of
from archive.model import Bilingual, Document, Note, PartialDate, Relation, Source
from archive.named_documents import NamedDocuments
from archive.relations import points_to
from archive.store import Collection
from tests.indexing import document
from web import shelf as shelf_module
from web.card_index import CardIndex
from web.shelf import Shelf

RULES = document(
    "rules",
    ["申请。", "审查。"],
    ["Application."],
    title=Bilingual("示范市查阅规则", "Rules on Consultation"),
    number="示档发〔2024〕7号",
    issuers=(Bilingual("示范市档案局", "Example Bureau"), Bilingual(en="Body B")),
    type="规则",
    level="municipal",
    region="示范市",
    issued=PartialDate(2024, 3),
    effective=date(2024, 4, 1),
    status="in force",
    unstated=("number",),
    topics=("ethics-review",),
    abstract=Bilingual("查阅。", "Consultation."),
    relations=(Relation("based on", "示范市条例", None, None, ("art_1",), ("art_2",)), Relation("cites", document="old")),
    source=Source("公报", "示范市", "https://example.invalid"),
    added=date(2024, 5, 6),
    notes=(Note("warning", "No date."),),
)
OTHERS = (
    document("old", ["旧。"], title=Bilingual("示范市查阅规则"), number="示档发〔2019〕3号", issued=date(2019, 1, 1)),
    document("parent", ["总则。"], title=Bilingual("示范市条例")),
    document(
        "pointing", ["引用。"], relations=(Relation("cites", "某规则", "示档发[2024] 7号"), Relation("repeals", "查阅示范"))
    ),
)


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    made = Collection(tmp_path / "documents")
    for one in (RULES, *OTHERS):
        made.write(one)
    return made


@pytest.fixture
def catalogue(collection: Collection, tmp_path: Path) -> Path:
    path = tmp_path / "catalogue.sqlite"
    catalogue_writing.update(collection, path)
    return path


def test_a_card_from_the_catalogue_is_the_card_of_the_files(collection: Collection, catalogue: Path) -> None:
    held = cards_of(catalogue, collection.ids())
    assert {one: made for one, (_, made) in held.items()} == {one.id: card(one) for one in collection}
    assert {one: stamp for one, (stamp, _) in held.items()} == collection.stamps()
    assert (held["rules"][1].passages, held["rules"][1].articles) == (2, 2)


def test_cards_need_no_files_where_the_catalogue_knows_them(
    collection: Collection, catalogue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    load = Collection.load
    monkeypatch.setattr(Collection, "load", lambda self, name: read.append(name) or load(self, name))
    shelf = Shelf(collection, 4, catalogue)
    assert len(shelf.cards()) == 4
    assert read == []
    os.utime(collection.root / "old" / "zh.md", ns=(1, 1))  # as after a checkout: the same text, another stamp
    assert len(shelf.cards()) == 4
    assert read == ["old"]
    catalogue_writing.update(collection, catalogue)
    read.clear()
    assert len(Shelf(collection, 4, catalogue).cards()) == 4
    assert read == []


@pytest.mark.parametrize("damage", ["missing", "nonsense", "another version", "stale", "none"])
def test_lists_are_right_whatever_became_of_the_catalogue(collection: Collection, catalogue: Path, damage: str) -> None:
    match damage:
        case "missing":
            catalogue.unlink()
        case "nonsense":
            catalogue.write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 40)
        case "another version":
            catalogue.write_bytes(b"")
        case "stale":
            file = collection.root / "old" / "document.yaml"
            file.write_text(file.read_text("utf-8").replace("2019-01-01", "2018-01-01"), "utf-8")
            collection.remove("parent")
    assert Shelf(collection, 4, catalogue).cards() == tuple(card(one) for one in collection)


def test_a_large_collection_is_looked_at_again_where_something_says_so(
    collection: Collection, catalogue: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(shelf_module, "_LOOKED_AT_EACH_TIME", 2)
    monkeypatch.setattr(shelf_module, "_PATIENCE", 600.0)
    shelf = Shelf(collection, 4, catalogue)
    known = shelf.index()
    assert shelf.index() is known
    collection.write(document("new", ["新。"]))
    assert [one.facts.id for one in shelf.cards()] == ["new", "old", "parent", "pointing", "rules"]
    monkeypatch.setattr(shelf_module, "_PATIENCE", 0.0)
    file = collection.root / "old" / "document.yaml"
    file.write_text(file.read_text("utf-8").replace("2019-01-01", "2018-01-01"), "utf-8")
    assert shelf.cards()[1].facts.issued == date(2018, 1, 1)
    catalogue.unlink()
    with caplog.at_level(logging.WARNING):
        Shelf(collection, 4, catalogue).index()
    assert [record.getMessage() for record in caplog.records] == [
        "5 of 5 documents are read from their files; `archive index` makes this quick"
    ]


def test_names_lead_where_comparing_everything_leads(collection: Collection) -> None:
    documents = tuple(collection)
    index, named = CardIndex(tuple(map(card, documents))), NamedDocuments(documents)
    for one in documents:
        for relation in one.relations:
            meant = [other.id for other in documents if points_to(relation, other)]
            assert [other.id for other in named.meant(relation)] == meant
            assert [other.id for other in index.targets(relation, besides=one)] == [each for each in meant if each != one.id]
        sources = [(s.id, r) for s in documents for r in s.relations if s.id != one.id and points_to(r, one)]
        assert [(source.id, relation) for source, relation in index.sources(one)] == sources
    assert [source.id for source, _ in index.sources(RULES)] == ["pointing"]
    assert [other.id for other in index.namesakes(RULES)] == ["old"]


def test_a_document_that_is_not_there_has_no_stamp(collection: Collection) -> None:
    assert collection.stamp("none") == ""
    assert isinstance(collection.load("old"), Document)
    assert collection.stamp("old") == collection.stamps()["old"]
