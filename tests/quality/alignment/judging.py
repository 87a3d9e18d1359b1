"""How right an alignment is: strict pairs, gaps, and scores."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from archive.alignment.aligner.pairs import Pair
from tests.quality.alignment.cases import Case, Gold
from tests.quality.tallies import Tally

WEAK = 0.5


@dataclass(slots=True)
class Share:
    """So many of so many."""

    part: int = 0
    whole: int = 0

    def __iadd__(self, more: Share) -> Share:
        self.part += more.part
        self.whole += more.whole
        return self

    @property
    def value(self) -> float | None:
        """Part of whole; None where there is nothing."""
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Miss:
    """A pair that is right and was not found: its lines, and the pairs that were found for them."""

    case: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    found: tuple[Gold, ...]
    gold: Gold


@dataclass(slots=True)
class Judgement:
    """What was right over a case or many.

    ``pairs`` counts a pair when both sides are exactly right and neither is empty; ``gaps`` counts lines that answer to
    nothing. ``true``: weak units among those with both sides in texts that match; ``other``: the same among Chinese lines
    that the English does not translate; ``apart``: of these also the ones that were paired with nothing.
    """

    pairs: Tally = field(default_factory=Tally)
    gaps: Tally = field(default_factory=Tally)
    true: Share = field(default_factory=Share)
    other: Share = field(default_factory=Share)
    apart: Share = field(default_factory=Share)
    misses: list[Miss] = field(default_factory=list)

    def __iadd__(self, more: Judgement) -> Judgement:
        self.pairs += more.pairs
        self.gaps += more.gaps
        self.true += more.true
        self.other += more.other
        self.apart += more.apart
        self.misses += more.misses
        return self


def judge(case: Case, pairs: Sequence[Pair]) -> Judgement:
    """Compare what was found with what is right. Raises ValueError where a line is lost, doubled or out of order."""
    found = [(pair.zh, pair.en) for pair in pairs]
    for side, lines in enumerate((case.zh, case.en)):
        if [index for pair in found for index in pair[side]] != list(range(len(lines))):
            raise ValueError(f"{case.name}: a line is lost, doubled or out of order")
    if not case.gold:
        apart = [pair for pair in pairs if case.other & set(pair.zh)]
        return Judgement(other=_weak([pair for pair in apart if pair.en]), apart=_weak(apart))
    weak = _weak([pair for pair in pairs if pair.zh and pair.en])
    judged = Judgement(_tally(_full(case.gold), _full(found)), _tally(_alone(case.gold), _alone(found)), weak)
    judged.misses = _misses(case, found)
    return judged


def _weak(pairs: Sequence[Pair]) -> Share:
    return Share(sum(pair.score < WEAK for pair in pairs), len(pairs))


def _full(pairs: Sequence[Gold]) -> set[Gold]:
    return {pair for pair in pairs if pair[0] and pair[1]}


def _alone(pairs: Sequence[Gold]) -> set[tuple[str, int]]:
    """The lines that answer to nothing, by side."""
    zh = {("zh", index) for left, right in pairs if not right for index in left}
    return zh | {("en", index) for left, right in pairs if not left for index in right}


def _tally(right: AbstractSet[Hashable], found: AbstractSet[Hashable]) -> Tally:
    return Tally(len(right & found), len(found - right), len(right - found))


def _misses(case: Case, found: Sequence[Gold]) -> list[Miss]:
    held = set(found)
    missed = []
    for gold in case.gold:
        if gold in held:
            continue
        zh, en = (tuple(lines[index] for index in side) for lines, side in zip((case.zh, case.en), gold, strict=True))
        near = tuple(pair for pair in found if set(pair[0]) & set(gold[0]) or set(pair[1]) & set(gold[1]))
        missed.append(Miss(case.name, zh, en, near, gold))
    return missed
