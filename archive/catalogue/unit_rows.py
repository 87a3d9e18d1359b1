"""A document's translation units as rows of the catalogue."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from archive.alignment.editions.alone import units_alone
from archive.alignment.editions.editions import Alignment
from archive.alignment.editions.rows import shown_editions
from archive.alignment.editions.staleness import source_language
from archive.catalogue.units import figures_of, joins_of, needs_of
from archive.errors import Problem
from archive.model import LANGUAGES, Document, Edition, Stretch, TranslationUnit

_INSERT = "INSERT INTO units VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


def put_units(connection: sqlite3.Connection, document: Document, alignment: Alignment) -> None:
    """Write the units of a document that shows both languages. Raises sqlite3.Error."""
    zh, en = shown_editions(document)
    original = en if zh.kind == "digest" or (source_language(zh, en) == "en" and en.kind != "digest") else zh
    facts = (document.id, zh.kind, en.kind, _told(original), joins_of(alignment.passages))
    connection.execute("INSERT INTO aligned VALUES (?, ?, ?, ?, ?)", facts)
    figures = [figures_of(unit, zh, en) for unit in alignment.passages]
    rows = [(document.id, *_columns(unit, n), "\n".join(figures[n])) for n, unit in enumerate(alignment.passages)]
    rows += [(document.id, *_columns(unit, n), "") for n, unit in enumerate(alignment.sentences)]
    connection.executemany(_INSERT, rows)
    found = [
        (document.id, kind, position)
        for position, unit in enumerate(alignment.passages)
        for kind in needs_of(unit, zh, en, has_figures=bool(figures[position]))
    ]
    connection.executemany("INSERT INTO needs VALUES (?, ?, ?)", found)


def put_monolingual(connection: sqlite3.Connection, document: Document) -> None:
    """Write the passages of a document that shows one language only; its sentences are not kept. Raises sqlite3.Error."""
    for edition in shown_editions(document):
        kinds = [edition.kind if language == edition.language else "" for language in LANGUAGES]
        facts = (document.id, *kinds, _told(edition))
        connection.execute("INSERT INTO aligned VALUES (?, ?, ?, ?, '')", facts)
        rows = [(document.id, *_columns(unit, n), "") for n, unit in enumerate(units_alone(edition))]
        connection.executemany(_INSERT, rows)


def put_problems(connection: sqlite3.Connection, document_id: str, problems: Sequence[Problem]) -> None:
    """Write what does not fit between the two texts of a document; problems with a line are those of its ``alignment.tsv``.

    Raises sqlite3.Error.
    """
    rows = [(document_id, position, one.line, one.severity, one.message) for position, one in enumerate(problems)]
    connection.executemany("INSERT INTO alignment_problems VALUES (?, ?, ?, ?, ?)", rows)


def _told(edition: Edition) -> int:
    """How many passages say something."""
    return sum(bool(one.text.strip()) for one in edition.segments)


def _columns(unit: TranslationUnit, position: int) -> tuple[object, ...]:
    sides = (_written(unit.zh), _written(unit.en), unit.zh_text, unit.en_text)
    return (unit.level, position, *sides, unit.score, unit.origin, int(unit.stale))


def _written(stretches: Sequence[Stretch]) -> str:
    return json.dumps([[one.segment, one.start, one.end] for one in stretches]) if stretches else "[]"
