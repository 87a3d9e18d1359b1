"""The collection → an index of it, brought up to date by what changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from archive.errors import BadDocument, NotFound, Problem
from archive.model import Document, Term
from indexer.engine import RebuildNeeded, Writer
from indexer.engines.whoosh import WhooshEngine
from indexer.entries import entries
from indexer.folder import IndexFolder, Meta, versions
from indexer.query.variants import variants

Progress = Callable[[int, int], None]
"""Called with the number of documents done and the number of all that are to be indexed."""


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


@dataclass(frozen=True, slots=True)
class Report:
    """What an update did, by document id. ``rebuilt``: why the index was made anew, if it was."""

    added: Sequence[str]
    changed: Sequence[str]
    removed: Sequence[str]
    unchanged: Sequence[str]
    rebuilt: str | None = None
    problems: Sequence[Problem] = ()


def update(collection: Documents, folder: Path, progress: Progress | None = None, *, rebuild: bool = False) -> Report:
    """Index what is new or changed, forget what is gone. An index that is missing, damaged or of another version is made again.

    A document that does not load is reported as a problem; what the index held of it stays. Raises IndexUnusable for a folder
    that is not an index, that cannot be written, or that another process is updating.
    """
    place = IndexFolder(folder)
    with place.lock():
        try:
            if not rebuild:
                return _bring_up_to_date(collection, place, place.meta(), progress)
            reason = "as asked"
        except RebuildNeeded as error:
            reason = error.problem.message
        fresh = Meta(place.new_generation(), versions())
        try:
            return replace(_bring_up_to_date(collection, place, fresh, progress, create=True), rebuilt=reason)
        except BaseException:
            place.discard(fresh)
            raise


def _bring_up_to_date(
    collection: Documents, place: IndexFolder, meta: Meta, progress: Progress | None, *, create: bool = False
) -> Report:
    engine = WhooshEngine(place.generation(meta), create=create)
    try:
        changes = _compare(collection, engine.fingerprints())
        issuers = dict(meta.issuers)
        if changes.to_index or changes.removed:
            with engine.writer() as writer:
                changes = _apply(collection, changes, writer, issuers, progress)
        terms, term_problems = _terms(collection)
        place.use(replace(meta, issuers=issuers, variants=variants(terms) if terms is not None else meta.variants))
    finally:
        engine.close()
    report = changes.report()
    return replace(report, problems=[*report.problems, *term_problems])


def _terms(collection: Documents) -> tuple[tuple[Term, ...] | None, list[Problem]]:
    """The term base; None, and the problem, where it cannot be read."""
    try:
        return collection.terms(), []
    except BadDocument as error:
        return None, [error.problem]


@dataclass(frozen=True, slots=True)
class _Changes:
    """The fingerprints of what is to be indexed, what the index held before, and what is gone."""

    to_index: Mapping[str, str]
    held: Mapping[str, str]
    removed: Sequence[str]
    problems: Mapping[str, Problem] = field(default_factory=dict)

    def report(self) -> Report:
        """What came of it, without what failed."""
        done = [document_id for document_id in self.to_index if document_id not in self.problems]
        return Report(
            added=[document_id for document_id in done if document_id not in self.held],
            changed=[document_id for document_id in done if document_id in self.held],
            removed=self.removed,
            unchanged=[
                document_id for document_id in self.held if document_id not in self.to_index and document_id not in self.removed
            ],
            problems=list(self.problems.values()),
        )


def _compare(collection: Documents, held: Mapping[str, str]) -> _Changes:
    now = {document_id: collection.fingerprint(document_id) for document_id in collection.ids()}
    to_index = {document_id: fingerprint for document_id, fingerprint in now.items() if held.get(document_id) != fingerprint}
    return _Changes(to_index, held, sorted(held.keys() - now.keys()))


def _apply(
    collection: Documents, changes: _Changes, writer: Writer, issuers: dict[str, str], progress: Progress | None
) -> _Changes:
    problems: dict[str, Problem] = {}
    for document_id in changes.removed:
        writer.remove(document_id)
    for done, (document_id, fingerprint) in enumerate(changes.to_index.items(), 1):
        try:
            document = collection.load(document_id)
        except (BadDocument, NotFound) as error:
            problems[document_id] = error.problem
        else:
            writer.put(*entries(document, fingerprint))
            issuers |= {issuer.zh: issuer.en for issuer in document.issuers if issuer.zh and issuer.en}
        if progress:
            progress(done, len(changes.to_index))
    return replace(changes, problems=problems)
