"""Did you mean: a query that finds more than the one typed, and looks or sounds like it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice

from archive.errors import BadQuery
from indexer.analysis.chinese import Segmenter
from indexer.engine import Reader
from indexer.help.doubts import Doubts, Range, doubtful
from indexer.help.meant import Sources
from indexer.help.typed_words import replaced, typed_words

_LONGEST = 300
_MOST_WORDS, _MOST_DOUBTS = 24, 4
_MOST_TRIED = 6
"""Queries that are counted before it gives up."""

_FEW = 4
"""Of more words than these most are enough to find something, so the right ones need not find more."""

_LITTLE = 2
"""Documents that a misspelt query may find all the same."""


def did_you_mean(text: str, reader: Reader, forms: Sequence[str], words: Segmenter, count: Callable[[str], int]) -> str | None:
    """The query with the words that the index does not have in the likeliest other form; None where there is no doubt, or
    nothing that finds more (of a question in many words: as much). Operators, quotation marks and fields stay as typed.

    ``forms``: Chinese terms; ``count``: how many documents a query finds, asked at most seven times.
    """
    if len(text) > _LONGEST:
        return None
    typed = list(islice(typed_words(text), _MOST_WORDS))
    doubts = dict(islice(doubtful(typed, text, Sources(reader, forms, words)), _MOST_DOUBTS))
    found, few = count(text) if doubts else 0, len(typed) <= _FEW
    if not doubts or (few and found > _LITTLE):
        return None
    for attempt in islice(_attempts(doubts), _MOST_TRIED):
        other = replaced(text, attempt)
        with suppress(BadQuery):  # what was put in may make it too long
            if count(other) >= max(found + few, 1):
                return other
    return None


def _attempts(doubts: Doubts) -> Iterator[Mapping[Range, str]]:
    """The best of everywhere, then at each place in turn the next best."""
    best = {place: options[0] for place, options in doubts.items()}
    if best:
        yield best
    for place, options in doubts.items():
        for other in options[1:]:
            yield {**best, place: other}
