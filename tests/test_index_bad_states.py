"""Indexes that cannot be used: what is said of them, that the pages still serve documents, and that `update` mends them."""

from __future__ import annotations

import gc
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from archive.errors import IndexUnusable
from archive.model import Document
from archive.store import Collection
from indexer.building.build import update
from indexer.engine import RebuildNeeded
from indexer.keeping.opened import OpenIndex
from tests.indexing import engines, found
from web import Settings, create_app

Damage = Callable[[Path], object]

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh drops what it cannot read


def described(**changed: Any) -> Damage:
    """``meta.json`` with other values; of versions only those that are given."""

    def damage(folder: Path) -> None:
        meta = folder / "meta.json"
        held = json.loads(meta.read_text("utf-8"))
        versions = {**held["versions"], **changed.get("versions", {})}
        meta.write_text(json.dumps({**held, **changed, "versions": versions}), "utf-8")

    return damage


def halved(folder: Path) -> None:
    for path in sorted(path for path in (folder / "generation-1").rglob("*") if path.is_file())[::2]:
        path.unlink()


BAD: dict[str, tuple[Damage, str]] = {
    "missing": (shutil.rmtree, "there is no index yet"),
    "no generation": (lambda folder: shutil.rmtree(folder / "generation-1"), "damaged"),
    "half a generation": (halved, "damaged"),
    "no description": (lambda folder: (folder / "meta.json").unlink(), "there is no index yet"),
    "a description that is none": (lambda folder: (folder / "meta.json").write_bytes(b"\xff{"), "cannot be read"),
    "another analysis": (described(versions={"analysis": "0"}), "analysis '0', now"),
    "another dictionary": (described(versions={"dictionary": "0"}), "dictionary '0', now"),
    "another segmenter": (described(versions={"segmenter": "0"}), "segmenter '0', now"),
    "other words": (described(words=["冷缺血"]), "segmenter"),
    "another way of writing": (described(versions={"engine": "old 1"}), "engine 'old 1', now"),
    "another engine": (described(engine="lucene"), "no engine 'lucene'"),
}


@pytest.fixture(params=engines())
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def small(write_small: Callable[..., Document], folder: Path, collection: Collection, engine: str) -> Document:
    """A document, and an index of it."""
    written = write_small()
    update(collection, folder, engine=engine)
    return written


@pytest.fixture
def client(collection: Collection, folder: Path) -> FlaskClient:
    return create_app(Settings(collection.root, folder)).test_client()


@pytest.mark.parametrize("state", BAD)
def test_it_is_said_what_is_wrong_and_an_update_mends_it(
    state: str, small: Document, folder: Path, collection: Collection
) -> None:
    damage, said = BAD[state]
    damage(folder)
    with pytest.raises(RebuildNeeded, match=said):
        OpenIndex(folder)
    assert said in (update(collection, folder).rebuilt or "")
    assert found(folder) == [small.id]
    assert update(collection, folder).rebuilt is None
    gc.collect()  # so that the warning comes here


@pytest.mark.parametrize("state", BAD)
def test_the_pages_serve_documents_without_it(
    state: str, small: Document, folder: Path, collection: Collection, client: FlaskClient
) -> None:
    BAD[state][0](folder)
    resting(client, small)
    update(collection, folder)
    assert client.get("/api/search?q=").get_json()["total"] == 1
    assert client.get("/healthz").status_code == 200
    gc.collect()


@pytest.mark.parametrize("state", BAD)
def test_pages_that_were_searching_when_it_went_bad_fail_in_order(
    state: str, small: Document, folder: Path, client: FlaskClient
) -> None:
    """What is held open may still answer; nothing is an unexpected error."""
    assert client.get("/api/search?q=").get_json()["total"] == 1
    BAD[state][0](folder)
    for address in ("/api/search?q=", "/search?q=a", "/api/suggest?q=a"):
        assert client.get(address).status_code in (200, 503), address
    assert client.get(f"/documents/{small.id}").status_code == 200
    gc.collect()


def test_a_folder_that_is_no_index_is_left_alone(write_small: Callable[..., Document], folder: Path, client: FlaskClient) -> None:
    small = write_small()
    folder.mkdir()
    (folder / "thesis.docx").write_bytes(b"x")
    resting(client, small)
    with pytest.raises(IndexUnusable, match=r"thesis\.docx"):
        OpenIndex(folder)
    assert [path.name for path in folder.iterdir()] == ["thesis.docx"]


def resting(client: FlaskClient, document: Document) -> None:
    """No search, with a sentence about it; everything else is there."""
    for address in ("/search?q=器官", "/api/search?q=器官", "/healthz"):
        answer = client.get(address)
        assert answer.status_code == 503, address
        assert "Traceback" not in answer.text
        assert answer.text.strip()
    assert "Documents can be read" in client.get("/search?q=器官").text
    for address in ("/", f"/documents/{document.id}"):
        assert client.get(address).status_code == 200, address
