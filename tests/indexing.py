"""What the tests of the index share: a shelf of documents in memory, and entries for engines made from plain words."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from whoosh.query import Every, Phrase

from archive.errors import BadDocument, IndexUnusable
from archive.model import Bilingual, Document, Edition, Segment, Term
from indexer.analysis import sequence
from indexer.engine import GAP, DocumentEntry, Engine, PassageEntry, Stream
from indexer.engines import NAMES, engine
from indexer.keeping.opened import OpenIndex

Opened = Callable[..., Engine]


def engines() -> dict[str, Opened]:
    """Every engine that is installed, by its name."""
    found = {}
    for name in NAMES:
        with suppress(IndexUnusable):
            found[name] = engine(name)
    return found


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
    """A document for an engine: the words of ``text`` are its terms, in each of its text streams; ``|`` is a gap."""
    text_streams = dict.fromkeys(("text_words", "text_characters", "text_references"), stream(text))
    streams = {"title_words": stream(title), **text_streams}
    return DocumentEntry(id, streams, facets, issued, fingerprint, {"id": id, "text": text})


def passage(document: str, text: str, **stored: Any) -> PassageEntry:
    """A passage for an engine."""
    streams = dict.fromkeys(("passage_words", "passage_characters", "passage_references"), stream(text))
    return PassageEntry(document, streams, {"document": document, "text": text, **stored})


def stream(text: str) -> Stream:
    """Words as the terms of a stream; ``|`` is a gap."""
    return " ".join(GAP if word == "|" else word for word in text.split())


def found(folder: Path, text: str = "", field: str = "text") -> list[str]:
    """The ids of the documents in an index that have these characters side by side; all for none."""
    query = Phrase(f"{field}_characters", list(sequence(tuple(text)))) if text else Every()
    return [hit.id for hit in OpenIndex(folder).documents(query, filters={}, sort="newest", limit=1000).hits]


def marked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """A text with its spans in square brackets."""
    for start, end in reversed(spans):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


def counts(facets: Mapping[str, Sequence[Any]], facet: str) -> dict[str, int]:
    """The counts of a facet of an answer."""
    return {value.value: value.count for value in facets[facet]}
