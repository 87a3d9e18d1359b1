"""Two versions of one text, passage by passage: joined by what they say and by their ids, so that renumbered articles meet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

from archive.comparing.order import longest_rising
from archive.comparing.words import Piece, changed_words
from archive.model import Segment

_ALIKE = 0.5
_ALIKE_OF_ONE_ID = 0.25
"""How much two passages must share to be one: of different ids, of the same id."""
_OF_ONE_ID = 0.15
_MOST_CANDIDATES = 40


@dataclass(frozen=True)
class Change:
    """One passage in both versions. ``moved``: it stands elsewhere in the order; ``renumbered``: its id is another."""

    kind: Literal["unchanged", "changed", "added", "removed"]
    old: Segment | None
    new: Segment | None
    moved: bool = False

    @property
    def renumbered(self) -> bool:
        """Whether both versions have it, under different ids."""
        return bool(self.old and self.new and self.old.id != self.new.id)

    @property
    def id(self) -> str:
        """Its id in the newer version, else in the older one."""
        found = self.new or self.old
        return found.id if found else ""

    @cached_property
    def words(self) -> tuple[Piece, ...]:
        """The passage with what changed in it."""
        return changed_words(self.old.text if self.old else "", self.new.text if self.new else "")


def compare(old: Sequence[Segment], new: Sequence[Segment]) -> tuple[Change, ...]:
    """Every passage of both versions, in the order of the newer; what went stands behind what it followed."""
    pairs = _pairs(old, new)
    steady = longest_rising([pairs[i] for i in sorted(pairs)])
    partner = {j: i for i, j in pairs.items()}
    gone = _following(old, pairs, steady)
    changes = [_removed(old[i]) for i in gone.get(-1, [])]
    for j, segment in enumerate(new):
        i = partner.get(j)
        before = None if i is None else old[i]
        kind: Literal["unchanged", "changed", "added"] = "unchanged" if before and _said(before) == _said(segment) else "changed"
        changes.append(Change(kind if before else "added", before, segment, moved=i is not None and j not in steady))
        changes += [_removed(old[k]) for k in gone.get(j, [])]
    return tuple(changes)


def counts(changes: Sequence[Change]) -> dict[str, int]:
    """How many passages are unchanged, changed, added, removed; of those in both, how many moved and are renumbered."""
    kinds = Counter(change.kind for change in changes)
    return {
        **{kind: kinds[kind] for kind in ("unchanged", "changed", "added", "removed")},
        "moved": sum(change.moved for change in changes),
        "renumbered": sum(change.renumbered for change in changes),
    }


def _removed(segment: Segment) -> Change:
    return Change("removed", segment, None)


def _said(segment: Segment) -> str:
    return "".join(segment.text.split())


def _pairs(old: Sequence[Segment], new: Sequence[Segment]) -> dict[int, int]:
    """Positions in the old text → positions in the new: what says the same first, then what is most alike."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for i, j in (*_same(old, new), *_alike(old, new)):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _same(old: Sequence[Segment], new: Sequence[Segment]) -> Iterator[tuple[int, int]]:
    """Passages that say the same: with the same id, then those said once in each, then in their order."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for j, segment in enumerate(new):
        places[_said(segment)].append(j)
    said = Counter(map(_said, old))
    told = [(i, j, segment.id == new[j].id) for i, segment in enumerate(old) for j in places[_said(segment)][:_MOST_CANDIDATES]]
    yield from ((i, j) for i, j, of_one_id in told if of_one_id)
    yield from ((i, j) for i, j, _ in told if said[_said(old[i])] == 1 and len(places[_said(old[i])]) == 1)
    yield from ((i, j) for i, j, _ in told)


def _alike(old: Sequence[Segment], new: Sequence[Segment]) -> list[tuple[int, int]]:
    """Passages that share enough pairs of characters, the most alike first; only those that share a rare pair are compared."""
    texts = [bigrams(_said(segment)) for segment in old], [bigrams(_said(segment)) for segment in new]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for j, pairs in enumerate(texts[1]):
        for bigram in pairs:
            places[bigram].append(j)
    by_id = {segment.id: j for j, segment in enumerate(new)}
    scored: list[tuple[float, int, int]] = []
    for i, pairs in enumerate(texts[0]):
        rare = Counter(j for bigram in pairs if len(found := places.get(bigram, ())) <= _MOST_CANDIDATES for j in found)
        same_id = by_id.get(old[i].id)
        candidates = {j for j, _ in rare.most_common(_MOST_CANDIDATES)} | ({same_id} if same_id is not None else set())
        for j in candidates:
            alike = share(pairs, texts[1][j])
            of_one_id = j == same_id
            if old[i].level == new[j].level and alike >= (_ALIKE_OF_ONE_ID if of_one_id else _ALIKE):
                scored.append((-alike - _OF_ONE_ID * of_one_id, i, j))
    return [(i, j) for _, i, j in sorted(scored)]


def bigrams(text: str) -> Counter[str]:
    """The pairs of neighbouring characters of a text, how often each."""
    return Counter(map("".join, pairwise(text))) if len(text) > 1 else Counter({text: 1})


def share(one: Counter[str], other: Counter[str]) -> float:
    """Dice's coefficient of two bags of pairs."""
    return 2 * (one & other).total() / ((one.total() + other.total()) or 1)


def _following(old: Sequence[Segment], pairs: dict[int, int], steady: set[int]) -> dict[int, list[int]]:
    """Removed passages by the place in the new text behind which they are shown; -1 at the top."""
    gone: defaultdict[int, list[int]] = defaultdict(list)
    anchor = -1
    for i in range(len(old)):
        if i not in pairs:
            gone[anchor].append(i)
        elif pairs[i] in steady:
            anchor = pairs[i]
    return gone
