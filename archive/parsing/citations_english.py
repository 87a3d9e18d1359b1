"""Citations in English: Article 8, paragraph 1, item (3) of the …; Articles 3 to 5; the preceding paragraph; Regulations on …."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from archive.model import Citation, Segment
from archive.parsing.citations_named import english_numbers
from archive.parsing.citations_own import OwnText
from archive.parsing.citations_places import LEVELS, Level
from archive.parsing.citations_titles import TITLE, own_name, title_at
from archive.text.numerals import parse_roman

_UNITS: dict[str, Level] = {
    "article": "article", "paragraph": "paragraph", "subparagraph": "point", "sub-paragraph": "point", "item": "point",
    "point": "point", "subitem": "indent", "indent": "indent", "chapter": "chapter", "section": "section", "part": "part",
}  # fmt: skip
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "two": 2, "three": 3, "four": 4}
_NAMES = "|".join(sorted(_UNITS, key=len, reverse=True))
_NUMBER = r"(?:\(?[1-9]\d{0,3}\)?(?:-\d{1,2}(?!\d))?|\([a-z]\)|[IVXLC]+\b)"
_LIST = rf"{_NUMBER}(?:\s*(?:,\s*(?:and|or)?|and|or|&|to|through|[-–—])\s*{_NUMBER})*"
_UNIT = re.compile(
    rf"(?P<name>{_NAMES})(?P<plural>s)?\s+(?P<numbers>{_LIST})(?P<deeper>(?:\([1-9a-z]\d?\))*)(?![\w%])"
    rf"|the\s+(?P<ordinal>{'|'.join(_ORDINALS)})\s+(?P<ordinal_name>paragraph|item|subparagraph)",
    re.IGNORECASE,
)
_PRECEDING = re.compile(
    r"the\s+(?:(?:immediately\s+)?(?:preceding|previous|foregoing)\s+(?:(?P<count>two|three|four)\s+)?|(?P<counted>two|three|four)\s+(?:preceding|previous)\s+)"
    r"(?P<unit>paragraph|article|item)s?",
    re.IGNORECASE,
)
_EACH = re.compile(rf"(?P<to>to|through|[-–—])?\s*(?P<number>{_NUMBER})", re.IGNORECASE)
_OF = re.compile(r"(?:,)?\s+(?:of|under|in)\s+", re.IGNORECASE)
_AND = re.compile(rf"\s*(?:,\s*(?:and|or)?|and|or)\s+(?=(?:{_NAMES})s?\s+[(\dIVX])", re.IGNORECASE)
_LINK = re.compile(r"\s+of\s+|\s*,\s*|\s+", re.IGNORECASE)
_THIS = re.compile(r"this\s+(?P<unit>article|paragraph)\b", re.IGNORECASE)


class EnglishCitations:
    """Reads the citations of one English edition's segments."""

    def __init__(self, own: OwnText) -> None:
        self._own = own

    def of(self, segment: Segment) -> Iterator[Citation]:
        """Every citation printed in a segment, in the order of the text."""
        found = [*self._places(segment), *english_numbers(segment)]
        found += [one for one in self._preceding(segment) if not any(o.start <= one.start < o.end for o in found)]
        position = 0
        while match := TITLE.search(segment.text, position):
            title = title_at(match)
            position = match.start() + max(len(title), 1) if title else match.end()
            if title and not any(one.start < position and match.start() < one.end for one in found):
                found.append(Citation(segment.id, title, start=match.start(), end=position))
        yield from sorted(found, key=lambda one: (one.start, one.end))

    def _preceding(self, segment: Segment) -> Iterator[Citation]:
        for match in _PRECEDING.finditer(segment.text):
            count = _ORDINALS[(match["count"] or match["counted"] or "one").lower()] if match["count"] or match["counted"] else 1
            of_unit = self._own.articles_before if match["unit"].lower() == "article" else self._own.paragraphs_before
            if match["unit"].lower() != "item":
                yield from (replace(one, start=match.start(), end=match.end()) for one in of_unit(segment.id, count))

    def _places(self, segment: Segment) -> Iterator[Citation]:
        """Chains of units, innermost first (Item (1) of Paragraph 2 of Article 8) or last (Article 8, paragraph 2)."""
        text, position = segment.text, 0
        while match := _UNIT.search(text, position):
            chain = [match]
            while (end := _next_unit(text, chain[-1])) is not None:
                chain.append(end)
            position = chain[-1].end()
            yield from self._cited(segment, chain)

    def _cited(self, segment: Segment, chain: list[re.Match[str]]) -> list[Citation]:
        """Every place of a chain, of the work that the words behind it name."""
        of = _OF.match(segment.text, chain[-1].end())
        this = _THIS.match(segment.text, of.end()) if of else None
        base, end = self._work(segment, chain[-1].end())
        if this:
            here = self._own.here(segment.id) if this["unit"].lower() == "article" else self._own.this_paragraph(segment.id)
            base, end = (here or base), this.end()
        before = _PRECEDING.match(segment.text, of.end()) if of else None
        if before and before["unit"].lower() == "paragraph":  # items (2) to (7) of the preceding paragraph
            paragraphs = self._own.paragraphs_before(segment.id, 1)
            return [replace(one, end=before.end()) for last in paragraphs for one in _alternatives(last, chain)]
        found = _alternatives(base, chain)
        if base.own and found and found[0].article is None and found[0].chapter is None and found[0].part is None:
            here = self._own.here(segment.id) if found[0].paragraph else self._own.this_paragraph(segment.id)
            found = _alternatives(here, chain) if here and here.article else []
        named_own = end > chain[-1].end()
        if base.own and not named_own and not all(self._own.has(one) for one in found):
            return []
        return [replace(one, end=max(end, one.end)) for one in found]

    def _work(self, segment: Segment, position: int) -> tuple[Citation, int]:
        """The work named behind the places and where its name ends; the document itself where none is."""
        of = _OF.match(segment.text, position)
        own = Citation(segment.id, self._own.title, own=True)
        listed = _AND.match(segment.text, position)
        if listed:
            following = _UNIT.match(segment.text, listed.end())
            if following:
                return self._work(segment, following.end())[0], position
        if of is None:
            return own, position
        if end := own_name(segment.text, of.end()):
            return own, end
        the = re.compile(r"(?:the\s+)?(?P<quote>[“\"])?").match(segment.text, of.end())
        match = TITLE.match(segment.text, the.end()) if the else None
        title = title_at(match) if match else ""
        return (Citation(segment.id, title), match.start() + len(title)) if match and title else (own, position)


def _next_unit(text: str, match: re.Match[str]) -> re.Match[str] | None:
    """The unit that a chain goes on with: of another level, behind a comma or of."""
    link = _LINK.match(text, match.end())
    following = _UNIT.match(text, link.end()) if link else None
    if following is None or link is None or _level(following) == _level(match):
        return None
    above = LEVELS.index(_level(following)) < LEVELS.index("article")
    return None if above and "of" not in link[0] else following


def _level(match: re.Match[str]) -> Level:
    return _UNITS[(match["name"] or match["ordinal_name"]).lower()]


def _alternatives(base: Citation, chain: list[re.Match[str]]) -> list[Citation]:
    """The places of a chain: each number of its list, within what the other units say."""
    start, end = chain[0].start(), chain[-1].end()
    found = [replace(base, start=start, end=end)]
    for match in sorted(chain, key=lambda one: LEVELS.index(_level(one))):
        found = [_set(one, _level(match), number) for one in found for number in _numbers_of(match)]
        if match["deeper"]:
            found = [_bracketed(one, match["deeper"]) for one in found]
    return found


def _set(place: Citation, level: Level, number: tuple[int, int | None]) -> Citation:
    changed = replace(place, **{level: number[0]})  # type: ignore[arg-type]
    return replace(changed, inserted=number[1]) if level == "article" else changed


def _bracketed(place: Citation, deeper: str) -> Citation:
    """Article 8(1)(c): paragraph 1, item 3; Article 8(c): item 3."""
    parts = re.findall(r"\((\w+)\)", deeper)
    levels: tuple[Level, ...] = ("point", "indent") if parts[0].isalpha() or place.paragraph else ("paragraph", "point", "indent")
    for level, part in zip(levels, parts, strict=False):
        place = replace(place, **{level: int(part) if part.isdecimal() else ord(part.lower()) - 96})  # type: ignore[arg-type]
    return place


def _numbers_of(match: re.Match[str]) -> list[tuple[int, int | None]]:
    """The numbers of a unit with their insertions (120-1), ranges written out."""
    if match["ordinal"]:
        return [(_ORDINALS[match["ordinal"].lower()], None)]
    found: list[tuple[int, int | None]] = []
    for one in _EACH.finditer(match["numbers"]):
        bare, _, inserted = one["number"].strip("()").partition("-")
        value = int(bare) if bare.isdecimal() else (parse_roman(bare) if bare.isupper() else ord(bare[0].lower()) - 96)
        if value is None:
            continue
        if inserted and match["plural"] and int(inserted) > value:  # Articles 3-5
            found += [(each, None) for each in range(value, int(inserted) + 1)]
            continue
        if one["to"] and found and value - found[-1][0] < 300:
            found += [(each, None) for each in range(found[-1][0] + 1, value)]
        found.append((value, int(inserted) if inserted else None))
    return found
