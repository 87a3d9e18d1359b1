"""The works that a catalogue knows: their facts, their segments, and which of several versions a name means."""

from __future__ import annotations

import json
import sqlite3

from archive.catalogue.rows import document_from
from archive.model import Document


class Works:
    """Looks documents up by id, title and number, each once for as long as it lives."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._chosen: dict[tuple[str, str, str], str | None] = {}
        self._facts: dict[str, Document | None] = {}
        self._segments: dict[str, list[str]] = {}

    def document(self, document_id: str) -> Document | None:
        """A document's facts, without editions and relations."""
        if document_id not in self._facts:
            row = self._connection.execute("SELECT facts FROM documents WHERE id = ?", (document_id,)).fetchone()
            self._facts[document_id] = document_from(document_id, row["facts"]) if row else None
        return self._facts[document_id]

    def choose(self, key: str, number: str, citing: Document) -> str | None:
        """The id of the document that a key names, as seen from the day that ``citing`` was issued."""
        asked = key, number, str(citing.issued or "")
        if asked not in self._chosen:
            named = self.named(number, "number") if number else []
            if number.startswith("~") and len(named) > 1:
                named = []  # syllables alone do not tell two agencies apart
            titled = self.named(key, "title") if key and not named else []
            self._chosen[asked] = self._version(named or titled, asked[2])
        return self._chosen[asked]

    def named(self, key: str, kind: str) -> list[str]:
        """The ids of the documents that go by a key; ``kind``: title or number."""
        rows = self._connection.execute("SELECT document FROM names WHERE key = ? AND kind = ?", (key, kind))
        return [row["document"] for row in rows]

    def segment_ids(self, document_id: str) -> list[str]:
        """The ids of a document's segments, in the order of the text."""
        if document_id not in self._segments:
            row = self._connection.execute("SELECT segments FROM documents WHERE id = ?", (document_id,)).fetchone()
            self._segments[document_id] = json.loads(row["segments"]) if row else []
        return self._segments[document_id]

    def _version(self, ids: list[str], day: str) -> str | None:
        documents = sorted(filter(None, map(self.document, ids)), key=lambda one: (str(one.issued or ""), one.id))
        before = [one for one in documents if day and one.issued and str(one.issued) <= day]
        chosen = before[-1:] or documents[-1:]
        return chosen[0].id if chosen else None
