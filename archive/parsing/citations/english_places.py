"""The places that English citations name: Article 8, paragraph 1, item (3); Articles 3 to 5; Article 8(1)(c)."""

from __future__ import annotations

import re
from dataclasses import replace

from archive.model import Citation
from archive.parsing.citations.places import LEVELS, Level, moved
from archive.text.numerals import parse_roman

_UNITS: dict[str, Level] = {
    "article": "article", "paragraph": "paragraph", "subparagraph": "point", "sub-paragraph": "point", "item": "point",
    "point": "point", "subitem": "indent", "indent": "indent", "chapter": "chapter", "section": "section", "part": "part",
}  # fmt: skip
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "two": 2, "three": 3, "four": 4}
NAMES = "|".join(sorted(_UNITS, key=len, reverse=True))
_NUMBER = r"(?:\(?[1-9]\d{0,3}\)?(?:-\d{1,2}(?!\d))?|\([a-z]\)|[IVXLC]+\b)"
_LIST = rf"{_NUMBER}(?:\s*(?:,\s*(?:and|or)?|and|or|&|to|through|[-–—])\s*{_NUMBER})*"
UNIT = re.compile(
    rf"(?P<name>{NAMES})(?P<plural>s)?\s+(?P<numbers>{_LIST})(?P<deeper>(?:\([1-9a-z]\d?\))*)(?![\w%])"
    rf"|the\s+(?P<ordinal>{'|'.join(ORDINALS)})\s+(?P<ordinal_name>paragraph|item|subparagraph)",
    re.IGNORECASE,
)
_EACH = re.compile(rf"(?P<to>to|through|[-–—])?\s*(?P<number>{_NUMBER})", re.IGNORECASE)


def level_of(match: re.Match[str]) -> Level:
    """What a match of ``UNIT`` names."""
    return _UNITS[(match["name"] or match["ordinal_name"]).lower()]


def alternatives(base: Citation, chain: list[re.Match[str]]) -> list[Citation]:
    """The places of a chain: each number of its list, within what the other units say."""
    start, end = chain[0].start(), chain[-1].end()
    found = [moved(base, start, end)]
    for match in sorted(chain, key=lambda one: LEVELS.index(level_of(one))):
        found = [_set(one, level_of(match), number) for one in found for number in _numbers_of(match)]
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
        return [(ORDINALS[match["ordinal"].lower()], None)]
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
