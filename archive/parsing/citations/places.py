"""The places of a work that a citation names (第三条第二款、第三款; 第（一）至（三）项), each with where it is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from archive.model import Citation
from archive.text.numerals import NUMERAL, parse_numeral
from archive.text.provision_names import OTHER_WORD

Level = Literal["part", "chapter", "section", "article", "paragraph", "point", "indent"]
LEVELS: tuple[Level, ...] = ("part", "chapter", "section", "article", "paragraph", "point", "indent")
_UNITS: dict[str, Level] = {
    "编": "part", "編": "part", "章": "chapter", "节": "section", "節": "section", "条": "article", "條": "article",
    "款": "paragraph", "项": "point", "項": "point", "目": "indent",
}  # fmt: skip
_NUMBER = rf"[（(]?\s*{NUMERAL}\s*[）)]?"
_ALSO = r"\s*(?:、|以及|或者|和|及|或|与|與)\s*"
_TO = r"\s*(?:至|到|[—–~～-]{1,2})\s*"
UNIT = re.compile(
    rf"第\s*(?P<numbers>{_NUMBER}(?:(?:{_ALSO}|{_TO})第?\s*{_NUMBER})*)\s*(?P<unit>[{''.join(_UNITS)}]){OTHER_WORD}"
    rf"(?:\s*之\s*(?P<inserted>{NUMERAL})(?!\d))?"
)
"""第三条, 第三、五条, 第（一）至（三）项, 第八十条之一."""
_BRACKETED = re.compile(rf"(?P<numbers>[（(]\s*{NUMERAL}\s*[）)])(?P<unit>项)(?P<inserted>(?!))?")
_OF = re.compile(r"\s*(?:中的|中|的)?\s*")
_EACH = re.compile(rf"(?P<to>{_TO})?(?P<number>第?\s*{_NUMBER})(?:{_ALSO})?")
_FURTHER = re.compile(rf"(?P<to>{_TO})|{_ALSO}")
_NOTHING_BELOW: tuple[None, ...] = (None,) * (len(LEVELS) - 1)
_LONGEST_RANGE = 300
"""Provisions; a longer range is a misreading."""


@dataclass(frozen=True, slots=True)
class _Group:
    """One unit with its numbers: (number, start, end), the offsets in the text."""

    level: Level
    numbers: tuple[tuple[int, int, int], ...]
    inserted: int | None
    end: int


def places(cited: Citation, text: str, position: int) -> Iterator[Citation]:
    """Each place named from a position on; the first one's printed form begins where ``cited`` begins.

    Every provision of a range has the range's own offsets. Nothing where no place follows.
    """
    found: list[Citation] = []
    group = _group(text, _OF.match(text, position).end())  # type: ignore[union-attr] # it matches anything
    ranged = False
    while group:
        found = _with(found, cited, group, ranged=ranged)
        position = _OF.match(text, group.end).end()  # type: ignore[union-attr]
        following = _group(text, position) or _bracketed(text, position)
        if following and LEVELS.index(following.level) > LEVELS.index(group.level):
            cited, group, ranged = _deeper(found), following, False
            continue
        between = _FURTHER.match(text, group.end)
        ranged = bool(between and between["to"])
        cited = found[-1]
        group = _group(text, between.end()) if between else None
    yield from found


def _deeper(found: list[Citation]) -> Citation:
    """第三条 in 第三条第二款 is no place of its own."""
    return found.pop()


def _with(found: list[Citation], base: Citation, group: _Group, *, ranged: bool) -> list[Citation]:
    """The places so far and those of one more unit."""
    level = group.level
    for place, (number, start, end) in enumerate(group.numbers):
        last = found[-1] if found else None
        inserted = group.inserted if place == len(group.numbers) - 1 else None
        begins = base.start if place == 0 and (not found or base is not last) else start
        cited = _narrowed(base, level, number, inserted, (begins, end))
        if ranged and place == 0 and last is not None and _narrowed(last, level, number, inserted, (begins, end)) == cited:
            first, until = getattr(last, level) or number, number + 1 if inserted else number
            # 第八条至第十条之一 has 第十条 in it
            between = range(first + 1, min(until, first + _LONGEST_RANGE))
            found = [*found[:-1], moved(last, last.start, end)]
            found += [_narrowed(last, level, each, None, (last.start, end)) for each in between]
            cited = moved(cited, last.start, end)
        found.append(cited)
    return found


def moved(cited: Citation, start: int, end: int) -> Citation:
    """A citation printed elsewhere. Written out like ``_narrowed``: ``replace`` takes five times as long."""
    c = cited
    return Citation(
        c.segment, c.title, c.article, c.paragraph, c.point, c.indent, c.inserted, c.number,
        c.part, c.chapter, c.section, c.annex, c.own, start, end,
    )  # fmt: skip


def _narrowed(place: Citation, level: Level, number: int, inserted: int | None, span: tuple[int, int]) -> Citation:
    """A place with one of its numbers set; what lies below it is not said yet."""
    depth = LEVELS.index(level)
    upper = (place.part, place.chapter, place.section, place.article, place.paragraph, place.point)[:depth]
    numbers: list[int | None] = [*upper, number, *_NOTHING_BELOW[depth:]]
    part, chapter, section, article, paragraph, point, indent = numbers
    return Citation(
        place.segment, place.title, article, paragraph, point, indent, inserted if level == "article" else place.inserted,
        place.number, part, chapter, section, place.annex, place.own, *span,
    )  # fmt: skip


@lru_cache(maxsize=8)
def _group(text: str, position: int) -> _Group | None:
    """The unit at a position; the same place is read two and three times to learn whose it is."""
    match = UNIT.match(text, position)
    return _read(match) if match else None


def _bracketed(text: str, position: int) -> _Group | None:
    """（三）项 behind an article or a paragraph, where 第 is left out."""
    match = _BRACKETED.match(text, position)
    return _read(match) if match else None


def _read(match: re.Match[str]) -> _Group | None:
    text = match["numbers"]
    numbers: list[tuple[int, int, int]] = []
    for one in _EACH.finditer(text):
        value = parse_numeral(one["number"].strip("第（()） \u3000\t\n"))
        if value is None:
            return None
        start, end = match.start("numbers") + one.start("number"), match.start("numbers") + one.end("number")
        if one["to"] and numbers:
            first, since, _ = numbers[-1]
            numbers[-1] = (first, since, end)
            numbers += [(each, since, end) for each in range(first + 1, min(value, first + _LONGEST_RANGE))]
            start = since
        numbers.append((value, start, end))
    if not numbers:
        return None
    inserted = parse_numeral(match["inserted"]) if match["inserted"] else None
    first, last = numbers[0][1], numbers[-1][1]  # the unit belongs to the last number, 第 to the first
    spans = [(n, match.start() if s == first else s, match.end() if s == last else e) for n, s, e in numbers]
    return _Group(_UNITS[match["unit"]], tuple(spans), inserted, match.end())
