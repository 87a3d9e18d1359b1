"""The term base and the lexicon made of it, as the file is now."""

from __future__ import annotations

import logging
from threading import Lock
from typing import TYPE_CHECKING

from archive.alignment.words.lexicon import Lexicon
from archive.errors import BadDocument
from archive.storage import terms_file

if TYPE_CHECKING:
    from archive.model import Term
    from archive.store import Collection

log = logging.getLogger(__name__)

_Stamp = tuple[int, int, int]


class CurrentTerms:
    """Reads the term base when it is first needed, and again where its file has changed."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._lock = Lock()
        self._kept: tuple[_Stamp, tuple[Term, ...], Lexicon] | None = None

    def get(self) -> tuple[tuple[Term, ...], Lexicon]:
        """The terms and a lexicon of them; none where the file cannot be read, which is logged."""
        with self._lock:
            stamp = self._stamp()
            if self._kept is None or self._kept[0] != stamp:
                terms = self._read()
                self._kept = stamp, terms, Lexicon(terms)
            return self._kept[1], self._kept[2]

    def _stamp(self) -> _Stamp:
        try:
            stat = (self._collection.root / terms_file.NAME).stat()
        except OSError:
            return 0, 0, 0
        return stat.st_ino, stat.st_size, stat.st_mtime_ns

    def _read(self) -> tuple[Term, ...]:
        try:
            return self._collection.terms()
        except BadDocument as error:
            log.warning("the term base is left out: %s", error)
            return ()
