"""Which segments of two editions belong together: by equal ids where the texts agree, between those by what they say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from archive.alignment.aligner.aligning import align, score, score_pairs
from archive.alignment.editions.groups import Group, filled, in_order, keeps_order, rising
from archive.alignment.editions.odds import AGREES, with_odds
from archive.alignment.editions.parting import Parting
from archive.alignment.editions.strangers import is_title, without_strangers
from archive.alignment.editions.texts import Side, join
from archive.alignment.editions.widening import Widening
from archive.model import Segment
from archive.text.ids_in_use import article_of

if TYPE_CHECKING:
    from archive.alignment.aligner.vectors import Encoder
    from archive.alignment.words.lexicon import Lexicon

_SAME_ID = 0.2
"""Texts of one id that score less are a mismatch, where nothing else is near that they could answer to."""

_ID, _AROUND = 2.0, 4
"""How much (natural logarithm of odds) an equal id says at most, and by how many ids on either side that is judged."""


class PassageAligner:
    """Aligns the segments of two editions. ``scores``: of the texts of each id that both have, for telling a mismatch."""

    def __init__(self, zh: Side, en: Side, lexicon: Lexicon, encoder: Encoder | None = None) -> None:
        self._zh, self._en = zh.edition.segments, en.edition.segments
        self._texts = {"zh": [aligned_text(one) for one in self._zh], "en": [aligned_text(one) for one in self._en]}
        self._lexicon, self._encoder = lexicon, encoder
        self._same = {i: en.order[one.id] for i, one in enumerate(self._zh) if one.id in en.order}
        self._scored = self._scores_of_same()
        self.scores = {self._zh[i].id: self._score((i,), (j,)) for i, j in self._same.items() if self._has_texts(i, j)}
        self._trust = self._trusted()

    def groups(self, settled: Sequence[Group]) -> list[Group]:
        """Every segment in one group, in order; ``settled`` are those of a person."""
        scored = [Group(one.zh, one.en, self._score(one.zh, one.en) if one.is_pair else 0.0, one.origin) for one in settled]
        anchors = self._anchors(scored)
        found = filled((len(self._zh), len(self._en)), [*scored, *anchors], self._between)
        found = without_strangers(found, (self._zh, self._en), self._score_as_placed)
        widened = self._widened(in_order(self._with_same_ids(found, AGREES)))  # what stands elsewhere in the other language
        parted = Parting((self._zh, self._en), self._score_as_placed, self._same).parted(widened)
        return widened if parted == widened else in_order(self._with_same_ids(parted, _SAME_ID))

    def _scores_of_same(self) -> dict[tuple[tuple[int, ...], tuple[int, ...]], float]:
        """How well the texts of one id agree, without their labels: worked out together, which is much quicker."""
        pairs = list(self._same.items())
        texts = ([self._zh[i].text for i, _ in pairs], [self._en[j].text for _, j in pairs])
        values = score_pairs(*texts, [((n,), (n,)) for n in range(len(pairs))], self._lexicon, self._encoder)
        empty = [not (zh.strip() or en.strip()) for zh, en in zip(*texts, strict=True)]
        return {((i,), (j,)): 1.0 if empty[n] else values[n] for n, (i, j) in enumerate(pairs)}

    def _has_texts(self, i: int, j: int) -> bool:
        return bool(self._zh[i].text.strip() and self._en[j].text.strip())

    def _score(self, zh: tuple[int, ...], en: tuple[int, ...]) -> float:
        """How well the texts agree, whatever their labels say; where neither has any text, they do."""
        if (zh, en) not in self._scored:
            sides = (join([self._zh[i].text for i in zh], "zh"), join([self._en[j].text for j in en], "en"))
            self._scored[zh, en] = score(*sides, self._lexicon, self._encoder) if any(sides) else 1.0
        return self._scored[zh, en]

    def _trusted(self) -> dict[int, float]:
        """What an equal id adds to the odds of a pair: much where the ids around it lead to texts that agree, else nothing."""
        same = list(self._same.items())
        fits = [self._score((i,), (j,)) >= AGREES for i, j in same]
        trust = {}
        for n, (i, _) in enumerate(same):
            around = fits[max(0, n - _AROUND) : n] + fits[n + 1 : n + 1 + _AROUND]
            trust[i] = max(0.0, _ID * (2 * (sum(around) + 1) / (len(around) + 2) - 1))
        return trust

    def _score_of_same(self, i: int) -> float:
        """How likely it is that the texts of one id translate each other."""
        value = self._score((i,), (self._same[i],))
        return with_odds(value, self._trust[i])

    def _score_as_placed(self, zh: tuple[int, ...], en: tuple[int, ...]) -> float:
        """How well texts agree, and how likely it is that they do where their ids are equal."""
        return self._score_of_same(zh[0]) if self._are_same(zh, en) else self._score(zh, en)

    def _anchors(self, settled: Sequence[Group]) -> list[Group]:
        """Pairs of one id whose texts agree: the longest chain that keeps its order with what a person settled."""
        taken = ({i for one in settled for i in one.zh}, {j for one in settled for j in one.en})
        chain = rising(settled)
        agreeing = [
            Group((i,), (j,), self._score_of_same(i), "ids")
            for i, j in self._same.items()
            if i not in taken[0] and j not in taken[1] and self._score_of_same(i) >= AGREES
        ]
        return rising(one for one in agreeing if keeps_order(one, chain))

    def _between(self, zh: Sequence[int], en: Sequence[int]) -> list[Group]:
        """The segments of a gap: by labels and text, or, where numbers have shifted, by text alone."""
        labelled = self._aligned(zh, en, labels=True)
        if any(self._same.get(i) in en for i in zh) and len(zh) + len(en) > 2:
            bare = self._aligned(zh, en, labels=False)
            labelled = max(labelled, bare, key=lambda groups: sum(one.score * (len(one.zh) + len(one.en)) for one in groups))
        return self._with_same_ids(labelled, _SAME_ID)

    def _aligned(self, zh: Sequence[int], en: Sequence[int], *, labels: bool) -> list[Group]:
        sides = (
            [self._texts["zh"][i] if labels else self._zh[i].text for i in zh],
            [self._texts["en"][j] if labels else self._en[j].text for j in en],
        )
        found: list[Group] = []
        for pair in align(*sides, self._lexicon, self._encoder):
            ours, theirs = tuple(zh[i] for i in pair.zh), tuple(en[j] for j in pair.en)
            if ours and theirs and self._are_same(ours, theirs):
                found.append(Group(ours, theirs, self._score_of_same(ours[0]), "ids"))
            elif ours and theirs:
                found.append(Group(ours, theirs, self._score(ours, theirs)))
            else:
                found += [*(Group((i,), ()) for i in ours), *(Group((), (j,)) for j in theirs)]
        return found

    def _are_same(self, zh: tuple[int, ...], en: tuple[int, ...]) -> bool:
        return len(zh) == len(en) == 1 and self._same.get(zh[0]) == en[0]

    def _with_same_ids(self, groups: Sequence[Group], least: float) -> list[Group]:
        """The groups, where unanswered segments of one id whose texts score at least so much are a pair."""
        alone = {j for one in groups if not one.zh for j in one.en}
        chances = [(one.zh[0], self._same.get(one.zh[0], -1)) for one in groups if not one.en and one.origin != "confirmed"]
        pairs = [(i, j) for i, j in chances if j in alone and self._score_of_same(i) >= least]
        taken = {(i, None) for i, _ in pairs} | {(None, j) for _, j in pairs}
        rest = [one for one in groups if one.is_pair or (*(one.zh or (None,)), *(one.en or (None,))) not in taken]
        return [*rest, *(Group((i,), (j,), self._score_of_same(i), "ids") for i, j in pairs)]

    def _widened(self, groups: Sequence[Group]) -> list[Group]:
        if not any(one.is_pair for one in groups) or all(one.is_pair for one in groups):
            return list(groups)
        lengths = ([len(one.text) for one in self._zh], [len(one.text) for one in self._en])
        headings = [{n for n, one in enumerate(side) if is_title(one)} for side in (self._zh, self._en)]
        return Widening(self._score, lengths, self._are_related, (headings[0], headings[1])).widened(groups)

    def _are_related(self, one: int, other: int, side: int) -> bool:
        ids = [segment.id for segment in (self._en if side else self._zh)]
        article = article_of(ids[other]) or ids[other]
        return ids[one].startswith(f"{article}__")

    def joined(self, groups: Sequence[Group], ties: Iterable[tuple[set[int], set[int]]]) -> list[Group]:
        """The groups, those that hold the segments of a tie as one: a confirmed pair of sentences reaches into all of them."""
        found = list(groups)
        for zh, en in ties:
            tied = [one for one in found if not (zh.isdisjoint(one.zh) and en.isdisjoint(one.en))]
            if len(tied) > 1:
                sides = (tuple(sorted(i for one in tied for i in one.zh)), tuple(sorted(j for one in tied for j in one.en)))
                found = [one for one in found if one not in tied] + [Group(*sides, self._score(*sides) if all(sides) else 0.0)]
        return in_order(found)


def aligned_text(segment: Segment) -> str:
    """A segment as the aligner reads it: with its label."""
    return f"{segment.label} {segment.text}".strip()
