"""Word links → what of the other side answers to a stretch of one side, what does not, and what may."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from archive.alignment.words.lexicon import Lexicon
from archive.alignment.words.links import Link, word_links
from archive.model import Language

Span = tuple[int, int]
_Pair = tuple[Span, Span]
"""A stretch of the side looked from and one of the other side."""

DICTIONARY = Lexicon()
"""The dictionary without a term base: it knows the words of a term, not the term."""
_REMEMBERED = 2048


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the other side has for a stretch. ``inside``: linked to (a part of) it: the part, and what answers to that.

    ``maybe``: in the rendering of a longer term, linked to no other part of that. ``outside``: linked to other words.
    """

    inside: tuple[_Pair, ...]
    maybe: tuple[Span, ...]
    outside: tuple[Span, ...]


class LinkedStretches:
    """What the stretches of one text are linked to in its counterpart. ``language``: of ``text``."""

    def __init__(self, text: str, other: str, language: Language, lexicon: Lexicon) -> None:
        self._text, self._other, self._language = text, other, language
        self._pairs = [(self._pair(link), link.origin) for link in self._links(text, other, lexicon)]

    def evidence(self, span: Span) -> Evidence:
        """What the other text has for a stretch.

        A term of more than the stretch (肾 in 肾移植) is taken apart: what the dictionary links within it. A word of more
        (家庭 in 家庭成员) says nothing: the stretch is looked up by itself.
        """
        inside: list[_Pair] = []
        maybe: list[Span] = []
        outside: list[Span] = []
        split = False
        for (own, there), origin in self._pairs:
            if not overlap(own, span):
                outside.append(there)
            elif span[0] <= own[0] and own[1] <= span[1]:
                inside.append((own, there))
            elif origin == "dictionary":
                split = True
            else:
                parts = self._within(own, there)
                inside += [(_common(part, span), one) for part, one in parts if overlap(part, span)]
                outside += [one for part, one in parts if not overlap(part, span)]
                maybe.append(there)
        if split:
            inside += self._alone(span, outside)
        return Evidence(tuple(inside), tuple(maybe), tuple(outside))

    def _alone(self, span: Span, outside: list[Span]) -> list[_Pair]:
        """What the dictionary links to a stretch by itself, where its neighbours do not want it."""
        pairs = self._within(span, (0, len(self._other)))
        return [(own, there) for own, there in pairs if not any(overlap(there, other) for other in outside)]

    def _links(self, text: str, other: str, lexicon: Lexicon) -> tuple[Link, ...]:
        zh, en = (text, other) if self._language == "zh" else (other, text)
        return _word_links(zh, en, lexicon) if zh and en else ()

    def _pair(self, link: Link, own_by: int = 0, there_by: int = 0) -> _Pair:
        own, there = (link.zh, link.en) if self._language == "zh" else (link.en, link.zh)
        return (own[0] + own_by, own[1] + own_by), (there[0] + there_by, there[1] + there_by)

    def _within(self, own: Span, there: Span) -> list[_Pair]:
        """What the dictionary links in a part of either text."""
        links = self._links(self._text[slice(*own)], self._other[slice(*there)], DICTIONARY)
        return [self._pair(link, own[0], there[0]) for link in links]


@lru_cache(maxsize=_REMEMBERED)
def _word_links(zh: str, en: str, lexicon: Lexicon) -> tuple[Link, ...]:
    """Remembered, since whoever looks a term up goes on to other pages and orders of the same units."""
    return tuple(word_links(zh, en, lexicon))


def overlap(one: Span, other: Span) -> bool:
    """Whether two stretches have a place in common."""
    return one[0] < other[1] and other[0] < one[1]


def _common(one: Span, other: Span) -> Span:
    return max(one[0], other[0]), min(one[1], other[1])
