"""The term base with what is made of it, as its file is now."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from archive.alignment.words.lexicon import Lexicon
from archive.errors import BadDocument
from archive.relations import title_key
from archive.storage import terms_file
from archive.terminology.entries import TermEntry, entries_of
from web.stamps import Stamp, stamp

if TYPE_CHECKING:
    from archive.model import Term
    from archive.store import Collection

log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class TermBase:
    """The lines of a term base; what is made of them is made when it is first asked for."""

    terms: tuple[Term, ...]

    @cached_property
    def lexicon(self) -> Lexicon:
        """For the renderings of its terms."""
        return Lexicon(self.terms)

    @cached_property
    def entries(self) -> list[TermEntry]:
        """The lines by Chinese term."""
        return entries_of(self.terms)

    @cached_property
    def english_titles(self) -> dict[str, str]:
        """English names of works, by ``title_key``."""
        return {title_key(term.zh): term.en for term in self.terms if term.status == "preferred"}


class CurrentTerms:
    """Reads the term base when it is first needed, and again where its file has changed."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._lock = Lock()
        self._kept: tuple[Stamp, TermBase] | None = None

    def get(self) -> TermBase:
        """The term base; an empty one where its file cannot be read, which is logged."""
        with self._lock:
            now = stamp(self._collection.root / terms_file.NAME)
            if self._kept is None or self._kept[0] != now:
                self._kept = now, TermBase(self._read())
            return self._kept[1]

    def _read(self) -> tuple[Term, ...]:
        try:
            return self._collection.terms()
        except BadDocument as error:
            log.warning("the term base is left out: %s", error)
            return ()
