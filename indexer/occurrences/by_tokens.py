"""Leaves that have the text cut, where it may have them: those with digits (the 2 of 1,2 is no term), near ones, references."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indexer.analysis import Token, english, tokens
from indexer.analysis.references import references
from indexer.analysis.tokens import compounds
from indexer.occurrences.near import nearest
from indexer.occurrences.rows import Range
from indexer.query.leaves import Leaf

Indexes = tuple[int, int]
"""The first and the last token of a match."""


class Cut:
    """A text as tokens, and where each term stands among them."""

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self.tokens: list[Token] = tokens(folded)
        self.places: dict[str, list[int]] = {}
        for index, token in enumerate(self.tokens):
            self.places.setdefault(token.term, []).append(index)

    def ranges(self, leaf: Leaf) -> Iterator[Range]:
        """All matches of a leaf."""
        if leaf.kind == "english":
            yield from ((one.start, one.end) for one in compounds(self._folded) if english.stem(one.term) == leaf.stem)
        elif leaf.kind == "reference":
            wanted = set(leaf.forms)
            yield from ((one.start, one.end) for one in references(self._folded) if wanted & {*one.forms, *one.coarser})
        for first, last in self._matches(leaf):
            yield self.tokens[first].start, self.tokens[last].end

    def _matches(self, leaf: Leaf) -> Iterator[Indexes]:
        match leaf.kind:
            case "english":
                stem = leaf.stem
                yield from self._words({term for term in self.places if english.stem(term) == stem})
            case "pattern":
                yield from self._words(self.places.keys() & set(leaf.forms))
            case "near":
                yield from nearest([list(self._in_a_row(part)) for part in leaf.parts], leaf.slop)
            case _:
                yield from self._in_a_row(leaf.terms)

    def _words(self, terms: set[str]) -> Iterator[Indexes]:
        for term in terms:
            yield from ((index, index) for index in self.places[term])

    def _in_a_row(self, terms: Sequence[str]) -> Iterator[Indexes]:
        for first in self.places.get(terms[0], ()):
            last = first + len(terms) - 1
            if last < len(self.tokens) and all(self.tokens[first + i].term == term for i, term in enumerate(terms)):
                yield first, last


def may_have(folded: str, leaf: Leaf) -> bool:
    """Whether a text can have a leaf; cheap, without cutting it."""
    match leaf.kind:
        case "english":
            return leaf.stem[:1] in folded
        case "pattern":
            return any(form in folded for form in leaf.forms)
        case "near":
            return all(term in folded for part in leaf.parts for term in part)
    return leaf.kind == "reference" or all(term in folded for term in leaf.terms)
