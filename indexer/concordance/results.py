"""What a concordance answers: the contract that the command line, the pages and ``/api/concordance`` share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal, get_args

from archive.alignment.words.renderings import Rendering
from archive.model import Language, Stretch
from indexer.showing.results import FacetValue

LineSort = Literal["document", "left", "right", "date"]
LINE_SORTS: tuple[LineSort, ...] = get_args(LineSort)
NOT_FOUND = "-"
"""The key of the group of lines whose rendering was not found."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. ``contains`` and ``lacks``: wordings that the other side must have, must not have.

    ``rendering``: the key of a group, of whose lines only are wanted; ``language``: ``zh``, ``en`` or ``auto``. ``issued_from``,
    ``issued_to``: only documents issued in this time, both days included; those of unknown day are not.
    """

    term: str
    language: str = "auto"
    contains: str = ""
    lacks: str = ""
    rendering: str = ""
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sort: LineSort = "document"
    issued_from: date | None = None
    issued_to: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One occurrence: ``text[start:end]`` of a unit, in code points, and what stands beside it.

    ``rendering``: a stretch of ``translation``, None where nothing was found; ``group``: the key of its group. ``kind`` and
    ``translation_kind``: of the editions, None where there is none. ``segments`` and ``translation_segments``: where it is.
    """

    document: str
    unit: str
    lang: Language
    kind: str | None
    text: str
    start: int
    end: int
    segments: Sequence[Stretch]
    translation: str
    translation_kind: str | None
    translation_segments: Sequence[Stretch]
    rendering: Rendering | None
    group: str
    score: float
    origin: str
    stale: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A rendering in all its inflected forms: how it is written most often, and how many lines have it.

    ``status``: what the term base says of it (preferred, admitted, deprecated), empty where it is not there.
    """

    key: str
    rendering: str
    count: int
    status: str = ""


@dataclass(frozen=True, slots=True)
class ConcordanceAnswer:
    """A page of lines. ``total`` counts every occurrence that the question (without ``rendering``) has, ``passages`` the units.

    ``matching``: the lines that can be paged through; less than ``total`` where a rendering was chosen, or where there are
    more than are kept. ``grouped``: how many lines were looked through for their renderings; facets count documents.
    """

    lang: Language
    total: int
    passages: int
    documents: int
    matching: int
    grouped: int
    took_ms: float
    lines: Sequence[Line]
    renderings: Sequence[Group]
    facets: Mapping[str, Sequence[FacetValue]]

    def as_json(self) -> dict[str, Any]:
        """Plain dicts, lists and strings, for ``json.dumps``."""
        return asdict(self)
