"""What the catalogue knows of translation units: those of a document, of a passage, of the whole archive."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from archive.catalogue.rows import as_written
from archive.errors import Problem
from archive.model import Kind, Language, Stretch, TranslationUnit, UnitLevel
from archive.storage import alignment_file


@dataclass(frozen=True, slots=True)
class CataloguedUnit:
    """A unit with its document and the kinds of edition that its sides are of; None where there is no edition.

    ``figures``: the figures, dates and deadlines that one side says and the other does not, each as a message.
    """

    document: str
    unit: TranslationUnit
    zh_kind: Kind | None
    en_kind: Kind | None
    figures: tuple[str, ...] = ()

    @property
    def translates(self) -> bool:
        """Whether its sides translate each other: both full texts or both digests, and none is empty."""
        both = bool(self.unit.zh and self.unit.en)
        return both and (self.zh_kind == "digest") == (self.en_kind == "digest")


class UnitQueries:
    """The part of the catalogue that answers for units.

    Of a document with a text in one language only each passage is a unit with an empty other side; it has no sentences here.
    """

    _connection: sqlite3.Connection

    def units(self, document_id: str, level: UnitLevel = "passage") -> tuple[TranslationUnit, ...]:
        """The units of a document, in the order of the text."""
        query = "SELECT * FROM units WHERE document = ? AND level = ? ORDER BY position"
        return tuple(unit_from(row) for row in self._connection.execute(query, (document_id, level)))

    def joins(self, document_id: str) -> str:
        """A fingerprint of which of its passages belong together; empty where it has no units."""
        row = self._connection.execute("SELECT joins FROM aligned WHERE document = ?", (document_id,)).fetchone()
        return str(row["joins"]) if row else ""

    def kinds(self, document_id: str) -> tuple[Kind | None, Kind | None]:
        """The kinds of the Chinese and the English edition that its units are made of."""
        row = self._connection.execute("SELECT zh_kind, en_kind FROM aligned WHERE document = ?", (document_id,)).fetchone()
        return (row["zh_kind"] or None, row["en_kind"] or None) if row else (None, None)

    def learned(self) -> dict[str, dict[str, float]]:
        """Words learned from confirmed pairs, as a lexicon takes them: Chinese → English → how surely."""
        return learned_in(self._connection)

    def unit_of(self, document_id: str, segment: str, language: Language) -> TranslationUnit | None:
        """The passage unit that a segment is in; None where the catalogue has none."""
        found = (one for one in self.units(document_id) if segment in [at.segment for at in _side(one, language)])
        return next(found, None)

    def problems(self, document_id: str) -> tuple[Problem, ...]:
        """What does not fit between its two texts, and what is wrong with the rows of its ``alignment.tsv``."""
        query = "SELECT line, severity, message FROM alignment_problems WHERE document = ? ORDER BY position"
        return tuple(Problem(row["severity"], _placed(row)) for row in self._connection.execute(query, (document_id,)))

    def unread_rows(self) -> list[tuple[str, Problem]]:
        """What of the ``alignment.tsv`` of documents could not be read when they were catalogued, with its lines; by id."""
        query = "SELECT * FROM alignment_problems WHERE line IS NOT NULL ORDER BY document, position"
        return [(row["document"], Problem("error", row["message"], row["line"])) for row in self._connection.execute(query)]

    def all_units(self, level: UnitLevel = "passage") -> Iterator[CataloguedUnit]:
        """Every unit of the archive, document by document, read as it is asked for."""
        query = (
            "SELECT u.*, a.zh_kind, a.en_kind FROM units u JOIN aligned a ON a.document = u.document "
            "WHERE u.level = ? ORDER BY u.document, u.position"
        )
        return map(catalogued_from, self._connection.execute(query, (level,)))

    def texts(self) -> Iterator[tuple[str, int, str, str]]:
        """Document, position, Chinese and English text of every passage unit, in the order of ``all_units``: as they stand."""
        query = "SELECT document, position, zh_text, en_text FROM units WHERE level = 'passage' ORDER BY document, position"
        return map(tuple, self._connection.execute(query))

    def unit_at(self, document_id: str, position: int) -> CataloguedUnit | None:
        """The passage unit at a position of a document; None where it has none there."""
        query = (
            "SELECT u.*, a.zh_kind, a.en_kind FROM units u JOIN aligned a ON a.document = u.document "
            "WHERE u.document = ? AND u.level = 'passage' AND u.position = ?"
        )
        row = self._connection.execute(query, (document_id, position)).fetchone()
        return catalogued_from(row) if row else None


def learned_in(connection: sqlite3.Connection) -> dict[str, dict[str, float]]:
    """The words learned from confirmed pairs: Chinese → English → how surely. Raises sqlite3.Error."""
    learned: dict[str, dict[str, float]] = {}
    for zh, en, weight in connection.execute("SELECT zh, en, weight FROM learned"):
        learned.setdefault(zh, {})[en] = weight
    return learned


@as_written
def unit_from(row: Any) -> TranslationUnit:
    """A unit from its row."""
    return TranslationUnit(
        row["level"],
        _stretches(row["zh"]),
        _stretches(row["en"]),
        row["zh_text"],
        row["en_text"],
        row["score"],
        row["origin"],
        bool(row["stale"]),
    )


@as_written
def catalogued_from(row: Any) -> CataloguedUnit:
    """A unit with what its document's row says."""
    figures = tuple(filter(None, row["figures"].split("\n")))
    return CataloguedUnit(row["document"], unit_from(row), row["zh_kind"] or None, row["en_kind"] or None, figures)


def _placed(row: Any) -> str:
    """The message of a problem, with the line where it is one of ``alignment.tsv``."""
    return f"{alignment_file.NAME}:{row['line']}: {row['message']}" if row["line"] else str(row["message"])


def _side(unit: TranslationUnit, language: Language) -> tuple[Stretch, ...]:
    return unit.en if language == "en" else unit.zh


def _stretches(written: str) -> tuple[Stretch, ...]:
    return tuple(Stretch(str(segment), int(start), int(end)) for segment, start, end in json.loads(written))
