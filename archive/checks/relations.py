"""Relations: each leads somewhere, agrees with its target, and none that the text states is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from archive.checks import cited
from archive.checks.located import Located
from archive.errors import Problem
from archive.model import Document, Relation
from archive.named_documents import NamedDocuments
from archive.relations import number_key, points_to, title_key
from archive.text.document_number import canonical


def check(located: Located, everything: Mapping[str, Document], named: NamedDocuments) -> Iterator[Problem]:
    """``everything``: all documents of the collection, by id; ``named``: the same by what they are called."""
    document = located.document
    targets = [next(iter(named.meant(relation)), None) for relation in document.relations]
    seen: set[tuple[str, ...]] = set()
    for place, relation in enumerate(document.relations):
        key = relation.kind, relation.document or "", number_key(relation.number or ""), title_key(relation.title or "")
        if key in seen:
            yield located.fact(f"this relation stands here twice ({relation.kind}); take one out", "relations", place)
        seen.add(key)
        if relation.document and relation.document not in everything:
            message = f"there is no document {relation.document!r}; name the target by title and number instead"
            yield located.fact(message, "relations", place, "document", severity="error")
        else:
            yield from _one(located, place, relation, targets[place])
    yield from cited.check(located, targets)


def _one(located: Located, place: int, relation: Relation, found: Document | None) -> Iterator[Problem]:
    if points_to(relation, located.document):
        yield located.fact("a document has no relation to itself; mend the target", "relations", place)
        return
    if relation.number and canonical(relation.number) != relation.number:
        yield located.fact(
            f"the number is not in canonical form; write {canonical(relation.number)}", "relations", place, "number"
        )
    if found and not relation.document:
        yield located.fact(f"this is the document {found.id}; write `document: {found.id}`", "relations", place, severity="note")
    if found:
        yield from _agreement(located, place, relation, found)
    for segment_id in relation.segments:
        if not any(edition.segment(segment_id) for edition in located.document.editions):
            message = f"this document has no segment {segment_id}; mend `segments`"
            yield located.fact(message, "relations", place, "segments")


def _agreement(located: Located, place: int, relation: Relation, found: Document) -> Iterator[Problem]:
    """What the relation says of its target, held against the target itself."""
    if relation.number and found.number and number_key(relation.number) != number_key(found.number):
        yield located.fact(f"the number of {found.id} is {found.number}; mend one of them", "relations", place, "number")
    titles = {title_key(title) for title in (found.title.zh, found.title.en) if title}
    # with provisions the title may be that of the part that is meant, such as an annex
    if relation.title and not relation.provisions and title_key(relation.title) not in titles:
        yield located.fact(f"the title of {found.id} is {found.title.best()}; mend one of them", "relations", place, "title")
    for provision in relation.provisions:
        if found.editions and not any(edition.segment(provision) for edition in found.editions):
            yield located.fact(f"{found.id} has no {provision}; mend `provisions`", "relations", place, "provisions")
    if relation.kind == "repeals" and not relation.provisions and found.status not in ("repealed", "lapsed"):
        message = f"this repeals {found.id}, whose status is {found.status!r}; write `status: repealed` there"
        yield located.fact(message, "relations", place)
    if relation.kind == "opposing account" and not any(
        back.kind == relation.kind and points_to(back, located.document) for back in found.relations
    ):
        yield located.fact(f"{found.id} does not name this document as its opposing account; add it there", "relations", place)
