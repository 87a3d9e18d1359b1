"""More like a passage, more like a document: found in both languages, never itself, on every engine alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from archive.errors import NotFound
from archive.model import Bilingual
from archive.store import Collection
from indexer.building.build import update
from indexer.engines import NAMES
from indexer.help.helper import Helper
from indexer.help.more_like_this import like_passage, stored_passage
from indexer.search import Searcher
from tests.indexing import Shelf, document, marked
from tests.web_fixtures import write_collection
from web import Settings, create_app

OPO = "器官获取组织应当配备专职的捐献协调员。"
OPO_EN = "An organ procurement organization has full-time donation coordinators."
PROCUREMENT = Bilingual("器官获取办法", "Measures on Procurement")
SHELF = (
    document("first", [OPO, "垃圾应当分类投放。"], [OPO_EN, "Waste is sorted."], title=PROCUREMENT),
    document("second", ["医院的捐献协调员由器官获取组织培训。", "本办法自公布之日起施行。"], title=Bilingual("器官获取培训办法")),
    document("third", [], ["Coordinators of the procurement organization keep records."], title=Bilingual(None, "Records")),
    document("fourth", ["垃圾分类由居民负责。", "垃圾投放有时间。"], ["Residents sort waste."], title=Bilingual("垃圾办法")),
)


@pytest.fixture(scope="module", params=NAMES)
def helper(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Helper:
    folder = tmp_path_factory.mktemp("like") / "index"
    update(Shelf(*SHELF), folder, engine=request.param)
    return Searcher.open(folder).helper


def test_passages_like_one_are_found_in_either_language_and_without_itself(helper: Helper) -> None:
    found = [(passage.document, passage.segment) for passage in helper.passages_like("first", "art_1")]
    assert found[0] == ("second", "art_1")
    assert ("third", "art_1") in found
    assert ("first", "art_1") not in found
    assert ("fourth", "art_1") not in found


def test_the_shared_words_are_marked(helper: Helper) -> None:
    passage = helper.passages_like("first", "art_1", limit=1)[0]
    assert "[器官获取组织]" in marked(passage.text, passage.spans)


def test_a_passage_is_asked_for_in_its_language(helper: Helper) -> None:
    assert stored_passage(helper.reader, "first", "art_1", "en")["text"] == OPO_EN
    assert stored_passage(helper.reader, "first", "art_1")["text"] == OPO
    assert stored_passage(helper.reader, "third", "art_1")["lang"] == "en"


def test_likes_may_be_kept_to_other_documents(helper: Helper) -> None:
    stored = stored_passage(helper.reader, "fourth", "art_1")
    for elsewhere, documents in ((False, {"fourth", "first"}), (True, {"first"})):
        tree, _ = like_passage(helper.reader, stored, helper.knowledge.segmenter, elsewhere=elsewhere)
        assert {hit.document for hit in helper.reader.passages(tree).hits} == documents


def test_documents_like_one(helper: Helper) -> None:
    assert helper.documents_like("first")[0].id == "second"
    assert "first" not in [one.id for one in helper.documents_like("first")]
    assert [one.id for one in helper.documents_like("fourth")] == ["first"]


def test_the_limit_is_kept(helper: Helper) -> None:
    assert len(helper.passages_like("first", "art_1", limit=1)) == 1
    assert helper.documents_like("first", limit=0) == []


@pytest.mark.parametrize(("document_id", "segment"), [("fifth", "art_1"), ("first", "art_9"), ("", ""), ("\0", "\ud800")])
def test_what_the_index_does_not_have_is_named(helper: Helper, document_id: str, segment: str) -> None:
    with pytest.raises(NotFound, match="archive index"):
        helper.passages_like(document_id, segment)


def test_a_document_the_index_does_not_have_is_named(helper: Helper) -> None:
    with pytest.raises(NotFound, match="fifth"):
        helper.documents_like("fifth")


def test_a_passage_without_telling_words_has_no_likes(tmp_path: Path) -> None:
    update(Shelf(document("only", ["的。"]), document("two", ["器官。"])), tmp_path / "index")
    assert Searcher.open(tmp_path / "index").helper.passages_like("only", "art_1") == []


def test_in_the_shipped_collection_likes_speak_of_the_same(shipped: Collection, tmp_path: Path) -> None:
    update(shipped, tmp_path / "index")
    helper = Searcher.open(tmp_path / "index").helper
    like = [one.id for one in helper.documents_like("nhc-2024-13")]
    assert "nhc-2024-13" not in like
    assert {"nhc-2024-16", "state-council-767"} & set(like[:4])
    [first, *_] = helper.passages_like("nhc-2024-13", "art_17")
    assert (first.document, first.segment) != ("nhc-2024-13", "art_17")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder = tmp_path_factory.mktemp("pages")
    update(write_collection(folder / "documents"), folder / "index")
    return create_app(Settings(folder / "documents", folder / "index")).test_client()


def test_likes_as_json(client: FlaskClient) -> None:
    documents = client.get("/api/like/demo-2024-7").json["results"]
    assert documents[0]["id"] == "demo-2024-9"
    passages = client.get("/api/like/demo-2024-7/art_1?lang=zh&limit=2").json["results"]
    assert passages
    assert ("demo-2024-7", "art_1") not in [(one["document"], one["segment"]) for one in passages]


@pytest.mark.parametrize(
    ("address", "status", "named"),
    [
        ("/api/like/nothing", 404, "Not found"),
        ("/api/like/demo-2024-7/art_99", 404, "Not found"),
        ("/api/like/demo-2024-7/art_1?lang=fr", 400, "fr"),
        ("/api/like/demo-2024-7?limit=-1", 400, "limit"),
        ("/api/like/demo-2024-7?limit=101", 400, "limit"),
        ("/api/like/demo-2024-7?colour=red", 400, "colour"),
    ],
)
def test_bad_addresses_are_answered_with_what_is_wrong(client: FlaskClient, address: str, status: int, named: str) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert named in response.json["error"]
