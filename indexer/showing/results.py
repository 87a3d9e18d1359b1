"""What a search answers: the contract that the command line, the pages and ``/api/search`` share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from indexer.expanding.expansion import Expansion
from indexer.query.note import Note
from indexer.showing.plain_data import encoded, plain

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
    spans: Sequence[Span] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A segment, or a cut of it (… marks a cut), with the matches in it; ``label`` as printed (（五）).

    ``place``: the labels that lead to it (第十二条（五）, Article 12 (5)); empty where nothing is labelled.
    """

    document: str
    segment: str
    lang: str
    kind: str
    label: str
    score: float
    text: str
    spans: Sequence[Span]
    translation: Translation | None
    place: str = ""


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
    through: Sequence[str] = ()
    """The expansions that alone found it; empty where the words typed do."""
    by_meaning: bool = False
    """Whether it was found by meaning alone."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """How many of the documents found have a value; ``label`` names it in both languages."""

    value: str
    count: int
    label: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Direct:
    """The document, or the provision, that a query names by its number or title."""

    document: str
    title: Mapping[str, str | None]
    number: str | None
    segment: str | None = None
    label: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One page of results. ``total`` and all counts are exact and count documents.

    ``suggestion``: did you mean; ``showing``: the query that these results answer, where nothing at all was found for the one
    that was asked; ``missing``: which words find nothing by themselves; ``emptying``: which filters leave nothing;
    ``related``: terms beside those asked for;
    ``semantic``: whether passages were also found by their meaning.
    """

    total: int
    took_ms: float
    results: Sequence[Result]
    facets: Mapping[str, Sequence[FacetValue]]
    expansions: Sequence[Expansion] = ()
    off: Sequence[Expansion] = ()
    suggestion: str | None = None
    showing: str | None = None
    notes: Sequence[Note] = ()
    direct: Sequence[Direct] = ()
    missing: Sequence[str] = ()
    emptying: Sequence[str] = ()
    related: Sequence[Mapping[str, str | None]] = ()
    semantic: bool = False

    def as_json(self) -> dict[str, Any]:
        """Plain dicts, lists and strings, for ``json.dumps``."""
        return plain(self)  # type: ignore[no-any-return]  # a dataclass is a dict

    def json(self) -> bytes:
        """The same as JSON."""
        return encoded(self)


@dataclass(frozen=True, slots=True)
class PassageAnswer:
    """Passages ranked on their own."""

    total: int
    took_ms: float
    results: Sequence[Passage]
    expansions: Sequence[Expansion] = ()
    notes: Sequence[Note] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain dicts, lists and strings, for ``json.dumps``."""
        return plain(self)  # type: ignore[no-any-return]  # a dataclass is a dict

    def json(self) -> bytes:
        """The same as JSON."""
        return encoded(self)
