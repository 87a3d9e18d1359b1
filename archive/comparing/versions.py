"""Two documents as two versions of one text: which of their texts can be held against each other, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from archive.comparing.likeness import differing_facts
from archive.comparing.passages import Change, compare, counts
from archive.errors import Conflict
from archive.model import Document, Edition


@dataclass(frozen=True)
class Comparison:
    """An older and a newer document, the facts that differ, and every passage of one edition of both."""

    old: Document
    new: Document
    old_edition: Edition
    new_edition: Edition
    facts: dict[str, tuple[str, str]]
    changes: tuple[Change, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many passages are unchanged, changed, added, removed, moved, renumbered."""
        return counts(self.changes)


def editions_in_common(old: Document, new: Document) -> list[str]:
    """The names of the texts that both have: ``zh``, ``en``, ``zh.digest``, ``en.digest``; full texts and Chinese first."""
    return [edition.name for edition in old.editions if new.edition(edition.name)]


def compare_documents(old: Document, new: Document, edition: str | None = None) -> Comparison:
    """Hold two documents against each other. Raises Conflict where they have no text of one language and kind in common."""
    names = [name for name in editions_in_common(old, new) if edition in (None, name)]
    one, other = (document.edition(names[0]) if names else None for document in (old, new))
    if one is None or other is None:
        has = "; ".join(f"{d.id or d.title.best()} has {' '.join(e.name for e in d.editions) or 'none'}" for d in (old, new))
        raise Conflict(f"the two have no {edition or 'text'} in common that could be compared: {has}")
    return Comparison(old, new, one, other, differing_facts(old, new), compare(one.segments, other.segments))
