"""The passages nearest in meaning to a text: by the signs of the numbers first, which is quick, then by the numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from archive.alignment.aligner.vectors import Encoder
from indexer.vectors.packs import Held, Pack, Packs, present

_CANDIDATES = 20
"""So many times the passages wanted are compared by their numbers."""
_AT_ONCE = 1 << 16
"""Rows whose signs are compared at once: the memory that a search needs."""

_Vector = NDArray[np.float32]
_Found = tuple[float, Held, int]
"""Cosine, document, and which of its rows."""


@dataclass(frozen=True, slots=True)
class Near:
    """A passage by its document, language and segment; ``cosine``: how close it is, 1 being the same."""

    document: str
    lang: str
    segment: str
    cosine: float


class Vectors:
    """The vectors of an index, following its updates. Threads may share it."""

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        self._packs = Packs(folder)
        self._encoder = encoder
        self._lock = Lock()
        self._stamp: tuple[int, int] | None = None
        self._loaded: Sequence[_Rows] = ()

    @property
    def is_there(self) -> bool:
        """Whether any passage has a vector."""
        return bool(self._current())

    def nearest(self, text: str, limit: int, documents: Collection[str] | None = None) -> list[Near]:
        """The nearest passages, the closest first; of certain documents only where ``documents`` is given."""
        loaded = self._current()
        if not loaded or not text.strip() or limit <= 0:
            return []
        with self._lock:  # one encoder for all threads
            vector = np.asarray(self._encoder.encode([text])[0], dtype=np.float32)
        found = [one for rows in loaded for one in rows.nearest(vector, limit, documents)]
        found.sort(key=lambda one: (-one[0], one[1].document, one[2]))
        return [
            Near(held.document, lang, segment, round(cosine, 4))
            for cosine, held, row in found[:limit]
            for lang, segment in [held.rows[row]]
        ]

    def _current(self) -> Sequence[_Rows]:
        with self._lock:
            stamp = self._packs.stamp()
            if stamp != self._stamp:
                packs = self._packs.load()
                latest = present(packs)
                self._loaded = [_Rows(pack, {at for own, at, _ in latest.values() if own is pack}) for pack in packs]
                self._stamp = stamp
            return self._loaded


class _Rows:
    """The rows of a pack that still count."""

    def __init__(self, pack: Pack, counting: Collection[int]) -> None:
        self._pack = pack
        self._ends = np.cumsum([len(one.rows) for one in pack.held], dtype=np.int64)
        self._counts = np.zeros(len(pack.matrix), dtype=np.bool_)
        for at in counting:
            self._counts[self._ends[at] - len(pack.held[at].rows) : self._ends[at]] = True

    def nearest(self, vector: _Vector, limit: int, documents: Collection[str] | None) -> Iterator[_Found]:
        """The nearest rows, in no order."""
        signs = np.packbits(vector > 0).view(np.uint64)
        rows = np.flatnonzero(self._counts if documents is None else self._counts & self._of(documents))
        if len(rows) > limit * _CANDIDATES:
            apart = np.concatenate([self._apart(signs, rows[i : i + _AT_ONCE]) for i in range(0, len(rows), _AT_ONCE)])
            rows = rows[np.argpartition(apart, limit * _CANDIDATES)[: limit * _CANDIDATES]]
        cosines = self._pack.matrix[rows].astype(np.float32) @ (vector / 127)
        for which in np.argsort(-cosines)[:limit]:
            at = int(np.searchsorted(self._ends, rows[which], side="right"))
            held = self._pack.held[at]
            yield float(cosines[which]), held, int(rows[which] - (self._ends[at] - len(held.rows)))

    def _apart(self, signs: NDArray[np.uint64], rows: NDArray[np.int64]) -> NDArray[np.uint16]:
        """In how many numbers the signs of each row differ."""
        found: NDArray[np.uint16] = np.bitwise_count(self._pack.signs[rows] ^ signs).sum(axis=1, dtype=np.uint16)
        return found

    def _of(self, documents: Collection[str]) -> NDArray[np.bool_]:
        wanted = frozenset(documents)
        return np.repeat([one.document in wanted for one in self._pack.held], [len(one.rows) for one in self._pack.held])
