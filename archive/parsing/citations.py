"""Citations: 《title》 with 第X条 第X款 第（X）项, and 本办法第八条, which cites the document itself."""

from __future__ import annotations

import re
from collections.abc import Iterable

from archive.model import Citation, Segment
from archive.parsing.facts import CITED
from archive.text.numerals import NUMERAL, parse_numeral

_PLACE = rf"第(?P<article>{NUMERAL})条(?:之{NUMERAL})?(?:第(?P<paragraph>{NUMERAL})款)?(?:第[（(]?(?P<point>{NUMERAL})[）)]?项)?"
_PLACES_BEHIND = re.compile(rf"(?:\s*的?\s*{_PLACE})(?:[、和及或])?")
_SELF = re.compile(rf"本(?:条例|规定|办法|规则|细则|法|意见|决定|方案|准则)\s*{_PLACE}")
_ENGLISH = re.compile(
    r"Article (?P<article>\d+)(?:, paragraph (?P<paragraph>\d+))?(?:, (?:item|point) \(?(?P<point>\d+)\)?)?"
    r" of the (?P<title>[A-Z][^.;]*?)(?=[.;,]|$)"
)


def find_citations(segments: Iterable[Segment], own_title: str) -> list[Citation]:
    """The works that segments cite, with the place in them, in the order of the text; each place of a segment once."""
    found: list[Citation] = []
    for segment in segments:
        found += _of_titles(segment)
        found += [_citation(segment.id, own_title, match) for match in _SELF.finditer(segment.text)]
        found += [_citation(segment.id, match["title"], match) for match in _ENGLISH.finditer(segment.text)]
    return list(dict.fromkeys(found))


def _of_titles(segment: Segment) -> list[Citation]:
    found: list[Citation] = []
    for match in CITED.finditer(segment.text):
        places = 0
        position = match.end()
        while place := _PLACES_BEHIND.match(segment.text, position):
            found.append(_citation(segment.id, match["title"], place))
            position, places = place.end(), places + 1
        if not places:
            found.append(Citation(segment.id, match["title"]))
    return found


def _citation(segment_id: str, title: str, match: re.Match[str]) -> Citation:
    article, paragraph, point = (
        parse_numeral(match[name]) if match[name] else None for name in ("article", "paragraph", "point")
    )
    return Citation(segment_id, title, article, paragraph, point)
