"""Term bases of other programs taken into terms.tsv: appended, kept, contradicting; written whole, and taken back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from archive.cli import main
from archive.intake.importing_terms import merged_terms
from archive.model import Term
from archive.store import Collection

THERE = (
    Term("档案", "archives", "preferred", "in the plural"),
    Term("档案", "records", "deprecated"),
    Term("查阅", "consultation"),
)
TBX = (
    '<?xml version="1.0"?><tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:{}"><tbxHeader><fileDesc>'
    "<sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader><text><body>{}</body></text></tbx>"
)
ENTRY = (
    '<conceptEntry id="c{0}"><langSec xml:lang="zh-CN"><termSec><term>{1}</term></termSec></langSec><langSec xml:lang="en">'
    '<termSec><term>{2}</term><termNote type="administrativeStatus">{3}</termNote></termSec></langSec></conceptEntry>'
)


class Desk:
    """A collection with a term base, and files to hand in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.collection = Collection(folder / "documents")
        self.collection.root.mkdir()
        self.collection.write_terms(THERE)

    def __call__(self, *arguments: str) -> Result:
        fixed = ["--collection", str(self.collection.root), "--index", str(self.folder / "index")]
        return CliRunner().invoke(main, [*fixed, *arguments], catch_exceptions=False)

    def tbx(self, *rows: tuple[str, str, str], edition: str = "ed-2") -> str:
        entries = "".join(ENTRY.format(number, *row) for number, row in enumerate(rows))
        return self.file("terms.tbx", TBX.format(edition, entries))

    def file(self, name: str, text: str) -> str:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    def take(self, *arguments: str) -> Result:
        return self("import", "--no-index", *arguments)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.mark.parametrize("edition", ["ed-2", "ed:3.0"])
def test_new_terms_stand_behind_their_like_and_equal_ones_are_kept(desk: Desk, edition: str) -> None:
    file = desk.tbx(
        ("档案", "Archives", "preferredTerm-admn-sts"),
        ("档案", "archival records", "admittedTerm-admn-sts"),
        ("馆员", "archivist", "preferredTerm-admn-sts"),
        edition=edition,
    )
    done = desk.take(file)
    assert done.exit_code == 0, done.output
    new = (THERE[0], THERE[1], Term("档案", "archival records", "admitted"), THERE[2], Term("馆员", "archivist"))
    assert desk.collection.terms() == new
    assert "2 terms added, 0 changed, 1 the same" in done.stdout
    again = desk.take(file)
    assert "0 terms added, 0 changed, 3 the same" in again.stdout
    assert len(json.loads(desk("log", "--json").stdout)) == 1


def test_it_can_be_undone_and_done_again(desk: Desk) -> None:
    before = (desk.collection.root / "terms.tsv").read_bytes()
    desk.take(desk.tbx(("馆员", "archivist", "preferred")))
    after = (desk.collection.root / "terms.tsv").read_bytes()
    assert desk("undo", "--yes", "--no-index").exit_code == 0
    assert (desk.collection.root / "terms.tsv").read_bytes() == before
    assert desk("undo", "--yes", "--no-index").exit_code == 0
    assert (desk.collection.root / "terms.tsv").read_bytes() == after != before


def test_the_first_term_base_goes_when_it_is_undone(desk: Desk) -> None:
    (desk.collection.root / "terms.tsv").unlink()
    desk.take(desk.tbx(("馆员", "archivist", "preferred")))
    assert len(desk.collection.terms()) == 1
    desk("undo", "--yes", "--no-index")
    assert not (desk.collection.root / "terms.tsv").exists()


def test_a_term_base_that_was_changed_by_hand_is_not_undone(desk: Desk) -> None:
    desk.take(desk.tbx(("馆员", "archivist", "preferred")))
    desk.collection.write_terms((*desk.collection.terms(), Term("库", "vault")))
    done = desk("undo", "--yes", "--no-index")
    assert done.exit_code == 1
    assert Term("库", "vault") in desk.collection.terms()


def test_what_contradicts_is_told_and_kept(desk: Desk) -> None:
    done = desk.take(desk.tbx(("档案", "records", "preferred"), ("查阅", "inspection", "preferred")))
    assert "档案 = records: it is preferred in the file and deprecated here" in done.stderr
    assert "'inspection' was taken as admitted, for 'consultation' is preferred here" in done.stderr
    assert desk.collection.terms() == (*THERE, Term("查阅", "inspection", "admitted"))


def test_replace_follows_the_file(desk: Desk) -> None:
    done = desk.take("--replace", desk.tbx(("档案", "records", "preferred"), ("查阅", "inspection", "preferred")))
    assert done.stderr == ""
    assert [(term.en, term.status) for term in desk.collection.terms()] == [
        ("archives", "admitted"), ("records", "preferred"), ("consultation", "admitted"), ("inspection", "preferred"),
    ]  # fmt: skip
    assert desk.collection.terms()[0].note == "in the plural"


def test_a_dry_run_writes_nothing(desk: Desk) -> None:
    told = json.loads(desk.take("--dry-run", "--json", desk.tbx(("馆员", "archivist", "preferred"))).stdout)
    assert [term["en"] for term in told["added"]] == ["archivist"]
    assert told["written"] is False
    assert desk.collection.terms() == THERE


def test_a_glossary_is_taken_in_when_it_is_said_to_be_one(desk: Desk) -> None:
    rows = "Chinese,English,Status,Note\n馆员,archivist,,\n馆员,keeper,obsolete,old\n库,,preferred,\n"
    done = desk.take("--terms", desk.file("glossary.csv", rows))
    assert done.exit_code == 1  # a row has no term in English: an error, and the others are taken in
    assert "entries were left out" in done.stderr
    assert "not known here" in done.stderr
    new = (Term("馆员", "archivist"), Term("馆员", "keeper", "admitted", "old"))
    assert desk.collection.terms() == (*THERE, *new)


@pytest.mark.parametrize(
    ("name", "text", "options", "said"),
    [
        ("t.tbx", TBX.format("ed-2", ""), (), "no term"),
        ("t.tbx", TBX.format("ed-2", ENTRY.format(1, "x", "y", "z")), ("--to", "example-1"), "--to"),
        ("t.tbx", TBX.format("ed-2", "<conceptEntry>"), (), "t.tbx:1"),
        ("t.docx", "zh,en\n甲,a\n", ("--terms",), "TBX, CSV or TSV"),
        ("t.csv", "a,b\n1,2\n", ("--terms",), "zh and en"),
    ],
)
def test_what_is_no_term_base_is_refused(desk: Desk, name: str, text: str, options: tuple[str, ...], said: str) -> None:
    done = desk.take(*options, desk.file(name, text))
    assert done.exit_code in {1, 2}
    assert said in done.stderr
    assert desk.collection.terms() == THERE


def test_a_term_base_with_a_mistake_is_left_as_it_is(desk: Desk) -> None:
    path = desk.collection.root / "terms.tsv"
    path.write_text("zh\ten\tstatus\tnote\tsource\n甲\n", encoding="utf-8")
    done = desk.take(desk.tbx(("馆员", "archivist", "preferred")))
    assert done.exit_code == 1
    assert "terms.tsv:2" in done.stderr
    assert path.read_text(encoding="utf-8").endswith("甲\n")


TERMS: Any = st.lists(
    st.builds(
        Term,
        st.sampled_from(["甲", "乙", "丙"]),
        st.sampled_from(["a", "A", "b", "c d"]),
        st.sampled_from(["preferred", "admitted", "deprecated"]),
        st.sampled_from(["", "n"]),
    ),
    max_size=6,
)


@given(TERMS, TERMS)
def test_nothing_is_lost_and_the_second_time_nothing_changes(there: list[Term], new: list[Term]) -> None:
    once = merged_terms(there, new)
    assert {(term.zh, term.en.lower()) for term in once.terms} == {(term.zh, term.en.lower()) for term in [*there, *new]}
    assert len(once.terms) == len(there) + len(once.added)
    assert merged_terms(once.terms, new).terms == once.terms


def test_half_a_character_in_a_term_is_replaced_and_told() -> None:
    plan = merged_terms([], [Term("器官\udfff", "organ"), Term("组织", "organization")])
    assert [(term.zh, term.en) for term in plan.terms] == [("器官\ufffd", "organ"), ("组织", "organization")]
    [problem] = plan.problems
    assert "term 1: it has halves of characters (surrogates), 1 of them" in problem.message
