"""Where the terms of the term base occur: the ``source`` column, worked out from the documents."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace

from archive.model import Document, Term
from archive.text.term_finding import TermFinder


def occurrences(finder: TermFinder, documents: Iterable[Document]) -> dict[str, list[str]]:
    """Chinese term → the ids of the documents whose facts or Chinese text have it, in the order of the documents."""
    found: dict[str, list[str]] = {}
    for document in documents:
        names = [document.title, document.abstract, *document.issuers]
        texts = [name.zh for name in names if name.zh] + [relation.title for relation in document.relations if relation.title]
        texts += [segment.text for edition in document.editions if edition.language == "zh" for segment in edition.segments]
        for term in finder.in_chinese("\n".join(texts)):
            found.setdefault(term, []).append(document.id)
    return found


def document_ids(term: Term, known: Container[str]) -> list[str]:
    """The documents that a term's source column names; its other words are left aside."""
    return [word for word in term.source.split() if word in known]


def located(terms: Sequence[Term], documents: Mapping[str, Document]) -> tuple[Term, ...]:
    """The term base with its source column brought up to date; what is no document's id stays in front."""
    found = occurrences(TermFinder(terms), documents.values())
    return tuple(replace(term, source=_source(term, documents, found.get(term.zh, []))) for term in terms)


def _source(term: Term, known: Container[str], there: Sequence[str]) -> str:
    others = [word for word in term.source.split() if word not in known]
    return " ".join([*others, *there])
