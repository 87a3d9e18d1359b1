"""What a collection holds already, so that a text handed in finds its document: by number, by text, else by title."""

from __future__ import annotations

import re
from datetime import date

from archive.errors import Problem
from archive.model import Document, Edition, PartialDate, Provenance
from archive.relations import title_key
from archive.store import Collection
from archive.text.sentences import has_han

_SHORTEST_TITLE = {True: 10, False: 30}
"""Characters of a Chinese title, letters of another: what is shorter is not one document's own."""
_GENERIC = re.compile(r"[^于的]*(?:委员会|委|部|局|厅|院|政府|会)(?:通告|公告|通知|公报)")
"""An issuer and a genre are no title of one document."""


class KnownDocuments:
    """The documents of a collection by what identifies them; documents with mistakes are known by what can be read."""

    def __init__(self, collection: Collection) -> None:
        self._by_number: dict[str, str] = {}
        self._by_text: dict[str, str] = {}
        self._by_title: dict[str, tuple[str, date | PartialDate | None]] = {}
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
                self._by_title.setdefault(key, (document_id, document.issued))
        for edition in document.editions:
            self._by_text.setdefault(edition.sha256, document_id)
            if edition.provenance:
                self._by_text.setdefault(_origin(edition.provenance), document_id)

    def find(self, document: Document) -> str | None:
        """The id of the document of the same number or text, else, where neither has a number, of the same title and date."""
        number = self._by_number.get(document.number or "")
        return number or next(filter(None, map(self._text, document.editions)), None) or self._same_title(document)

    def _same_title(self, document: Document) -> str | None:
        """Where both dates are known, they agree."""
        found = [] if document.number else [self._by_title[key] for key in _title_keys(document) if key in self._by_title]
        return next((known for known, issued in found if _agree(issued, document.issued)), None)

    def _text(self, edition: Edition) -> str | None:
        origin = _origin(edition.provenance) if edition.provenance else ""
        return self._by_text.get(edition.sha256) or self._by_text.get(origin)


def _agree(one: date | PartialDate | None, other: date | PartialDate | None) -> bool:
    return not (one and other) or str(one).startswith(str(other)) or str(other).startswith(str(one))


def _title_keys(document: Document) -> list[str]:
    """What the titles go by; opening words that stand in for a title end in … and are none."""
    titles = (title for title in (document.title.zh, document.title.en) if title and not title.endswith("…"))
    keys = [key for key in map(title_key, titles) if not _GENERIC.fullmatch(key)]
    return [key for key in keys if len(key) >= _SHORTEST_TITLE[has_han(key)]]


def _origin(provenance: Provenance) -> str:
    return f"{provenance.sha256} {provenance.lines}"
