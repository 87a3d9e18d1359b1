"""Days, months and years that a text names: 2024年4月15日, April 15, 2024, 2024.4.15, 2024年4月, April 2024, 2024年."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from archive.text.dates import MONTHS, find_dates
from archive.text.numerals import AS_ZERO, NUMERAL, ZERO_LIKE, parse_numeral
from indexer.analysis.reference import Reference

_YEAR = rf"(?:1[89]|20|21)\d\d|[一二][〇零○{ZERO_LIKE}一二三四五六七八九]{{3}}"
_MONTH = "|".join(f"{name}|{name[:3]}\\.?" for name in MONTHS) + "|sept\\.?"
_LAST = 2199
_FIRST = 1800
_MAY_NAME_A_DAY = re.compile(rf"年[^年]*月[^月]*日|\d-\d|\d\s+(?:{'|'.join(name[:3] for name in MONTHS)})|(?:{_MONTH})\s+\d")
"""Most numbers are no dates, and to look for all forms of a day in every text with a number is a seventh of indexing."""
_DAY_IN_FIGURES = re.compile(r"(?<![\d.])(\d{4})\s?([./])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?![\d.]*\d)")
_MONTH_OR_YEAR = re.compile(
    rf"(?<!\d)(?P<year>{_YEAR})\s*年(?:\s*(?P<month>{NUMERAL})\s*月)?"
    rf"|(?<![a-z])(?P<name>{_MONTH})(?: of|,)? (?P<named>\d{{4}})(?!\d)"
    r"|(?<![\d./-])(?P<iso>\d{4})-(?P<iso_month>0[1-9]|1[0-2])(?![\d./-]*\d)"
    r"|(?<![\d./,-])(?P<bare>(?:19|20)\d\d)(?![\w%]|[./,-]\d)"
)


def periods(folded: str) -> Iterator[Reference]:
    """The days, months and years of a folded text; each lies in the coarser ones. A year in figures alone is one too."""
    if "年" not in folded and not any(character.isdecimal() for character in folded):
        return
    days = [*(find_dates(folded) if _MAY_NAME_A_DAY.search(folded) else ()), *_in_figures(folded)]
    for start, end, day in days:
        yield Reference(start, end, (f"date:{day:%Y-%m-%d}",), (f"date:{day:%Y-%m}", f"date:{day.year:04}"))
    for match in _MONTH_OR_YEAR.finditer(folded):
        if not any(start <= match.start() < end for start, end, _ in days) and (found := _period(match)):
            yield found


def _in_figures(folded: str) -> Iterator[tuple[int, int, date]]:
    for match in _DAY_IN_FIGURES.finditer(folded):
        try:
            yield *match.span(), date(int(match[1]), int(match[3]), int(match[4]))
        except ValueError:
            continue


def _period(match: re.Match[str]) -> Reference | None:
    year = _number(match["year"] or match["named"] or match["iso"] or match["bare"])
    month = _month(match)
    if not _FIRST <= year <= _LAST or not 0 <= month <= 12:
        return None
    whole = f"date:{year}"
    return Reference(*match.span(), (f"{whole}-{month:02}",), (whole,)) if month else Reference(*match.span(), (whole,))


def _month(match: re.Match[str]) -> int:
    """1 to 12; 0 where none is named."""
    if match["name"]:
        return next(at for at, name in enumerate(MONTHS, 1) if name.startswith(match["name"][:3]))
    printed = match["month"] or match["iso_month"]
    return _number(printed) if printed else 0


def _number(printed: str) -> int:
    return parse_numeral(printed.translate(AS_ZERO)) or 0
