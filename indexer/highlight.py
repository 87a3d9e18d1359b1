"""Where the leaves of a query stand in a text: exact ranges of the original, in code points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from archive.text.folding import fold_with_offsets
from indexer.analysis import Token, english, tokens
from indexer.query import Leaf
from indexer.results import Span


def highlight(text: str, leaves: Sequence[Leaf]) -> list[Span]:
    """The matches in a text, in order. Matches that overlap or touch are one span; never a part of a Latin word."""
    if not leaves or not text:
        return []
    folded = fold_with_offsets(text)
    found = tokens(folded.text)
    places: dict[str, list[int]] = {}
    for index, token in enumerate(found):
        places.setdefault(token.term, []).append(index)
    ranges = {match for leaf in leaves for match in _matches(leaf, found, places)}
    return merged(folded.original_span(found[first].start, found[last].end) for first, last in ranges)


def merged(spans: Iterable[Span]) -> list[Span]:
    """Sorted spans, those that overlap or touch joined to one (器官|捐献 → 器官捐献)."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return joined


def _matches(leaf: Leaf, found: Sequence[Token], places: dict[str, list[int]]) -> Iterator[tuple[int, int]]:
    """First and last token of every match."""
    if leaf.kind in ("word", "phrase"):
        for first in places.get(leaf.terms[0], ()):
            last = first + len(leaf.terms) - 1
            if last < len(found) and all(found[first + i].term == term for i, term in enumerate(leaf.terms)):
                yield first, last
        return
    for term, indexes in places.items():
        if term.startswith(leaf.text) if leaf.kind == "prefix" else english.stem(term) == leaf.stem:
            yield from ((index, index) for index in indexes)
