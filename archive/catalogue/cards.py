"""Cards of documents in the catalogue: every fact that lists show, so that pages need not read thousands of files.

A card holds for as long as its stamp is that of the document's files (``Collection.stamp``); whoever reads it compares the two.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from archive.catalogue.rows import document_from, facts_of, relation_facts, relation_from
from archive.catalogue.schema import open_to_read
from archive.model import Bilingual, Document, Source

_SINGLE = ("level", "region", "unstated", "topics")
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Card:
    """What lists need of a document: its facts without editions and notes, and how many passages and articles it has."""

    facts: Document
    passages: int
    articles: int


def card(document: Document) -> Card:
    """The card of a document. Passages are distinct segment ids; an article counts once, however many languages it is in."""
    levels = {segment.id: segment.level for edition in document.editions for segment in edition.segments}
    articles = sum(level == "article" for level in levels.values())
    return Card(replace(document, editions=(), notes=()), len(levels), articles)


def put_card(connection: sqlite3.Connection, document: Document, stamp: str) -> None:
    """Write the card of a document. ``stamp``: of its files, taken before they were read. Raises sqlite3.Error."""
    made = card(document)
    row = (document.id, stamp, made.passages, made.articles, _written(made.facts))
    connection.execute("INSERT OR REPLACE INTO cards VALUES (?, ?, ?, ?, ?)", row)


def touch_cards(connection: sqlite3.Connection, stamps: dict[str, str]) -> None:
    """Note the stamps of documents whose files say what they said before. Raises sqlite3.Error."""
    held: dict[str, str] = dict(connection.execute("SELECT document, stamp FROM cards"))
    moved = [(stamp, document_id) for document_id, stamp in stamps.items() if held.get(document_id, stamp) != stamp]
    connection.executemany("UPDATE cards SET stamp = ? WHERE document = ?", moved)


def cards_of(path: Path, ids: Iterable[str]) -> dict[str, tuple[str, Card]]:
    """The stamps and cards of those of the documents that a catalogue knows; none where it cannot be read."""
    connection = open_to_read(path)
    if connection is None:
        return {}
    wanted = list(ids)
    with closing(connection):
        try:
            rows = [
                row for start in range(0, len(wanted), _AT_ONCE) for row in _rows(connection, wanted[start : start + _AT_ONCE])
            ]
            return {row[0]: (row[1], Card(_read(row[0], json.loads(row[4])), row[2], row[3])) for row in rows}
        except (sqlite3.Error, ValueError, TypeError, KeyError):  # damaged: it is made again with the next `archive index`
            return {}


def _rows(connection: sqlite3.Connection, ids: list[str]) -> list[Any]:
    marks = ", ".join("?" * len(ids))
    return connection.execute(f"SELECT * FROM cards WHERE document IN ({marks})", ids).fetchall()  # noqa: S608 - only marks


def _written(document: Document) -> str:
    facts: dict[str, Any] = {name: getattr(document, name) for name in _SINGLE}
    facts["common"] = facts_of(document)
    facts["issuers"] = [[issuer.zh, issuer.en] for issuer in document.issuers]
    facts["abstract"] = [document.abstract.zh, document.abstract.en]
    facts["relations"] = [relation_facts(relation) for relation in document.relations]
    facts["source"] = [document.source.title, document.source.publisher, document.source.url]
    facts["added"] = str(document.added) if document.added else None
    return json.dumps(facts, ensure_ascii=False)


def _read(document_id: str, facts: dict[str, Any]) -> Document:
    return replace(
        document_from(document_id, facts["common"]),
        level=facts["level"],
        region=facts["region"],
        unstated=tuple(facts["unstated"]),
        topics=tuple(facts["topics"]),
        issuers=tuple(Bilingual(*names) for names in facts["issuers"]),
        abstract=Bilingual(*facts["abstract"]),
        relations=tuple(map(relation_from, facts["relations"])),
        source=Source(*facts["source"]),
        added=date.fromisoformat(facts["added"]) if facts["added"] else None,
    )
