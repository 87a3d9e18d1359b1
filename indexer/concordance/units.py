"""The translation units that a concordance goes over."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from archive.catalogue import CataloguedUnit


class Units(Protocol):
    """All passage units of an archive."""

    def texts(self) -> Iterable[tuple[str, int, str, str]]:
        """Document, position, Chinese and English text of every unit, document by document in the order of the text."""

    def unit_at(self, document_id: str, position: int) -> CataloguedUnit | None:
        """One of them as a whole; None where it is not there any more."""
