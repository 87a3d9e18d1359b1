"""What a row of text is on the page, and what is known of its words when it is laid out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from markupsafe import Markup

    from archive.model import Language
    from indexer.showing.results import Span
    from web.aligned import Sentences
    from web.marking import Link
    from web.row_states import State

    Links = Mapping[tuple[str, str], Sequence[Link]]
    Highlight = Callable[[str], Iterable[Span]]


@dataclass(frozen=True, slots=True)
class TextPart:
    """A segment of a cell. ``label``: where it does not hang in the margin. ``is_table``: ``html`` is a block of its own."""

    label: str
    html: Markup
    is_table: bool


@dataclass(frozen=True, slots=True)
class TextCell:
    """One side of a row, ready to show. ``stands_in``: a digest beside a full text in the other language."""

    language: Language
    kind: str
    stands_in: bool
    parts: tuple[TextPart, ...]


@dataclass(frozen=True, slots=True)
class TextRow:
    """A row. ``labels`` hang in the margin; ``aliases``: the other ids that lead here.

    ``depth``: steps of indentation; ``depth_of_title``: of a heading among headings, from 0. ``percent``: the score of a row
    that fits badly.
    """

    id: str
    aliases: tuple[str, ...]
    level: str
    depth: int
    is_title: bool
    depth_of_title: int
    labels: tuple[tuple[Language, str], ...]
    cells: Mapping[str, TextCell | None]
    states: frozenset[State]
    percent: int | None


@dataclass(frozen=True, slots=True)
class Apparatus:
    """What stands in and around the words of a text.

    ``highlight`` finds the words that the reader searched for; ``links``: what passages cite, ``sentences``: what answers to
    what, both by language and segment id; ``aliases`` and ``states``: by row.
    """

    highlight: Highlight = lambda _: ()
    links: Links = field(default_factory=dict)
    sentences: Sentences = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    states: Mapping[str, frozenset[State]] = field(default_factory=dict)


BARE = Apparatus()
"""The words alone."""
