"""The sentences of passage units → sentence units."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from archive.alignment.aligner.aligning import align, score
from archive.alignment.editions.binding import Bound
from archive.alignment.editions.groups import Group, filled
from archive.alignment.editions.texts import Side
from archive.model import Stretch, TranslationUnit

if TYPE_CHECKING:
    from archive.alignment.aligner.vectors import Encoder
    from archive.alignment.words.lexicon import Lexicon

Sides = tuple[Side, Side]


@dataclass(frozen=True, slots=True)
class _Inside:
    """The sentences of a passage on both sides, and their texts as the aligner reads them; what a person settled of them."""

    passage: TranslationUnit
    stretches: tuple[list[Stretch], list[Stretch]]
    texts: tuple[list[str], list[str]]
    settled: Sequence[Bound]

    @property
    def is_single(self) -> bool:
        """Whether one sentence answers to one."""
        return not self.settled and len(self.stretches[0]) == len(self.stretches[1]) == 1

    @property
    def is_open(self) -> bool:
        """Whether its sentences have to be aligned, and nobody settled any of them."""
        return not self.settled and not self.is_single and all(self.stretches)


def sentence_units(
    passages: Sequence[TranslationUnit],
    sides: Sides,
    settled: Callable[[TranslationUnit], Sequence[Bound]],
    lexicon: Lexicon,
    encoder: Encoder | None,
) -> list[list[TranslationUnit]]:
    """The units of each passage's sentences, in order. ``settled``: those in a passage that a person confirmed.

    The sentences of all passages are aligned in one go, so that words are looked up once and learned from the whole document;
    where that joins sentences across passages, those passages are aligned by themselves.
    """
    inside = [_inside(passage, sides, settled(passage)) for passage in passages]
    known = _together(inside, lexicon, encoder)
    return [
        [_unit(group, one, sides) for group in (known[n] if n in known else _groups(one, lexicon, encoder))]
        for n, one in enumerate(inside)
    ]


def _inside(passage: TranslationUnit, sides: Sides, settled: Sequence[Bound]) -> _Inside:
    zh, en = (
        [one for whole in wholes for one in side.sentences(whole.segment)]
        for wholes, side in zip((passage.zh, passage.en), sides, strict=True)
    )
    return _Inside(
        passage, (zh, en), ([_labelled(one, sides[0]) for one in zh], [_labelled(one, sides[1]) for one in en]), settled
    )


def _together(inside: Sequence[_Inside], lexicon: Lexicon, encoder: Encoder | None) -> dict[int, list[Group]]:
    """The groups of open passages, by place: of those that no pair leaves."""
    places: tuple[list[tuple[int, int]], ...] = ([], [])
    for n, one in enumerate(inside):
        if one.is_open:
            for side, texts in enumerate(one.texts):
                places[side].extend((n, i) for i in range(len(texts)))
    zh, en = ([inside[n].texts[side][i] for n, i in places[side]] for side in (0, 1))
    found: dict[int, list[Group]] = {n: [] for n, _ in places[0]}
    for pair in align(zh, en, lexicon, encoder) if found else ():
        ours, theirs = [places[0][i] for i in pair.zh], [places[1][j] for j in pair.en]
        passages = {n for n, _ in chain(ours, theirs)}
        if len(passages) > 1:
            for n in passages:
                found.pop(n, None)
        elif (n := passages.pop()) in found:
            found[n].append(Group(tuple(i for _, i in ours), tuple(j for _, j in theirs), pair.score))
    return {n: groups for n, groups in found.items() if any(group.is_pair for group in groups)}


def _groups(one: _Inside, lexicon: Lexicon, encoder: Encoder | None) -> list[Group]:
    """The groups of one passage by itself."""
    if one.is_single:
        return [Group((0,), (0,), one.passage.score, one.passage.origin)]
    zh, en = one.texts

    def fill(ours: Sequence[int], theirs: Sequence[int]) -> Iterable[Group]:
        pairs = align([zh[i] for i in ours], [en[j] for j in theirs], lexicon, encoder)
        return [Group(tuple(ours[i] for i in pair.zh), tuple(theirs[j] for j in pair.en), pair.score) for pair in pairs]

    return filled((len(zh), len(en)), [_settled(bound, one, lexicon) for bound in one.settled], fill)


def _settled(bound: Bound, one: _Inside, lexicon: Lexicon) -> Group:
    ours, theirs = tuple(map(one.stretches[0].index, bound.zh)), tuple(map(one.stretches[1].index, bound.en))
    zh, en = one.texts
    both = ours and theirs
    value = score("".join(zh[i] for i in ours), " ".join(en[j] for j in theirs), lexicon) if both else 0.0
    return Group(ours, theirs, value, "confirmed")


def _labelled(one: Stretch, side: Side) -> str:
    """A sentence as the aligner reads it: the first of a segment with the segment's label."""
    segment = side.segments[one.segment]
    text = segment.text[one.start : one.end]
    return f"{segment.label} {text}".strip() if one == side.sentences(one.segment)[0] else text


def _unit(group: Group, one: _Inside, sides: Sides) -> TranslationUnit:
    ours, theirs = tuple(one.stretches[0][i] for i in group.zh), tuple(one.stretches[1][j] for j in group.en)
    return TranslationUnit("sentence", ours, theirs, sides[0].text(ours), sides[1].text(theirs), group.score, group.origin)
