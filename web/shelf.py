"""Documents kept in memory for as long as their files do not change."""

from __future__ import annotations

import logging
from collections import OrderedDict
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from archive.catalogue.cards import Card, card, cards_of
from archive.errors import BadDocument, NotFound
from archive.history import history
from archive.model import is_document_id
from archive.storage import terms_file
from web.card_index import CardIndex
from web.stamps import Stamp, stamp

if TYPE_CHECKING:
    from pathlib import Path

    from archive.model import Document
    from archive.store import Collection

log = logging.getLogger(__name__)

_LOOKED_AT_EACH_TIME = 200
"""Up to so many documents every file is looked at for every page."""
_PATIENCE = 2.0
"""Seconds after which the files of a larger collection are looked at again, where nothing else says that it changed."""


class Shelf:
    """Reads documents through the collection: whole ones, the last ``capacity`` of them; of all of them, cards.

    Cards come from the catalogue in a file where it knows a document as its files are now, else from the files.
    """

    def __init__(self, collection: Collection, capacity: int, catalogue: Path) -> None:
        self.collection = collection
        self._capacity = capacity
        self._catalogue = catalogue
        self._documents: OrderedDict[str, tuple[str, Document]] = OrderedDict()
        self._cards: dict[str, tuple[str, Card | None]] = {}
        self._index = CardIndex(())
        self._looked: tuple[float, tuple[int, ...]] = (-_PATIENCE, ())
        self._told = False
        self._lock = Lock()
        self._cards_lock = Lock()

    def document(self, document_id: str) -> Document:
        """A document as its files are now. Raises ``NotFound`` or ``BadDocument``."""
        if not is_document_id(document_id) or not (now := self.collection.stamp(document_id)):
            raise NotFound(f"no document has the id {document_id[:80]!r}")
        with self._lock:
            kept = self._documents.get(document_id)
            if kept and kept[0] == now:
                self._documents.move_to_end(document_id)
                return kept[1]
        document = self.collection.load(document_id)
        with self._lock:
            self._documents[document_id] = now, document
            while len(self._documents) > self._capacity:
                self._documents.popitem(last=False)
        return document

    def cards(self) -> tuple[Card, ...]:
        """A card of every document that can be read, by id; one that cannot is logged, once, and left out."""
        return self.index().cards

    def index(self) -> CardIndex:
        """The cards by what they are asked for; the same object for as long as nothing changes."""
        with self._cards_lock:
            signs = *self._stat(""), *self._stat(history.NAME), *self._stat(terms_file.NAME)
            many = len(self._cards) > _LOOKED_AT_EACH_TIME
            if not many or signs != self._looked[1] or monotonic() - self._looked[0] > _PATIENCE:
                self._bring_up_to_date()
                self._looked = monotonic(), signs
            return self._index

    def _stat(self, name: str) -> Stamp:
        return stamp(self.collection.root / name)

    def _bring_up_to_date(self) -> None:
        stamps = self.collection.stamps()
        changed = {one: now for one, now in stamps.items() if self._cards.get(one, ("",))[0] != now}
        gone = self._cards.keys() - stamps.keys()
        if not changed and not gone:
            return
        known = cards_of(self._catalogue, changed) if changed else {}
        unknown = [one for one, now in changed.items() if one not in known or known[one][0] != now]
        self._tell(len(unknown), len(stamps))
        read = {one: (changed[one], self._read_card(one)) for one in unknown}
        merged = {**self._cards, **known, **read}
        self._cards = {one: merged[one] for one in stamps}
        self._index = CardIndex(tuple(one for _, one in self._cards.values() if one))

    def _tell(self, unknown: int, everything: int) -> None:
        if unknown > _LOOKED_AT_EACH_TIME and not self._told:
            self._told = True
            log.warning("%d of %d documents are read from their files; `archive index` makes this quick", unknown, everything)

    def _read_card(self, document_id: str) -> Card | None:
        try:
            return card(self.collection.load(document_id))
        except BadDocument as error:
            log.warning("left out of the lists: %s", error)
        except NotFound:  # removed since the ids were listed
            pass
        return None
