"""Text and spans in, safe HTML with ``<mark>`` out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from archive.text.sentences import has_han
from indexer import highlight

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from indexer.results import Span


@dataclass(frozen=True, slots=True)
class Link:
    """A part of a text (code points) that leads somewhere. ``kind``: own, here, named (not in the archive: a search for it).

    ``status``: what a reader must know of the target, such as repealed; empty where there is nothing to say.
    """

    start: int
    end: int
    href: str
    title: str
    kind: str
    status: str = ""

    def around(self, html: Markup) -> Markup:
        """The link, and behind it what its target has become."""
        link = Markup('<a class="cites cites-{}" href="{}" title="{}">{}</a>').format(self.kind, self.href, self.title, html)
        return link + Markup('<span class="cites-status" lang="{}">{}</span>').format(*self._said()) if self.status else link

    def _said(self) -> tuple[str, str]:
        return "zh-Hans" if has_han(self.status) else "en", self.status


def marked(text: str, spans: Iterable[Span], links: Sequence[Link] = (), tag: str = "mark") -> Markup:
    """The text with its spans (code points, any order, may touch or overlap) marked; everything is escaped.

    ``links`` become links around their part of the text; of two that overlap, the one that begins first. A mark that crosses
    the edge of a link is two marks. ``tag``: the element that marks (mark, ins, del).
    """
    marks = merged(spans, len(text))
    parts: list[Markup] = []
    position = 0
    for link in sorted(links, key=lambda one: (one.start, one.end)):
        if not position <= link.start < link.end <= len(text):
            continue
        parts += [_between(text, position, link.start, marks, tag), link.around(_between(text, link.start, link.end, marks, tag))]
        position = link.end
    return Markup("").join([*parts, _between(text, position, len(text), marks, tag)])


def _between(text: str, start: int, end: int, marks: Iterable[Span], tag: str) -> Markup:
    """A part of the text with the marks that lie in it."""
    parts: list[Markup] = []
    position = start
    for first, last in ((max(start, first), min(end, last)) for first, last in marks if first < end and last > start):
        parts += [escape(text[position:first]), Markup("<{0}>{1}</{0}>").format(tag, text[first:last])]
        position = last
    return Markup("").join([*parts, escape(text[position:end])])


def merged(spans: Iterable[Span], length: int) -> list[Span]:
    """The spans within a text of this length, in order, overlapping and touching ones joined, empty ones dropped."""
    within = ((max(0, start), min(length, end)) for start, end in spans)
    return highlight.merged((start, end) for start, end in within if start < end)
