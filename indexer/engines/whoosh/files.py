"""The files of a Whoosh segment: lengths of fields in BM25's codes, postings read a block at a time, files mapped, not copied."""

from __future__ import annotations

import io
import pickle
import struct
import zlib
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from whoosh.codec.whoosh3 import (
    LENGTHS_COLUMN,
    W3Codec,
    W3PerDocReader,
    W3PerDocWriter,
    W3PostingsWriter,
    W3Segment,
    W3TermInfo,
    W3TermsReader,
)

from indexer.engines.bm25 import LENGTHS, length_code
from indexer.engines.whoosh.mapping import MappedStorage

Block = tuple[Sequence[int], float | Sequence[float] | None, Sequence[bytes] | None]
"""Entries in order; how often each has the term (None: once, a number: all so often); its encoded positions."""

_COMPRESSION, _WORTH_COMPRESSING = 3, 16
_MAGIC_SIZE, _INT = 4, struct.Struct("!i")


def _column(field: str) -> str:
    return f"_{field}_len"


class _Segment(W3Segment):  # type: ignore[misc]
    def open_compound_file(self, storage: Any) -> MappedStorage:
        file = storage.open_file(self.make_filename(self.COMPOUND_EXT))
        try:
            return MappedStorage(file, use_mmap=storage.supports_mmap)
        except BaseException:
            file.close()
            raise


class PerDocWriter(W3PerDocWriter):  # type: ignore[misc]
    """Writes the lengths of fields as codes."""

    def add_field(self, fieldname: str, fieldobj: Any, value: Any, length: int | None) -> None:
        """Of the entry that is being written."""
        super().add_field(fieldname, fieldobj, value, 0)
        if length:
            self.add_column_value(_column(fieldname), LENGTHS_COLUMN, length_code(length))
            self._fieldlengths[fieldname] += length

    def correct(self, missing: Mapping[str, int]) -> None:
        """Add to the sums of lengths what their codes left out."""
        for field, length in missing.items():
            self._fieldlengths[field] += length


class PerDocReader(W3PerDocReader):  # type: ignore[misc]
    """Reads the lengths of fields."""

    def codes(self, field: str) -> bytes:
        """The code of a field's length in every entry of the segment."""
        if field not in self._readers:
            codes = b""
            if self.has_column(_column(field)):
                file, _, length = self._get_column_file(_column(field))
                codes = file.get(0, length)
            self._readers[field] = codes.ljust(self._doccount, b"\0")
        found: bytes = self._readers[field]
        return found

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:  # noqa: ARG002 - Whoosh's signature
        """The length of a field, as far as its code says."""
        return LENGTHS[self.codes(fieldname)[docnum]]


class TermsReader(W3TermsReader):  # type: ignore[misc]
    """Reads terms and postings."""

    def blocks(self, field: str, term: bytes, within: Sequence[int] | None = None) -> Iterator[Block]:
        """The postings of a term; blocks with none of the entries ``within`` (in order) are passed over unread."""
        if (field, term) not in self:
            return
        offset, _ = self.term_info(field, term).extent()
        at, last = offset + _MAGIC_SIZE, False
        while not last:
            (size,) = _INT.unpack(self._postfile.get(at, _INT.size))
            last, size = size < 0, abs(size)
            body = io.BytesIO(self._postfile.get(at + _INT.size, size))
            _, last_entry, _, compressed, *_ = pickle.load(body)  # noqa: S301 - our own file
            at += _INT.size + size
            if within is not None:
                if not within or within[0] > last_entry:
                    continue
                within = within[bisect_left(within, last_entry + 1) :]
            data = body.read()
            differences, weights, values = pickle.loads(zlib.decompress(data) if compressed else data)  # noqa: S301
            yield tuple(accumulate(differences)), weights, values

    def beginning(self, field: str, prefix: bytes) -> Iterator[tuple[bytes, int]]:
        """The terms of a field that begin so, in order, and how many entries have each."""
        start = self._keycoder(field, prefix)
        for at, length, data, _ in self._tindex.ranges_from(start):
            key = self._dbfile.get(at, length)
            if not key.startswith(start):
                return
            yield key[2:], W3TermInfo.read_doc_freq(self._dbfile, data)


class _PostingsWriter(W3PostingsWriter):  # type: ignore[misc]
    """Most terms are rare, and to compress a few postings takes longer than anything else without making them smaller."""

    def _write_block(self, last: bool = False) -> None:
        self._compression = _COMPRESSION if len(self._ids) >= _WORTH_COMPRESSING else 0
        super()._write_block(last)


class Codec(W3Codec):  # type: ignore[misc]
    """How segments are written and read. It is kept in the index's table of contents, under this name."""

    length_stats = False  # of each block's lengths, which take a quarter of the time to reckon and which nothing reads

    def new_segment(self, _storage: Any, indexname: str) -> _Segment:
        """A segment to write."""
        return _Segment(self, indexname)

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> W3PostingsWriter:
        """Of one field."""
        return _PostingsWriter(dbfile, blocklimit=self._blocklimit, byteids=byteids)

    def per_document_writer(self, storage: Any, segment: Any) -> PerDocWriter:
        """Of columns and stored fields."""
        return PerDocWriter(self, storage, segment)

    def per_document_reader(self, storage: Any, segment: Any) -> PerDocReader:
        """Of columns and stored fields."""
        return PerDocReader(storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> TermsReader:
        """Of terms and postings."""
        name = segment.make_filename(self.TERMS_EXT)
        return TermsReader(self, storage.open_file(name), storage.file_length(name), segment.open_file(storage, self.POSTS_EXT))
