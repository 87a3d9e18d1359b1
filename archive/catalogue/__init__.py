"""The catalogue (SQLite, derived): who cites whom, where, and what became of it. This side reads; it never writes.

Safe beside a writer: one connection a thread of work, each question one statement, and a reader sees whole updates only.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.catalogue.rows import as_written, citation_from, relation_from
from archive.catalogue.schema import open_to_read
from archive.catalogue.unit_queries import CataloguedUnit, UnitQueries
from archive.catalogue.work import DocumentWork, Work, WorkKind, WorkQueries
from archive.catalogue.works import Works
from archive.model import Citation, Document, Relation
from archive.relations import number_key, points_to, short_key

__all__ = [
    "Catalogue",
    "CatalogueDamaged",
    "CataloguedUnit",
    "Cited",
    "DocumentWork",
    "Work",
    "WorkKind",
    "catalogue_path",
]
CatalogueDamaged = sqlite3.Error
"""What a question raises where the file was damaged after it was opened, or a row does not hold what was written."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation and what it leads to. ``target``: facts without editions, None where the archive does not have the work.

    ``segment``: the passage of the target; None for the whole. ``source``: the document that cites. ``words``: as printed.
    """

    source: Document
    edition: str
    citation: Citation
    words: str
    target: Document | None
    segment: str | None


def catalogue_path(index: Path) -> Path:
    """Where the catalogue of an index is: ``.documents.index`` has ``.documents.catalogue.sqlite`` beside it."""
    return index.with_name(f"{index.name.removesuffix('.index')}.catalogue.sqlite")


class Catalogue(UnitQueries, WorkQueries):
    """What the catalogue beside an index knows."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._connection.row_factory = sqlite3.Row
        self._works = Works(connection)

    @classmethod
    def open(cls, path: Path) -> Catalogue | None:
        """The catalogue in a file, for reading only; None where it is missing, damaged or of another version."""
        connection = open_to_read(path)
        return cls(connection) if connection else None

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def document(self, document_id: str) -> Document | None:
        """A document's facts, without editions and relations."""
        return self._works.document(document_id)

    def resolve(self, named: Citation | Relation, citing: Document) -> tuple[Document, str | None] | None:
        """What a citation or relation of ``citing`` leads to, and the segment there; None for a named target.

        By id, else number, else title; of several versions the one that was there when ``citing`` was issued, else the newest.
        """
        return self._works.resolve(named, citing)

    def citations_of(self, document_id: str) -> list[Cited]:
        """What a document's shown editions cite, in the order of the text, its references to itself among them."""
        rows = self._connection.execute(
            "SELECT * FROM citations WHERE document = ? ORDER BY edition DESC, position", (document_id,)
        ).fetchall()
        return [found for row in rows if (found := self._cited(row))]

    def cited_by(self, document_id: str, segment: str | None = None) -> list[Cited]:
        """Who cites a document (``segment``: that passage or one inside it), oldest document first; not the document itself."""
        found = [cited for row in self._leading_to(document_id) if (cited := self._cited(row))]
        if segment:
            found = [cited for cited in found if cited.segment and f"{cited.segment}__".startswith(f"{segment}__")]
        return sorted(found, key=lambda cited: (str(cited.source.issued or ""), cited.source.id))

    def citing(self, document_id: str) -> list[str]:
        """The ids of the documents that cite a document, each once, oldest first."""
        sources = {row["document"]: self.document(row["document"]) for row in self._leading_to(document_id)}
        return [one.id for one in sorted(filter(None, sources.values()), key=lambda one: (str(one.issued or ""), one.id))]

    def unresolved(self) -> list[tuple[str, str | None, int]]:
        """Works that are cited and that the archive does not have: title, number, by how many documents; most cited first."""
        rows = self._connection.execute(
            "SELECT key, number, min(printed) AS printed, count(DISTINCT document) AS times FROM citations c "
            "WHERE own = 0 AND NOT EXISTS (SELECT 1 FROM names n WHERE n.key = c.key OR n.key = c.number) "
            "GROUP BY key, CASE key WHEN '' THEN number END ORDER BY times DESC, key"
        )
        return [(*_named(row["printed"]), row["times"]) for row in rows]

    def versions_of(self, document: Document) -> list[Document]:
        """The versions of a work in the archive, this one among them: the same title and another date, oldest first."""
        return self._works.versions_of(document)

    def pointing_to(self, document: Document) -> list[tuple[Relation, Document]]:
        """The relations of other documents that mean this one, each with the document that states it."""
        keys = [short_key(title) for title in (document.title.zh, document.title.en) if title]
        number = number_key(document.number) if document.number else "\0"
        marks = ", ".join("?" * len(keys)) or "''"
        rows = self._connection.execute(
            f"SELECT document, facts FROM relations WHERE document <> ? AND (target = ? OR number = ? OR key IN ({marks}))",  # noqa: S608
            (document.id, document.id, number, *keys),
        ).fetchall()
        stated = [(relation_from(row["facts"]), self.document(row["document"])) for row in rows]
        return [(relation, source) for relation, source in stated if source and self._means(relation, source, document)]

    def _means(self, relation: Relation, source: Document, document: Document) -> bool:
        if not points_to(relation, document) and short_key(relation.title or "") not in map(
            short_key, filter(None, (document.title.zh, document.title.en))
        ):
            return False
        found = self.resolve(relation, source)
        return found is not None and found[0].id == document.id

    def _leading_to(self, document_id: str) -> list[sqlite3.Row]:
        """The citations that lead to a document: they name it, and of its versions they mean this one."""
        names = self._connection.execute("SELECT key, kind FROM names WHERE document = ?", (document_id,)).fetchall()
        rows: dict[tuple[str, str, int], sqlite3.Row] = {}
        for name in names:
            column = "key" if name["kind"] == "title" else "number"
            query = f"SELECT * FROM citations WHERE own = 0 AND {column} <> '' AND {column} = ?"  # noqa: S608 - our own names
            for row in self._connection.execute(query, (name["key"],)):
                rows[row["document"], row["edition"], row["position"]] = row
        return [row for row in rows.values() if self._chosen(row) == document_id]

    def _chosen(self, row: sqlite3.Row) -> str | None:
        source = self.document(row["document"])
        return self._works.choose(row["key"], row["number"], source) if source else None

    def _cited(self, row: Any) -> Cited | None:
        source = self.document(row["document"])
        if source is None:
            return None
        citation, words = citation_from(row, source)
        target = self.resolve(citation, source)
        return Cited(source, row["edition"], citation, words, *(target or (None, None)))


@as_written
def _named(printed: str) -> tuple[str, str | None]:
    """Title and number of a work as they were cited."""
    title, number, _ = json.loads(printed)
    return title, number
