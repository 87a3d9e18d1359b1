"""The collection → an index of it, brought up to date by what changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from archive.errors import BadDocument, NotFound, Problem
from archive.model import Document, Term
from indexer.changes import Changes, Documents, Report, compare, units_of
from indexer.engine import DocumentEntry, PassageEntry, RebuildNeeded, Writer
from indexer.engines.whoosh import WhooshEngine
from indexer.entries import entries
from indexer.folder import IndexFolder, Meta, versions
from indexer.query.variants import variants

PORTION = 20_000
"""Passages after which what was indexed is committed: a process that is killed loses half a minute's work."""

Progress = Callable[[int, int], None]
"""Called with the number of documents done and the number of all that are to be indexed."""


def update(
    collection: Documents, folder: Path, progress: Progress | None = None, *, rebuild: bool = False, portion: int = PORTION
) -> Report:
    """Index what is new or changed, forget what is gone. An index that is missing, damaged or of another version is made again.

    It is committed in portions of so many passages; where a process ended in the middle, the next update goes on from the last
    portion. An index made anew is in use when it is whole, not before. A document that does not load is reported as a problem;
    what the index held of it stays. Raises IndexUnusable for a folder that is not an index, that cannot be written, or that
    another process is updating.
    """
    place = IndexFolder(folder)
    with place.lock():
        try:
            if not rebuild:
                return _bring_up_to_date(collection, _Target(place, place.meta(), portion), progress)
            reason = "as asked"
        except RebuildNeeded as error:
            reason = error.problem.message
        return replace(_make(collection, place, progress, portion), rebuilt=reason)


def _make(collection: Documents, place: IndexFolder, progress: Progress | None, portion: int) -> Report:
    """A new generation, or the one that an earlier process did not finish; one without a whole portion is not kept."""
    begun = place.begun()
    if begun:
        try:
            return _bring_up_to_date(collection, _Target(place, begun, portion, begun=True), progress)
        except RebuildNeeded:  # damaged where it was left
            place.discard(begun)
    fresh = Meta(place.new_generation(), versions())
    try:
        return _bring_up_to_date(collection, _Target(place, fresh, portion, begun=True), progress, create=True)
    except BaseException:
        if place.begun() is None:
            place.discard(fresh)
        raise


@dataclass(slots=True)
class _Target:
    """The generation that is written: the one in use, or one that was begun and is not yet in use."""

    place: IndexFolder
    meta: Meta
    portion: int
    begun: bool = False

    def keep(self, issuers: Mapping[str, str]) -> None:
        """Note what a portion brought, so that the next process goes on from it."""
        self.meta = replace(self.meta, issuers=dict(issuers))
        if self.begun:
            self.place.begin(self.meta)
        else:
            self.place.use(self.meta)


def _bring_up_to_date(collection: Documents, target: _Target, progress: Progress | None, *, create: bool = False) -> Report:
    engine = WhooshEngine(target.place.generation(target.meta), create=create)
    try:
        changes = _apply(collection, compare(collection, engine.fingerprints()), engine, target, progress)
        terms, term_problems = _terms(collection)
        known = variants(terms) if terms is not None else target.meta.variants
        target.place.use(replace(target.meta, variants=known))
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


def _apply(collection: Documents, changes: Changes, engine: WhooshEngine, target: _Target, progress: Progress | None) -> Changes:
    problems: dict[str, Problem] = {}
    waiting = list(changes.to_index.items())
    removed, total = changes.removed, len(waiting)
    while waiting or removed:
        issuers = dict(target.meta.issuers)
        with engine.writer() as writer:
            for document_id in removed:
                writer.remove(document_id)
            passages = 0
            while waiting and passages < target.portion:
                document_id, fingerprint = waiting.pop(0)
                try:
                    document = collection.load(document_id)
                    made = entries(document, fingerprint, units_of(collection, document_id))
                    passages += _put(writer, document, made, issuers)
                except (BadDocument, NotFound) as error:
                    problems[document_id] = error.problem
                if progress:
                    progress(total - len(waiting), total)
        target.keep(issuers)
        removed = ()
    return replace(changes, problems=problems)


def _put(writer: Writer, document: Document, made: tuple[DocumentEntry, list[PassageEntry]], issuers: dict[str, str]) -> int:
    """Index a document, add the English names of its issuers; how many passages it has."""
    entry, passages = made
    writer.put(entry, passages)
    issuers |= {issuer.zh: issuer.en for issuer in document.issuers if issuer.zh and issuer.en}
    return len(passages)
