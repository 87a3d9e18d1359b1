"""Counting: what was right, found in excess, and missed, with the misses kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """Right, false and missed items of one measure."""

    right: int = 0
    false: int = 0
    missed: int = 0

    def __iadd__(self, other: Tally) -> Tally:
        self.right += other.right
        self.false += other.false
        self.missed += other.missed
        return self

    @property
    def precision(self) -> float | None:
        """Right among found; None where nothing was found or wanted."""
        return self._share(self.false)

    @property
    def recall(self) -> float | None:
        """Right among wanted."""
        return self._share(self.missed)

    @property
    def f1(self) -> float | None:
        """2PR / (P + R), which is 2·right / (2·right + false + missed)."""
        total = 2 * self.right + self.false + self.missed
        return 2 * self.right / total if total else None

    def _share(self, wrong: int) -> float | None:
        if not self.right + self.false + self.missed:
            return None
        return self.right / (self.right + wrong) if self.right + wrong else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing that is not as it should be."""

    case: str
    measure: str
    expected: str
    found: str


@dataclass(slots=True)
class Score:
    """The tallies of a case or of many, by measure, and every miss."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)

    def __getitem__(self, measure: str) -> Tally:
        return self.tallies.setdefault(measure, Tally())

    def __iadd__(self, other: Score) -> Score:
        for measure, tally in other.tallies.items():
            self[measure].__iadd__(tally)
        self.misses += other.misses
        return self

    def one(self, case: str, measure: str, right: list[object], found: object) -> None:
        """Tally one fact: ``right`` lists the answers that are right."""
        tally = self[measure]
        if found in right:
            tally.right += found not in (None, [])
            return
        tally.false += found not in (None, [])
        tally.missed += right[0] not in (None, [])
        self.misses.append(Miss(case, measure, " or ".join(map(str, right)), str(found)))

    def many(self, case: str, measure: str, expected: Iterable[Hashable], found: Iterable[Hashable]) -> None:
        """Tally items that have no order; an item that is there twice counts twice."""
        wanted, held = Counter(expected), Counter(found)
        tally = self[measure]
        tally.right += (wanted & held).total()
        tally.false += (held - wanted).total()
        tally.missed += (wanted - held).total()
        self.misses += [Miss(case, measure, _shown(item), "—") for item in (wanted - held).elements()]
        self.misses += [Miss(case, measure, "—", _shown(item)) for item in (held - wanted).elements()]


def _shown(item: Hashable) -> str:
    return "  ".join("·" if part is None else str(part) for part in item) if isinstance(item, tuple) else str(item)
