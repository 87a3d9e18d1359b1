"""Plain engines that are given the same terms: tantivy and SQLite's FTS5, without any language of their own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import tantivy

from indexer.engine import DOCUMENT_STREAMS, FACETS, GAP, PASSAGE_STREAMS, DocumentEntry, PassageEntry
from tests.benchmarks.asked import Asked, Clause

Made = tuple[DocumentEntry, Sequence[PassageEntry]]


class Plain(Protocol):
    """What is compared with: an engine that holds documents and passages as rows of streams."""

    def add(self, portion: Sequence[Made]) -> None:
        """Index a portion and commit it."""

    def passages(self, asked: Asked) -> int | None:
        """Ask for the ten best passages with their texts; the exact total, None where it cannot answer such a query."""

    def documents(self, asked: Asked) -> int | None:
        """Ask for the ten best documents and the counts of all facets; the exact total, None where it cannot."""


class PlainTantivy:
    """tantivy with one text field for each stream, split at spaces."""

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._index = {
            kind: self._opened(folder / kind, streams, facets)
            for kind, streams, facets in (("documents", DOCUMENT_STREAMS, FACETS), ("passages", PASSAGE_STREAMS, ()))
        }
        self._writers: dict[str, Any] = {}

    @staticmethod
    def _opened(folder: Path, streams: dict[str, bool], facets: Sequence[str]) -> tantivy.Index:
        folder.mkdir(exist_ok=True)
        builder = tantivy.SchemaBuilder()
        for stream, positions in streams.items():
            builder.add_text_field(stream, tokenizer_name="whitespace", index_option="position" if positions else "freq")
        for facet in facets:
            builder.add_text_field(facet, tokenizer_name="raw", fast=True)
        builder.add_text_field("stored", stored=True, tokenizer_name="raw", index_option="basic")
        return tantivy.Index(builder.build(), path=str(folder))

    def add(self, portion: Sequence[Made]) -> None:
        if not self._writers:
            self._writers = {kind: index.writer(128_000_000) for kind, index in self._index.items()}
        for document, passages in portion:
            facets = {facet: list(values) for facet, values in document.facets.items() if values}
            self._writers["documents"].add_document(tantivy.Document(**document.streams, **facets, stored=document.id))
            for passage in passages:
                self._writers["passages"].add_document(tantivy.Document(**passage.streams, stored=passage.stored["text"]))
        for writer in self._writers.values():
            writer.commit()

    def close(self) -> None:
        for writer in self._writers.values():
            writer.wait_merging_threads()
        self._writers.clear()

    def passages(self, asked: Asked) -> int:
        self._index["passages"].reload()
        searcher = self._index["passages"].searcher()
        found = searcher.search(self._query("passages", "passage", asked), 10)
        for _, address in found.hits:
            searcher.doc(address)["stored"]
        return int(found.count)

    def documents(self, asked: Asked) -> int:
        index = self._index["documents"]
        searcher, query = index.searcher(), self._query("documents", "text", asked)
        if asked.name == "number":
            query = _conjunction([self._clause(index.schema, "number_characters", one) for one in asked.clauses])
        chosen = [tantivy.Query.term_set_query(index.schema, facet, values) for facet, values in asked.filters.items()]
        found = searcher.search(_conjunction([query, *chosen]), 10)
        for _, address in found.hits:
            searcher.doc(address)["stored"]
        for facet in asked.filters:  # its own selection does not count for a facet
            others = [one for other, one in zip(asked.filters, chosen, strict=True) if other != facet]
            searcher.aggregate(_conjunction([query, *others]), _counts([facet]))
        searcher.aggregate(_conjunction([query, *chosen]), _counts([facet for facet in FACETS if facet not in asked.filters]))
        return int(found.count)

    def _query(self, kind: str, field: str, asked: Asked) -> tantivy.Query:
        schema = self._index[kind].schema
        clauses = [self._clause(schema, f"{field}_{one.stream}", one) for one in asked.clauses]
        occur = tantivy.Occur.Should if asked.any_of else tantivy.Occur.Must
        return clauses[0] if len(clauses) == 1 else tantivy.Query.boolean_query([(occur, one) for one in clauses])

    @staticmethod
    def _clause(schema: tantivy.Schema, field: str, clause: Clause) -> tantivy.Query:
        first = clause.terms[0]
        if clause.pattern == "prefix":
            return tantivy.Query.regex_query(schema, field, f"{first}.*")
        if clause.pattern == "wildcard":
            return tantivy.Query.regex_query(schema, field, first.replace("*", ".*").replace("?", "."))
        if clause.pattern == "fuzzy":
            return tantivy.Query.fuzzy_term_query(schema, field, first, 1)
        if len(clause.terms) == 1:
            return tantivy.Query.term_query(schema, field, first)
        return tantivy.Query.phrase_query(schema, field, [(i, term) for i, term in enumerate(clause.terms) if term != GAP])


def _conjunction(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    return queries[0] if len(queries) == 1 else tantivy.Query.boolean_query([(tantivy.Occur.Must, one) for one in queries])


def _counts(facets: Sequence[str]) -> dict[str, Any]:
    return {facet: {"terms": {"field": facet, "size": 1000}} for facet in facets}
