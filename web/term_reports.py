"""What is counted over the archive's passages for the term base: consistency, candidates, the use of one term.

Each is made beside the requests when it is first asked for, and kept until the catalogue or the term base changes.
"""

from __future__ import annotations

from collections import OrderedDict
from contextlib import closing
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

from archive.catalogue import Catalogue, CatalogueDamaged, catalogue_path
from archive.errors import IndexUnusable
from archive.terminology.candidates import Candidate, candidates
from archive.terminology.consistency import TermUse, consistency
from archive.terminology.entries import TermEntry, entries_of
from archive.terminology.passages import Passage
from web.beside import Kept
from web.sources import settings, terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from archive.alignment.words.lexicon import Lexicon
    from archive.model import Term

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
    """The reports of an application, and the entries of its term base."""

    def __init__(self) -> None:
        self._entries: tuple[tuple[Term, ...], list[TermEntry]] = ((), [])
        self._all_uses = Kept[Report[TermUse]]()
        self._candidates = Kept[Report[Candidate]]()
        self._uses: OrderedDict[str, Kept[tuple[TermUse, ...]]] = OrderedDict()
        self._lock = Lock()

    def entries(self, known: tuple[Term, ...]) -> list[TermEntry]:
        """A term base by entries; the last one is kept."""
        if self._entries[0] is not known:
            self._entries = known, entries_of(known)
        return self._entries[1]

    def uses(self) -> Report[TermUse]:
        """How every term is rendered, the worst first. Raises ``IndexUnusable``, ``BeingMade``."""
        return self._report(self._all_uses, lambda some, known, lexicon: consistency(some, self.entries(known), lexicon))

    def candidates(self) -> Report[Candidate]:
        """The terms that the term base lacks. Raises ``IndexUnusable``, ``BeingMade``."""
        return self._report(self._candidates, lambda *some: candidates(*some, limit=MOST_CANDIDATES))

    def use(self, entry: TermEntry) -> TermUse | None:
        """How one entry is rendered, in all passages; None where it stands in none. Raises as ``uses`` does."""
        (known, lexicon), path = terms().get(), catalogue_path(settings().index)

        def make() -> tuple[TermUse, ...]:
            return tuple(consistency(passages(path), self.entries(known), lexicon, entry.zh))

        with self._lock:
            kept = self._uses.setdefault(entry.zh, Kept())
            self._uses.move_to_end(entry.zh)
            while len(self._uses) > _MOST_USES:
                self._uses.popitem(last=False)
        found = kept.get((_stamp(path), known), make)
        return found[0] if found else None

    def _report(
        self, kept: Kept[Report[Item]], make: Callable[[Sequence[Passage], tuple[Term, ...], Lexicon], Iterable[Item]]
    ) -> Report[Item]:
        (known, lexicon), path = terms().get(), catalogue_path(settings().index)

        def made() -> Report[Item]:
            everything = list(passages(path))
            some = everything[:: -(-len(everything) // MOST_PASSAGES) or 1]
            return Report(tuple(make(some, known, lexicon)), len(some), len(everything))

        return kept.get((_stamp(path), known), made)


def passages(path: Path) -> Iterator[Passage]:
    """The passages whose sides translate each other, of the catalogue in a file. Raises ``IndexUnusable``."""
    opened = Catalogue.open(path)
    if opened is None:
        raise IndexUnusable("the catalogue is missing; `archive index` makes it")
    with closing(opened) as known:
        try:
            for one in known.all_units():
                if one.translates:
                    yield Passage(one.document, one.unit.id, one.unit.zh_text, one.unit.en_text)
        except CatalogueDamaged as error:
            raise IndexUnusable("the catalogue is damaged; `archive index --rebuild` makes it anew") from error


def _stamp(path: Path) -> tuple[int, int]:
    try:
        stat = path.stat()
    except OSError:
        return 0, 0
    return stat.st_size, stat.st_mtime_ns
