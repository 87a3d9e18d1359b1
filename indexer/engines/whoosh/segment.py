"""One segment of a Whoosh index as it lies in its file, whatever was deleted of it since."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from whoosh.reading import SegmentReader

from indexer.engines.counting import Facets, Row
from indexer.engines.whoosh.files import Block


class OpenSegment(SegmentReader):  # type: ignore[misc]  # whoosh has no types
    """A segment never changes: rows are read when they are first needed and kept."""

    def __init__(self, storage: Any, schema: Any, segment: Any) -> None:
        super().__init__(storage, schema, segment)
        self.name: str = segment.segment_id()
        self.entries: int = segment.doc_count_all()
        self._column = self.column_reader("row")
        self._rows: dict[int, Row] = {}
        self._facets: dict[str, Facets] = {}

    def row(self, entry: int) -> Row:
        """What ranking and counting need of a document."""
        found = self._rows.get(entry)
        if found is None:
            document, issued, facets = json.loads(self.document_of(entry))
            found = self._rows[entry] = Row(document, issued, self._shared(facets))
        return found

    def document_of(self, entry: int) -> str:
        """The row of a passage: its document's id."""
        return bytes(self._column[entry]).decode()

    def stored(self, entry: int) -> Mapping[str, Any]:
        """What was stored with an entry."""
        stored: Mapping[str, Any] = self.stored_fields(entry)["stored"]
        return stored

    def blocks(self, field: str, term: str, within: Sequence[int] | None = None) -> Iterator[Block]:
        """The postings of a term; see ``TermsReader``. A term that is no text, having half of a character, is nowhere."""
        with suppress(UnicodeEncodeError):
            yield from self._terms.blocks(field, term.encode(), within)

    def size(self, field: str, term: str) -> int:
        """In how many entries a term is."""
        with suppress(UnicodeEncodeError, KeyError):
            found: int = self._terms.doc_frequency(field, term.encode())
            return found
        return 0

    def beginning(self, field: str, prefix: str) -> Iterator[tuple[str, int]]:
        """The terms of a field that begin so, in order, and in how many entries each is."""
        with suppress(UnicodeEncodeError):
            for term, count in self._terms.beginning(field, prefix.encode()):
                yield term.decode(), count

    def codes(self, field: str) -> bytes:
        """The code of a field's length in every entry."""
        codes: bytes = self._perdoc.codes(field)
        return codes

    def _shared(self, facets: str) -> Facets:
        """One object for all documents with the same facets, so that they are counted as one."""
        if facets not in self._facets:
            values = {facet: tuple(values) for facet, values in json.loads(facets).items()}
            self._facets[facets] = Facets(values)
        return self._facets[facets]
