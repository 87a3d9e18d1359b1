"""What is counted over the archive's passages for the term base: consistency, candidates, the use of one term.

Each is made beside the requests when it is first asked for, and kept until the catalogue or the term base changes.
"""

from __future__ import annotations

from collections import OrderedDict
from contextlib import closing
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

from archive.catalogue import Catalogue, catalogue_path
from archive.terminology.candidates import Candidate, candidates
from archive.terminology.consistency import consistency
from archive.terminology.passages import Passage
from archive.terminology.sampling import evenly
from archive.terminology.uses import TermUse
from web.beside import Kept
from web.sources import catalogue_needed, settings, terms
from web.stamps import stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from archive.terminology.entries import TermEntry
    from web.term_base import TermBase

MOST_PASSAGES = 2_000
"""Of a larger archive a page goes over so many passages, evenly: some seconds. ``archive terms`` goes over all."""
MOST_CANDIDATES = 200
_MOST_USES = 256
"""Terms whose use is kept."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Report(Generic[Item]):
    """A report, and of how many of the archive's passages it is."""

    items: tuple[Item, ...]
    passages: int
    all_passages: int


class TermReports:
    """The reports of an application."""

    def __init__(self) -> None:
        self._all_uses = Kept[Report[TermUse]]()
        self._candidates = Kept[Report[Candidate]]()
        self._uses: OrderedDict[str, Kept[TermUse | None]] = OrderedDict()
        self._lock = Lock()

    def uses(self) -> Report[TermUse]:
        """How every term is rendered, the worst first. Raises ``IndexUnusable``, ``BeingMade``."""
        return _report(self._all_uses, lambda some, base: consistency(some, base.entries, base.lexicon))

    def candidates(self) -> Report[Candidate]:
        """The terms that the term base lacks. Raises ``IndexUnusable``, ``BeingMade``."""
        return _report(self._candidates, lambda some, base: candidates(some, base.terms, base.lexicon, limit=MOST_CANDIDATES))

    def use(self, entry: TermEntry) -> TermUse | None:
        """How one entry is rendered, in all passages; None where it stands in none. Raises as ``uses`` does."""
        return _kept(
            self._of(entry),
            lambda every, base: next(iter(consistency(every, base.entries, base.lexicon, entry.zh)), None),
        )

    def _of(self, entry: TermEntry) -> Kept[TermUse | None]:
        """What is kept of one entry; those that nobody asked for in the longest time are let go of."""
        with self._lock:
            kept = self._uses.setdefault(entry.zh, Kept())
            self._uses.move_to_end(entry.zh)
            while len(self._uses) > _MOST_USES:
                self._uses.popitem(last=False)
        return kept


def passages(path: Path) -> Iterator[Passage]:
    """The passages whose sides translate each other, of the catalogue in a file. Raises ``IndexUnusable``."""
    with catalogue_needed(Catalogue.open(path)) as known, closing(known):
        for one in known.all_units():
            if one.translates:
                yield Passage(one.document, one.unit.id, one.unit.zh_text, one.unit.en_text)


def _report(kept: Kept[Report[Item]], make: Callable[[Sequence[Passage], TermBase], Iterable[Item]]) -> Report[Item]:
    def made(every: Iterator[Passage], base: TermBase) -> Report[Item]:
        everything = list(every)
        some = evenly(everything, MOST_PASSAGES)
        return Report(tuple(make(some, base)), len(some), len(everything))

    return _kept(kept, made)


def _kept(kept: Kept[Item], make: Callable[[Iterator[Passage], TermBase], Item]) -> Item:
    """What is made of the passages and the term base as they are now."""
    base, path = terms().get(), catalogue_path(settings().index)
    return kept.get((stamp(path), base), lambda: make(passages(path), base))
