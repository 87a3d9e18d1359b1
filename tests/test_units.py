"""Translation units in the catalogue: kept up to date, read back, what needs work; and the findings of ``archive check``."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from archive.alignment.editions.corrections import correction_of, merged, with_fingerprints
from archive.alignment.editions.rows import rows
from archive.alignment.editions.texts import Side
from archive.alignment.words.learning import learned_words
from archive.alignment.words.lexicon import Lexicon
from archive.catalogue import Catalogue, catalogue_path
from archive.catalogue.status import CurrentDocuments, current_documents
from archive.catalogue.units import units_of
from archive.catalogue.writing import update
from archive.checks import check_collection
from archive.errors import IndexUnusable
from archive.intake.remembering import remembered
from archive.model import Bilingual, Document, Term
from archive.storage import alignment_file
from archive.store import Collection
from indexer.changes import units_of as indexed_units
from indexer.entries import entries
from tests.bilingual_statute import EN, OTHER, ZH, Row, changed, edition, without
from tests.test_alignment_editions import NEW, joins, row

ID = "lights-2024-1"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return catalogue_path(tmp_path / ".documents.index")


def put(collection: Collection, zh: tuple[Row, ...] | None = ZH, en: tuple[Row, ...] | None = EN, **more: object) -> Document:
    editions = [edition("zh", zh)] if zh is not None else []
    editions += [edition("en", en)] if en is not None else []
    document = Document(ID, Bilingual("灯塔管理办法", "Measures for Lighthouses"), editions=tuple(editions))
    document = replace(document, **more)  # type: ignore[arg-type]
    collection.write(document)
    return document


@contextmanager
def read(collection: Collection, path: Path) -> Iterator[Catalogue]:
    update(collection, path)
    opened = Catalogue.open(path)
    assert opened is not None
    with closing(opened):
        yield opened


def take(collection: Collection, zh: tuple[Row, ...] = ZH, en: tuple[Row, ...] = EN) -> None:
    """Remember what the translation translates, as `archive add --translation-of` does."""
    sides = Side(edition("zh", zh)), Side(edition("en", en))
    units = units_of(collection.load(ID), Lexicon()).passages
    collection.write_alignment(ID, [correction_of(unit, *sides, "taken") for unit in units])


def test_units_come_back_as_they_were_aligned(collection: Collection, path: Path) -> None:
    document = put(collection, en=without(EN, "art_8"))
    expected = units_of(document, Lexicon())
    with read(collection, path) as catalogue:
        assert catalogue.units(ID) == expected.passages
        assert catalogue.units(ID, "sentence") == expected.sentences
        assert catalogue.kinds(ID) == ("official", "translation")
        assert [one.unit for one in catalogue.all_units()] == list(expected.passages)
        assert catalogue.unit_of(ID, "art_9", "en") == next(unit for unit in expected.passages if unit.id == "art_9")
        assert catalogue.unit_of(ID, "art_8", "en") is None
        assert catalogue.units("nobody-1") == ()


def test_only_changed_documents_are_aligned_again(collection: Collection, path: Path) -> None:
    put(collection)
    with read(collection, path) as catalogue:
        assert catalogue.unit_of(ID, "art_9", "zh") is not None
    put(collection, without(ZH, "art_9"), without(EN, "art_9"))
    with read(collection, path) as catalogue:
        assert catalogue.unit_of(ID, "art_9", "zh") is None
        assert update(collection, path) == 0
    collection.remove(ID)
    with read(collection, path) as catalogue:
        assert list(catalogue.all_units()) == []


def test_work_counts_what_is_missing_stale_and_different(collection: Collection, path: Path) -> None:
    put(collection)
    take(collection)
    put(collection, changed(ZH, "art_7", NEW), without(changed(EN, "art_5", EN[10][2].replace("15", "50")), "art_9"))
    with read(collection, path) as catalogue:
        [work] = catalogue.work().documents
        assert work.document == ID
        assert work.passages == len(ZH)
        assert (work.counts["untranslated"], work.counts["stale"]) == (1, 1)
        assert catalogue.work().total("figures") == 2  # article 7: ten years in the Chinese, five in the English
        [stale] = catalogue.needs("stale")
        assert (stale.unit.id, stale.zh_kind, stale.translates) == ("art_7", "official", True)
        [untranslated] = catalogue.needs("untranslated", ID)
        assert untranslated.unit.id == "art_9"
        figures = {one.unit.id: one.figures for one in catalogue.needs("figures")}
        assert any("50" in message for message in figures["art_5"])
        assert catalogue.needs("figures", offset=1, limit=5) == catalogue.needs("figures")[1:]
        assert catalogue.needs("stale", "another-1") == ()


def test_a_text_without_translation_is_counted_passage_by_passage(collection: Collection, path: Path) -> None:
    put(collection, en=None)
    with read(collection, path) as catalogue:
        assert catalogue.work().total("untranslated") == len(ZH)
        assert catalogue.units(ID) == units_of(collection.load(ID), Lexicon()).passages
        assert [(unit.zh_text, unit.en) for unit in catalogue.units(ID)] == [(text, ()) for _, _, text in ZH]
        assert catalogue.units(ID, "sentence") == ()
        needed = catalogue.needs("untranslated")
        assert [one.unit.zh_text for one in needed] == [text for _, _, text in ZH]
        assert {(one.zh_kind, one.en_kind, one.translates) for one in needed} == {("official", None, False)}
        assert catalogue.needs("untranslated", ID, offset=2, limit=3) == needed[2:5]
        assert catalogue.needs("stale", ID) == ()
        assert len(list(catalogue.texts())) == len(ZH)


def test_what_does_not_fit_is_kept_with_the_units(collection: Collection, path: Path) -> None:
    document = put(collection, en=OTHER)
    with read(collection, path) as catalogue:
        assert catalogue.problems(ID) == units_of(document, Lexicon()).problems
        assert "shared numbers" in catalogue.problems(ID)[0].message
    put(collection)
    with read(collection, path) as catalogue:
        assert catalogue.problems(ID) == ()


def test_a_pair_of_files_that_do_not_fit_is_told_when_it_is_taken_in(collection: Collection) -> None:
    document = put(collection, en=OTHER)
    both = remembered(document, collection, ("zh", "en"), date(2024, 5, 6))
    assert ["shared numbers" in problem.message for problem in both.problems] == [True]
    assert both.rows is not None
    assert {one.date for one in both.rows} == {date(2024, 5, 6)}
    assert remembered(put(collection, en=None), collection, ("zh",), date(2024, 5, 6)).rows is None


def test_rows_that_cannot_be_read_are_told_and_the_others_bind(collection: Collection, path: Path) -> None:
    put(collection)
    collection.write_alignment(ID, [row("art_9", "art_10")])
    file = collection.root / ID / alignment_file.NAME
    file.write_text(file.read_text(encoding="utf-8") + "art_1\tart_1\tmaybe\n", encoding="utf-8")
    with read(collection, path) as catalogue:
        assert ("art_9", "art_10") in joins(catalogue.units(ID))
        [problem] = catalogue.problems(ID)
        assert problem.severity == "error"
        assert problem.message.startswith("alignment.tsv:3: state is 'maybe'")


def test_rows_that_cannot_be_read_are_told_by_the_index_until_they_are_mended(collection: Collection, tmp_path: Path) -> None:
    put(collection)
    rows = collection.root / ID / alignment_file.NAME
    rows.write_text("\t".join(alignment_file.COLUMNS) + "\nart_1\tart_1\tperhaps\n")
    for _ in range(2):
        with current_documents(collection, tmp_path / ".documents.index") as documents:
            assert isinstance(documents, CurrentDocuments)
            [told] = documents.unread_rows()
            assert (told.severity, told.line, told.path) == ("warning", 2, rows)
    rows.unlink()
    with current_documents(collection, tmp_path / ".documents.index") as documents:
        assert isinstance(documents, CurrentDocuments)
        assert documents.unread_rows() == []


@pytest.mark.parametrize("damage", ["deleted", "truncated", "empty", "another version", "held", "folder"])
def test_a_catalogue_that_cannot_be_read_is_none_and_is_made_again(collection: Collection, path: Path, damage: str) -> None:
    put(collection)
    update(collection, path)
    held = sqlite3.connect(path)
    match damage:
        case "deleted":
            path.unlink()
        case "truncated":
            path.write_bytes(path.read_bytes()[:2000])
        case "empty":
            path.write_bytes(b"")
        case "another version":
            held.execute("PRAGMA user_version = 3")
        case "held":
            held.execute("BEGIN EXCLUSIVE")
        case "folder":
            path.unlink()
            path.mkdir()
    assert Catalogue.open(path) is None
    held.close()
    if damage == "folder":
        with pytest.raises(IndexUnusable, match="delete it"):
            update(collection, path)
        path.rmdir()
    with read(collection, path) as catalogue:
        assert len(catalogue.units(ID)) == len(ZH)


class Failing(Collection):
    """A collection on a disk that fails."""

    failure: Exception

    def stamps(self) -> dict[str, str]:
        raise self.failure


@pytest.mark.parametrize(
    ("failure", "remedy"),
    [
        (OSError(errno.EROFS, "Read-only file system"), "read-only here; name another place with `--index`"),
        (PermissionError(errno.EACCES, "Permission denied"), "read-only here; name another place with `--index`"),
        (OSError(errno.ENOSPC, "No space left on device"), "make room on the disk"),
        (sqlite3.OperationalError("no such table"), "delete it: it is made again"),
    ],
)
def test_a_catalogue_that_cannot_be_written_says_what_to_do(tmp_path: Path, path: Path, failure: Exception, remedy: str) -> None:
    collection = Failing(tmp_path / "documents")
    collection.failure = failure
    with pytest.raises(IndexUnusable) as raised:
        update(collection, path)
    assert remedy in str(raised.value)
    assert ("make room" in str(raised.value)) == (remedy == "make room on the disk")


def test_a_digest_is_no_translation(collection: Collection, path: Path) -> None:
    document = put(collection, en=None)
    collection.write(document.with_edition(edition("en", EN[:5], "digest")))
    with read(collection, path) as catalogue:
        assert catalogue.work().total("untranslated") == len(ZH)
        assert not any(one.translates for one in catalogue.all_units())
        assert catalogue.kinds(ID) == ("official", "digest")
        assert catalogue.work().total("low score") == 0


def test_digests_alone_need_no_translation(collection: Collection, path: Path) -> None:
    put(collection, None, None, editions=(edition("zh", ZH, "digest"), edition("en", without(EN, "art_9"), "digest")))
    with read(collection, path) as catalogue:
        assert catalogue.work().total("untranslated") == 0
        assert any(one.translates for one in catalogue.all_units())


def test_what_a_person_confirmed_is_neither_stale_nor_weak(collection: Collection, path: Path) -> None:
    put(collection)
    take(collection)
    put(collection, changed(ZH, "art_7", NEW), EN)
    zh, en = Side(edition("zh", changed(ZH, "art_7", NEW))), Side(edition("en", EN))
    confirmed = merged(collection.alignment(ID), [with_fingerprints(row("art_7", "art_7"), zh, en)], zh, en)
    collection.write_alignment(ID, confirmed)
    with read(collection, path) as catalogue:
        assert catalogue.work().total("stale") == 0
        unit = catalogue.unit_of(ID, "art_7", "zh")
        assert unit is not None
        assert unit.origin == "confirmed"


def test_a_changed_term_moves_the_scores_of_its_passages_and_nothing_else(collection: Collection, path: Path) -> None:
    put(collection, changed(ZH, "art_9", "守塔人更换玻璃罩。"), changed(EN, "art_9", "The warden replaces the glass cover."))
    with read(collection, path) as catalogue:
        before = {unit.id: unit.score for unit in catalogue.units(ID)}
    collection.write_terms((Term("守塔人", "warden", "preferred"),))
    with read(collection, path) as catalogue:
        after = {unit.id: unit.score for unit in catalogue.units(ID)}
    moved = {unit for unit in after if after[unit] != before[unit]}
    assert "art_9" in moved
    assert moved <= {"art_7", "art_8", "art_9"}  # where the term stands
    assert after["art_9"] > before["art_9"]


def test_a_term_base_that_cannot_be_read_changes_nothing(collection: Collection, path: Path) -> None:
    put(collection)
    collection.write_terms((Term("守塔人", "keeper", "preferred"),))
    with read(collection, path) as catalogue:
        before = catalogue.units(ID)
    (collection.root / "terms.tsv").write_text("nothing\n", encoding="utf-8")
    with read(collection, path) as catalogue:
        assert catalogue.units(ID) == before


MIRAGES = (
    ("远处的蜃楼消失了。", "The distant mirage vanished."),
    ("守塔人画下蜃楼。", "The keeper drew the mirage."),
    ("蜃楼预示大风。", "A mirage foretells strong wind."),
    ("渔民害怕蜃楼和雾。", "Fishermen fear mirage and fog."),
    ("守塔人修理灯具。", "The keeper repairs the lamp."),
    ("大风吹断绳索。", "Strong wind broke the rope."),
)


def test_words_are_learned_from_what_was_confirmed() -> None:
    words = learned_words(MIRAGES)
    assert words["蜃楼"] == {"mirage": 1.0}
    assert not any("渔民" in word for word in words)  # once only
    assert learned_words(MIRAGES[:2]) == {}


def test_the_catalogue_learns(collection: Collection, path: Path) -> None:
    zh = tuple((f"art_{n}", f"第{n}条", text) for n, (text, _) in enumerate(MIRAGES, 1))
    en = tuple((f"art_{n}", f"Article {n}", text) for n, (_, text) in enumerate(MIRAGES, 1))
    put(collection, zh, en)
    collection.write_alignment(ID, [row(name, name) for name, _, _ in zh])
    update(collection, path)
    with closing(sqlite3.connect(path)) as connection:
        assert ("蜃楼", "mirage", 1.0) in connection.execute("SELECT * FROM learned").fetchall()


# --- rows and the index ------------------------------------------------------------------------------------------------


def test_rows_are_joined_by_units_where_there_are_any(collection: Collection) -> None:
    document = put(collection)
    collection.write_alignment(ID, [row("art_9 art_10", "art_9")])
    units = units_of(document, Lexicon(), collection.alignment(ID)).passages
    joined = rows(document, units)
    wide = next(one for one in joined if one.id == "art_9")
    assert wide.zh is not None
    assert [segment.id for segment in wide.zh.segments] == ["art_9", "art_10"]
    assert wide.ids == ("art_9", "art_10")
    assert wide.unit is not None
    assert wide.unit.origin == "confirmed"
    assert "en.art_10" in [one.id for one in joined]  # art_10 is the id of a Chinese passage beside another one
    assert len({one.id for one in joined}) == len(joined)


def test_units_of_another_text_are_not_used(collection: Collection) -> None:
    document = put(collection)
    units = units_of(document, Lexicon()).passages
    newer = put(collection, changed(ZH, "art_7", NEW))
    assert all(one.unit is None for one in rows(newer, units))
    assert [one.id for one in rows(newer, units)] == [one[0] for one in ZH]


def test_the_translation_beside_a_hit_is_that_of_its_unit(collection: Collection, tmp_path: Path) -> None:
    put(collection)
    collection.write_alignment(ID, [row("art_9", "art_10")])
    with current_documents(collection, tmp_path / ".documents.index") as current:
        document = current.load(ID)
        _, passages = entries(document, "", indexed_units(current, ID))
        _, by_ids = entries(document, "")
    beside = {(one.stored["lang"], one.stored["segment"]): one.stored["translation"] for one in passages}
    assert beside["zh", "art_9"]["segment"] == "art_10"
    assert beside["zh", "art_10"] is None
    assert next(one for one in by_ids if one.stored["segment"] == "art_9").stored["translation"]["segment"] == "art_9"


def test_the_fingerprint_of_the_index_changes_with_the_pairs(collection: Collection, tmp_path: Path) -> None:
    put(collection)
    with current_documents(collection, tmp_path / ".documents.index") as current:
        before = current.fingerprint(ID).rsplit(" ", 1)[1]
    collection.write_alignment(ID, [row("art_9", "art_10")])
    with current_documents(collection, tmp_path / ".documents.index") as current:
        assert current.fingerprint(ID).rsplit(" ", 1)[1] != before


# --- archive check -----------------------------------------------------------------------------------------------------


def findings(collection: Collection) -> list[str]:
    return [
        f"{problem.path.name if problem.path else ''}:{problem.line} {problem.severity} {problem.message}"
        for problem in check_collection(collection)
        if problem.path and problem.path.name in (alignment_file.NAME, "zh.md", "en.md")
    ]


def test_a_sound_alignment_has_no_findings(collection: Collection) -> None:
    put(collection)
    take(collection)
    assert findings(collection) == []


def test_rows_are_checked_with_their_lines(collection: Collection) -> None:
    put(collection)
    made = [row("art_9", "art_9"), row("art_99", "art_8"), row("art_9", "art_10"), row("art_2", "art_2")]
    collection.write_alignment(ID, made)
    found = findings(collection)
    assert any(one.startswith("alignment.tsv:3 warning art_99 is not in the text") for one in found)
    assert any(one.startswith("alignment.tsv:4 warning art_9 is in an earlier row") for one in found)
    assert any(one.startswith("alignment.tsv:2 note the rows are not in the order of the text: art_2") for one in found)


def test_a_row_that_is_none_is_an_error(collection: Collection) -> None:
    put(collection)
    collection.write_alignment(ID, [row("art_9", "art_9")])
    path = collection.root / ID / alignment_file.NAME
    path.write_text(path.read_text(encoding="utf-8") + "art_1\tart_1\tmaybe\n", encoding="utf-8")
    assert any(one.startswith("alignment.tsv:3 error state is 'maybe'") for one in findings(collection))


def test_stale_passages_and_ids_that_do_not_meet_are_told(collection: Collection) -> None:
    put(collection)
    take(collection)
    put(collection, changed(ZH, "art_7", NEW), without(EN, "art_9"))
    found = findings(collection)
    assert any(one.startswith("en.md") and "warning art_7: its source changed" in one for one in found)
    assert any(one.startswith("zh.md") and "note art_9: en.md has no such ids" in one for one in found)


def test_rows_beside_one_language_are_told(collection: Collection) -> None:
    put(collection, en=None)
    collection.write_alignment(ID, [row("art_9", "-")])
    assert any("one language only" in one for one in findings(collection))


def test_figures_are_compared_in_the_units_that_the_catalogue_has(collection: Collection, path: Path) -> None:
    """第五条 and 第六条 are one Article 5, as a person says: what each of them says is in it."""
    both = f"{EN[10][2]} {EN[11][2]}"
    put(collection, en=without(changed(changed(EN, "art_5", both), "art_11", EN[17][2].replace("5,000", "6,000")), "art_6"))
    collection.write_alignment(ID, [row("art_5 art_6", "art_5")])
    with read(collection, path) as catalogue:
        [different] = catalogue.needs("figures")
    told = [one for one in findings(collection) if "make the figures agree" in one]
    assert different.unit.id == "art_11"
    assert sorted(one.partition(" warning ")[2] for one in told) == sorted(different.figures)


def test_what_no_row_speaks_of_is_told_once(collection: Collection) -> None:
    put(collection)
    collection.write(collection.load(ID).with_edition(replace(edition("en", EN), renders=edition("zh", ZH).sha256)))
    put_source = collection.load(ID).with_edition(edition("zh", changed(ZH, "art_7", NEW)))
    collection.write(put_source)
    whole = [
        one for one in findings(collection) if "the text it renders has changed" in one or "renders has changed since" in one
    ]
    assert len(whole) == 1
    collection.write_alignment(ID, [row("art_9", "art_9")])
    found = findings(collection)
    assert sum("no row of alignment.tsv speaks of 18 of its passages" in one for one in found) == 1
    assert sum("its source changed after it was translated" in one for one in found) == 8
