"""Documents kept in memory for as long as their files do not change."""

from __future__ import annotations

import logging
import os
from collections import OrderedDict
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING

from archive.errors import BadDocument, NotFound
from archive.model import Document, is_document_id
from archive.relations import title_key
from archive.storage import terms_file

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archive.store import Collection

log = logging.getLogger(__name__)

Stamp = tuple[tuple[str, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """What lists need of a document: its facts without its editions, and how many passages and articles it has."""

    facts: Document
    passages: int
    articles: int


class Shelf:
    """Reads documents through the collection: whole ones, the last ``capacity`` of them; of all of them, cards."""

    def __init__(self, collection: Collection, capacity: int) -> None:
        self.collection = collection
        self._capacity = capacity
        self._documents: OrderedDict[str, tuple[Stamp, Document]] = OrderedDict()
        self._cards: dict[str, tuple[Stamp, Card | None]] = {}
        self._titles: tuple[tuple[int, int, int], Mapping[str, str]] | None = None
        self._lock = Lock()

    def document(self, document_id: str) -> Document:
        """A document as its files are now. Raises ``NotFound`` or ``BadDocument``."""
        if not is_document_id(document_id):
            raise NotFound(f"no document has the id {document_id[:80]!r}")
        stamp = self._stamp(document_id)
        with self._lock:
            kept = self._documents.get(document_id)
            if kept and kept[0] == stamp:
                self._documents.move_to_end(document_id)
                return kept[1]
        document = self.collection.load(document_id)
        with self._lock:
            self._documents[document_id] = stamp, document
            while len(self._documents) > self._capacity:
                self._documents.popitem(last=False)
        return document

    def cards(self) -> tuple[Card, ...]:
        """A card of every document that can be read, by id; one that cannot is logged, once, and left out."""
        ids = self.collection.ids()
        for gone in self._cards.keys() - set(ids):
            self._cards.pop(gone, None)
        return tuple(card for card in map(self._card, ids) if card)

    def english_titles(self) -> Mapping[str, str]:
        """English names of works as the term base has them, by ``title_key``; none where it cannot be read, which is logged."""
        try:
            stat = (self.collection.root / terms_file.NAME).stat()
            stamp = stat.st_ino, stat.st_size, stat.st_mtime_ns
        except OSError:
            stamp = 0, 0, 0
        kept = self._titles
        if kept is None or kept[0] != stamp:
            kept = self._titles = stamp, self._read_titles()
        return kept[1]

    def _read_titles(self) -> dict[str, str]:
        try:
            terms = self.collection.terms()
        except BadDocument as error:
            log.warning("the term base is left out: %s", error)
            return {}
        return {title_key(term.zh): term.en for term in terms if term.status == "preferred"}

    def _card(self, document_id: str) -> Card | None:
        try:
            stamp = self._stamp(document_id)
            kept = self._cards.get(document_id)
            if not kept or kept[0] != stamp:
                kept = stamp, self._read_card(document_id)
                self._cards[document_id] = kept
        except NotFound:  # removed since the ids were listed
            return None
        return kept[1]

    def _read_card(self, document_id: str) -> Card | None:
        try:
            return card(self.collection.load(document_id))
        except BadDocument as error:
            log.warning("left out of the lists: %s", error)
            return None

    def _stamp(self, document_id: str) -> Stamp:
        """Name, inode, size and time of each file: cheaper than the fingerprint, which reads them. Raises ``NotFound``."""
        try:
            with os.scandir(self.collection.root / document_id) as files:
                stats = [(file.name, file.stat()) for file in files]
        except FileNotFoundError as error:
            raise NotFound(f"no document has the id {document_id!r}") from error
        return tuple(sorted((name, stat.st_ino, stat.st_size, stat.st_mtime_ns) for name, stat in stats))


def card(document: Document) -> Card:
    """The card of a document. Passages are distinct segment ids; an article counts once, however many languages it is in."""
    levels = {segment.id: segment.level for edition in document.editions for segment in edition.segments}
    return Card(replace(document, editions=()), len(levels), sum(level == "article" for level in levels.values()))
