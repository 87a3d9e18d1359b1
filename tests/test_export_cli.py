"""``archive export``: what leaves the archive, and into which files."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from archive.cli import main
from archive.model import Bilingual, Document, Edition, Segment, Term
from archive.store import Collection
from tests.conftest import SMALL

DIGEST = Document(
    "example-2031-9",
    Bilingual("示范市登记办法"),
    editions=(
        Edition("zh", "official", (Segment("art_1", "第一条", "登记应当公开。"),)),
        Edition("en", "digest", (Segment("art_1", "Article 1", "Registration is public."),), by="Duizhao"),
    ),
)


class Desk:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.collection = Collection(folder / "documents")
        self.collection.write(SMALL)
        self.collection.write(DIGEST)

    def __call__(self, *arguments: str) -> Result:
        fixed = ["--collection", str(self.collection.root), "--index", str(self.folder / "index")]
        return CliRunner().invoke(main, [*fixed, "export", *arguments], catch_exceptions=False)

    def units(self, *arguments: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self(*arguments, "--format", "jsonl").stdout.splitlines()]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_document_with_what_is_known_of_each_unit(desk: Desk) -> None:
    units = desk.units(SMALL.id)
    assert [unit["unit"] for unit in units] == [segment.id for segment in SMALL.editions[0].segments]
    last = units[-1]
    assert (last["zh"], last["en"]) == ("档案馆在5个工作日内答复。", "The archives reply within 5 working days.")
    assert (last["document"], last["state"]) == (SMALL.id, "computed")
    assert 0 < last["score"] <= 1


def test_a_digest_is_no_translation_unless_it_is_asked_for(desk: Desk) -> None:
    [untranslated] = desk.units(DIGEST.id)
    assert (untranslated["zh"], untranslated.get("en", ""), untranslated.get("state", "")) == ("登记应当公开。", "", "")
    [with_digest] = desk.units(DIGEST.id, "--include-digests")
    assert (with_digest["en"], with_digest["state"]) == ("Registration is public.", "digest")
    assert "score" not in with_digest


def test_digests_only_are_left_out_and_told(desk: Desk) -> None:
    only = replace(DIGEST, id="example-2031-8", editions=(DIGEST.editions[1],))
    desk.collection.write(only)
    done = desk(only.id, "--format", "csv")
    assert done.exit_code == 1
    assert "--include-digests" in done.stderr
    assert len(desk.units("--all")) == len(SMALL.editions[0].segments) + 1


def test_sentences_and_least_scores(desk: Desk) -> None:
    assert {unit.get("level", "passage") for unit in desk.units(SMALL.id, "--sentences")} == {"sentence"}
    assert all(unit["score"] >= 0.5 for unit in desk.units("--all", "--min-score", "0.5"))
    assert DIGEST.id not in {unit["document"] for unit in desk.units("--all", "--min-score", "0")}


def test_what_a_search_finds(desk: Desk) -> None:
    assert {unit["document"] for unit in desk.units("--search", "登记")} == {DIGEST.id}
    assert {unit["document"] for unit in desk.units("--search", "", "--facet", "year=2024")} == {SMALL.id}
    assert {unit["document"] for unit in desk.units("--search", "")} == {SMALL.id, DIGEST.id}


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ((), 2),
        ((SMALL.id, "--all"), 2),
        ((SMALL.id, "--from", "2024"), 2),
        (("nothing-here",), 1),
        (("--search", '"没有这样的词组合"'), 1),
        (("--all", "--facet", "year=2024"), 2),
    ],
)
def test_what_cannot_be_exported(desk: Desk, arguments: tuple[str, ...], status: int) -> None:
    out = desk.folder / "out.csv"
    assert desk(*arguments, "--format", "csv", "--out", str(out)).exit_code == status
    assert not out.exists()


def test_a_file_is_written_over_only_when_asked(desk: Desk) -> None:
    out = desk.folder / "out.csv"
    out.write_text("mine", encoding="utf-8")
    done = desk(SMALL.id, "--format", "csv", "--out", str(out))
    assert done.exit_code == 1
    assert "--force" in done.stderr
    assert out.read_text(encoding="utf-8") == "mine"
    assert desk(SMALL.id, "--format", "csv", "--out", str(out), "--force").exit_code == 0
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
    assert len(rows) == len(SMALL.editions[0].segments)
    assert [path.name for path in desk.folder.glob(".out*")] == []
    assert desk(SMALL.id, "--format", "csv", "--out", str(desk.folder)).exit_code == 1
    assert desk(SMALL.id, "--format", "csv", "--out", str(desk.folder / "no" / "out.csv")).exit_code == 1


def test_the_term_base(desk: Desk) -> None:
    assert desk("--format", "tbx").exit_code == 1
    desk.collection.write_terms((Term("档案", "archives"),))
    assert "archives" in desk("--format", "tbx").stdout
    assert desk(SMALL.id, "--format", "tbx").exit_code == 2
