"""Where the terms of the term base occur: the ``source`` column, worked out from the documents."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace

from archive.model import Document, Term
from archive.text.folding import fold


def occurrences(terms: Iterable[Term], documents: Iterable[Document]) -> dict[str, list[str]]:
    """Chinese term → the ids of the documents whose facts or Chinese text have it, also inside a longer term."""
    wanted = {term.zh: fold(term.zh) for term in terms}
    found: dict[str, list[str]] = {}
    for document in documents:
        names = [document.title, document.abstract, *document.issuers]
        facts = [document.number, document.source.title, *(relation.title for relation in document.relations)]
        texts = [text for text in [*facts, *(name.zh for name in names)] if text]
        texts += [segment.text for edition in document.editions if edition.language == "zh" for segment in edition.segments]
        text = fold("\n".join(texts))
        for term, folded in wanted.items():
            if folded in text:
                found.setdefault(term, []).append(document.id)
    return found


def document_ids(term: Term, known: Container[str]) -> list[str]:
    """The documents that a term's source column names; its other words are left aside."""
    return [word for word in term.source.split() if word in known]


def located(terms: Sequence[Term], documents: Mapping[str, Document]) -> tuple[Term, ...]:
    """The term base with its source column brought up to date; what is no document's id stays in front."""
    found = occurrences(terms, documents.values())
    return tuple(replace(term, source=_source(term, documents, found.get(term.zh, []))) for term in terms)


def _source(term: Term, known: Container[str], there: Sequence[str]) -> str:
    others = [word for word in term.source.split() if word not in known]
    return " ".join([*others, *there])
