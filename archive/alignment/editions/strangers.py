"""Segments that have no place in a unit: a heading beside running text, what stands under another article's number."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from archive.alignment.editions.groups import Group
from archive.model import Segment
from archive.text.ids_in_use import article_of
from archive.text.sentences import ends_a_sentence

Indexes = tuple[int, ...]
Sides = tuple[Sequence[Segment], Sequence[Segment]]


def without_strangers(groups: Iterable[Group], segments: Sides, score: Callable[[Indexes, Indexes], float]) -> list[Group]:
    """The groups; what is a stranger in a unit stands by itself. What a person confirmed stays as it is."""
    articles = tuple({article_of(one.id) for one in side} - {""} for side in segments)
    found: list[Group] = []
    for group in groups:
        sides = (group.zh, group.en)
        out = [_strangers(n, sides, segments, articles[1 - n]) for n in (0, 1)] if _may_change(group) else [set(), set()]
        if not (out[0] or out[1]):
            found.append(group)
            continue
        zh, en = (tuple(i for i in side if i not in gone) for side, gone in zip(sides, out, strict=True))
        found += [Group(zh, en, score(zh, en)), *(Group((i,), ()) for i in out[0]), *(Group((), (j,)) for j in out[1])]
    return found


def _may_change(group: Group) -> bool:
    return group.is_pair and group.origin != "confirmed" and len(group.zh) + len(group.en) > 2


def _strangers(side: int, sides: tuple[Indexes, Indexes], segments: Sides, elsewhere: Collection[str]) -> set[int]:
    """What leaves a side of a unit; never all of it. ``elsewhere``: the articles that the other text has."""
    ours = {i: segments[side][i] for i in sides[side]}
    theirs = [segments[1 - side][j] for j in sides[1 - side]]
    out: set[int] = set()
    if not any(map(is_title, theirs)):
        out |= {i for i, one in ours.items() if is_title(one)}
    answered = {article_of(one.id) for one in theirs}
    if len(answered) == 1 and "" not in answered and any(article_of(one.id) in answered for one in ours.values()):
        out |= {i for i, one in ours.items() if article_of(one.id) not in answered and article_of(one.id) in elsewhere}
    return out if len(out) < len(ours) else set()


def is_title(segment: Segment) -> bool:
    """Headings of parts, chapters and annexes, and of the sections of a statute, whose text is a name and no sentence."""
    return segment.is_heading or (segment.level == "section" and not ends_a_sentence(segment.text))
