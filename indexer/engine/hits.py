"""What an index answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class DocumentHit:
    """A document that was found."""

    id: str
    score: float
    stored: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PassageHit:
    """A passage that was found."""

    document: str
    score: float
    stored: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DocumentHits:
    """One page of documents, the exact total, and counts by facet and value, each facet ignoring its own selection."""

    total: int
    hits: Sequence[DocumentHit] = ()
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PassageHits:
    """The best passages and the exact total; None where it was not asked for."""

    total: int | None
    hits: Sequence[PassageHit] = ()


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many entries of each kind an index holds."""

    documents: int
    passages: int


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Documents that pass filters, each with its date of issue (YYYYMMDD, 0 where not known); counts as in ``DocumentHits``."""

    issued: Mapping[str, int] = field(default_factory=dict)
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
