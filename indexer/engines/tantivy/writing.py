"""The single writer of the two tantivy indexes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from time import perf_counter
from typing import Any

from tantivy import Document, Index, IndexWriter, Query

from archive.errors import IndexUnusable
from indexer.engine import FACETS, DocumentEntry, PassageEntry
from indexer.engines.tantivy import commits, errors, merging
from indexer.engines.tantivy.fields import DOCUMENTS, PASSAGES, Mark, add_text, register, sort_keys

_MEMORY: Mapping[str, int] = {DOCUMENTS: 32_000_000, PASSAGES: 48_000_000}
"""Bytes of postings that are gathered before they are written out."""


class TantivyWriter:
    """Collects changes; they become visible together at the end of the ``with`` block, or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        merging.wait(folder)
        self._begun = perf_counter()
        with errors.reading(folder), errors.writing(folder):
            self._indexes = {kind: _opened(folder / kind) for kind in (DOCUMENTS, PASSAGES)}
            self._writers: dict[str, IndexWriter] = {}
            try:
                self._begin()
            except BaseException:
                self._release()
                raise
        self._next = self._commit.next
        self._put: dict[str, int] = {}
        self._replaced: dict[str, list[int]] = {}

    def _begin(self) -> None:
        for kind, index in self._indexes.items():
            self._writers[kind] = index.writer(_MEMORY[kind], num_threads=1)
        self._before = self._indexes[DOCUMENTS].searcher()
        self._commit = commits.read(self._folder)
        self._recover()

    def _release(self) -> None:
        """Drop what was not committed, and the locks."""
        self._writers.clear()
        self._indexes.clear()

    def put(self, document: DocumentEntry, passages: Sequence[PassageEntry]) -> None:
        """Replace everything the index holds of this document."""
        self.remove(document.id)
        self._put[document.id] = revision = self._next
        self._next += 1
        with errors.reading(self._folder), errors.writing(self._folder):
            self._writers[DOCUMENTS].add_document(_document(document, revision))
            for ordinal, passage in enumerate(passages):
                self._writers[PASSAGES].add_document(_passage(passage, document.id, revision, ordinal))

    def remove(self, document_id: str) -> None:
        """Forget a document and its passages; an unknown id is no error."""
        with errors.reading(self._folder), errors.writing(self._folder):
            known = self._put.pop(document_id, None)
            if known is not None:
                self._writers[PASSAGES].delete_documents_by_term("revision", known)
            elif document_id not in self._replaced:
                self._replaced[document_id] = self._revisions(document_id)
            self._writers[DOCUMENTS].delete_documents_by_term("document", document_id)

    def __enter__(self) -> TantivyWriter:
        return self

    def __exit__(self, *exception: object) -> None:
        try:
            if not exception[0] and (self._put or any(self._replaced.values())):
                with errors.reading(self._folder), errors.writing(self._folder):
                    self._commit_all()
        finally:
            self._release()

    def _commit_all(self) -> None:
        """See ``commits``. Once the documents are committed nothing that fails takes the changes back."""
        replaced = [revision for revisions in self._replaced.values() for revision in revisions]
        pending = tuple(sorted([*replaced, *self._put.values()]))
        self._write(commits.Commit(self._commit.number + 1, self._next, pending))
        self._writers[PASSAGES].commit()
        self._writers[DOCUMENTS].commit()
        with suppress(IndexUnusable), errors.reading(self._folder), errors.writing(self._folder):
            self._clean(replaced)
        taken = perf_counter() - self._begun
        merging.let_merge(self._folder, list(self._writers.values()), self._before.num_segments, taken)

    def _clean(self, revisions: Sequence[int]) -> None:
        """Take away passages that are no longer, or never became, current: nothing is pending then."""
        for revision in revisions:
            self._writers[PASSAGES].delete_documents_by_term("revision", revision)
        if revisions:
            self._writers[PASSAGES].commit()
        self._write(commits.Commit(self._commit.number + 1, self._commit.next))

    def _recover(self) -> None:
        """Finish what a writer that was killed had begun."""
        if self._commit.pending:
            self._clean(commits.not_current(self._before, self._indexes[DOCUMENTS].schema, self._commit.pending))

    def _write(self, commit: commits.Commit) -> None:
        commits.write(self._folder, commit)
        self._commit = commit

    def _revisions(self, document_id: str) -> list[int]:
        query = Query.term_query(self._indexes[DOCUMENTS].schema, "document", document_id, "basic")
        found = self._before.search(query, limit=8, count=False).hits
        return [int(number or 0) for number in self._before.fast_field_values("revision", [address for _, address in found])]


def _opened(folder: Path) -> Index:
    index = Index.open(str(folder))
    index.config_reader("manual")
    register(index)
    return index


def _document(document: DocumentEntry, revision: int) -> Document:
    entry = _entry(document.id, revision, document.streams, document.stored)
    entry.add_integer("issued", document.issued)
    add_text(entry, "mark", Mark(revision, document.issued, document.id, document.fingerprint).term())
    for field, key in zip(("newest", "oldest"), sort_keys(document.id, document.issued), strict=True):
        add_text(entry, field, key)
    for facet in FACETS:
        for value in dict.fromkeys(document.facets.get(facet, ())):
            add_text(entry, facet, value)
    return entry


def _passage(passage: PassageEntry, document_id: str, revision: int, ordinal: int) -> Document:
    entry = _entry(document_id, revision, passage.streams, passage.stored)
    entry.add_integer("ordinal", ordinal)
    return entry


def _entry(document_id: str, revision: int, streams: Mapping[str, str], stored: Mapping[str, Any]) -> Document:
    entry = Document()
    add_text(entry, "document", document_id)
    entry.add_integer("revision", revision)
    entry.add_bytes("stored", json.dumps(stored, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    for stream, text in streams.items():
        if text:
            add_text(entry, stream, text)
    return entry
