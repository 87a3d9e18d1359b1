"""The names of the field that everything else is described with: languages, kinds, levels, statuses; names in two languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

Language = Literal["zh", "en"]
Kind = Literal["official", "translation", "news", "digest"]
Level = Literal["national", "provincial", "municipal", "foreign"]
Status = Literal["in force", "not yet in force", "amended", "repealed", "lapsed", "unknown"]
RelationKind = Literal["based on", "implements", "repeals", "amends", "cites", "annex of", "opposing account"]

LANGUAGES: tuple[Language, ...] = get_args(Language)
KINDS: tuple[Kind, ...] = get_args(Kind)
LEVELS: tuple[Level, ...] = get_args(Level)
STATUSES: tuple[Status, ...] = get_args(Status)
RELATION_KINDS: tuple[RelationKind, ...] = get_args(RelationKind)


_DOCUMENT_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_ID = 100


def is_document_id(text: str) -> bool:
    """Whether a text can be a document's id, and so the name of its folder on any system."""
    return len(text) <= _LONGEST_ID and bool(_DOCUMENT_ID.fullmatch(text))


@dataclass(frozen=True, slots=True)
class Bilingual:
    """The same name in Chinese and in English; either may be missing."""

    zh: str | None = None
    en: str | None = None

    def get(self, language: str) -> str | None:
        """The name in a language (``zh``, ``en``)."""
        return self.en if language == "en" else self.zh

    def filled_from(self, other: Bilingual) -> Bilingual:
        """This name with what it lacks taken from another."""
        return Bilingual(self.zh or other.zh, self.en or other.en)

    def best(self, language: str = "zh") -> str:
        """The name in a language, else in the other one."""
        return self.get(language) or self.zh or self.en or ""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known only to the month or the year: ``2023-12``, ``2024`` (ISO 8601 reduced precision, EDTF level 0)."""

    year: int
    month: int | None = None

    def isoformat(self) -> str:
        """``2023-12`` or ``2024``; sorts with whole dates as text."""
        return f"{self.year:04}-{self.month:02}" if self.month else f"{self.year:04}"

    __str__ = isoformat
