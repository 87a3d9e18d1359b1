"""What a collection holds already, so that a text handed in finds its document: by number, by text, else by title."""

from __future__ import annotations

from archive.errors import Problem
from archive.model import Document, Edition, Provenance
from archive.relations import title_key
from archive.store import Collection

_SHORTEST_TITLE = 10
"""A title shorter than this is not one document's own."""


class KnownDocuments:
    """The documents of a collection by what identifies them; documents with mistakes are known by what can be read."""

    def __init__(self, collection: Collection) -> None:
        self._by_number: dict[str, str] = {}
        self._by_text: dict[str, str] = {}
        self._by_title: dict[str, str] = {}
        self.mistakes: dict[str, Problem] = {}
        for document_id in collection.ids():
            problems: list[Problem] = []
            self.remember(collection.read(document_id, problems), document_id)
            if errors := [problem for problem in problems if problem.severity == "error"]:
                self.mistakes[document_id] = errors[0]

    def remember(self, document: Document, document_id: str) -> None:
        """A document that has come in."""
        if document.number:
            self._by_number.setdefault(document.number, document_id)
        else:
            for key in _title_keys(document):
                self._by_title.setdefault(key, document_id)
        for edition in document.editions:
            self._by_text.setdefault(edition.sha256, document_id)
            if edition.provenance:
                self._by_text.setdefault(_origin(edition.provenance), document_id)

    def find(self, document: Document) -> str | None:
        """The id of the document of the same number or text, else, where neither has a number, of the same title."""
        titles = () if document.number else _title_keys(document)
        places = [
            self._by_number.get(document.number or ""),
            *map(self._text, document.editions),
            *map(self._by_title.get, titles),
        ]
        return next(filter(None, places), None)

    def _text(self, edition: Edition) -> str | None:
        origin = _origin(edition.provenance) if edition.provenance else ""
        return self._by_text.get(edition.sha256) or self._by_text.get(origin)


def _title_keys(document: Document) -> list[str]:
    """What the titles go by; opening words that stand in for a title end in … and are none."""
    titles = (title for title in (document.title.zh, document.title.en) if title and not title.endswith("…"))
    return [key for key in map(title_key, titles) if len(key) >= _SHORTEST_TITLE]


def _origin(provenance: Provenance) -> str:
    return f"{provenance.sha256} {provenance.lines}"
