"""Word links → what a stretch of one side is linked to on the other, as one stretch."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from archive.alignment.words.lexicon import Lexicon
from archive.alignment.words.links import Link, word_links
from archive.model import Language

Span = tuple[int, int]
_Pair = tuple[Span, Span, float]
"""A stretch of the side looked from, one of the other side, the weight of the link."""

_APART = {"zh": 3, "en": 22}
"""Code points between two linked words of one rendering, at most, by the language of the rendering."""
_MUCH_MORE = 2.5
DICTIONARY = Lexicon()
"""The dictionary without a term base: it knows the words of a term, not the term."""
_REMEMBERED = 1024


class LinkedStretches:
    """What the stretches of one text are linked to in its counterpart. ``language``: of ``text``."""

    def __init__(self, text: str, other: str, language: Language, lexicon: Lexicon) -> None:
        self._text, self._other, self._language = text, other, language
        self._pairs = [self._pair(link) for link in self._links(text, other, lexicon)]

    def of(self, span: Span) -> tuple[Span | None, float]:
        """The words linked to a stretch, as one, and the share of the stretch that they answer for; None where there are none."""
        touching = [pair for pair in self._pairs if overlap(pair[0], span)]
        narrowed = [part for pair in touching for part in self._narrowed(span, pair)]
        apart = _APART["en" if self._language == "zh" else "zh"]
        cluster = max(_clusters(narrowed, apart), key=lambda pairs: sum(weight for _, _, weight in pairs), default=[])
        if not cluster:
            return None, 0.0
        covered = {place for own, _, _ in cluster for place in range(max(own[0], span[0]), min(own[1], span[1]))}
        letters = [place for place in range(*span) if not self._text[place].isspace()]
        hull = min(there[0] for _, there, _ in cluster), max(there[1] for _, there, _ in cluster)
        return hull, len(covered.intersection(letters)) / max(1, len(letters))

    def free(self, span: Span, there: Sequence[Span]) -> list[Span]:
        """Those stretches of the other text that are linked to nothing but this stretch, nor to another part of its term."""
        touching = [pair for pair in self._pairs if overlap(pair[0], span)]
        parts = [part for pair in touching for part in self._within(pair[0], pair[1])]
        taken = [pair[1] for pair in (*self._pairs, *parts) if not overlap(pair[0], span)]
        return [one for one in there if not any(overlap(one, other) for other in taken)]

    def _links(self, text: str, other: str, lexicon: Lexicon) -> tuple[Link, ...]:
        zh, en = (text, other) if self._language == "zh" else (other, text)
        return _word_links(zh, en, lexicon) if zh and en else ()

    def _pair(self, link: Link, own_by: int = 0, there_by: int = 0) -> _Pair:
        own, there = (link.zh, link.en) if self._language == "zh" else (link.en, link.zh)
        return (own[0] + own_by, own[1] + own_by), (there[0] + there_by, there[1] + there_by), link.weight

    def _narrowed(self, span: Span, pair: _Pair) -> list[_Pair]:
        """A link of more than the stretch (肾 in 肾移植) as the links of the stretch within it.

        Where there are none, the link itself, unless so much more than the stretch is linked that it says nothing of it.
        """
        own, there, _ = pair
        if span[0] <= own[0] and own[1] <= span[1]:
            return [pair]
        start, end = max(own[0], span[0]), min(own[1], span[1])
        little = own[1] - own[0] > _MUCH_MORE * (end - start)
        return self._within((start, end), there) or ([] if little else [pair])

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


def _clusters(pairs: Sequence[_Pair], apart: int) -> list[list[_Pair]]:
    """Links whose other sides stand together."""
    clusters: list[list[_Pair]] = []
    end = 0
    for pair in sorted(pairs, key=lambda one: one[1]):
        if not clusters or pair[1][0] - end > apart:
            clusters.append([])
            end = 0
        clusters[-1].append(pair)
        end = max(end, pair[1][1])
    return clusters
