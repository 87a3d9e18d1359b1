"""What the tests of the index share: a shelf of documents in memory, and entries for engines made from plain words."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from archive.errors import BadDocument
from archive.model import Bilingual, Document, Edition, Segment, Term
from indexer.engine import DocumentEntry, PassageEntry


class Shelf:
    """Documents that are indexed without files; a document that is None does not load."""

    def __init__(self, *documents: Document) -> None:
        self.documents: dict[str, Document | None] = {document.id: document for document in documents}
        self.loaded: list[str] = []
        self.term_base: tuple[Term, ...] = ()

    def ids(self) -> list[str]:
        return sorted(self.documents)

    def load(self, document_id: str) -> Document:
        self.loaded.append(document_id)
        document = self.documents[document_id]
        if document is None:
            raise BadDocument("this file does not parse")
        return document

    def terms(self) -> tuple[Term, ...]:
        return self.term_base

    def fingerprint(self, document_id: str) -> str:
        return hashlib.sha256(repr(self.documents[document_id]).encode()).hexdigest()


def document(id: str, zh: Sequence[str] = (), en: Sequence[str] = (), **facts: Any) -> Document:  # noqa: A002 - a document's id
    """A document whose articles 1, 2, … have these texts; facts are a document's own fields."""
    editions = tuple(
        Edition(language, kind, tuple(Segment(f"art_{n}", f"{label}{n}", text) for n, text in enumerate(texts, 1)))
        for language, kind, label, texts in (("zh", "official", "第", zh), ("en", "translation", "Article ", en))
        if texts
    )
    facts = {"title": Bilingual(f"{id}之题"), "issued": date(2024, 1, 1), "editions": editions, **facts}
    return Document(id=id, **facts)


def entry(
    id: str,  # noqa: A002 - a document's id
    text: str,
    *,
    title: str = "",
    issued: int = 20240101,
    fingerprint: str = "f",
    **facets: Sequence[str],
) -> DocumentEntry:
    """A document for an engine: the words of ``text`` are its terms, in ``text_words`` and ``text_characters``."""
    streams = {"text_words": words(text), "text_characters": words(text), "title_words": words(title)}
    return DocumentEntry(id, streams, facets, issued, fingerprint, {"id": id, "text": text})


def passage(document: str, text: str, *, weight: float = 1.0, **stored: Any) -> PassageEntry:
    """A passage for an engine."""
    streams = {"passage_words": words(text), "passage_characters": words(text)}
    return PassageEntry(document, streams, {"document": document, "text": text, **stored}, weight)


def words(text: str) -> list[tuple[str, int]]:
    """Terms with positions: a word's position is its place, and ``|`` leaves a gap."""
    return [(word, position) for position, word in enumerate(text.split()) if word != "|"]


def marked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """A text with its spans in square brackets."""
    for start, end in reversed(spans):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


def counts(facets: Mapping[str, Sequence[Any]], facet: str) -> dict[str, int]:
    """The counts of a facet of an answer."""
    return {value.value: value.count for value in facets[facet]}
