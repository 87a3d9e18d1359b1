"""Passages by meaning beside those by words: two rankings as one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from whoosh.query import And, Or, Term

from indexer.analysis.references import single_place
from indexer.engine import PassageHit, Reader

BEST = 200
"""Passages of a ranking that are looked at where documents are ranked by them, or two rankings become one."""
_BY_MEANING = 0.2
"""What the nearest passage gains, the best one by words being 1."""

Key = tuple[str, str]
"""A passage in either language: its document and segment."""


class Nearest(Protocol):
    """A passage found by meaning."""

    @property
    def document(self) -> str:
        """Its document's id."""

    @property
    def segment(self) -> str:
        """Its segment's id."""

    @property
    def lang(self) -> str:
        """The language it is in."""

    @property
    def cosine(self) -> float:
        """How near it is: 1 is the same."""


class NearestPassages(Protocol):
    """Passages by meaning: ``indexer.vectors.Vectors``."""

    @property
    def is_there(self) -> bool:
        """Whether there are any."""

    def nearest(self, text: str, limit: int, documents: Collection[str] | None = None) -> Sequence[Nearest]:
        """The nearest passages, the closest first."""


def fetched(reader: Reader, passages: Sequence[Nearest]) -> Sequence[PassageHit]:
    """Passages that were found by meaning, read from the index, in no order."""
    places = [And([Term("document", one.document), Term("place", single_place(one.lang, one.segment))]) for one in passages]
    return reader.passages(Or(places), limit=len(places), count=False).hits if places else ()


def fused(by_words: Sequence[PassageHit], by_meaning: Sequence[Nearest]) -> list[Key]:
    """Two rankings as one: shares of the best score by words, and of how much nearer than the last of the nearest it is.

    Ranks alone (reciprocal rank fusion) say nothing of how sure either is: they were measured to take first places from the
    right passages, which the sum of scores does not (tests/quality/search, tests/quality/search_statutes).
    """
    scores: dict[Key, float] = {}
    best = max((hit.score for hit in by_words), default=0.0) or 1.0
    for hit in by_words:
        scores.setdefault(key_of(hit), hit.score / best)
    nearer: dict[Key, float] = {}
    least = min((one.cosine for one in by_meaning), default=0.0)
    span = max((one.cosine for one in by_meaning), default=0.0) - least or 1.0
    for one in by_meaning:
        nearer.setdefault((one.document, one.segment), _BY_MEANING * (one.cosine - least) / span)
    for key, gain in nearer.items():
        scores[key] = scores.get(key, 0.0) + gain
    return sorted(scores, key=lambda key: -scores[key])


def key_of(hit: PassageHit) -> Key:
    """The passage that a hit is, in either language."""
    return hit.document, hit.stored["segment"]
