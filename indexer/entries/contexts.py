"""What a passage stands under: the headings over it, and the provision whose point or paragraph it is."""

from __future__ import annotations

from collections.abc import Iterator

from archive.model import Edition, Segment


def standing_over(edition: Edition) -> Iterator[tuple[Segment, tuple[str, ...]]]:
    """Each segment with the ids of what stands over it: the headings, outermost first, then the segments that it lies in.

    A heading stands under those less deep than it. "The following materials:" stands over each of the points.
    """
    texts: set[str] = set()
    over: list[Segment] = []
    for segment in edition.segments:
        if segment.is_heading:
            depth = _depth(segment)
            over = [one for one in over if _depth(one) < depth]
        headings = tuple(one.id for one in over)
        yield segment, (*headings, *(one for one in _enclosing(segment.id) if one in texts and one not in headings))
        if segment.is_heading:
            over.append(segment)
        texts.add(segment.id)


def _depth(segment: Segment) -> int:
    return segment.id.count("__")


def _enclosing(segment_id: str) -> Iterator[str]:
    """The ids of what a segment lies in, outermost first: ``art_3``, ``art_3__para_2``."""
    parts = segment_id.split("__")
    yield from ("__".join(parts[:length]) for length in range(1, len(parts)))
