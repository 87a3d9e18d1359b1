"""SQLite's FTS5, given the same terms: a table of passages, one of documents, and the facets of each document in rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from indexer.analysis.tokens import is_han
from indexer.engine import DOCUMENT_STREAMS, GAP, PASSAGE_STREAMS
from tests.benchmarks.asked import Asked, Clause
from tests.benchmarks.plain import Made

_TOKENS = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'"
"""A term is what stands between spaces; a free position is a term like any other."""


class PlainFts5:
    """One column for each stream."""

    name = "FTS5"

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._database = sqlite3.connect(folder / "plain.sqlite")
        for table, streams in (("documents", DOCUMENT_STREAMS), ("passages", PASSAGE_STREAMS)):
            columns = ", ".join([*streams, "stored UNINDEXED"])
            self._database.execute(f'CREATE VIRTUAL TABLE IF NOT EXISTS {table} USING fts5({columns}, tokenize="{_TOKENS}")')
        self._database.execute("CREATE TABLE IF NOT EXISTS facets (document INTEGER, facet TEXT, value TEXT)")
        self._database.execute("CREATE INDEX IF NOT EXISTS of_document ON facets (document)")
        self._database.execute("CREATE INDEX IF NOT EXISTS of_value ON facets (facet, value)")

    def add(self, portion: Sequence[Made]) -> None:
        for document, passages in portion:
            row = self._put("documents", [*(document.streams.get(name, "") for name in DOCUMENT_STREAMS), document.id])
            values = [(row, facet, value) for facet, several in document.facets.items() for value in several]
            self._database.executemany("INSERT INTO facets VALUES (?, ?, ?)", values)
            for passage in passages:
                self._put("passages", [*(passage.streams.get(name, "") for name in PASSAGE_STREAMS), passage.stored["text"]])
        self._database.commit()

    def close(self) -> None:
        self._database.close()

    def passages(self, asked: Asked) -> int | None:
        match = _match("passage", asked)
        if match is None:
            return None
        self._all("SELECT stored FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT 10", match)
        return self._count("SELECT count(*) FROM passages WHERE passages MATCH ?", match)

    def documents(self, asked: Asked) -> int | None:
        match = _match("number" if asked.name == "number" else "text", asked)
        if match is None:
            return None
        chosen = [(facet, value) for facet, values in asked.filters.items() for value in values]
        inside = " AND rowid IN (SELECT document FROM facets WHERE facet = ? AND value = ?)" * len(chosen)
        values = [match, *(part for pair in chosen for part in pair)]
        self._all(f"SELECT stored FROM documents WHERE documents MATCH ?{inside} ORDER BY rank LIMIT 10", *values)  # noqa: S608
        found = f"SELECT rowid FROM documents WHERE documents MATCH ?{inside}"  # noqa: S608 - no text of a query is in it
        self._all(f"SELECT facet, value, count(*) FROM facets WHERE document IN ({found}) GROUP BY facet, value", *values)  # noqa: S608
        return self._count(f"SELECT count(*) FROM ({found})", *values)  # noqa: S608

    def _put(self, table: str, values: Sequence[str]) -> int:
        row = self._database.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values).lastrowid  # noqa: S608
        return row or 0

    def _all(self, statement: str, *values: str) -> None:
        self._database.execute(statement, values).fetchall()

    def _count(self, statement: str, *values: str) -> int:
        return int(self._database.execute(statement, values).fetchone()[0])


def _match(field: str, asked: Asked) -> str | None:
    """FTS5's own query language; None for what it does not have."""
    if any(one.pattern in ("wildcard", "fuzzy") for one in asked.clauses):
        return None
    parts = [f'{field}_{one.stream} : "{_phrase(one)}"{"*" if one.pattern else ""}' for one in asked.clauses]
    return (" OR " if asked.any_of else " AND ").join(parts)


def _phrase(clause: Clause) -> str:
    """The terms with what stands at the free positions between them, in a stream of characters: 器官 · 官移 is 器官 官 官移."""
    terms = ["", *clause.terms, ""]
    return " ".join(_between(*terms[i - 1 : i + 2]) for i in range(1, len(terms) - 1))


def _between(before: str, term: str, after: str) -> str:
    if term != GAP:
        return term
    if len(after) == 2 and is_han(after[0]):
        return after[0]
    return before[1] if len(before) == 2 and is_han(before[1]) else GAP
