"""What a file of units does to a document, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from archive.alignment.editions.corrections import Correction
from archive.errors import Problem
from archive.intake.importing_corrections import TextChange
from archive.intake.importing_matches import Match
from archive.model import Document, Edition, TranslationUnit

Action = Literal["attached", "corrected", "unchanged"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file does to a document. Nothing is written yet.

    ``found``: where each unit's source text stands. ``edition``: the translation, new or with other words, where it changes;
    ``corrections``: all rows of ``alignment.tsv``, where they change. ``texts``: other words that the file has; they are in
    ``edition`` only where they were to replace what is there, or nothing was there.
    """

    document: str
    action: Action
    found: tuple[Match, ...]
    edition: Edition | None = None
    corrections: tuple[Correction, ...] | None = None
    texts: tuple[TextChange, ...] = ()
    pairings: tuple[TranslationUnit, ...] = ()
    problems: tuple[Problem, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)

    def of(self, document: Document) -> Document:
        """The document with the translation that is planned for it."""
        return document.with_edition(self.edition) if self.edition else document

    def then(self, again: Plan) -> Plan:
        """With what the same file joins otherwise than the new text is aligned by itself."""
        if not again.pairings:
            return self
        return replace(self, corrections=again.corrections, pairings=(*self.pairings, *again.pairings))


@dataclass(frozen=True, slots=True)
class Signature:
    """Who corrects, and on which day; nobody's where that is not said."""

    day: date
    by: str = ""
