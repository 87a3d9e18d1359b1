"""Where the leaves of a query stand in a text: exact ranges of the original, in code points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from archive.text.folding import fold_with_offsets
from indexer.occurrences import Occurrences
from indexer.query.leaves import Leaf
from indexer.showing.results import Span


class Highlighter:
    """Marks the matches of some leaves in texts; made once a query."""

    def __init__(self, leaves: Iterable[Leaf]) -> None:
        self._occurrences = Occurrences(leaves)

    def spans(self, text: str) -> list[Span]:
        """The matches in a text, in order. Matches that overlap or touch are one span; never a part of a Latin word."""
        folded = fold_with_offsets(text)
        return merged(folded.original_span(start, end) for start, end in self._occurrences.ranges(folded.text))

    def stands_in(self, folded: str) -> bool:
        """Whether a match is in folded text."""
        return any(True for _ in self._occurrences.ranges(folded))


def highlight(text: str, leaves: Sequence[Leaf]) -> list[Span]:
    """The matches in a text, as a ``Highlighter`` of these leaves marks them."""
    return _highlighter(tuple(leaves)).spans(text) if leaves and text else []


@lru_cache(maxsize=64)
def _highlighter(leaves: tuple[Leaf, ...]) -> Highlighter:
    return Highlighter(leaves)


def merged(spans: Iterable[Span]) -> list[Span]:
    """Sorted spans, those that overlap or touch joined to one (器官|捐献 → 器官捐献)."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return joined
