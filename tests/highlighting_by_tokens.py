"""What highlighting has to give, said plainly: the whole text is cut, and every leaf is compared with every token."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, permutations, product

from archive.text.folding import fold_with_offsets
from indexer.analysis import Token, english, tokens
from indexer.analysis.references import references
from indexer.analysis.tokens import compounds
from indexer.query.leaves import Leaf
from indexer.showing.highlight import merged
from indexer.showing.results import Span

Indexes = tuple[int, int]


def spans_by_tokens(text: str, leaves: Sequence[Leaf]) -> list[Span]:
    folded = fold_with_offsets(text)
    found = tokens(folded.text)
    ranges = [(found[first].start, found[last].end) for leaf in leaves for first, last in _matches(leaf, found)]
    for leaf in leaves:
        if leaf.kind == "english":
            ranges += [(one.start, one.end) for one in compounds(folded.text) if english.stem(one.term) == leaf.stem]
        if leaf.kind == "reference":
            ranges += [(one.start, one.end) for one in references(folded.text) if {*one.forms, *one.coarser} & {*leaf.forms}]
    return merged(folded.original_span(start, end) for start, end in ranges)


def _matches(leaf: Leaf, found: Sequence[Token]) -> Iterator[Indexes]:
    match leaf.kind:
        case "english":
            yield from ((i, i) for i, token in enumerate(found) if english.stem(token.term) == leaf.stem)
        case "pattern":
            yield from ((i, i) for i, token in enumerate(found) if token.term in leaf.forms)
        case "near":
            yield from _near([list(_in_a_row(part, found)) for part in leaf.parts], leaf.slop)
        case _:
            yield from _in_a_row(leaf.terms, found)


def _in_a_row(terms: Sequence[str], found: Sequence[Token]) -> Iterator[Indexes]:
    for first in range(len(found) - len(terms) + 1):
        if [token.term for token in found[first : first + len(terms)]] == list(terms):
            yield first, first + len(terms) - 1


def _near(parts: Sequence[Sequence[Indexes]], slop: int) -> Iterator[Indexes]:
    """Every choice of one occurrence of each part, in every order."""
    for order in permutations(parts):
        for chain in product(*order):
            if all(0 <= after[0] - before[1] - 1 <= slop for before, after in pairwise(chain)):
                yield from chain
