"""Pairs that take up the unanswered texts beside them: a list printed as one paragraph against its points."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from archive.alignment.editions.groups import Group, in_order
from archive.alignment.editions.odds import SHORTFALL, log_odds, shortness

_LONGEST = 16
"""No group takes up more texts a side than this."""
_ENOUGH, _ENOUGH_IF_RELATED = 0.2, -0.5
"""What both must come to (natural logarithm of odds), so that 3 of 4 texts that belong to a pair are taken up and 1 of 200 of
those that do not."""


class Widening:
    """``score``: of a group by its indexes; ``lengths``: of the texts of each side; ``related``: whether a text of a side (0
    Chinese, 1 English) belongs to the same article as another one there."""

    def __init__(
        self,
        score: Callable[[tuple[int, ...], tuple[int, ...]], float],
        lengths: tuple[Sequence[int], Sequence[int]],
        related: Callable[[int, int, int], bool],
        closed: tuple[Collection[int], Collection[int]] = ((), ()),
    ) -> None:
        """``closed``: texts of each side that stay by themselves."""
        self._score, self._lengths, self._related, self._closed = score, lengths, related, closed

    def widened(self, groups: Sequence[Group]) -> list[Group]:
        """The groups, with runs of unanswered texts of one side in the pair before or behind them where they belong there."""
        pairs = [group for group in groups if group.is_pair]
        found = list(groups)
        for side in (0, 1):
            for run in _runs(groups, side, self._closed[side]):
                found, pairs = self._taken_up(run, side, found, pairs)
        return in_order(found)

    def _taken_up(self, run: list[int], side: int, groups: list[Group], pairs: list[Group]) -> tuple[list[Group], list[Group]]:
        """First as many as belong to the pair before, then of the others as many as belong to the one behind."""
        for behind in (False, True):
            at = None if not run else run[-1] + 1 if behind else run[0] - 1
            pair = next((one for one in pairs if at in _side(one, side) and self._is_open(one)), None)
            if pair is None:
                continue
            wider, count = self._widest(pair, run, side, behind=behind)
            if count:
                gone = set(run[-count:] if behind else run[:count])
                run = run[:-count] if behind else run[count:]
                groups = [wider if one is pair else one for one in groups if one.is_pair or gone.isdisjoint(_side(one, side))]
                pairs = [wider if one is pair else one for one in pairs]
        return groups, pairs

    def _is_open(self, pair: Group) -> bool:
        is_closed = any(i in self._closed[side] for side in (0, 1) for i in _side(pair, side))
        return pair.origin != "confirmed" and not is_closed

    def _widest(self, pair: Group, run: list[int], side: int, *, behind: bool) -> tuple[Group, int]:
        for count in range(min(len(run), _LONGEST), 0, -1):
            more = tuple(run[-count:] if behind else run[:count])
            texts = (*more, *_side(pair, side)) if behind else (*_side(pair, side), *more)
            wider = replace(pair, en=texts) if side else replace(pair, zh=texts)
            wider = replace(wider, score=self._score(wider.zh, wider.en), origin="computed")
            if self._is_better(wider, pair, more, side):
                return wider, count
        return pair, 0

    def _is_better(self, wider: Group, pair: Group, more: Sequence[int], side: int) -> bool:
        gained = log_odds(wider.score) - log_odds(self._score(pair.zh, pair.en)) + SHORTFALL * self._shortfall(pair, side)
        is_related = all(self._related(one, _side(pair, side)[0], side) for one in more)
        return gained > (_ENOUGH_IF_RELATED if is_related else _ENOUGH)

    def _shortfall(self, pair: Group, side: int) -> float:
        """By how much (natural logarithm) a side is shorter than the other one makes expect."""
        zh, en = (sum(self._lengths[one][i] for i in _side(pair, one)) for one in (0, 1))
        missing = shortness(zh, en)
        return missing if side else -missing


def _side(group: Group, side: int) -> tuple[int, ...]:
    return group.en if side else group.zh


def _runs(groups: Sequence[Group], side: int, closed: Collection[int]) -> list[list[int]]:
    """Unanswered texts of a side that follow one another there; those that a person left alone are none."""
    alone = sorted(
        i for one in groups if not one.is_pair and one.origin != "confirmed" for i in _side(one, side) if i not in closed
    )
    runs: list[list[int]] = []
    for i in alone:
        if runs and runs[-1][-1] == i - 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs
