"""The names that suggestions are made of, kept until the term base or the index's issuing bodies change."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from indexer.help import Names
    from indexer.help.helper import Helper
    from web.term_base import CurrentTerms, TermBase


class CurrentNames:
    """Made when they are first asked for (half a second for their pinyin, when somebody types that)."""

    def __init__(self, terms: CurrentTerms) -> None:
        self._terms = terms
        self._lock = Lock()
        self._kept: tuple[TermBase, Mapping[str, str], Names] | None = None

    def get(self, helper: Helper) -> Names:
        """The names as they are now."""
        base, issuers = self._terms.get(), helper.knowledge.issuers
        with self._lock:
            if self._kept is None or self._kept[0] is not base or self._kept[1] != issuers:
                self._kept = base, issuers, helper.names(base.terms)
            return self._kept[2]
