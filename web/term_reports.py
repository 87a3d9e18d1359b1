"""The consistency report and the candidates, made when they are first asked for and kept until something changes."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

from archive.catalogue import catalogue_path
from archive.errors import IndexUnusable
from archive.terminology.candidates import Candidate, candidates
from archive.terminology.consistency import TermUse, consistency
from archive.terminology.entries import TermEntry, entries_of
from archive.terminology.passages import Passage
from web.sources import catalogue, settings, terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from archive.alignment.words.lexicon import Lexicon
    from archive.model import Term

MOST_PASSAGES = 2_000
"""Of a larger archive a page goes over so many passages, evenly: some seconds. ``archive terms`` goes over all."""
MOST_CANDIDATES = 200

Item = TypeVar("Item")
_Key = tuple[tuple[int, int], tuple["Term", ...]]


@dataclass(frozen=True, slots=True)
class Report(Generic[Item]):
    """A report, and of how many of the archive's passages it is."""

    items: tuple[Item, ...]
    passages: int
    all_passages: int


class _Kept(Generic[Item]):
    """The last report of one kind; one thread makes it, the others wait for it."""

    def __init__(self, make: Callable[[Sequence[Passage], tuple[Term, ...], Lexicon], Iterable[Item]]) -> None:
        self._make = make
        self._lock = Lock()
        self._last: tuple[_Key, Report[Item]] | None = None

    def get(self) -> Report[Item]:
        """The report on the archive as it is now. Raises ``IndexUnusable``."""
        known, lexicon = terms().get()
        key = _stamp(), known
        with self._lock:
            if self._last is None or self._last[0] != key:
                everything = passages()
                some = everything[:: -(-len(everything) // MOST_PASSAGES) or 1]
                self._last = key, Report(tuple(self._make(some, known, lexicon)), len(some), len(everything))
            return self._last[1]


class TermReports:
    """The reports of an application, and the entries of its term base."""

    def __init__(self) -> None:
        self._entries: tuple[tuple[Term, ...], list[TermEntry]] = ((), [])
        self._uses = _Kept[TermUse](lambda some, known, lexicon: consistency(some, self.entries(known), lexicon))
        self._candidates = _Kept[Candidate](lambda *some: candidates(*some, limit=MOST_CANDIDATES))

    def entries(self, known: tuple[Term, ...]) -> list[TermEntry]:
        """A term base by entries; the last one is kept."""
        if self._entries[0] is not known:
            self._entries = known, entries_of(known)
        return self._entries[1]

    def uses(self) -> Report[TermUse]:
        """How every term is rendered, the worst first. Raises ``IndexUnusable``."""
        return self._uses.get()

    def candidates(self) -> Report[Candidate]:
        """The terms that the term base lacks. Raises ``IndexUnusable``."""
        return self._candidates.get()


def use_of(entry: TermEntry, entries: Sequence[TermEntry]) -> TermUse | None:
    """How one entry is rendered, in all passages; None where it stands in none. Raises ``IndexUnusable``."""
    found = consistency(passages(), entries, terms().get()[1], entry.zh)
    return found[0] if found else None


def passages() -> list[Passage]:
    """The archive's passages whose sides translate each other. Raises ``IndexUnusable``."""
    known = catalogue()
    if known is None:
        raise IndexUnusable("the catalogue is missing; `archive index` makes it")
    units = (one for one in known.all_units() if one.translates)
    return [Passage(one.document, one.unit.id, one.unit.zh_text, one.unit.en_text) for one in units]


def _stamp() -> tuple[int, int]:
    try:
        stat = catalogue_path(settings().index).stat()
    except OSError:
        return 0, 0
    return stat.st_size, stat.st_mtime_ns
