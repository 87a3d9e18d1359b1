"""What needs work over the archive: passages without translation, stale, weak, or with other figures than their counterpart."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from archive.alignment.editions.odds import AGREES
from archive.catalogue.unit_queries import CataloguedUnit, catalogued_from

WorkKind = Literal["untranslated", "stale", "low score", "figures"]
WORK_KINDS: tuple[WorkKind, ...] = get_args(WorkKind)
LOW = AGREES
"""A pair that scores less is looked at by somebody, unless a person confirmed it."""


@dataclass(frozen=True, slots=True)
class DocumentWork:
    """What a document needs: how many passages of its full text there are, and how many need what."""

    document: str
    passages: int
    counts: Mapping[WorkKind, int]


@dataclass(frozen=True, slots=True)
class Work:
    """What the archive needs: documents with something to do, by id."""

    documents: tuple[DocumentWork, ...]

    def total(self, kind: WorkKind) -> int:
        """How many passages need this."""
        return sum(one.counts.get(kind, 0) for one in self.documents)


_ALONE = "(zh_kind = '') <> (en_kind = '') AND zh_kind <> 'digest' AND en_kind <> 'digest'"
"""A full text in one language, and nothing in the other: each of its passages is untranslated, without a row that says so."""
_PASSAGES = f"SELECT document, passages, {_ALONE} AS alone FROM aligned ORDER BY document"  # noqa: S608 - our own names
_PLACES = f"""
SELECT document, position FROM needs WHERE kind = :kind AND (:id IS NULL OR document = :id)
UNION ALL
SELECT a.document, u.position FROM aligned a CROSS JOIN units u ON u.document = a.document AND u.level = 'passage'
WHERE :kind = 'untranslated' AND {_ALONE} AND (:id IS NULL OR a.document = :id) AND trim(u.zh_text || u.en_text) <> ''
ORDER BY 1, 2 LIMIT :limit OFFSET :offset
"""  # noqa: S608 - our own names


class WorkQueries:
    """The part of the catalogue that says what needs work."""

    _connection: sqlite3.Connection

    def work(self) -> Work:
        """What needs work over the whole archive, counted document by document."""
        counts: dict[str, dict[WorkKind, int]] = {}
        for row in self._connection.execute("SELECT document, kind, count(*) AS times FROM needs GROUP BY document, kind"):
            counts.setdefault(row["document"], {})[row["kind"]] = row["times"]
        rows = self._connection.execute(_PASSAGES)
        found = []
        for row in rows:
            needed = counts.get(row["document"], {})
            if row["alone"]:
                needed["untranslated"] = row["passages"]
            if any(needed.values()):
                found.append(DocumentWork(row["document"], row["passages"], needed))
        return Work(tuple(found))

    def needs(
        self, kind: WorkKind, document_id: str | None = None, *, limit: int = 100, offset: int = 0
    ) -> tuple[CataloguedUnit, ...]:
        """The passages that need this, of one document or of all, in order."""
        query = (
            f"SELECT u.*, a.zh_kind, a.en_kind FROM ({_PLACES}) n JOIN units u ON u.document = n.document "  # noqa: S608
            "AND u.level = 'passage' AND u.position = n.position JOIN aligned a ON a.document = n.document "
            "ORDER BY n.document, n.position"
        )
        asked = {"kind": kind, "id": document_id, "limit": limit, "offset": offset}
        return tuple(map(catalogued_from, self._connection.execute(query, asked)))
