"""What a search answers: the contract that the command line, the pages and ``/api/search`` share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

Span = tuple[int, int]
"""Start and end of a match, in code points of the text it belongs to."""


@dataclass(frozen=True, slots=True)
class Translation:
    """The aligned passage in the other language. ``kind`` is its edition's (digest, translation …);
    ``segment`` differs from the passage's own where only an enclosing segment exists (a recorded fallback)."""

    lang: str
    text: str
    kind: str
    segment: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A segment, or a cut of it (… marks a cut), with the matches in it; ``label`` as printed (第八条)."""

    document: str
    segment: str
    lang: str
    kind: str
    label: str
    score: float
    text: str
    spans: Sequence[Span]
    translation: Translation | None


@dataclass(frozen=True, slots=True)
class Result:
    """A document with its best passages. ``title_spans``: matches in the titles, by language."""

    id: str
    title: Mapping[str, str | None]
    number: str | None
    issued: str | None
    issuers: Sequence[Mapping[str, str | None]]
    type: str | None
    status: str
    score: float
    passages: Sequence[Passage]
    title_spans: Mapping[str, Sequence[Span]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FacetValue:
    """How many of the documents found have a value; ``label`` names it in both languages."""

    value: str
    count: int
    label: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """One page of results. ``total`` and all counts are exact and count documents."""

    total: int
    took_ms: float
    results: Sequence[Result]
    facets: Mapping[str, Sequence[FacetValue]]
    expansions: Sequence[str] = ()
    suggestion: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Plain dicts, lists and strings, for ``json.dumps``."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class PassageAnswer:
    """Passages ranked on their own."""

    total: int
    took_ms: float
    results: Sequence[Passage]

    def as_json(self) -> dict[str, Any]:
        """Plain dicts, lists and strings, for ``json.dumps``."""
        return asdict(self)
