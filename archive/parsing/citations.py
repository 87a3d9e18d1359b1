"""Citations: 《title》 with 第X条 第X款 第（X）项 and lists of them; 本办法第八条 cites the document itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from archive.model import Citation, Segment
from archive.parsing.facts import CITED
from archive.text.numerals import NUMERAL, parse_numeral

_UNIT = re.compile(rf"\s*的?\s*第\s*[（(]?(?P<number>{NUMERAL})[）)]?\s*(?P<unit>[条款项])(?:之{NUMERAL})?")
_AND = re.compile(r"\s*[、和及或]\s*")
_SELF = re.compile(r"本(?:条例|规定|办法|规则|细则|法|意见|决定|方案|准则)(?=\s*第)")
_ENGLISH = re.compile(
    r"Article (?P<article>\d{1,4})(?:, paragraph (?P<paragraph>\d{1,4}))?(?:, (?:item|point) \(?(?P<point>\d{1,4})\)?)?"
    r" of the (?P<title>[A-Z][^.;]*?)(?=[.;,]|$)"
)


def find_citations(segments: Iterable[Segment], own_title: str) -> list[Citation]:
    """The works that segments cite, with the place in them, in the order of the text; each place of a segment once."""
    found: list[Citation] = []
    for segment in segments:
        for match in CITED.finditer(segment.text):
            cited = Citation(segment.id, match["title"])
            found += list(_places(cited, segment.text, match.end())) or [cited]
        for match in _SELF.finditer(segment.text):
            found += _places(Citation(segment.id, own_title), segment.text, match.end())
        found += [_english(segment.id, match) for match in _ENGLISH.finditer(segment.text)]
    return list(dict.fromkeys(found))


def _places(cited: Citation, text: str, position: int) -> Iterator[Citation]:
    """Each place named from a position on: 第三条第二款、第三款 is Article 3, paragraphs 2 and 3."""
    place = cited
    while match := _UNIT.match(text, position):
        place = _narrowed(place, match["unit"], parse_numeral(match["number"]))
        position = match.end()
        following = _AND.match(text, position)
        if following and _UNIT.match(text, following.end()):
            yield place
            position = following.end()
        elif not _UNIT.match(text, position):
            yield place
            return


def _narrowed(place: Citation, unit: str, number: int | None) -> Citation:
    """A place with one of its numbers set; what lies below it is not said yet."""
    if unit == "条":
        return replace(place, article=number, paragraph=None, point=None)
    return replace(place, paragraph=number, point=None) if unit == "款" else replace(place, point=number)


def _english(segment_id: str, match: re.Match[str]) -> Citation:
    article, paragraph, point = (int(match[name]) if match[name] else None for name in ("article", "paragraph", "point"))
    return Citation(segment_id, match["title"], article, paragraph, point)
