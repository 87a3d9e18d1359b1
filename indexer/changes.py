"""What changed in a collection since it was indexed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from archive.errors import Problem
from archive.model import Document, Term, TranslationUnit


class Documents(Protocol):
    """What is indexed: a ``Collection``, or anything that hands over documents like one."""

    def ids(self) -> Sequence[str]:
        """The ids of all documents."""

    def load(self, document_id: str, /) -> Document:
        """A document. Raises BadDocument."""

    def fingerprint(self, document_id: str, /) -> str:
        """Changes when the document does."""

    def terms(self) -> tuple[Term, ...]:
        """The term base. Raises BadDocument."""


@runtime_checkable
class Aligned(Protocol):
    """Documents whose passages are joined to their translations."""

    def units(self, document_id: str, /) -> Sequence[TranslationUnit]:
        """Which passages of a document translate each other."""


@runtime_checkable
class Titled(Protocol):
    """Documents whose titles are known without reading them."""

    def titles(self) -> Iterable[str]:
        """The Chinese titles of all documents."""


def titles_of(documents: Documents) -> Iterable[str]:
    """The Chinese titles of all documents; none where each would have to be read for it."""
    return documents.titles() if isinstance(documents, Titled) else ()


def units_of(documents: Documents, document_id: str) -> Sequence[TranslationUnit]:
    """The passage units of a document; none where nobody aligned them, so that ids join its passages."""
    return documents.units(document_id) if isinstance(documents, Aligned) else ()


@dataclass(frozen=True, slots=True)
class Report:
    """What an update did, by document id. ``rebuilt``: why the index was made anew, if it was."""

    added: Sequence[str]
    changed: Sequence[str]
    removed: Sequence[str]
    unchanged: Sequence[str]
    rebuilt: str | None = None
    problems: Sequence[Problem] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """The fingerprints of what is to be indexed, what the index held before, and what is gone."""

    to_index: Mapping[str, str]
    held: Mapping[str, str]
    removed: Sequence[str]
    problems: Mapping[str, Problem] = field(default_factory=dict)

    def report(self) -> Report:
        """What came of it, without what failed."""
        done = [document_id for document_id in self.to_index if document_id not in self.problems]
        gone = frozenset(self.removed)
        return Report(
            added=[document_id for document_id in done if document_id not in self.held],
            changed=[document_id for document_id in done if document_id in self.held],
            removed=self.removed,
            unchanged=[document_id for document_id in self.held if document_id not in self.to_index and document_id not in gone],
            problems=list(self.problems.values()),
        )


def compare(collection: Documents, held: Mapping[str, str]) -> Changes:
    """A collection and the fingerprints of what the index holds of it."""
    now = {document_id: collection.fingerprint(document_id) for document_id in collection.ids()}
    to_index = {document_id: fingerprint for document_id, fingerprint in now.items() if held.get(document_id) != fingerprint}
    return Changes(to_index, held, sorted(held.keys() - now.keys()))
