"""Text and spans in, safe HTML with ``<mark>`` out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from indexer import highlight

if TYPE_CHECKING:
    from collections.abc import Iterable

    from indexer.results import Span


def marked(text: str, spans: Iterable[Span]) -> Markup:
    """The text with its spans (code points, any order, may touch or overlap) marked; everything is escaped."""
    parts: list[Markup] = []
    position = 0
    for start, end in merged(spans, len(text)):
        parts += [escape(text[position:start]), Markup("<mark>"), escape(text[start:end]), Markup("</mark>")]
        position = end
    return Markup("").join([*parts, escape(text[position:])])


def merged(spans: Iterable[Span], length: int) -> list[Span]:
    """The spans within a text of this length, in order, overlapping and touching ones joined, empty ones dropped."""
    within = ((max(0, start), min(length, end)) for start, end in spans)
    return highlight.merged((start, end) for start, end in within if start < end)
