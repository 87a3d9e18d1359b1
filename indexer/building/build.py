"""The collection → an index of it, brought up to date by what changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from archive.alignment.aligner.vectors import Encoder
from archive.errors import BadDocument, IndexUnusable, NotFound, Problem
from archive.model import Document
from indexer.analysis import cut, segmenter
from indexer.building.taken_in import begun_meta, check_words, terms_of, with_known
from indexer.changes import Changes, Documents, Report, compare, units_of
from indexer.engine import DocumentEntry, Engine, PassageEntry, RebuildNeeded, Writer
from indexer.engines import DEFAULT, open_engine
from indexer.entries import entries
from indexer.expanding import dictionary_table
from indexer.keeping.folder import IndexFolder, Meta

PORTION = 20_000
"""Passages after which what was indexed is committed: a process that is killed loses half a minute's work."""

Progress = Callable[[int, int], None]
"""Called with the number of documents done and the number of all that are to be indexed."""


@dataclass(frozen=True, slots=True)
class _Task:
    """What is to be done, and where."""

    collection: Documents
    place: IndexFolder
    progress: Progress | None
    portion: int


def update(  # noqa: PLR0913 - what can be chosen
    collection: Documents,
    folder: Path,
    progress: Progress | None = None,
    *,
    rebuild: bool = False,
    portion: int = PORTION,
    engine: str | None = None,
    encoder: Encoder | None = None,
) -> Report:
    """Index what is new or changed, forget what is gone. An index that is missing, damaged or of another version is made again.

    It is committed in portions of so many passages; where a process ended in the middle, the next update goes on from the last
    portion. An index made anew is in use when it is whole, not before. A document that does not load is reported as a problem;
    what the index held of it stays. ``engine``: by its name; None for the one that there is, or the default one. ``encoder``:
    makes the vectors of what is new, after everything else. Raises IndexUnusable for a folder that is not an index, that cannot
    be written, or that another process is updating, and for an engine that there is not.
    """
    task = _Task(collection, IndexFolder(folder), progress, portion)
    with task.place.lock():
        report = _updated(task, engine, rebuild=rebuild)
        dictionary_table.prepare()
        problems = _vectors(task, encoder) if encoder else []
    return replace(report, problems=[*report.problems, *problems])


def _updated(task: _Task, engine: str | None, *, rebuild: bool) -> Report:
    reason = "as asked"
    if not rebuild:
        try:
            return _bring_up_to_date(task, _in_use(task.place, engine))
        except RebuildNeeded as error:
            reason = error.problem.message
    return replace(_make(task, engine or task.place.engine() or DEFAULT), rebuilt=reason)


def _in_use(place: IndexFolder, engine: str | None) -> Meta:
    meta = place.meta()
    if engine and engine != meta.engine:
        raise RebuildNeeded(f"it was made with {meta.engine}, now it is to be {engine}")
    return meta


def _make(task: _Task, engine: str) -> Report:
    """A new generation, or the one that an earlier process did not finish; one without a whole portion is not kept."""
    begun = task.place.begun()
    if begun:
        try:
            if begun.engine == engine:
                return _bring_up_to_date(task, begun, begun=True)
        except RebuildNeeded:  # damaged where it was left, or its words are others by now
            pass
        task.place.discard(begun)
    fresh = begun_meta(task.collection, task.place.new_generation(), engine)
    try:
        return _bring_up_to_date(task, fresh, begun=True, create=True)
    except BaseException:
        if task.place.begun() is None:
            task.place.discard(fresh)
        raise


def _bring_up_to_date(task: _Task, meta: Meta, *, begun: bool = False, create: bool = False) -> Report:
    """``begun``: the generation is not yet in use."""
    terms, problems = terms_of(task.collection)
    check_words(terms, meta)
    engine = open_engine(meta.engine, task.place.generation(meta), create=create)
    try:
        changes = compare(task.collection, engine.fingerprints())
        changes, meta = _apply(task, changes, engine, meta, task.place.begin if begun else task.place.use)
        task.place.use(with_known(task.collection, terms, meta))
    finally:
        engine.close()
    report = changes.report()
    return replace(report, problems=[*report.problems, *problems])


def _apply(task: _Task, changes: Changes, engine: Engine, meta: Meta, keep: Callable[[Meta], None]) -> tuple[Changes, Meta]:
    """Commit portion by portion; ``keep`` notes each, so that the next process goes on from it."""
    problems: dict[str, Problem] = {}
    cutter = partial(cut, segmenter=segmenter(tuple(meta.words)))
    waiting = iter(changes.to_index.items())
    removed, done = changes.removed, 0
    following = next(waiting, None)
    while following or removed:
        issuers = dict(meta.issuers)
        with engine.writer() as writer:
            for document_id in removed:
                writer.remove(document_id)
            passages = 0
            while following and passages < task.portion:
                document_id, fingerprint = following
                try:
                    document = task.collection.load(document_id)
                    made = entries(document, fingerprint, units_of(task.collection, document_id), cutter)
                    passages += _put(writer, document, made, issuers)
                except (BadDocument, NotFound) as error:
                    problems[document_id] = error.problem
                following, done = next(waiting, None), done + 1
                if task.progress:
                    task.progress(done, len(changes.to_index))
        meta = replace(meta, issuers=issuers)
        keep(meta)
        removed = ()
    return replace(changes, problems=problems), meta


def _put(writer: Writer, document: Document, made: tuple[DocumentEntry, list[PassageEntry]], issuers: dict[str, str]) -> int:
    """Index a document, add the English names of its issuers; how many passages it has."""
    entry, passages = made
    writer.put(entry, passages)
    issuers |= {issuer.zh: issuer.en for issuer in document.issuers if issuer.zh and issuer.en}
    return len(passages)


def _vectors(task: _Task, encoder: Encoder) -> list[Problem]:
    """Of what is new; the search does without them if it must."""
    from indexer.vectors import update_vectors  # noqa: PLC0415 - needs the extra [semantic]

    try:
        update_vectors(task.collection, task.place.vectors, encoder, task.progress)
    except IndexUnusable as error:
        return [error.problem]
    return []
