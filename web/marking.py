"""Text and spans in, safe HTML with ``<mark>`` out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from markupsafe import Markup, escape

from archive.text.sentences import has_han
from indexer.showing import highlight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from indexer.showing.results import Span

    Inner = Callable[[int, int], Markup]


class _Wrap(Protocol):
    """A part of a text (code points) that an element stands around."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...

    def around(self, html: Markup, /) -> Markup: ...


_W = TypeVar("_W", bound=_Wrap)


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


@dataclass(frozen=True, slots=True)
class Sentence:
    """A part of a text (code points) that is one side of a translation unit; ``answered``: whether it has another side."""

    start: int
    end: int
    unit: str
    answered: bool = True

    def around(self, html: Markup) -> Markup:
        """The sentence as the page finds it again: by its unit."""
        alone = "" if self.answered else ' class="alone"'
        return Markup(f'<span data-unit="{escape(self.unit)}"{alone}>{html}</span>')  # noqa: S704 - all parts are escaped


def marked(
    text: str, spans: Iterable[Span], links: Sequence[Link] = (), tag: str = "mark", sentences: Sequence[Sentence] = ()
) -> Markup:
    """The text with its spans (code points, any order, may touch or overlap) marked; everything is escaped.

    ``links`` become links around their part of the text; of two that overlap, the one that begins first. A mark that crosses
    the edge of a link is two marks. ``tag``: the element that marks (mark, ins, del). ``sentences`` stand around the links
    in them; one that a link leaves or enters is two elements with one unit, so that no link is ever cut.
    """
    marks = merged(spans, len(text))
    whole = list(_apart(sentences, len(text)))
    crossing: list[Link] = []
    within: list[Link] = []
    for link in _apart(links, len(text)):
        (crossing if any(_crosses(link, one) for one in whole) else within).append(link)

    def plain(start: int, end: int) -> Markup:
        return _between(text, start, end, marks, tag)

    def linked(start: int, end: int) -> Markup:
        return _nested(start, end, within, plain)

    def sentenced(start: int, end: int) -> Markup:
        return _nested(start, end, whole, linked)

    return _nested(0, len(text), crossing, sentenced)


def _apart(wraps: Iterable[_W], length: int) -> Iterator[_W]:
    """Those that lie in a text of this length, in order; of two that overlap, the one that begins first."""
    position = 0
    for one in sorted(wraps, key=lambda wrap: (wrap.start, wrap.end)):
        if position <= one.start < one.end <= length:
            yield one
            position = one.end


def _crosses(link: Link, sentence: Sentence) -> bool:
    """Whether they overlap and the link does not lie in the sentence."""
    return (
        link.start < sentence.end and sentence.start < link.end and not sentence.start <= link.start <= link.end <= sentence.end
    )


def _nested(start: int, end: int, wraps: Sequence[_Wrap], inner: Inner) -> Markup:
    """A part of the text with the elements around what lies in it; ``inner`` makes what is in them and between them."""
    if not wraps:
        return inner(start, end)
    parts: list[Markup] = []
    for wrap in wraps:
        first, last = max(start, wrap.start), min(end, wrap.end)
        if first < last:
            parts += [inner(start, first)] if start < first else []
            parts.append(wrap.around(inner(first, last)))
            start = last
    parts += [inner(start, end)] if start < end else []
    return Markup("".join(parts))  # noqa: S704 - all are Markup; Markup.join would escape each again


def _between(text: str, start: int, end: int, marks: Sequence[Span], tag: str) -> Markup:
    """A part of the text with the marks that lie in it."""
    if start >= end:
        return Markup()
    if not marks:
        return escape(text[start:end])
    parts: list[Markup] = []
    position = start
    for first, last in ((max(start, first), min(end, last)) for first, last in marks if first < end and last > start):
        parts += [escape(text[position:first]), Markup("<{0}>{1}</{0}>").format(tag, text[first:last])]
        position = last
    return Markup("".join([*parts, escape(text[position:end])]))  # noqa: S704 - as above


def merged(spans: Iterable[Span], length: int) -> list[Span]:
    """The spans within a text of this length, in order, overlapping and touching ones joined, empty ones dropped."""
    within = ((max(0, start), min(length, end)) for start, end in spans)
    return highlight.merged((start, end) for start, end in within if start < end)
