"""Words near each other: ``"器官 捐献"~5`` → phrases with free positions, since engines know no other nearness."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations, product

from whoosh.query import Phrase

from indexer.analysis import PLAIN, Segmenter, sequence
from indexer.engine import GAP
from indexer.query.leaves import Leaf, cut_leaves, quoted_leaves

MAX_PARTS = 3
MAX_SLOP = {2: 30, 3: 4}
"""Terms that may lie between, by the number of parts: each way to lie apart is a phrase (62, and 90)."""

_STEP = 2
"""Positions of a term in a ``characters`` stream."""


def near_leaf(text: str, slop: int, segmenter: Segmenter = PLAIN) -> tuple[Leaf, bool]:
    """The leaf of ``"text"~slop``, and whether it had to be cut to what can be looked for.

    The parts are what white space separates, else jieba's words; a single one is a phrase as it stands.
    """
    leaves = [leaf for chunk in text.split() for leaf in quoted_leaves(chunk)]
    parts = [leaf.terms for leaf in leaves if leaf.terms]
    if len(parts) == 1:
        parts = [leaf.terms for leaf in cut_leaves(text, segmenter)]
    kept = tuple(parts[:MAX_PARTS])
    if len(kept) < 2:
        return Leaf("phrase", kept[0] if kept else ()), False
    most = MAX_SLOP[len(kept)]
    terms = tuple(term for part in kept for term in part)
    return Leaf("near", terms, slop=min(slop, most), parts=kept), len(parts) > MAX_PARTS or slop > most


def phrases(field: str, leaf: Leaf, weight: float = 1.0) -> list[Phrase]:
    """The phrases over a ``characters`` stream that a ``near`` leaf stands for: its parts in every order, with no term to
    ``slop`` terms between the first and the last of them besides."""
    return [
        Phrase(field, _apart(order, gaps), boost=weight)
        for order in dict.fromkeys(permutations(leaf.parts))
        for gaps in _gaps(len(order) - 1, leaf.slop)
    ]


def _gaps(between: int, slop: int) -> Iterator[tuple[int, ...]]:
    return (gaps for gaps in product(range(slop + 1), repeat=between) if sum(gaps) <= slop)


def _apart(parts: tuple[tuple[str, ...], ...], gaps: tuple[int, ...]) -> list[str]:
    words: list[str] = []
    for part, gap in zip(parts, (*gaps, 0), strict=True):
        words += [*_placed(part), *[GAP] * (_STEP * gap)]
    first = next(at for at, word in enumerate(words) if word != GAP)
    last = max(at for at, word in enumerate(words) if word != GAP)
    return words[first : last + 1]


def _placed(terms: tuple[str, ...]) -> list[str]:
    """``sequence`` on all the positions of its terms: a pair of Chinese characters stands one behind its first."""
    found = list(sequence(terms))
    begins_late = len(found[0]) == 2 and found[0][0] == terms[0]
    before = [GAP] if begins_late else []
    return [*before, *found, *[GAP] * (_STEP * len(terms) - len(before) - len(found))]
