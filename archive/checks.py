"""What ``archive check`` looks for: every finding names file and line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from archive.data import table
from archive.errors import Problem
from archive.model import Document, is_document_id
from archive.storage import document_file
from archive.store import Collection
from archive.text.document_number import canonical


def check_collection(collection: Collection, ids: Iterable[str] | None = None) -> Iterator[Problem]:
    """Every problem of the collection's files, document by document, then across documents, then the term base."""
    known = set(collection.ids())
    numbers: dict[str, str] = {}
    for document_id in ids if ids is not None else sorted(known):
        problems: list[Problem] = []
        document = collection.read(document_id, problems)
        path = collection.root / document_id / document_file.NAME
        yield from problems
        yield from _facts(document, path)
        yield from _relations(document, path, known)
        yield from _digests(document, path.parent)
        if document.number and (other := numbers.setdefault(document.number, document_id)) != document_id:
            yield _at(
                path, "number", f"the number {document.number} is also that of {other}; one document is one folder", "error"
            )
    yield from _orphans(collection)
    terms: list[Problem] = []
    collection.read_terms(terms)
    yield from terms


def _orphans(collection: Collection) -> Iterator[Problem]:
    """Folders that hold an edition but no document, or a document under a name that no id can have."""
    for path in sorted(collection.root.glob(f"[!.]*/{document_file.NAME}")):
        if not is_document_id(path.parent.name):
            yield Problem("error", "the folder's name cannot be an id; use lower-case letters, digits and hyphens", None, path)
    for path in sorted(collection.root.glob("[!.]*/*.md")):
        if not (path.parent / document_file.NAME).is_file():
            message = f"this edition has no document; write {path.parent.name}/{document_file.NAME} with id and title"
            yield Problem("error", message, None, path)


def _facts(document: Document, path: Path) -> Iterator[Problem]:
    if document.number and canonical(document.number) != document.number:
        yield _at(path, "number", f"the number is not in canonical form; write {canonical(document.number)}")
    if document.issued and document.effective and document.effective < document.issued:
        yield _at(path, "effective", "the document takes effect before it was issued; mend one of the dates")
    types, topics = {row["zh"] for row in table("types")}, {row["key"] for row in table("topics")}
    if document.type and document.type not in types:
        yield _at(
            path, "type", f"the type {document.type!r} is not in archive/data/types.tsv; add it there with its English name"
        )
    for topic in set(document.topics) - topics:
        yield _at(path, "topics", f"the topic {topic!r} is not in archive/data/topics.tsv; add it there with its names")


def _relations(document: Document, path: Path, known: set[str]) -> Iterator[Problem]:
    for relation in document.relations:
        if relation.document and relation.document not in known:
            yield _at(
                path,
                "relations",
                f"there is no document {relation.document!r}; name the target by title and number instead",
                "error",
            )


def _digests(document: Document, folder: Path) -> Iterator[Problem]:
    zh, en = document.edition("zh.digest"), document.edition("en.digest")
    if not zh or not en:
        return
    ids = {edition.name: {segment.id for segment in edition.segments} for edition in (zh, en)}
    for name, other in (("zh.digest", "en.digest"), ("en.digest", "zh.digest")):
        for missing in sorted(ids[other] - ids[name]):
            yield Problem("warning", f"the segment {missing} of {other}.md has no counterpart here", None, folder / f"{name}.md")


def _at(path: Path, key: str, message: str, severity: str = "warning") -> Problem:
    """A problem at the line where a key of document.yaml stands."""
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    line = next((number for number, text in enumerate(lines, 1) if text.startswith(f"{key}:")), None)
    return Problem("error" if severity == "error" else "warning", message, line, path)
