"""What a collection holds already, so that a text handed in finds its document: by number, by text, else by title.

Also what is nearly the same as it, and the other versions of the same work.
"""

from __future__ import annotations

import re
from collections import defaultdict

from archive.comparing.sketches import SketchIndex
from archive.errors import Problem
from archive.intake.known_cards import CardFile, KnownCard, card, text_key
from archive.model import Document, Edition
from archive.relations import title_key
from archive.store import Collection
from archive.text.sentences import has_han

_SHORTEST_TITLE = {True: 10, False: 30}
"""Characters of a Chinese title, letters of another: what is shorter is not one document's own."""
_SHORTEST_OF_VERSIONS = {True: 5, False: 15}
_GENERIC = re.compile(r"[^于的]*(?:委员会|委|部|局|厅|院|政府|会)(?:通告|公告|通知|公报)")
"""An issuer and a genre are no title of one document."""


class KnownDocuments:
    """The documents of a collection by what identifies them; documents with mistakes are known by what can be read."""

    def __init__(self, collection: Collection) -> None:
        self._by_number: defaultdict[str, list[KnownCard]] = defaultdict(list)
        self._by_text: dict[str, str] = {}
        self._by_title: defaultdict[str, list[KnownCard]] = defaultdict(list)
        self._versions: defaultdict[str, list[str]] = defaultdict(list)
        self._sketches = SketchIndex()
        self._cards: dict[str, KnownCard] = {}
        self.mistakes: dict[str, Problem] = {}
        self._file = CardFile(collection)
        for found in self._file.cards(self.mistakes):
            self._enter(found)

    def remember(self, document: Document, document_id: str) -> None:
        """A document that has come in, or has changed."""
        self._enter(self._file.stamped(card(document, document_id)))

    def save(self) -> None:
        """Keep what was worked out for the next time; nothing where that cannot be written."""
        self._file.save(self._cards)

    def known_ids(self) -> set[str]:
        """The ids of all documents."""
        return set(self._cards)

    def _enter(self, known: KnownCard) -> None:
        self._forget(known.id)
        self._cards[known.id] = known
        if known.number:
            self._by_number[known.number].append(known)
        else:
            for key in _own_titles(known.titles, _SHORTEST_TITLE):
                self._by_title[key].append(known)
        for key in _own_titles(known.titles, _SHORTEST_OF_VERSIONS):
            self._versions[key].append(known.id)
        for key in known.texts:
            self._by_text.setdefault(key, known.id)
        for language, found in known.sketches.items():
            self._sketches.put(f"{known.id} {language}", found)

    def _forget(self, document_id: str) -> None:
        old = self._cards.pop(document_id, None)
        if old is None:
            return
        if old.number:
            self._by_number[old.number] = [one for one in self._by_number[old.number] if one.id != document_id]
        for key in _own_titles(old.titles, _SHORTEST_TITLE):
            self._by_title[key] = [one for one in self._by_title[key] if one.id != document_id]
        for key in _own_titles(old.titles, _SHORTEST_OF_VERSIONS):
            self._versions[key] = [one for one in self._versions[key] if one != document_id]

    def find(self, document: Document) -> str | None:
        """The id of the document of the same number or text, else, where neither has a number, of the same title and date."""
        number = self._of_date(self._by_number.get(document.number or "", []), document)
        texts = (self._text(edition, document) for edition in document.editions)
        return (number.id if number else None) or next(filter(None, texts), None) or self._same_title(document)

    @staticmethod
    def _of_date(numbered: list[KnownCard], document: Document) -> KnownCard | None:
        """Of the versions of one number that of the same date, else one that may be of it, else the first."""
        issued = str(document.issued or "")
        exactly = (known for known in numbered if known.issued == issued)
        perhaps = (known for known in numbered if _agree(known.issued, issued))
        return next(exactly, None) or next(perhaps, None) or next(iter(numbered), None)

    def versions(self, document_id: str) -> list[str]:
        """The ids of the other documents that have a title of a known one, in the order they came in."""
        known = self._cards.get(document_id)
        keys = _own_titles(known.titles, _SHORTEST_OF_VERSIONS) if known else []
        return [one for one in dict.fromkeys(one for key in keys for one in self._versions[key]) if one != document_id]

    def alike(self, document_id: str) -> dict[str, float]:
        """The ids of other documents whose full text is nearly the same as a known one's, with the share (0 to 1) that is."""
        near: dict[str, float] = {}
        found = self._cards.get(document_id) or KnownCard(document_id, None, (), "", (), {})
        for language, sketch in found.sketches.items():
            for name, share in self._sketches.near(sketch):
                other, _, of_language = name.partition(" ")
                if of_language == language and other != document_id:
                    near[other] = max(share, near.get(other, 0.0))
        return near

    def _same_title(self, document: Document) -> str | None:
        """Where both dates are known, they agree."""
        if document.number:
            return None
        keys = _own_titles(tuple(filter(None, (document.title.zh, document.title.en))), _SHORTEST_TITLE)
        found = [known for key in keys for known in self._by_title[key]]
        issued = str(document.issued or "")
        exactly = (known.id for known in found if known.issued == issued)
        return next(exactly, None) or next((known.id for known in found if _agree(known.issued, issued)), None)

    def _text(self, edition: Edition, document: Document) -> str | None:
        """Where it was taken from the same lines of a file, or says the same and has no other number."""
        said, *origin = text_key(edition)
        known = next((self._by_text[key] for key in origin if key in self._by_text), None)
        if known or said not in self._by_text:
            return known
        number = self._cards[self._by_text[said]].number
        return self._by_text[said] if not (number and document.number) or number == document.number else None


def _agree(one: str, other: str) -> bool:
    return not (one and other) or one.startswith(other) or other.startswith(one)


def _own_titles(titles: tuple[str, ...], shortest: dict[bool, int]) -> list[str]:
    """What the titles go by; opening words that stand in for a title end in … and are none."""
    keys = [key for key in map(title_key, (t for t in titles if not t.endswith("…"))) if not _GENERIC.fullmatch(key)]
    return [key for key in keys if len(key) >= shortest[has_han(key)]]
