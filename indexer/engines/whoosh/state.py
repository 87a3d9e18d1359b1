"""One state of a Whoosh index: what a search sees from beginning to end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from whoosh import query
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from indexer.engines.whoosh.evaluation import Evaluation
from indexer.engines.whoosh.fields import schema
from indexer.engines.whoosh.scoring import Statistics
from indexer.engines.whoosh.segment import OpenSegment

NAME = "MAIN"
_ATTEMPTS = 20
"""So many times a state is opened anew while a writer takes its files away."""

the_schema = cache(schema)


class State:
    """Opened at one generation; segments that were there before are not opened again."""

    def __init__(self, generation: int, segments: Sequence[OpenSegment], deleted: Mapping[str, frozenset[int]]) -> None:
        self.generation = generation
        self.segments = segments
        self.deleted = deleted
        self.statistics = Statistics(segments)

    @classmethod
    def latest(cls, storage: FileStorage, before: State | None = None) -> State:
        """The state that the last commit made."""
        for _ in range(_ATTEMPTS):
            generation = latest_generation(storage)
            try:
                return cls._opened(storage, generation, before)
            except FileNotFoundError:
                if generation == latest_generation(storage):
                    raise
        raise FileNotFoundError("the index changes faster than it can be opened")

    @classmethod
    def _opened(cls, storage: FileStorage, generation: int, before: State | None) -> State:
        contents = TOC.read(storage, NAME, gen=generation, schema=the_schema())
        known = {segment.name: segment for segment in before.segments} if before else {}
        segments, deleted = [], {}
        for each in contents.segments:
            name = each.segment_id()
            segments.append(known[name] if name in known else OpenSegment(storage, the_schema(), each))
            deleted[name] = frozenset(each.deleted_docs())
        return cls(generation, segments, deleted)

    def matches(self, tree: query.Query, kind: str) -> Iterator[tuple[float, OpenSegment, int]]:
        """Score, segment and number in it of every entry of a kind that matches."""
        for segment in self.segments:
            found = Evaluation(segment, self.deleted[segment.name], self.statistics, kind).matches(tree)
            yield from ((score, segment, entry) for entry, score in found.items())


def latest_generation(storage: FileStorage) -> int:
    """The number of the last commit. Raises FileNotFoundError where there is no index."""
    generation: Any = TOC._latest_generation(storage, NAME)  # noqa: SLF001 - no other way to ask before opening
    if generation < 0:
        raise FileNotFoundError("there is no table of contents")
    return int(generation)
