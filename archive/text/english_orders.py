"""Orders and announcements by their English names: Decree No. 767 of the State Council, Announcement [2020] No. 44 of the …."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.data import body

_COUNTRY = " of the People's Republic of China"
_WORD = r"[A-Z][\w'’-]*"
_BODY = rf"(?P<body>{_WORD}(?:,? (?:(?:of|and|for|on|the|in|at) ){{0,3}}{_WORD})*)"
_YEAR = r"[\[(〔] ?(?P<year>\d{4}) ?[\])〕]"
_SERIAL = r"No\. ?(?P<serial>\d{1,5})"
_PATTERNS = (
    re.compile(rf"\b(?P<genre>Decree|Order) {_SERIAL} of the {_BODY}"),
    re.compile(rf"\b(?P<genre>Decree|Order) of the {_BODY},? \(?{_SERIAL}\)?"),
    re.compile(rf"(?:^|(?<=the )|(?<=[(,;:] )){_BODY} (?P<genre>Decree|Order) {_SERIAL}"),
    re.compile(rf"\b(?P<genre>Announcement) {_SERIAL} ?(?:{_YEAR}|of (?P<bare_year>\d{{4}})),? (?:of|by) the {_BODY}"),
    re.compile(rf"\b(?P<genre>Announcement) {_YEAR} {_SERIAL} (?:of|by) the {_BODY}"),
)
_MARK = re.compile(r"No\. ?\d")


@dataclass(frozen=True, slots=True)
class Order:
    """Where it stands in a text; its name in Chinese (国务院令, 商务部公告), its year if it is counted by years, its serial."""

    start: int
    end: int
    name: str
    year: int | None
    serial: int


def find_orders(text: str) -> list[Order]:
    """The orders and announcements of known bodies that a text names, in its order."""
    if not _MARK.search(text):
        return []
    return sorted((order for pattern in _PATTERNS for order in _orders(pattern, text)), key=lambda one: one.start)


def _orders(pattern: re.Pattern[str], text: str) -> Iterator[Order]:
    position = 0
    while match := pattern.search(text, position):
        order = _read(match)
        position = order.end if order else match.start() + len(match["genre"])  # a name may have taken the next order with it
        if order:
            yield order


def _read(match: re.Match[str]) -> Order | None:
    ends_with_body = match.end("body") == match.end()
    name, length = next(_known(match["body"], whole=not ends_with_body), (None, 0))
    if name is None:
        return None
    groups = match.groupdict()
    year = groups.get("year") or groups.get("bare_year")
    end = match.start("body") + length if ends_with_body else match.end()
    genre = "公告" if match["genre"] == "Announcement" else "令"
    return Order(match.start(), end, f"{name}{genre}", int(year) if year else None, int(match["serial"]))


def _known(printed: str, *, whole: bool) -> Iterator[tuple[str, int]]:
    """The bodies that words begin with, the longest first, with the length printed; ``whole``: that the words are."""
    ends = [len(printed)] if whole else [len(printed), *(found.start() for found in reversed(list(re.finditer(r",? ", printed))))]
    for end in ends:
        words = printed[:end]
        bare = words.replace("’", "'").removesuffix(_COUNTRY)
        known = body(bare) or body(f"{bare}{_COUNTRY}")
        if known and known.name.zh:
            yield ("主席" if known.name.zh == "中华人民共和国主席" else known.name.zh), end
