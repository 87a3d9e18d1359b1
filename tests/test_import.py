"""Files of translation units taken back in: as the translation of a document that has none, as corrections of one that has."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from archive.cli import main
from archive.model import Bilingual, Document, Edition, Segment
from archive.store import Collection

RULES = Document(
    "example-2031-7",
    Bilingual("示范市档案查阅规则"),
    editions=(
        Edition(
            "zh",
            "official",
            (
                Segment("chp_1", "第一章", "总则"),
                Segment("art_1", "第一条", "为规范公众查阅档案，制定本规则。本规则适用于本市各级综合档案馆。"),
                Segment("art_2", "第二条", "申请人查阅档案，应当提交下列材料："),
                Segment("art_2__para_1__point_1", "（一）", "有效身份证件；"),
                Segment("art_2__para_1__point_2", "（二）", "查阅目的说明。"),
                Segment("art_3", "第三条", "档案馆应当在5个工作日内作出书面答复。"),
                Segment("art_4", "第四条", "本规则自2031年4月1日起施行。"),
            ),
        ),
    ),
)
ENGLISH = (
    ("chp_1", "Chapter I", "General Provisions"),
    (
        "art_1", "Article 1",
        "These Rules are made to regulate public consultation of archives. These Rules apply to the archives of this city.",
    ),
    ("art_2", "Article 2", "An applicant who consults archives shall submit:"),
    ("art_2__para_1__point_1", "(1)", "a valid identity document;"),
    ("art_2__para_1__point_2", "(2)", "a statement of the purpose of consultation."),
    ("art_3", "Article 3", "The archives shall reply in writing within 5 working days."),
    ("art_4", "Article 4", "These Rules take effect on 1 April 2031."),
)  # fmt: skip
TRANSLATION = Edition("en", "translation", tuple(Segment(*one) for one in ENGLISH), by="A. Translator")
SOURCE = tuple(segment.text for segment in RULES.editions[0].segments)
TARGET = tuple(text for _, _, text in ENGLISH)


class Desk:
    """A collection with one document, and files to hand in."""

    def __init__(self, folder: Path) -> None:
        self.collection = Collection(folder / "documents")
        self.folder = folder

    def __call__(self, *arguments: str) -> Result:
        fixed = ["--collection", str(self.collection.root), "--index", str(self.folder / "index")]
        return CliRunner().invoke(main, [*fixed, *arguments], catch_exceptions=False)

    def take(self, path: Path | str, *options: str) -> Result:
        return self("import", str(path), "--no-index", *options)

    def table(self, rows: Sequence[Sequence[str]], heading: Sequence[str] = ("zh", "en"), name: str = "units.csv") -> Path:
        """A CSV file with these rows."""
        out = io.StringIO(newline="")
        csv.writer(out).writerows([heading, *rows])
        path = self.folder / name
        path.write_text(out.getvalue(), encoding="utf-8", newline="")
        return path

    def english(self, document_id: str = RULES.id) -> dict[str, tuple[str, str]]:
        """Label and text of each English segment, by id."""
        edition = self.collection.load(document_id).edition("en")
        return {one.id: (one.label, one.text) for one in edition.segments} if edition else {}

    def files(self) -> dict[str, bytes]:
        """Every file of the collection."""
        there = (path for path in sorted(self.collection.root.rglob("*")) if path.is_file() and path.name != ".lock")
        return {str(path): path.read_bytes() for path in there}

    def rows(self) -> list[tuple[str, str, str]]:
        """Both sides and the state of each row of alignment.tsv."""
        return [(" ".join(map(str, r.zh)), " ".join(map(str, r.en)), r.state) for r in self.collection.alignment(RULES.id)]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.collection.write(RULES)
    return desk


@pytest.fixture
def bilingual(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    source = RULES.editions[0]
    desk.collection.write(RULES.with_edition(replace(TRANSLATION, renders=source.sha256)))
    return desk


EXPECTED = {segment_id: (label, text) for segment_id, label, text in ENGLISH}


def test_a_document_without_a_translation_gets_one(desk: Desk) -> None:
    done = desk.take(desk.table(list(zip(SOURCE, TARGET, strict=True))), "--to", RULES.id)
    assert done.exit_code == 0, done.output
    assert desk.english() == EXPECTED
    edition = desk.collection.load(RULES.id).edition("en")
    assert edition is not None
    assert (edition.kind, edition.renders) == ("translation", RULES.editions[0].sha256)
    assert edition.provenance is not None
    assert edition.provenance.file == "units.csv"
    assert {state for _, _, state in desk.rows()} == {"taken"}
    assert all(row.zh_sha and row.date for row in desk.collection.alignment(RULES.id))


def test_it_can_be_undone(desk: Desk) -> None:
    desk.take(desk.table(list(zip(SOURCE, TARGET, strict=True))), "--to", RULES.id)
    assert desk("undo", "--yes", "--no-index").exit_code == 0
    assert desk.english() == {}
    assert desk.rows() == []


def test_a_dry_run_writes_nothing(desk: Desk) -> None:
    before = desk.files()
    done = desk.take(desk.table(list(zip(SOURCE, TARGET, strict=True))), "--to", RULES.id, "--dry-run")
    assert "attached" in done.stdout
    assert "nothing was written" in done.stdout
    assert desk.files() == before


@pytest.mark.parametrize("form", ["tmx", "xliff", "csv", "tsv", "docx", "jsonl"])
@pytest.mark.parametrize("level", [(), ("--sentences",)])
def test_what_was_exported_comes_back_as_it_was(bilingual: Desk, tmp_path: Path, form: str, level: tuple[str, ...]) -> None:
    out = tmp_path / f"out.{form}"
    assert bilingual("export", RULES.id, "--format", form, "--out", str(out), *level).exit_code == 0
    again = bilingual.take(out, "--json")
    assert json.loads(again.stdout)["documents"][0]["action"] == "unchanged", again.stdout
    other = Desk(tmp_path / "other")
    other.collection.root.mkdir(parents=True)
    other.collection.write(RULES)
    assert other.take(out).exit_code == 0
    assert other.english() == EXPECTED


def test_an_untranslated_document_goes_out_and_comes_back_translated(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "work.csv"
    desk("export", RULES.id, "--format", "csv", "--out", str(out))
    with out.open(encoding="utf-8-sig", newline="") as file:
        heading, *rows = csv.reader(file)
    assert [row[0] for row in rows] == list(SOURCE)
    filled = [[row[0], text, *row[2:]] for row, text in zip(rows, TARGET, strict=True)]
    assert desk.take(desk.table(filled, heading)).exit_code == 0
    assert desk.english() == EXPECTED


@pytest.mark.parametrize(
    "rows",
    [
        # another program cuts sentences, in its own order
        [
            (SOURCE[6], TARGET[6]),
            ("本规则适用于本市各级综合档案馆。", "These Rules apply to the archives of this city."),
            ("为规范公众查阅档案，制定本规则。", "These Rules are made to regulate public consultation of archives."),
            *zip(SOURCE[2:6], TARGET[2:6], strict=True),
            (SOURCE[0], TARGET[0]),
        ],
        # labels stand in the texts
        [(f"{s.label} {s.text}", f"{e[1]} {e[2]}") for s, e in zip(RULES.editions[0].segments, ENGLISH, strict=True)],
        # printed in other characters: full width, Traditional, with spaces
        [
            (SOURCE[0], TARGET[0]),
            (SOURCE[1].replace("规则", "規則").replace("档案", "檔案"), TARGET[1]),
            *zip(SOURCE[2:5], TARGET[2:5], strict=True),
            ("档案馆应当在 ５ 个工作日内作出书面答复。", TARGET[5]),
            (SOURCE[6], TARGET[6]),
        ],
        # one unit runs over two passages with their labels
        [
            *zip(SOURCE[:5], TARGET[:5], strict=True),
            (f"第三条{SOURCE[5]}", TARGET[5]),
            (f"第四条　{SOURCE[6]}", f"Article 4. {TARGET[6]}"),
        ],
    ],
    ids=["sentences", "labels", "folded", "mixed"],
)
def test_units_meet_the_text_however_they_are_cut(desk: Desk, rows: list[tuple[str, str]]) -> None:
    done = desk.take(desk.table(rows), "--to", RULES.id)
    assert done.exit_code == 0, done.output
    assert {one: text for one, (_, text) in desk.english().items()} == {one: text for one, (_, text) in EXPECTED.items()}
    assert [label.rstrip(".") for label, _ in desk.english().values()] == [label for label, _ in EXPECTED.values()]


def test_pieces_of_a_sentence_are_put_together(desk: Desk) -> None:
    """Another program cuts at commas; a label stands in the first piece, and a piece runs over the end of a sentence."""
    rows = [
        (SOURCE[0], TARGET[0]),
        ("第一条 为规范公众查阅档案，", "Article 1 These Rules are made"),
        ("制定本规则。本规则适用于", "to regulate public consultation of archives. These Rules apply to"),
        ("本市各级综合档案馆。", "the archives of this city."),
        *zip(SOURCE[2:5], TARGET[2:5], strict=True),
        ("档案馆应当在5个工作日内", "The archives shall reply"),
        ("作出书面答复。", "in writing within 5 working days."),
        (SOURCE[6], TARGET[6]),
    ]
    done = desk.take(desk.table(rows), "--to", RULES.id, "--json")
    assert desk.english() == EXPECTED
    [told] = json.loads(done.stdout)["documents"]
    assert told["counts"]["put together"] == 3
    assert [unit["number"] for unit in told["units"]] == [1, 2, 5, 6, 7, 8, 10]
    assert "7 units (put together from 10)" in desk.take(desk.table(rows), "--to", RULES.id, "--dry-run").stdout


def test_pieces_that_do_not_go_on_stay_what_they_are(desk: Desk) -> None:
    rows = [("档案馆应当在5个工作日内", "The archives shall reply"), *zip(SOURCE[:5], TARGET[:5], strict=True)]
    done = desk.take(desk.table(rows), "--to", RULES.id)
    assert "unit 1: its source text" in done.stderr


def test_the_rest_of_a_translation_comes_in_later_and_once(desk: Desk) -> None:
    every = list(zip(SOURCE, TARGET, strict=True))
    desk.take(desk.table([(zh, en if number % 2 else "") for number, (zh, en) in enumerate(every)]), "--to", RULES.id)
    assert desk.english() != EXPECTED
    assert desk.take(desk.table(every), "--to", RULES.id).exit_code == 0
    assert desk.english() == EXPECTED
    before = desk.files()
    again = desk.take(desk.table(every), "--to", RULES.id)
    assert again.stdout.startswith("unchanged")
    assert desk.files() == before


def test_another_program_that_cuts_coarser_joins_nothing_anew(bilingual: Desk) -> None:
    rows = [
        (SOURCE[0], TARGET[0]),
        (SOURCE[1] + SOURCE[2], f"{TARGET[1]} {TARGET[2]}"),
        (SOURCE[5] + SOURCE[6], f"{TARGET[5]} {TARGET[6]}"),
    ]
    done = bilingual.take(bilingual.table(rows), "--to", RULES.id)
    assert done.stdout.startswith("unchanged")
    assert bilingual.rows() == []


def test_what_a_person_confirmed_is_not_joined_otherwise_unasked(bilingual: Desk) -> None:
    heading = ("zh", "en", "document", "state")
    single = bilingual.table([(SOURCE[3], TARGET[3], RULES.id, "confirmed")], heading)
    bilingual.take(single, "--by", " Anna\tLi ")
    [row] = bilingual.collection.alignment(RULES.id)
    assert (row.by, str(row.zh[0])) == ("Anna Li", "art_2__para_1__point_1")
    both = bilingual.table([(SOURCE[3] + SOURCE[4], f"{TARGET[3]} {TARGET[4]}", RULES.id, "")], heading)
    done = bilingual.take(both)
    assert "a person confirmed another pairing" in done.stderr
    assert done.stdout.startswith("unchanged")
    assert bilingual.collection.alignment(RULES.id) == (row,)
    bilingual.take(both, "--replace")
    assert [len(one.zh) for one in bilingual.collection.alignment(RULES.id)] == [2]


def test_what_matched_and_how_is_told_with_the_place(desk: Desk) -> None:
    rows = [
        (SOURCE[1], TARGET[1]),
        ("档案馆应在5个工作日内作出答复。", TARGET[5]),
        ("完全没有关系的另一句话。", "Something else entirely."),
        (SOURCE[6], TARGET[6]),
    ]
    done = desk.take(desk.table(rows), "--to", RULES.id, "--json")
    told = json.loads(done.stdout)
    [found] = told["documents"]
    assert [(unit["number"], unit["how"], unit["segment"]) for unit in found["units"]] == [
        (1, "exact", "art_1"), (2, "near", "art_3"), (3, "unmatched", ""), (4, "exact", "art_4"),
    ]  # fmt: skip
    said = " ".join(problem["message"] for problem in told["problems"])
    assert "unit 2" in said
    assert "unit 3" in said
    assert "4 of 7 passages have no translation" in said
    assert desk.english()["art_3"] == ("Article 3", TARGET[5])


def test_a_text_that_stands_twice_is_translated_twice(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    segments = (Segment("para_1", "", "特此通知。"), Segment("para_2", "", "请遵照执行。"), Segment("para_3", "", "特此通知。"))
    desk.collection.write(replace(RULES, editions=(Edition("zh", "official", segments),)))
    desk.take(desk.table([("特此通知。", "It is so notified."), ("请遵照执行。", "Please comply.")]), "--to", RULES.id)
    assert [text for _, text in desk.english().values()] == ["It is so notified.", "Please comply.", "It is so notified."]


def test_two_translations_of_one_passage_are_told(desk: Desk) -> None:
    done = desk.take(desk.table([(SOURCE[6], TARGET[6]), (SOURCE[6], "In force from 1 April 2031.")]), "--to", RULES.id)
    assert "translates art_4 again" in done.stderr
    assert desk.english()["art_4"][1] == TARGET[6]


def test_another_pairing_becomes_a_confirmed_row(bilingual: Desk) -> None:
    rows = [
        *zip(SOURCE[:3], TARGET[:3], strict=True),
        (SOURCE[3] + SOURCE[4], f"{TARGET[3]} {TARGET[4]}"),
        *zip(SOURCE[5:], TARGET[5:], strict=True),
    ]
    ids = [RULES.id] * len(rows)
    done = bilingual.take(bilingual.table([(*row, one) for row, one in zip(rows, ids, strict=True)], ("zh", "en", "document")))
    assert done.exit_code == 0, done.output
    both = "art_2__para_1__point_1 art_2__para_1__point_2"
    assert bilingual.rows() == [(both, both, "confirmed")]
    assert bilingual.english() == EXPECTED
    assert f"joined: {both} = {both}" in done.stdout
    bilingual("undo", "--yes", "--no-index")
    assert bilingual.rows() == []


def test_what_the_file_calls_confirmed_is_confirmed(bilingual: Desk) -> None:
    rows = [(SOURCE[6], TARGET[6], "confirmed"), (SOURCE[5], TARGET[5], "computed")]
    bilingual.take(bilingual.table(rows, ("zh", "en", "state")), "--to", RULES.id)
    assert bilingual.rows() == [("art_4", "art_4", "confirmed")]


OTHER_WORDS = [*zip(SOURCE[:6], TARGET[:6], strict=True), (SOURCE[6], "These Rules shall enter into force on 1 April 2031.")]


def test_other_words_are_shown_and_replace_nothing_unasked(bilingual: Desk) -> None:
    before = bilingual.files()
    done = bilingual.take(bilingual.table(OTHER_WORDS), "--to", RULES.id)
    assert done.exit_code == 0
    assert "[-take effect-]{+shall enter into force+}" in done.stdout
    assert "--replace" in done.stderr
    assert bilingual.english() == EXPECTED
    assert bilingual.files() == before


def test_other_words_replace_when_asked(bilingual: Desk) -> None:
    done = bilingual.take(bilingual.table(OTHER_WORDS), "--to", RULES.id, "--replace")
    assert done.exit_code == 0
    assert bilingual.english()["art_4"] == ("Article 4", "These Rules shall enter into force on 1 April 2031.")
    assert bilingual.rows() == [("art_4", "art_4", "taken")]
    bilingual("undo", "--yes", "--no-index")
    assert bilingual.english() == EXPECTED


def test_a_sentence_is_replaced_inside_its_passage(bilingual: Desk) -> None:
    rows = [
        ("为规范公众查阅档案，制定本规则。", "These Rules are made to regulate public consultation of archives."),
        ("本规则适用于本市各级综合档案馆。", "They apply to all comprehensive archives of this city."),
    ]
    bilingual.take(bilingual.table([(*row, "sentence") for row in rows], ("zh", "en", "level")), "--to", RULES.id, "--replace")
    assert bilingual.english()["art_1"][1] == (
        "These Rules are made to regulate public consultation of archives. They apply to all comprehensive archives of this city."
    )


def test_a_gap_of_the_translation_is_filled(desk: Desk) -> None:
    lacking = replace(TRANSLATION, segments=tuple(one for one in TRANSLATION.segments if one.id != "art_3"))
    desk.collection.write(RULES.with_edition(lacking))
    done = desk.take(desk.table(list(zip(SOURCE, TARGET, strict=True))), "--to", RULES.id)
    assert done.exit_code == 0, done.output
    assert desk.english() == EXPECTED
    assert list(desk.english()) == list(EXPECTED)
    assert desk.rows() == [("art_3", "art_3", "taken")]


def test_what_only_the_translation_has_comes_back(desk: Desk) -> None:
    heading = ("zh", "en", "zh_segments", "en_segments")
    rows = [
        ("", "(Effective 2031)", "", "history"),
        ("", "In this city:", "", "art_1"),
        ("为规范公众查阅档案，制定本规则。", "These Rules are made.", "art_1", "art_1"),
        ("", "So it is.", "", "art_1"),
        (SOURCE[6], TARGET[6], "art_4", "art_4"),
        ("", "Article 5 Queries go to the archives.", "", "art_5"),
        ("", "Nobody knows where this stands.", "", ""),
    ]
    done = desk.take(desk.table(rows, heading), "--to", RULES.id)
    assert done.exit_code == 0, done.output
    assert desk.english() == {
        "history": ("", "(Effective 2031)"),
        "art_1": ("Article 1", "In this city: These Rules are made. So it is."),
        "art_4": ("Article 4", TARGET[6]),
        "art_5": ("Article 5", "Queries go to the archives."),
    }
    assert "unit 7 has no source text" in done.stderr


def test_other_words_that_fit_nowhere_are_told(bilingual: Desk) -> None:
    """Half a sentence of a passage: what it would replace cannot be told."""
    rows = [
        *zip(SOURCE[:2], TARGET[:2], strict=True),
        (SOURCE[2] + SOURCE[3], "Wholly different words stand here."),
        ("", "More."),
    ]
    before = bilingual.files()
    done = bilingual.take(bilingual.table(rows), "--to", RULES.id, "--replace")
    assert "unit 3: its translation has other words" in done.stderr
    assert "unit 4 has no source text" in done.stderr
    assert bilingual.files() == before


ELSE = [("海上救助打捞作业应当遵守航行通告。", "Salvage obeys notices."), ("渔船进出港口应当报告。", "Fishing boats report.")]


@pytest.mark.parametrize(
    ("rows", "heading", "options", "said"),
    [
        (ELSE, ("zh", "en"), ("--to", RULES.id), "another document"),
        (list(zip(TARGET, SOURCE, strict=True)), ("zh", "en"), ("--to", RULES.id), "swapped"),
        (list(zip(SOURCE, TARGET, strict=True)), ("zh", "en"), (), "--to ID"),
        (
            [(*one, "example-1999-1") for one in zip(SOURCE, TARGET, strict=True)],
            ("zh", "en", "document"), (), "not in the collection",
        ),
        (
            [(*one, "example-1999-1") for one in zip(SOURCE, TARGET, strict=True)],
            ("zh", "en", "document"), ("--to", RULES.id), "right file",
        ),
        ([], ("zh", "en"), ("--to", RULES.id), "no translation unit"),
        ([(one, "") for one in SOURCE], ("zh", "en"), ("--to", RULES.id), "fill the other language in"),
        (list(zip(SOURCE, TARGET, strict=True)), ("zh", "en"), ("--to", "nothing-here"), "no document"),
    ],
    ids=["other text", "swapped", "of no document", "of one not here", "of another", "empty", "untranslated", "mistyped"],
)  # fmt: skip
def test_what_is_refused_says_why_and_writes_nothing(
    desk: Desk, rows: Any, heading: tuple[str, ...], options: tuple[str, ...], said: str
) -> None:
    path = desk.table(rows, heading)
    before = desk.files()
    done = desk.take(path, *options)
    assert done.exit_code in (1, 2)
    assert said in done.stderr
    assert desk.files() == before


def test_where_one_document_of_a_file_is_refused_none_is_written(desk: Desk) -> None:
    desk.collection.write(replace(RULES, id="example-2031-8"))
    before = desk.files()
    rows = [(*one, RULES.id) for one in zip(SOURCE, TARGET, strict=True)] + [(*one, "example-2031-8") for one in ELSE]
    assert desk.take(desk.table(rows, ("zh", "en", "document"))).exit_code == 1
    assert desk.files() == before


def test_a_file_of_several_documents_goes_to_each(desk: Desk) -> None:
    desk.collection.write(replace(RULES, id="example-2031-8"))
    rows = [(*one, document) for document in ("example-2031-8", RULES.id) for one in zip(SOURCE, TARGET, strict=True)]
    assert desk.take(desk.table(rows, ("zh", "en", "document"))).exit_code == 0
    assert desk.english() == desk.english("example-2031-8") == EXPECTED
    assert desk("undo", "--yes", "--run", "--no-index").stdout.count("undone") >= 2
    assert desk.english() == desk.english("example-2031-8") == {}


def test_digests_are_no_translation(desk: Desk) -> None:
    rows = [(*one, "digest") for one in zip(SOURCE, TARGET, strict=True)]
    done = desk.take(desk.table(rows, ("zh", "en", "state")), "--to", RULES.id)
    assert done.exit_code == 1
    assert f"digests only ({len(rows)})" in done.stderr
    assert desk.english() == {}


def json_lines(desk: Desk, units: Sequence[dict[str, str]]) -> Path:
    """A file with these units."""
    path = desk.folder / "units.jsonl"
    path.write_text("".join(json.dumps(unit) + "\n" for unit in units), encoding="utf-8")
    return path


def test_half_a_character_is_replaced_and_told(desk: Desk) -> None:
    units = [{"zh": zh, "en": en} for zh, en in zip(SOURCE, TARGET, strict=True)]
    units[2]["en"] += " \udfff"
    done = desk.take(json_lines(desk, units), "--to", RULES.id)
    assert done.exit_code == 0, done.output
    assert "unit 3: it has halves of characters (surrogates), 1 of them" in done.stderr
    assert desk.english() == {**EXPECTED, "art_2": ("Article 2", TARGET[2] + " \ufffd")}


@pytest.mark.parametrize("there", ["desk", "bilingual"])
def test_a_translation_out_of_all_proportion_is_left_out(there: str, request: pytest.FixtureRequest) -> None:
    at: Desk = request.getfixturevalue(there)
    units = [{"zh": zh, "en": en} for zh, en in zip(SOURCE, TARGET, strict=True)]
    units[3]["en"] = "Reply. " * 3_000
    done = at.take(json_lines(at, units), "--to", RULES.id, "--replace")
    assert "unit 4: its translation has 21,000 characters, its source text 7; it was left out" in done.stderr
    assert "Reply. Reply." not in " ".join(text for _, text in at.english().values())
    assert at.english()["art_3"] == EXPECTED["art_3"]
    assert ("art_2__para_1__point_1" in at.english()) is (there == "bilingual")


def test_where_no_translation_is_in_proportion_the_file_is_refused(desk: Desk) -> None:
    before = desk.files()
    done = desk.take(json_lines(desk, [{"zh": zh, "en": "Reply. " * 10_000} for zh in SOURCE]), "--to", RULES.id)
    assert done.exit_code == 1
    assert "unit 1: its translation has 70,000 characters" in done.stderr
    assert desk.files() == before


def test_a_source_text_far_longer_than_the_document_is_nowhere_in_it(desk: Desk) -> None:
    rows = [(SOURCE[0] * 10_000, TARGET[0]), *zip(SOURCE[1:], TARGET[1:], strict=True)]
    done = desk.take(desk.table(rows), "--to", RULES.id)
    assert done.exit_code == 0, done.output
    assert "unit 1: its source text is not in the document" in done.stderr
    assert desk.english() == {one: said for one, said in EXPECTED.items() if one != "chp_1"}


def test_what_cannot_be_translated_is_refused_before_its_units_are_read(desk: Desk) -> None:
    desk.collection.write(replace(RULES, id="digest-1", editions=(replace(RULES.editions[0], kind="digest"),)))
    path = desk.folder / "units.tmx"
    path.write_bytes(b"<tmx version='1.4'><body><tu> and here it breaks off")
    done = desk.take(path, "--to", "digest-1")
    assert done.exit_code == 1
    assert "digest-1 has no full text" in done.stderr


@pytest.mark.parametrize(("state", "is_confirmed"), [("Confirmed", True), ("proof-read", False)])
def test_a_state_of_another_program_is_told_and_confirms_nothing(bilingual: Desk, state: str, is_confirmed: bool) -> None:
    rows = [(SOURCE[1], TARGET[1], state)]
    done = bilingual.take(bilingual.table(rows, ("zh", "en", "state")), "--to", RULES.id)
    assert done.exit_code == 0, done.output
    assert ("states that are not known here were taken as none: 1 ('proof-read')" in done.stderr) is not is_confirmed
    assert [row[2] for row in bilingual.rows()] == ["confirmed"] * is_confirmed


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.tmx", b"<tmx version='1.4'><body><tu>", "well-formed"),
        ("a.tmx", b"", "empty"),
        ("a.docx", b"PK\x03\x04 not a word file", ""),
    ],
)
def test_files_that_are_none_are_refused(desk: Desk, name: str, data: bytes, said: str) -> None:
    path = desk.folder / name
    path.write_bytes(data)
    done = desk.take(path, "--to", RULES.id)
    assert done.exit_code == 1
    assert said in done.stderr
    assert desk.take(desk.folder / "missing.tmx", "--to", RULES.id).exit_code == 1
    assert desk.take(desk.folder, "--to", RULES.id).exit_code == 1
