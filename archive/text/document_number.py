"""Document numbers (发文字号, GB/T 9704—2012): agency code, year in 〔〕, serial without leading zeros, 号.

Seen in the wild with 〔〕 ﹝﹞ [] ［］ () （） 【】 〖〗, full-width digits, Chinese numerals, spaces inside, without 号;
decrees as 国务院令第767号 or 第767号令; announcements as 税务总局公告2016年第23号 or 2016年第23号公告; in English as
Decree No. 767 of the State Council and as Guo Wei Yi Ji Fa [2024] No. 13.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.text.english_orders import Order, find_orders
from archive.text.number_forms import (
    ALONE,
    BRACKETED,
    CITING,
    ENGLISH_GENRE,
    ENGLISH_SERIAL,
    FARTHEST,
    GENRE,
    MARK,
    NUMBER,
    OF_AN_ANNOUNCEMENT,
    OWN_COUNTRY,
    SENTENCE,
    UNNAMED,
)
from archive.text.numerals import AS_ZERO, parse_numeral


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """Agency code, year and serial; ``year`` is None for a decree that is counted without years.

    ``counted``: printed as 公告2024年第3号, not with the year in brackets.
    """

    agency: str
    year: int | None
    serial: int
    counted: bool = False

    @property
    def decreeing_body(self) -> str | None:
        """The body whose decree or announcement it is (国务院令 → 国务院); None for other documents."""
        if self.year is not None and not self.counted:
            return None
        return re.sub(rf"(?:{GENRE})$", "", self.agency) or None

    def __str__(self) -> str:
        if self.year is None:
            return f"{self.agency}第{self.serial}号"
        if self.counted:
            return f"{self.agency}{self.year}年第{self.serial}号"
        return (
            f"{self.agency} [{self.year}] No. {self.serial}"
            if self.agency.isascii()
            else f"{self.agency}〔{self.year}〕{self.serial}号"
        )


def parse_number(text: str) -> DocumentNumber | None:
    """The number that a text consists of, apart from white space and brackets around it; the first of several; else None."""
    numbers = parse_numbers(text)
    return numbers[0] if numbers else None


def parse_numbers(text: str) -> list[DocumentNumber]:
    """The numbers that a text consists of (a joint document may print several); empty for any other text."""
    text = text.strip()
    if len(text) > 200 or not (MARK.search(text) or "號" in text):  # every form has one of these
        return []
    if match := OF_AN_ANNOUNCEMENT.fullmatch(text):
        return [DocumentNumber("公告", _year(match[1]), int(match[2]), counted=True)]
    if bracketed := BRACKETED.fullmatch(text):
        text = f"{bracketed[1]}号"
    if any((order := found).start == 0 and found.end == len(text) for found in find_orders(text)):
        return [_of_order(order)]
    if match := ALONE.fullmatch(text):
        number = _number(match)
        return [number] if number else []
    parts = re.split(r"(?<=[号號])[\s、，,；;]+", text)
    numbers = [_number(match) for part in parts if (match := ALONE.fullmatch(part))] if len(parts) > 1 else []
    return [number for number in numbers if number] if len(numbers) == len(parts) and all(numbers) else []


def find_numbers(text: str) -> list[tuple[int, int, DocumentNumber]]:
    """Every document number in a text, with its start and end."""
    found: list[tuple[int, int, DocumentNumber]] = []
    for match in _matches(text):
        words = SENTENCE.match(match["agency"]) if match["agency"] else CITING.match(match["decree"] or match["yearly"] or "")
        skipped = words.end() if words else 0
        if number := _number(match, skipped):
            found.append((match.start() + skipped, match.end(), number))
    orders = [(order.start, order.end, _of_order(order)) for order in find_orders(text)]
    return sorted([*found, *orders], key=lambda one: one[:2]) if orders else found


def _matches(text: str) -> Iterator[re.Match[str]]:
    """What looks like a number: it is looked for only around a year in brackets or a 第…号, since most text has neither."""
    end = 0
    for mark in MARK.finditer(text):
        match = NUMBER.search(text, max(end, mark.start() - FARTHEST), mark.end() + FARTHEST) if mark.start() >= end else None
        if match:
            end = match.end()
            yield match


def canonical(text: str) -> str:
    """The canonical form of a number that stands alone; any other text unchanged."""
    return str(parse_number(text) or text)


def completed(heading: str, serial: str) -> str | None:
    """The number that two lines make: 国务院令 and 第767号, Decree of the Ministry of Commerce and No. 44; else None."""
    if ENGLISH_GENRE.match(heading) and ENGLISH_SERIAL.fullmatch(serial.strip()):
        order = parse_number(f"{heading.strip()} {serial.strip()}")
        return str(order) if order else None
    if not heading.rstrip().endswith(tuple(GENRE.split("|"))) or not UNNAMED.fullmatch(serial.strip()):
        return None
    number = parse_number(f"{heading.strip()} {serial.strip()}")
    return str(number) if number else None


def _number(match: re.Match[str], skipped: int = 0) -> DocumentNumber | None:
    groups = match.groupdict()
    agency = groups["agency"] or groups.get("bare_agency")
    if agency:
        year, serial = (groups[key] or groups.get(f"bare_{key}") or "" for key in ("year", "serial"))
        return DocumentNumber(agency[skipped:].replace("發", "发").replace("辦", "办"), _year(year), int(serial))
    if groups["yearly"] is not None:
        return _counted(groups["yearly"][skipped:], groups["yearly_year"], groups["yearly_serial"])
    if groups["genre"]:
        return _counted(groups["last"] + groups["genre"], groups["last_year"], groups["last_serial"])
    if groups["pinyin"]:
        return DocumentNumber(groups["pinyin"], int(groups["pinyin_year"]), int(groups["pinyin_serial"]))
    decree, serial = (groups["decree"] or "")[skipped:] or f"{groups['of']}令", groups["decree_serial"] or groups["of_serial"]
    decree = decree.removeprefix(OWN_COUNTRY)
    return DocumentNumber("国务院令" if decree == "国令" else decree, None, parse_numeral(serial) or 0)


def _counted(agency: str, year: str, serial: str) -> DocumentNumber:
    name = re.sub(r"\s+", " ", agency).strip().removeprefix(OWN_COUNTRY)
    return DocumentNumber(re.sub(rf" (?={GENRE}$)", "", name), _year(year), parse_numeral(serial) or 0, counted=True)


def _of_order(order: Order) -> DocumentNumber:
    return DocumentNumber(order.name, order.year, order.serial, counted=order.year is not None)


def _year(text: str) -> int:
    return parse_numeral(text.translate(AS_ZERO)) or 0
