"""Document numbers (发文字号, GB/T 9704—2012): agency code, year in 〔〕, serial without leading zeros, 号.

Seen in the wild with 〔〕 ﹝﹞ [] ［］ () （） 【】, full-width digits and spaces inside; decrees as 国务院令第767号.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.text.numerals import NUMERAL, parse_numeral

_OPEN, _CLOSE = r"[〔﹝\[［(（【〖]", r"[〕﹞\]］)）】〗]"
NUMBER = re.compile(
    rf"(?P<agency>[\u4e00-\u9fff]{{1,12}}?)\s*{_OPEN}\s*(?P<year>[0-9０-９]{{4}})\s*{_CLOSE}\s*(?:第\s*)?(?P<serial>[0-9０-９]{{1,5}})\s*号"
    rf"|(?P<decree>(?:[\u4e00-\u9fff]{{1,24}}?)令)\s*[（(]?\s*第\s*(?P<decree_serial>{NUMERAL})\s*号(?:\s*[）)])?"
)


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """Agency code, year and serial; ``year`` is None for a decree."""

    agency: str
    year: int | None
    serial: int

    @property
    def decreeing_body(self) -> str | None:
        """The body whose decree it is (国务院令 → 国务院); None for other documents."""
        return self.agency.removesuffix("令") if self.agency.endswith("令") else None

    def __str__(self) -> str:
        return f"{self.agency}第{self.serial}号" if self.year is None else f"{self.agency}〔{self.year}〕{self.serial}号"


def parse_number(text: str) -> DocumentNumber | None:
    """The number that a text consists of, apart from white space; else None."""
    match = NUMBER.fullmatch(text.strip())
    return _number(match) if match else None


def find_numbers(text: str) -> list[tuple[int, int, DocumentNumber]]:
    """Every document number in a text, with its start and end."""
    return [(match.start(), match.end(), _number(match)) for match in NUMBER.finditer(text)]


def canonical(text: str) -> str:
    """The canonical form of a number that stands alone; any other text unchanged."""
    return str(parse_number(text) or text)


def _number(match: re.Match[str]) -> DocumentNumber:
    if match["decree"]:
        decree = match["decree"].removeprefix("中华人民共和国")
        return DocumentNumber("国务院令" if decree == "国令" else decree, None, parse_numeral(match["decree_serial"]) or 0)
    return DocumentNumber(match["agency"], int(match["year"]), int(match["serial"]))
