"""The single writer of a Whoosh index."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from whoosh import index, writing

from archive.errors import IndexUnusable
from indexer.engine import DocumentEntry, PassageEntry
from indexer.engines import whoosh_errors as errors
from indexer.engines.whoosh_fields import DOCUMENT, PASSAGE
from indexer.engines.whoosh_scoring import postings

_MEMORY_MB = 128


class _SegmentWriter(writing.SegmentWriter):  # type: ignore[misc]  # whoosh ships no types
    """Whoosh's own asks the file for a length at every posting, a quarter of the time that indexing takes."""

    def per_document_reader(self) -> Any:
        """The reader of what is written, with the lengths of a field decoded once."""
        reader = super().per_document_reader()
        exact = reader.doc_field_length
        lengths: dict[str, list[int]] = {}

        def doc_field_length(number: int, field: str, default: int = 0) -> int:
            if field not in lengths:
                lengths[field] = [exact(n, field, default) for n in range(reader.doc_count_all())]
            return lengths[field][number]

        reader.doc_field_length = doc_field_length
        return reader


class WhooshWriter:
    """Collects changes; they become visible together at the end of the ``with`` block, or not at all."""

    def __init__(self, opened: index.FileIndex, folder: Path) -> None:
        self._folder = folder
        with errors.writing(folder):
            self._writer = _SegmentWriter(opened, limitmb=_MEMORY_MB)
            self._before = self._writer.reader()
        self._written: dict[str, list[int]] = {}
        self._superseded: list[int] = []

    def put(self, document: DocumentEntry, passages: Sequence[PassageEntry]) -> None:
        """Replace everything the index holds of this document."""
        self.remove(document.id)
        row = json.dumps([document.id, document.issued, dict(document.facets)], ensure_ascii=False)
        about = {"fingerprint": document.fingerprint, "stored": dict(document.stored)}
        self._add(document.id, {"kind": DOCUMENT, "row": row.encode(), "stored": about, **document.streams})
        for passage in passages:
            fields = {"kind": PASSAGE, "row": document.id.encode(), "stored": dict(passage.stored), **passage.streams}
            self._add(document.id, fields, passage.weight)

    def remove(self, document_id: str) -> None:
        """Forget a document and its passages; an unknown id is no error."""
        for reader, base in self._before.leaf_readers():
            for matcher in postings(reader, "document", document_id):
                self._writer.delete_document(base + matcher.id())
        self._superseded += self._written.pop(document_id, [])

    def __enter__(self) -> WhooshWriter:
        return self

    def __exit__(self, *exception: object) -> None:
        self._before.close()
        if exception[0]:
            self._cancel()
            return
        try:
            with errors.reading(self._folder), errors.writing(self._folder):  # joining segments reads them
                self._commit()
        except IndexUnusable:
            self._cancel()
            raise

    def _cancel(self) -> None:
        with suppress(OSError, writing.IndexingError):  # on a full disk even this can fail; the index stays as it was
            self._writer.cancel()

    def _add(self, document_id: str, fields: Mapping[str, Any], weight: float = 1.0) -> None:
        self._written.setdefault(document_id, []).append(self._writer.docnum)
        with errors.writing(self._folder):
            self._writer.add_document(document=document_id, _boost=weight, **fields)

    def _commit(self) -> None:
        if self._superseded:
            segment = self._writer.get_segment()
            for number in self._superseded:
                segment.delete_document(number)
        self._writer.commit(mergetype=_merged)


def _merged(writer: writing.SegmentWriter, segments: list[Any]) -> list[Any]:
    """Whoosh's policy, which joins small segments, until a third of all entries are deleted ones: then everything anew."""
    deleted = sum(segment.deleted_count() for segment in segments)
    everything = sum(segment.doc_count_all() for segment in segments)
    policy: Callable[..., list[Any]] = writing.OPTIMIZE if deleted * 3 > everything else writing.MERGE_SMALL
    return policy(writer, segments)
