"""What a document is nearly the same as, and what it is another version of, in words for the archivist."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from archive.comparing.likeness import are_versions, date_words, differing_facts
from archive.errors import BadDocument, NotFound, Problem, Severity
from archive.intake.known_documents import KnownDocuments
from archive.model import Document
from archive.store import Collection

_MOST = 5
_A_COPY = 0.9


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents that are nearly the same or versions of one work.

    ``alike``: the share (0 to 1) of their texts that is the same; ``differs``: the facts that differ, of the one and the other.
    """

    one: str
    other: str
    alike: float
    versions: bool
    differs: dict[str, tuple[str, str]]


def kin(document: Document, known: KnownDocuments, load: Callable[[str], Document]) -> tuple[Problem, ...]:
    """A note for each document that a new one is nearly the same as or another version of."""
    notes = []
    for pair, other in islice(_pairs(document, _near(document.id, known), load), _MOST):
        compare = f"`archive diff {pair.other} {pair.one}` shows what changed"
        if pair.versions:
            dates = f"{date_words(other.issued)}, this one {date_words(document.issued)}"
            said = f"{pair.one} is another version of {pair.other} (issued {dates}); both are kept"
        else:
            facts = "; ".join(f"{name} {there} / {here}" for name, (here, there) in pair.differs.items())
            said = f"{pair.one} is nearly the same text as {pair.other} ({pair.alike:.0%}); " + (
                f"what differs: {facts}" if facts else "no fact differs: it may be a copy with other words or another order"
            )
        severity: Severity = "note" if pair.versions or pair.alike < _A_COPY else "warning"
        remedy = f"; if it is a copy, `archive remove {pair.one}` takes it out" if severity == "warning" else ""
        notes.append(Problem(severity, f"{said}; {compare}{remedy}"))
    return tuple(notes)


def duplicates(collection: Collection) -> Iterator[Pair]:
    """Every pair of documents that are nearly the same or versions of one work, each once, by id."""
    known = KnownDocuments(collection)
    known.save()
    seen: set[str] = set()
    for document_id in sorted(known.known_ids()):
        near = {other: share for other, share in _near(document_id, known).items() if other in seen}
        if near:
            with suppress(BadDocument, NotFound):
                yield from (pair for pair, _ in _pairs(collection.load(document_id), near, collection.load))
        seen.add(document_id)


def _near(document_id: str, known: KnownDocuments) -> dict[str, float]:
    """The ids of documents of the same title or nearly the same text, each with the share of text that is the same."""
    return {**dict.fromkeys(known.versions(document_id), 0.0), **known.alike(document_id)}


def _pairs(document: Document, near: dict[str, float], load: Callable[[str], Document]) -> Iterator[tuple[Pair, Document]]:
    for other_id, share in near.items():
        with suppress(BadDocument, NotFound):
            other = load(other_id)
            versions = are_versions(document, other)
            if versions or share:
                yield Pair(document.id, other_id, share, versions, differing_facts(document, other)), other
