"""What a term's renderings in the archive are: how often each, where, and what the term base says of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from archive.model import Term
from archive.terminology.entries import TermEntry
from archive.terminology.passages import PROPOSED, Passage, Where

Standing = Literal["preferred", "admitted", "deprecated", "unlisted", "not found"]

_MOST_PLACES = 1_000


@dataclass(slots=True)
class RenderingUse:
    """A rendering of a term in the archive. ``standing``: its status, or that the term base does not list it.

    ``count``: places of the term it answers to; ``passages``: the first of them, each once, without their texts.
    """

    en: str
    standing: Standing
    count: int = 0
    passages: list[Where] = field(default_factory=list)

    def add(self, passage: Passage) -> None:
        """Count a place."""
        self.count += 1
        there = Where(passage.document, passage.unit)
        if self.passages[-1:] != [there] and len(self.passages) < _MOST_PLACES:
            self.passages.append(there)


@dataclass(frozen=True, slots=True)
class TermUse:
    """A Chinese term with all its renderings in the archive, the most frequent first; those not found at all last."""

    entry: TermEntry
    renderings: tuple[RenderingUse, ...]

    @property
    def count(self) -> int:
        """How often the term stands in passages that have a translation."""
        return sum(one.count for one in self.renderings)

    def count_of(self, *standings: Standing) -> int:
        """How often it is rendered so."""
        return sum(one.count for one in self.renderings if one.standing in standings)

    @property
    def unlisted(self) -> list[Term]:
        """Lines for the term base: the renderings that it does not list and that stand more than once."""
        found = [one for one in self.renderings if one.standing == "unlisted" and one.count > 1]
        sources = [" ".join(dict.fromkeys(passage.document for passage in one.passages)) for one in found]
        return [Term(self.entry.zh, one.en, "admitted", PROPOSED, source) for one, source in zip(found, sources, strict=True)]

    @property
    def badness(self) -> float:
        """For ordering, the worst first: deprecated renderings weigh most, then those that the term base does not know."""
        return 3 * self.count_of("deprecated") + self.count_of("unlisted", "not found") + 0.1 * (len(self.renderings) - 1)
