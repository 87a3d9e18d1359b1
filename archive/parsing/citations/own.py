"""A document's references to itself: 前款, 前条, 本条第二款 and 第八条规定, read from where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from archive.model import Citation, Segment

_ARTICLE = re.compile(
    r"(?P<prefix>(?:.*__)?)art_(?P<article>\d+)(?:_(?P<inserted>\d+))?(?:__para_(?P<paragraph>\d+))?(?:__point_(?P<point>\d+))?"
)
_PARAGRAPH = re.compile(r"(?P<prefix>(?:.*__)?)para_(?P<paragraph>\d+)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a segment stands. ``paragraph`` 1 is also the article's own text."""

    prefix: str
    article: int | None
    inserted: int | None
    paragraph: int | None
    point: int | None


def place_of(segment_id: str) -> Place | None:
    """The article and paragraph that a segment is of; None outside of articles and paragraphs."""
    match = _ARTICLE.match(segment_id)
    if match:
        numbers = (int(match[name]) if match[name] else None for name in ("article", "inserted", "paragraph", "point"))
        article, inserted, paragraph, point = numbers
        return Place(match["prefix"], article, inserted, paragraph or 1, point)
    match = _PARAGRAPH.fullmatch(segment_id)
    return Place(match["prefix"], None, None, int(match["paragraph"]), None) if match else None


class OwnText:
    """What a document has to refer to: its articles in their order, and its other units."""

    def __init__(self, segments: Iterable[Segment], title: str) -> None:
        self.title = title
        ids = [segment.id for segment in segments]
        self._articles: dict[tuple[str, int, int | None], None] = {}
        for place in map(place_of, ids):
            if place and place.article:
                self._articles.setdefault((place.prefix.partition("chp")[0], place.article, place.inserted))
        self._article_numbers = {(article, inserted) for _, article, inserted in self._articles}
        self._chapters = {int(n) for i in ids for n in re.findall(r"(?:^|__)chp_(\d+)", i)}
        self._annexes = {int(n) for i in ids for n in re.findall(r"^att_(\d+)", i)}

    @property
    def has_articles(self) -> bool:
        """Whether it is a statute: what it calls 第八条 can be its own."""
        return bool(self._articles)

    def has(self, cited: Citation) -> bool:
        """Whether it has the article, chapter or annex that a citation names; deeper numbers are taken on trust."""
        if cited.article is not None:
            return (cited.article, cited.inserted) in self._article_numbers
        if cited.annex is not None:
            return cited.annex in self._annexes
        return cited.chapter in self._chapters if cited.chapter else False

    def here(self, segment_id: str) -> Citation | None:
        """The article that a segment is of, as a citation to build upon."""
        place = place_of(segment_id)
        if place is None:
            return None
        return Citation(segment_id, self.title, place.article, inserted=place.inserted, own=True)

    def this_paragraph(self, segment_id: str) -> Citation | None:
        """The paragraph that a segment is of."""
        place, here = place_of(segment_id), self.here(segment_id)
        return replace(here, paragraph=place.paragraph) if place and here else None

    def paragraphs_before(self, segment_id: str, count: int) -> list[Citation]:
        """前款, 前两款: the paragraphs before that of a segment, in their order; none before the first."""
        place, here = place_of(segment_id), self.here(segment_id)
        if place is None or here is None or place.paragraph is None:
            return []
        return [replace(here, paragraph=n) for n in range(max(1, place.paragraph - count), place.paragraph)]

    def points_before(self, segment_id: str, count: int) -> list[Citation]:
        """前项, 前两项: the points before the one that a segment is, in their order."""
        place, paragraph = place_of(segment_id), self.this_paragraph(segment_id)
        if place is None or paragraph is None or place.point is None:
            return []
        return [replace(paragraph, point=n) for n in range(max(1, place.point - count), place.point)]

    def articles_before(self, segment_id: str, count: int) -> list[Citation]:
        """前条, 前三条: the articles before that of a segment, in their order."""
        place = place_of(segment_id)
        known: Sequence[tuple[str, int, int | None]] = list(self._articles)
        key = (place.prefix.partition("chp")[0], place.article, place.inserted) if place and place.article else None
        if key not in self._articles:
            return []
        end = known.index(key)
        before = [one for one in known[max(0, end - count) : end] if one[0] == key[0]]
        return [Citation(segment_id, self.title, article, inserted=inserted, own=True) for _, article, inserted in before]
