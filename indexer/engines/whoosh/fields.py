"""The schema of a Whoosh index: fields that take ready terms."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain
from operator import sub

from whoosh import columns, fields, formats

from indexer.engine import DOCUMENT_STREAMS, FACETS, GAP, PASSAGE_STREAMS, Stream

SCHEMA_VERSION = "2"
"""Changes with the schema and the files: an index made with another one is made again."""

DOCUMENT, PASSAGE = "document", "passage"
"""The two kinds of entry."""

OWNER = {DOCUMENT: "document", PASSAGE: "passage_of"}
"""By kind of entry, the field with the document's id."""

STREAMS = {DOCUMENT: DOCUMENT_STREAMS, PASSAGE: PASSAGE_STREAMS}
POSITIONED = frozenset(stream for streams in STREAMS.values() for stream, positioned in streams.items() if positioned)
KIND_OF = {stream: kind for kind, streams in STREAMS.items() for stream in streams}
FILTERS = {DOCUMENT: frozenset((*FACETS, OWNER[DOCUMENT])), PASSAGE: frozenset({OWNER[DOCUMENT]})}
"""By kind of entry, the fields beside the streams that a Term may be over."""


def places(differences: bytes) -> Iterator[int]:
    """The positions of a term in an entry."""
    return accumulate(array("I", differences))


class _Positions(formats.Positions):  # type: ignore[misc]  # whoosh has no types
    """Positions as plain arrays of differences: read several times quicker than Whoosh's pickled lists."""

    def encode(self, poslist: Sequence[int]) -> bytes:
        return array("I", map(sub, poslist, chain((0,), poslist))).tobytes()


class StreamField(fields.FieldType):  # type: ignore[misc]
    """A field that stores terms with their positions, or only how often each occurs; it analyses nothing."""

    def __init__(self, *, positions: bool) -> None:
        super().__init__(_Positions() if positions else formats.Existence(), analyzer=None, scorable=True)

    def index(self, value: Stream, **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Term, frequency, weight and encoded positions of every distinct term of a stream."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for position, term in enumerate(value.split(" ")):
            found[term].append(position)
        found.pop(GAP, None)
        found.pop("", None)
        positioned = isinstance(self.format, _Positions)
        for term, at in found.items():
            yield term.encode(), len(at), float(len(at)), self.format.encode(at) if positioned else b""


class ValuesField(fields.FieldType):  # type: ignore[misc]
    """A field of whole values that are looked for and never ranked."""

    def __init__(self) -> None:
        super().__init__(formats.Existence(), analyzer=None, scorable=False)

    def index(self, value: Sequence[str], **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Every distinct value."""
        for each in dict.fromkeys(value):
            yield each.encode(), 1, 1.0, b""


def schema() -> fields.Schema:
    """Every entry has its kind, its document's id, and ``row``: what ranking and counting read of each match."""
    return fields.Schema(
        kind=ValuesField(),
        row=fields.COLUMN(columns.VarBytesColumn()),
        stored=fields.STORED(),
        **{name: ValuesField() for name in (*OWNER.values(), *FACETS)},
        **{stream: StreamField(positions=stream in POSITIONED) for stream in KIND_OF},
    )
