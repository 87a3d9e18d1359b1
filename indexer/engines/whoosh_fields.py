"""The schema of a Whoosh index: fields that take ready terms."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain
from operator import sub

from whoosh import columns, fields, formats

from indexer.engine import Stream

SCHEMA_VERSION = "1"
"""Changes with the schema: an index made with another one is made again."""

DOCUMENT, PASSAGE = "document", "passage"
"""The two kinds of entry."""

_POSITIONED = ("words", "characters")


class _Positions(formats.Positions):  # type: ignore[misc]  # whoosh has no types
    """Positions as plain arrays of differences: read several times quicker than Whoosh's pickled lists."""

    def encode(self, poslist: Sequence[int]) -> bytes:
        return array("I", map(sub, poslist, chain((0,), poslist))).tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        return list(accumulate(array("I", valuestring)))

    def decode_frequency(self, valuestring: bytes) -> int:
        return len(valuestring) // array("I").itemsize


class StreamField(fields.FieldType):  # type: ignore[misc]
    """A field that stores terms with their positions, or only how often each occurs; it analyses nothing."""

    def __init__(self, *, positions: bool) -> None:
        super().__init__(_Positions() if positions else formats.Existence(), analyzer=None, scorable=True)

    def index(self, value: Stream, **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Term, frequency, weight and encoded positions of every distinct term of a stream."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for term, position in value:
            places[term].append(position)
        for term, positions in places.items():
            yield term.encode(), len(positions), float(len(positions)), self.format.encode(positions)


def schema() -> fields.Schema:
    """Every entry has its kind, its document's id, and ``row``: what ranking and counting read of each match."""
    streams = {f"{field}_{stream}": StreamField(positions=stream in _POSITIONED)
               for field in ("title", "text", PASSAGE) for stream in ("words", "parts", "characters")}  # fmt: skip
    return fields.Schema(
        kind=fields.ID(),
        document=fields.ID(),
        row=fields.COLUMN(columns.VarBytesColumn()),
        stored=fields.STORED(),
        number_characters=StreamField(positions=True),
        **streams,
    )


def kind_of(field: str) -> str:
    """The kind of entry that has a field."""
    return PASSAGE if field.startswith(PASSAGE) else DOCUMENT
