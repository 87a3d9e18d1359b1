"""The translation units that a concordance goes over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from archive.catalogue import CataloguedUnit


class UnitTexts(NamedTuple):
    """The texts of a unit and where it is: its document, and its position there."""

    document: str
    position: int
    zh: str
    en: str


class Units(Protocol):
    """All passage units of an archive."""

    def texts(self) -> Iterable[tuple[str, int, str, str]]:
        """Document, position, Chinese and English text of every unit, document by document in the order of the text."""

    def unit_at(self, document_id: str, position: int) -> CataloguedUnit | None:
        """One of them as a whole; None where it is not there any more."""


class ListedUnits:
    """Units in memory."""

    def __init__(self, units: Sequence[CataloguedUnit]) -> None:
        self._units: dict[tuple[str, int], CataloguedUnit] = {}
        counts: dict[str, int] = {}
        for one in units:
            position = counts[one.document] = counts.get(one.document, -1) + 1
            self._units[one.document, position] = one

    def texts(self) -> Iterator[tuple[str, int, str, str]]:
        """See ``Units``."""
        for (document, position), one in self._units.items():
            yield document, position, one.unit.zh_text, one.unit.en_text

    def unit_at(self, document_id: str, position: int) -> CataloguedUnit | None:
        """See ``Units``."""
        return self._units.get((document_id, position))
