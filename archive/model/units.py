"""Translation units: what of one language's text answers to what of the other's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

UnitLevel = Literal["passage", "sentence"]
UnitOrigin = Literal["ids", "computed", "confirmed"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a segment's text: its segment and where it begins and ends there (code points)."""

    segment: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """What answers to what (TMX: translation unit): one or more stretches a side, an empty side where nothing answers.

    ``level``: passages (whole segments) or sentences. ``score``: how likely it is that the two sides translate each other,
    0 to 1; 0 where a side is empty. ``origin``: joined by equal segment ids, computed, or confirmed by a person. ``stale``: a
    text of it changed after it was translated or confirmed.
    """

    level: UnitLevel
    zh: tuple[Stretch, ...]
    en: tuple[Stretch, ...]
    zh_text: str
    en_text: str
    score: float
    origin: UnitOrigin = "computed"
    stale: bool = False

    @property
    def id(self) -> str:
        """Unique in its document and level: the first segment of it, a sentence with the offset where it begins: ``art_8@35``."""
        side, first = ("", self.zh[0]) if self.zh else ("en.", self.en[0])
        return f"{side}{first.segment}" if self.level == "passage" else f"{side}{first.segment}@{first.start}"
