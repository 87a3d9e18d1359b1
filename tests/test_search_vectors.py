"""Vectors beside the index: packs, what is nearest, and that they follow the collection."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

np = pytest.importorskip("numpy")

from archive.model import Bilingual  # noqa: E402 - after what may be missing
from indexer.vectors import Vectors, update_vectors  # noqa: E402
from indexer.vectors.packs import Packs, present  # noqa: E402
from tests.indexing import Shelf, document  # noqa: E402


class Letters:
    """An encoder for tests: texts are alike that have the same letters."""

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> object:
        self.encoded += texts
        rows = np.zeros((len(texts), 512), dtype=np.float32)
        for at, text in enumerate(texts):
            for letter in text:
                chance = random.Random(letter)  # noqa: S311 - a vector for each letter
                rows[at] += np.array([chance.uniform(-1, 1) for _ in range(512)], dtype=np.float32)
            rows[at] /= np.linalg.norm(rows[at]) or 1
        return rows


def nearest(vectors: Vectors, text: str, limit: int = 10, **options: object) -> list[tuple[str, str, str]]:
    return [(one.document, one.lang, one.segment) for one in vectors.nearest(text, limit, **options)]  # type: ignore[arg-type]


def test_the_nearest_passage_comes_first_in_either_language(tmp_path: Path) -> None:
    shelf, encoder = Shelf(document("one", ["甲乙丙", "丁戊"], ["abc", "de"]), document("two", ["甲乙丁"])), Letters()
    assert update_vectors(shelf, tmp_path / "v", encoder) == 2
    vectors = Vectors(tmp_path / "v", encoder)
    assert nearest(vectors, "丙甲乙", 2) == [("one", "zh", "art_1"), ("two", "zh", "art_1")]
    assert nearest(vectors, "ed", 1) == [("one", "en", "art_2")]
    assert nearest(vectors, "丙甲乙", 9, documents=["two"]) == [("two", "zh", "art_1")]
    assert vectors.nearest("甲乙丙", 1)[0].cosine > 0.99
    assert nearest(vectors, " ") == nearest(vectors, "甲", 0) == []


def test_only_what_changed_is_worked_out_again(tmp_path: Path) -> None:
    shelf, encoder = Shelf(document("one", ["甲"]), document("two", ["乙"])), Letters()
    update_vectors(shelf, tmp_path / "v", encoder)
    vectors = Vectors(tmp_path / "v", encoder)
    assert update_vectors(shelf, tmp_path / "v", encoder) == 0
    shelf.documents["one"] = document("one", ["丙"])
    del shelf.documents["two"]
    encoder.encoded.clear()
    assert update_vectors(shelf, tmp_path / "v", encoder) == 1
    assert encoder.encoded == ["丙"]
    assert nearest(vectors, "乙") == nearest(vectors, "丙") == [("one", "zh", "art_1")]


def test_packs_are_joined_and_nothing_is_lost(tmp_path: Path) -> None:
    shelf, encoder = Shelf(*(document(f"d{n:03}", [f"字{n}"]) for n in range(50))), Letters()
    update_vectors(shelf, tmp_path / "v", encoder)
    for n in range(40):
        shelf.documents["d001"] = document("d001", [f"改{n}"])
        shelf.documents.pop(f"d{n + 2:03}", None)
        update_vectors(shelf, tmp_path / "v", encoder)
        assert len(list((tmp_path / "v").glob("pack-*.matrix.npy"))) <= 12
    kept = {name for name, (pack, at, _) in present(Packs(tmp_path / "v").load()).items() if pack.held[at].fingerprint}
    assert kept == set(shelf.documents)
    assert nearest(Vectors(tmp_path / "v", encoder), "改39", 1) == [("d001", "zh", "art_1")]


def test_the_signs_find_the_same_as_all_numbers(tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - data for a test
    texts = ["".join(chance.choices("甲乙丙丁戊己庚辛壬癸子丑寅卯", k=6)) for _ in range(900)]
    shelf, encoder = Shelf(document("one", texts)), Letters()
    update_vectors(shelf, tmp_path / "v", encoder)
    vectors = Vectors(tmp_path / "v", encoder)
    rows = encoder.encode(texts)
    same = 0
    for text in texts[:40]:
        best = np.argsort(-(rows @ encoder.encode([text])[0]))[:10]  # type: ignore[operator]
        found = {one.segment for one in vectors.nearest(text, 10)}
        same += len({f"art_{n + 1}" for n in best} & found)
    assert same > 380  # of 400


def test_damaged_vectors_are_worked_out_again(tmp_path: Path) -> None:
    shelf, encoder = Shelf(document("one", ["甲"])), Letters()
    update_vectors(shelf, tmp_path / "v", encoder)
    next((tmp_path / "v").glob("*.matrix.npy")).write_bytes(b"\x93NUMPY")
    assert nearest(Vectors(tmp_path / "v", encoder), "甲") == []
    assert update_vectors(shelf, tmp_path / "v", encoder) == 1
    assert nearest(Vectors(tmp_path / "v", encoder), "甲") == [("one", "zh", "art_1")]


def test_a_document_that_does_not_load_keeps_its_vectors(tmp_path: Path) -> None:
    one = document("one", ["甲"], title=Bilingual("题"))
    shelf, encoder = Shelf(one), Letters()
    update_vectors(shelf, tmp_path / "v", encoder)
    shelf.documents["one"] = None
    update_vectors(shelf, tmp_path / "v", encoder)
    assert nearest(Vectors(tmp_path / "v", encoder), "甲") == [("one", "zh", "art_1")]
    shelf.documents["one"] = replace(one, editions=())
    update_vectors(shelf, tmp_path / "v", encoder)
    assert nearest(Vectors(tmp_path / "v", encoder), "甲") == []
