"""The works that a catalogue knows: their facts, their segments, their versions, and which of them a citation means."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

from archive.catalogue.rows import citation_number_key, document_from, segment_ids_from
from archive.citing import segment_of
from archive.comparing.likeness import are_dated_apart
from archive.model import Citation, Document, Relation
from archive.relations import number_key, short_key


class Works:
    """Looks documents up by id, title and number, each once for as long as it lives."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._chosen: dict[tuple[str, str, str], str | None] = {}
        self._facts: dict[str, Document | None] = {}
        self._segments: dict[str, Collection[str]] = {}

    def document(self, document_id: str) -> Document | None:
        """A document's facts, without editions and relations."""
        if document_id not in self._facts:
            row = self._connection.execute("SELECT facts FROM documents WHERE id = ?", (document_id,)).fetchone()
            self._facts[document_id] = document_from(document_id, row["facts"]) if row else None
        return self._facts[document_id]

    def resolve(self, named: Citation | Relation, citing: Document) -> tuple[Document, str | None] | None:
        """What a citation or relation of ``citing`` leads to, and the segment there; None for a named target."""
        if isinstance(named, Relation):
            number = number_key(named.number) if named.number else ""
            found = named.document or self.choose(short_key(named.title or ""), number, citing)
            target = self.document(found) if found else None
            return (target, named.provisions[0] if named.provisions else None) if target else None
        if named.own:
            return citing, segment_of(named, self.segment_ids(citing.id), within=named.segment)
        found = self.choose(short_key(named.title), citation_number_key(named.number), citing)
        target = self.document(found) if found else None
        return (target, segment_of(named, self.segment_ids(target.id))) if target else None

    def versions_of(self, document: Document) -> list[Document]:
        """The versions of a work, this one among them: the same title and another date, oldest first."""
        keys = [short_key(title) for title in (document.title.zh, document.title.en) if title]
        found = {one: self.document(one) for key in keys for one in self.named(key, "title")}
        others = [one for one in found.values() if one and one.id != document.id and are_dated_apart(one, document)]
        return sorted([document, *others], key=lambda one: (str(one.issued or ""), one.id))

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

    def segment_ids(self, document_id: str) -> Collection[str]:
        """The ids of a document's segments, in the order of the text; quick to look up: a code has thousands."""
        if document_id not in self._segments:
            row = self._connection.execute("SELECT segments FROM documents WHERE id = ?", (document_id,)).fetchone()
            self._segments[document_id] = dict.fromkeys(segment_ids_from(row["segments"]) if row else ())
        return self._segments[document_id]

    def _version(self, ids: list[str], day: str) -> str | None:
        documents = sorted(filter(None, map(self.document, ids)), key=lambda one: (str(one.issued or ""), one.id))
        before = [one for one in documents if day and one.issued and str(one.issued) <= day]
        chosen = before[-1:] or documents[-1:]
        return chosen[0].id if chosen else None
