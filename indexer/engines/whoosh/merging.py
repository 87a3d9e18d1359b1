"""Which segments of a Whoosh index are written anew as one, so that neither their number nor what was deleted grows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import log
from typing import Any

from whoosh import writing
from whoosh.index import LockError

from indexer.engines.bm25 import LENGTHS
from indexer.engines.whoosh.segment import OpenSegment

_TOGETHER = 8
"""So many segments of one size are joined; the next size is so many times larger."""
_SMALLEST = 64


class MergingWriter(writing.SegmentWriter):  # type: ignore[misc]  # whoosh ships no types
    """Takes over other segments without losing what the codes of lengths do not say; lets go of the lock if it cannot begin."""

    def __init__(self, *args: Any, **options: Any) -> None:
        try:
            super().__init__(*args, **options)
        except LockError:
            raise
        except BaseException:
            if self.writelock:
                self.writelock.release()
            raise

    def write_per_doc(self, fieldnames: set[str], reader: OpenSegment) -> dict[int, int] | None:
        """Returns the new numbers of the entries; None where they follow each other."""
        numbers: dict[int, int] | None = super().write_per_doc(fieldnames, reader)
        if numbers is None:
            self.perdocwriter.correct(
                {field: reader.field_length(field) - sum(map(LENGTHS.__getitem__, reader.codes(field))) for field in fieldnames}
            )
        return numbers


def merged(writer: MergingWriter, segments: Sequence[Any]) -> list[Any]:
    """Whoosh's hook: what is to be joined goes into the writer's own segment, what stays is returned."""
    joined = to_join([(segment.doc_count_all(), segment.deleted_count()) for segment in segments])
    for place in joined:
        if segments[place].doc_count():
            writer.add_reader(OpenSegment(writer.storage, writer.schema, segments[place]))
    return [segment for place, segment in enumerate(segments) if place not in joined]


def to_join(sizes: Sequence[tuple[int, int]]) -> list[int]:
    """The places of segments to write anew. ``sizes``: all entries and the deleted ones of each.

    Those of which a third was deleted; and all of one size where there are many of it.
    """
    worn = [place for place, (entries, deleted) in enumerate(sizes) if deleted * 3 > entries]
    alike: defaultdict[int, list[int]] = defaultdict(list)
    for place, (entries, deleted) in enumerate(sizes):
        if place not in worn:
            alike[int(log(max(entries - deleted, _SMALLEST) / _SMALLEST, _TOGETHER))].append(place)
    return sorted([*worn, *(place for places in alike.values() if len(places) >= _TOGETHER for place in places)])
