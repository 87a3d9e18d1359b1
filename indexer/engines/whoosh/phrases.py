"""Words at fixed distances: in which entries of a segment, and how often."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from indexer.engine import GAP
from indexer.engines.whoosh.fields import POSITIONED, places
from indexer.engines.whoosh.postings import in_order
from indexer.engines.whoosh.segment import OpenSegment

Starts = Mapping[int, set[int]]
"""By entry, the positions at which a phrase may begin."""


def word_places(words: Sequence[str]) -> Mapping[str, Sequence[int]]:
    """The distances of each word of a phrase from the first that is none of its gaps."""
    found: dict[str, list[int]] = {}
    first = next((at for at, word in enumerate(words) if word != GAP), 0)
    for at, word in enumerate(words):
        if word != GAP:
            found.setdefault(word, []).append(at - first)
    return found


def occurrences(
    segment: OpenSegment, field: str, at: Mapping[str, Sequence[int]], within: Collection[int] | None
) -> Mapping[int, int]:
    """How often a phrase is in each entry that has it: word by word from the rarest, each only where those before it are."""
    if field not in POSITIONED or not at:
        return {}
    starts: Starts | None = None
    for word in sorted(at, key=lambda word: segment.size(field, word)):
        starts = _narrowed(segment, field, (word, at[word]), starts, within)
        if not starts:
            return {}
    return {entry: len(found) for entry, found in (starts or {}).items()}


def _narrowed(
    segment: OpenSegment,
    field: str,
    one: tuple[str, Sequence[int]],
    starts: Starts | None,
    within: Collection[int] | None,
) -> Starts:
    """Where the phrase may begin, knowing one more word of it."""
    word, distances = one
    among = within if starts is None else starts.keys()
    narrowed: dict[int, set[int]] = {}
    for entries, _, encoded in segment.blocks(field, word, in_order(among)):
        for entry, differences in zip(entries, encoded or (), strict=True):
            if among is not None and entry not in among:
                continue
            found, held = starts[entry] if starts is not None else None, list(places(differences))
            for distance in distances:
                here = {place - distance for place in held}
                found = here if found is None else found & here
            if found:
                narrowed[entry] = found
    return narrowed
