"""Lines and renderings of a concordance as the page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import url_for

from archive.catalogue.work import LOW
from archive.errors import ArchiveError
from indexer.concordance import NOT_FOUND
from indexer.concordance.contexts import Context, beside, context
from web.messages import interface_language
from web.overview import percent
from web.quoting import place_of
from web.sources import shelf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.model import Bilingual
    from indexer.concordance import ConcordanceAnswer, Line
    from web.concordance_address import ConcordanceAddress


@dataclass(frozen=True, slots=True)
class LineView:
    """A line: the keyword in its context, and the rendering in its own; ``beside`` without a keyword: nothing was found.

    ``href`` leads to the passage, whose ``place`` and document's ``title`` are said; ``doubtful``: its two sides may not
    translate each other; ``digest``: one of them is the archive's own words.
    """

    lang: str
    other: str
    found: Context
    beside: Context | None
    href: str
    place: str
    title: Bilingual | None
    document: str
    doubtful: bool
    stale: bool
    digest: bool


@dataclass(frozen=True, slots=True)
class GroupView:
    """A rendering, how many lines have it, a bar; ``target``: those lines; ``lacking``: where the other side lacks it."""

    rendering: str
    count: int
    percent: int
    status: str
    found: bool
    chosen: bool
    target: ConcordanceAddress
    lacking: ConcordanceAddress | None


def line_views(lines: Sequence[Line], address: ConcordanceAddress) -> list[LineView]:
    """The lines of a page."""
    return [_line(line, address) for line in lines]


def group_views(answer: ConcordanceAnswer, address: ConcordanceAddress) -> list[GroupView]:
    """The renderings, the most frequent first; what was not found is the last."""
    most = max((group.count for group in answer.renderings), default=1)
    views = []
    for group in answer.renderings:
        chosen, found = address.rendering == group.key, group.key != NOT_FOUND
        target = address.with_changes(rendering="" if chosen else group.key)
        lacking = address.with_changes(rendering="", contains="", lacks=group.rendering) if found else None
        bar = percent(group.count, most)
        views.append(GroupView(group.rendering, group.count, bar, group.status, found, chosen, target, lacking))
    return views


def _line(line: Line, address: ConcordanceAddress) -> LineView:
    segments = [one.segment for one in line.segments]
    other = "en" if line.lang == "zh" else "zh"
    digest = "digest" in (line.kind, line.translation_kind)
    return LineView(
        lang=line.lang,
        other=other,
        found=context(line.text, line.start, line.end, line.lang),
        beside=beside(line.translation, line.rendering, other) if line.translation else None,
        href=url_for("document.show", document_id=line.document, q=address.q, _anchor=segments[0] if segments else None),
        place=place_of(segments, interface_language()),
        title=_title(line.document),
        document=line.document,
        doubtful=bool(line.translation) and not digest and line.origin == "computed" and line.score < LOW,
        stale=line.stale,
        digest=digest,
    )


def _title(document_id: str) -> Bilingual | None:
    """A document's title; None where it has gone since."""
    try:
        return shelf().document(document_id).title
    except ArchiveError:
        return None
