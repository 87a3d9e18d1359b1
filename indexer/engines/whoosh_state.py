"""One state of a Whoosh index: what a search sees from beginning to end."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from whoosh import index, query

from indexer.engines.counting import Row
from indexer.engines.whoosh_evaluation import Evaluation
from indexer.engines.whoosh_scoring import Statistics


class Segment:
    """A part of the index; rows are read when they are first needed and kept."""

    def __init__(self, reader: Any) -> None:
        self.reader = reader
        self._column = reader.column_reader("row")
        self._rows: dict[int, Row] = {}

    def row(self, entry: int) -> Row:
        """What ranking and counting need of a document."""
        if entry not in self._rows:
            document, issued, facets = json.loads(self.document_of(entry))
            self._rows[entry] = Row(document, issued, {facet: tuple(values) for facet, values in facets.items()})
        return self._rows[entry]

    def document_of(self, entry: int) -> str:
        """The row of a passage: its document's id."""
        return bytes(self._column[entry]).decode()

    def stored(self, entry: int) -> Mapping[str, Any]:
        """What was stored with an entry."""
        stored: Mapping[str, Any] = self.reader.stored_fields(entry)["stored"]
        return stored


class State:
    """Opened at one generation. A new one costs 50 ms (Whoosh's refresh is quicker, but brings merged segments back)."""

    def __init__(self, opened: index.FileIndex) -> None:
        self.generation: int = opened.latest_generation()
        self._reader = opened.reader()
        self._statistics = Statistics(self._reader)
        self._segments = [Segment(reader) for reader, _ in self._reader.leaf_readers()] if self._reader.doc_count_all() else []

    def matches(self, tree: query.Query, kind: str) -> Iterator[tuple[float, Segment, int]]:
        """Score, segment and number in it of every entry of a kind that matches."""
        for segment in self._segments:
            found = Evaluation(segment.reader, self._reader, self._statistics, kind).scores(tree)
            yield from ((score, segment, entry) for entry, score in found.items())

    def close(self) -> None:
        """Let go of the files."""
        self._reader.close()
