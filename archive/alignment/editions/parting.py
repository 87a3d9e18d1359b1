"""Units in which articles were lumped together, parted again: an article of one text answers to one of the other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import product

from archive.alignment.editions.groups import Group
from archive.alignment.editions.odds import AGREES, SHORTFALL, log_odds, shortness
from archive.model import Segment

_CLEARLY = 1.0
"""By so much (natural logarithm of odds) two articles must fit one better than the one of its number does."""
_SAME_NUMBER = 0.5
"""What an equal id adds to the score of a pair where articles are told apart."""

Indexes = tuple[int, ...]
Score = Callable[[Indexes, Indexes], float]


class Parting:
    """``score``: of a group by its indexes; ``same``: the English segment with the id of a Chinese one."""

    def __init__(self, segments: tuple[Sequence[Segment], Sequence[Segment]], score: Score, same: dict[int, int]) -> None:
        self._zh, self._en = segments
        self._score, self._same = score, same

    def parted(self, groups: Iterable[Group]) -> list[Group]:
        """The groups; no two articles with numbers are in one where the other side has two, or where one of them has the
        number of the other side and fits it as well alone."""
        return [part for group in groups for part in (self._parts(group) if _may_part(group) else [group])]

    def _parts(self, group: Group) -> list[Group]:
        fitting = self._fitting(group)
        zh = _articles(group.zh, self._zh, {i for i, _ in fitting})
        en = _articles(group.en, self._en, {j for _, j in fitting})
        if len(zh) > 1 and len(en) > 1:
            return self._pairs(zh, en)
        if len(zh) == len(en):
            return [group]
        pairs = [(ours, theirs) for ours, theirs in product(zh, en) if self._has_same(ours, theirs)]
        if len(pairs) != 1 or self._is_clearly_better(group, *pairs[0]):
            return [group]
        return self._with_rest(pairs, [*zh, *en], zh)

    def _fitting(self, group: Group) -> list[tuple[int, int]]:
        """Segments of one id on both sides of a group that fit each other no worse than the whole does."""
        same = [(i, self._same[i]) for i in group.zh if self._same.get(i) in group.en]
        least = min(AGREES, group.score)
        return [(i, j) for i, j in same if self._score((i,), (j,)) >= least] if len(same) > 1 else []

    def _pairs(self, zh: Sequence[Indexes], en: Sequence[Indexes]) -> list[Group]:
        """The articles one by one, in order, so that the scores of the pairs add up to the most."""
        best: dict[tuple[int, int], tuple[float, list[tuple[Indexes, Indexes]]]] = {}
        for i, j in product(range(len(zh) + 1), range(len(en) + 1)):
            found: tuple[float, list[tuple[Indexes, Indexes]]] = (0.0, [])
            if i:
                found = max(found, best[i - 1, j], key=lambda one: one[0])
            if j:
                found = max(found, best[i, j - 1], key=lambda one: one[0])
            if i and j:
                pair = (zh[i - 1], en[j - 1])
                more = self._score(*pair) + _SAME_NUMBER * self._has_same(*pair)
                found = max(found, (best[i - 1, j - 1][0] + more, [*best[i - 1, j - 1][1], pair]), key=lambda one: one[0])
            best[i, j] = found
        return self._with_rest(best[len(zh), len(en)][1], [*zh, *en], zh)

    def _with_rest(
        self, pairs: Sequence[tuple[Indexes, Indexes]], every: Sequence[Indexes], zh: Sequence[Indexes]
    ) -> list[Group]:
        """Pairs as groups, and each segment of what is in none by itself. ``every``: first the articles ``zh``, then English."""
        found = [self._pair(*pair) for pair in pairs]
        for n, article in enumerate(every):
            side = int(n >= len(zh))
            if article not in [pair[side] for pair in pairs]:
                found += [Group((), (i,)) if side else Group((i,), ()) for i in article]
        return found

    def _pair(self, zh: Indexes, en: Indexes) -> Group:
        is_same = len(zh) == len(en) == 1 and self._has_same(zh, en)
        return Group(zh, en, self._score(zh, en), "ids" if is_same else "computed")

    def _has_same(self, zh: Indexes, en: Indexes) -> bool:
        return any(self._same.get(i) in en for i in zh)

    def _is_clearly_better(self, group: Group, zh: Indexes, en: Indexes) -> bool:
        """Whether all of a group fits better than the articles of one number in it, which may be too short for each other."""
        lengths = (sum(len(self._zh[i].text) for i in zh), sum(len(self._en[j].text) for j in en))
        missing = shortness(*lengths)
        short = missing if len(en) < len(group.en) else -missing
        whole = self._score(group.zh, group.en)
        return whole >= AGREES and log_odds(whole) - log_odds(self._score(zh, en)) + SHORTFALL * short > _CLEARLY


def _may_part(group: Group) -> bool:
    return group.is_pair and group.origin != "confirmed" and len(group.zh) + len(group.en) > 2


def _articles(part: Indexes, segments: Sequence[Segment], fitting: Collection[int]) -> list[Indexes]:
    """The segments of a group by article: each begins with one that has a number; what stands before the first goes with it.

    A segment that fits the one of its id on the other side (``fitting``) is told apart like an article.
    """
    found: list[list[int]] = []
    numbered = False
    for i in part:
        begins = i in fitting or (segments[i].level == "article" and bool(segments[i].label))
        if not found or (begins and numbered):
            found.append([])
        numbered = numbered or begins
        found[-1].append(i)
    return [tuple(one) for one in found]
