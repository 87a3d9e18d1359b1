"""The single writer of a Whoosh index."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from whoosh import index, writing

from archive.errors import IndexUnusable
from indexer.engine import DocumentEntry, PassageEntry
from indexer.engines.whoosh import errors
from indexer.engines.whoosh.fields import DOCUMENT, OWNER, PASSAGE
from indexer.engines.whoosh.files import Codec
from indexer.engines.whoosh.merging import MergingWriter, merged
from indexer.engines.whoosh.state import NAME, State

_MEMORY_MB = 128


class WhooshWriter:
    """Collects changes; they become visible together at the end of the ``with`` block, or not at all."""

    def __init__(self, opened: index.FileIndex, folder: Path) -> None:
        self._folder = folder
        with errors.writing(folder):
            self._writer = MergingWriter(opened, limitmb=_MEMORY_MB, codec=Codec())
        self._segments = {segment.segment_id(): segment for segment in self._writer.segments}
        try:
            with errors.reading(folder):
                self._before = State.latest(opened.storage)
        except BaseException:
            self._cancel()
            raise
        self._written: dict[str, list[int]] = {}
        self._superseded: list[int] = []

    def put(self, document: DocumentEntry, passages: Sequence[PassageEntry]) -> None:
        """Replace everything the index holds of this document."""
        self.remove(document.id)
        facets = {facet: list(values) for facet, values in document.facets.items()}
        row = json.dumps([document.id, document.issued, json.dumps(facets, ensure_ascii=False)], ensure_ascii=False)
        about = {"fingerprint": document.fingerprint, "stored": dict(document.stored)}
        self._add(DOCUMENT, document.id, {"row": row.encode(), "stored": about, **facets, **document.streams})
        for passage in passages:
            fields = {"row": document.id.encode(), "stored": dict(passage.stored), **passage.streams}
            self._add(PASSAGE, document.id, fields)

    def remove(self, document_id: str) -> None:
        """Forget a document and its passages; an unknown id is no error."""
        with errors.reading(self._folder):
            for segment in self._before.segments:
                for owner in OWNER.values():
                    for entries, _, _ in segment.blocks(owner, document_id):
                        for entry in entries:
                            self._segments[segment.name].delete_document(entry)
        self._superseded += self._written.pop(document_id, [])

    def __enter__(self) -> WhooshWriter:
        return self

    def __exit__(self, *exception: object) -> None:
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

    def _add(self, kind: str, document_id: str, fields: Mapping[str, Any]) -> None:
        self._written.setdefault(document_id, []).append(self._writer.docnum)
        with errors.writing(self._folder):
            self._writer.add_document(kind=[kind], **{OWNER[kind]: [document_id]}, **fields)

    def _commit(self) -> None:
        if self._superseded:
            segment = self._writer.get_segment()
            for number in self._superseded:
                segment.delete_document(number)
        self._writer.commit(mergetype=merged)
        for left in self._folder.glob(f"_{NAME}_*.toc.*"):  # by a process that was killed at that moment
            left.unlink(missing_ok=True)
