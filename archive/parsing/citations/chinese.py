"""Citations in Chinese: 《title》第X条, 本办法第X条, 该条例第X条, 刑法第X条, 前款, 附件2, and numbers without a title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from archive.data import is_paper
from archive.model import Citation, Segment
from archive.parsing.citations.named import GENRES, chinese_number, named_law
from archive.parsing.citations.own import OwnText
from archive.parsing.citations.places import UNIT, moved, places
from archive.text.document_number import find_numbers
from archive.text.numerals import NUMERAL, parse_numeral
from archive.text.work_titles import CITED

_PLACE_FOLLOWS = r"(?=\s*(?:的|中|中的)?\s*第)"
_COUNT = f"(?:{NUMERAL})?"
_HEAD = re.compile(
    rf"(?P<work>《)|本(?:{GENRES}){_PLACE_FOLLOWS}|(?P<last>(?:该|上述|前述|此)(?:{GENRES})){_PLACE_FOLLOWS}"
    rf"|[前上](?P<paragraphs>{_COUNT})款|[前上](?P<articles>{_COUNT})[条條](?!件)|前(?P<points>{_COUNT})[项項](?!目)"
    rf"|(?P<this_article>本[条條]){_PLACE_FOLLOWS}|(?P<this_paragraph>本款){_PLACE_FOLLOWS}"
    rf"|附件\s*(?P<annex>{NUMERAL})(?![.．、])|(?P<bare>第)|(?P<numbered>[〔﹝\[［])"
)
_MEANS_A_PROVISION = re.compile(
    r"$|[^\u4e00-\u9fff]|规定|所|的|情形|行为|罪|中|至|和|或|及|以|之|要求|限制|条件|期限|处罚|措施|事项|情况"
)
"""第一款规定 is a paragraph of this article, 第一款手机 is none."""
_BROKEN = re.compile(r"^(?P<title>.{2,}?)\s*[（(]\s*(?P<number>[^（()）]*(?:[（(]\d{4}[)）])?[^（()）]*号)\s*[）)]$")
_STANDARD = re.compile(
    r"^(?P<title>.{2,}?)\s*[（(]\s*(?P<number>[A-Z]{2,}(?:\s*/\s*[TZ])?\s*\d+(?:\.\d+)?\s*[—–-]\s*\d{4})\s*[）)]$"
)
_OF_AT_END = re.compile(r"\s*(?:中的|中|的)?\s*$")
_ANNEX_BEHIND = re.compile(rf"\s*的?附件\s*({NUMERAL})")
_BRACKETS_BEHIND = re.compile(r"\s*[（(][^（()）]{0,60}[）)]")


class ChineseCitations:
    """Reads the citations of one document's segments, in the order of the text; it remembers the work cited last."""

    def __init__(self, own: OwnText, shorts: Mapping[str, str]) -> None:
        self._own = own
        self._shorts = shorts
        self._last = ""
        names = "|".join(re.escape(name) for name in sorted(shorts, key=len, reverse=True))
        self._short = re.compile(rf"(?<![\u4e00-\u9fff《])?(?:{names})$") if names else None

    def of(self, segment: Segment) -> Iterator[Citation]:
        """Every citation printed in a segment."""
        text, position = segment.text, 0
        while match := _HEAD.search(text, position):
            found, position = self._read(segment, match)
            yield from found

    def _read(self, segment: Segment, match: re.Match[str]) -> tuple[list[Citation], int]:
        """What begins at a match, and where to read on."""
        if match["work"]:
            found, end = self._work(segment, match.start())
        elif match["numbered"]:
            found, end = chinese_number(segment, match.start())
        elif match["bare"]:
            found, end = self._bare(segment, match.start())
        else:
            found, end = self._relative(segment, match), match.end()
        return found, max([end, *(one.end for one in found)])

    def _work(self, segment: Segment, start: int) -> tuple[list[Citation], int]:
        match = CITED.match(segment.text, start)
        if match is None or is_paper(match["title"]):
            return [], match.end() if match else start + 1
        title, number = match["title"], match["number"]
        if (broken := _BROKEN.match(title)) and find_numbers(broken["number"]):
            title, number = broken["title"], broken["number"]
        if standard := _STANDARD.match(title):
            title, number = standard["title"], None
        title = self._last = self._shorts.get(title, title)
        known = find_numbers(number) if number else []
        cited = Citation(
            segment.id, title, number=str(known[0][2]) if known else standard and standard["number"], start=start, end=match.end()
        )
        behind = _BRACKETS_BEHIND.match(segment.text, match.end())
        found = list(places(cited, segment.text, match.end()))
        if not found and behind and UNIT.match(segment.text, behind.end()):
            found = list(places(cited, segment.text, behind.end()))
        return found or _annexes(cited, segment.text) or [cited], match.end()

    def _relative(self, segment: Segment, match: re.Match[str]) -> list[Citation]:
        """本办法第八条, 该条例第八条, 前款第（一）项, 前两条, 附件2."""
        text, (start, end) = segment.text, match.span()
        if match["annex"]:
            cited = Citation(segment.id, self._own.title, annex=parse_numeral(match["annex"]), own=True, start=start, end=end)
            return [cited] if self._own.has(cited) and not segment.id.endswith("annexes") else []
        if match["last"]:
            return list(places(Citation(segment.id, self._last, start=start, end=end), text, match.end())) if self._last else []
        if match["paragraphs"] is not None:
            bases = self._own.paragraphs_before(segment.id, _count(match["paragraphs"]))
        elif match["articles"] is not None:
            bases = self._own.articles_before(segment.id, _count(match["articles"]))
        elif match["points"] is not None:
            bases = self._own.points_before(segment.id, _count(match["points"]))
        elif match["this_article"] or match["this_paragraph"]:
            here = self._own.here(segment.id) if match["this_article"] else self._own.this_paragraph(segment.id)
            return list(places(moved(here, start, end), text, match.end())) if here else []
        else:
            return list(places(Citation(segment.id, self._own.title, own=True, start=start, end=end), text, match.end()))
        found = [moved(base, start, end) for base in bases]
        deeper = list(places(found[-1], text, match.end())) if found and not _next_begins_anew(text, match.end()) else []
        return [*found[:-1], *deeper] if deeper else found

    def _bare(self, segment: Segment, start: int) -> tuple[list[Citation], int]:
        """第八条 without a work before it is the document's own, unless the words before it name a law."""
        text = segment.text
        printed = list(places(Citation(segment.id, "", start=start, end=start), text, start))
        if not printed:
            return [], start + 1
        before = _OF_AT_END.sub("", text[max(0, start - 60) : start])
        short = self._short.search(before) if self._short else None
        if name := (short[0] if short else named_law(before)):
            begins = text.rindex(name, 0, start)
            self._last = self._shorts.get(name, name)
            return list(places(Citation(segment.id, self._last, start=begins, end=start), text, start)), start
        return self._own_place(segment, start), max(one.end for one in printed)

    def _own_place(self, segment: Segment, start: int) -> list[Citation]:
        found = list(places(Citation(segment.id, self._own.title, own=True, start=start, end=start), segment.text, start))
        if found and found[0].article is None and found[0].chapter is None and found[0].part is None:
            here = self._own.here(segment.id) if found[0].paragraph else self._own.this_paragraph(segment.id)
            if not _MEANS_A_PROVISION.match(segment.text, found[-1].end):
                return []
            return list(places(moved(here, start, start), segment.text, start)) if here and here.article else []
        if found and not self._own.has_articles and self._last:
            return list(places(Citation(segment.id, self._last, start=start, end=start), segment.text, start))
        return found if found and self._own.has(found[0]) else []


def _next_begins_anew(text: str, position: int) -> bool:
    """前条第一款 goes deeper; 前款第八条 does not."""
    return False if (match := UNIT.match(text, position)) is None else match["unit"] in "条條章编編节節"


def _count(printed: str | None) -> int:
    return parse_numeral(printed) or 1 if printed else 1


def _annexes(cited: Citation, text: str) -> list[Citation]:
    match = _ANNEX_BEHIND.match(text, cited.end)
    return [replace(cited, annex=parse_numeral(match[1]), end=match.end())] if match else []
