"""A question in everyday words → passages that answer it: one flat Or, which engines answer without seeing every passage.

Measured over statutes (tests/quality/search_statutes): single characters beside pairs find what is said in other compounds (赔
in 赔偿), statutory words what is said in other words; long phrases, a best alternative, feedback from what was found, and
the worth of a document gain nothing. English has stems in the place of characters, and two of them side by side for a pair.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from whoosh import query as q

from indexer.analysis.tokens import is_han
from indexer.query.expression import Most, Words, every_words
from indexer.query.leaves import Leaf, content
from indexer.trees.nodes import Fields, either, leaf_nodes

_PASSAGE, _CONTEXT = "passage", "context"
_UNDER = 0.3
"""What a match in the title, the headings and the provision over a passage weighs beside one in it."""
_PAIR, _ACROSS, _CHARACTER, _WORD = 1.0, 0.7, 1.0, 0.3
_ADDED_CHARACTER, _ADDED_WORD = 0.5, 0.5
"""Of words that nobody typed the characters say less, the word more."""
_STEM, _EXACT, _STEMS = 1.0, 0.3, 0.3
"""An English word by its stem, as it was typed, and two stems side by side."""
_MOST = 60
"""Leaves of one question."""

_Weights = dict[tuple[str, ...], float]
"""By stream and term, or two terms side by side."""


def question(expression: Most) -> q.Query:
    """Passages that have any of it; a term that comes twice counts once, at its best weight."""
    found = _Question()
    typed: list[Leaf] = []
    for words in every_words(expression):
        if words.origin == "typed":
            typed += content(words.leaves)[:_MOST]
        found.add(words)
    found.side_by_side(typed[:_MOST], _ACROSS, _STEMS)
    return either(found.nodes)


class _Question:
    def __init__(self) -> None:
        self._weights: _Weights = {}
        self._others: list[q.Query] = []

    @property
    def nodes(self) -> list[q.Query]:
        """What stands for the words so far."""
        return [*(_node(*key, weight=weight) for key, weight in self._weights.items()), *self._others]

    def add(self, words: Words) -> None:
        """Words that stand together, typed or not."""
        leaves = words.leaves[:_MOST]
        for leaf in content(leaves):
            if leaf.kind in ("word", "phrase") and any(map(is_han, leaf.terms)):
                self._chinese(leaf, words)
            elif leaf.kind == "english":
                self._english(leaf, words)
            else:
                self._others += _nodes(leaf, words.weight)
        self.side_by_side(leaves, _PAIR * words.weight, _STEMS * words.weight)

    def side_by_side(self, leaves: Sequence[Leaf], pair: float, stems: float) -> None:
        """Where two leaves meet."""
        for left, right in pairwise(leaves):
            if left.kind == right.kind == "english":
                self._keep(f"{_PASSAGE}_words", left.stem, right.stem, weight=stems)
            else:
                self._pair(left.terms[-1], right.terms[0], pair)

    def _chinese(self, leaf: Leaf, words: Words) -> None:
        is_typed = words.origin == "typed"
        for left, right in pairwise(leaf.terms):
            self._pair(left, right, _PAIR * words.weight)
        for term in leaf.terms:
            weight = (_CHARACTER if is_typed else _ADDED_CHARACTER) * words.weight
            self._keep(f"{_PASSAGE}_characters", term, weight=weight)
        self._both("words", leaf.text, (_WORD if is_typed else _ADDED_WORD) * words.weight)

    def _english(self, leaf: Leaf, words: Words) -> None:
        self._both("words", leaf.stem, _STEM * words.weight)
        if words.origin == "typed":
            self._keep(f"{_PASSAGE}_characters", leaf.text, weight=_EXACT)

    def _pair(self, left: str, right: str, weight: float) -> None:
        if is_han(left) and is_han(right):
            self._both("characters", left + right, weight)

    def _both(self, kind: str, term: str, weight: float) -> None:
        """In the passage and in what it stands under."""
        self._keep(f"{_PASSAGE}_{kind}", term, weight=weight)
        self._keep(f"{_CONTEXT}_{kind}", term, weight=weight * _UNDER)

    def _keep(self, *key: str, weight: float) -> None:
        self._weights[key] = max(weight, self._weights.get(key, 0.0))


def _node(stream: str, *terms: str, weight: float) -> q.Query:
    return q.Phrase(stream, list(terms), boost=weight) if len(terms) > 1 else q.Term(stream, terms[0], boost=weight)


def _nodes(leaf: Leaf, weight: float) -> list[q.Query]:
    fields: Fields = {_PASSAGE: weight, _CONTEXT: weight * _UNDER}
    return [node for field, own in fields.items() for node in leaf_nodes(leaf, field, own)]
