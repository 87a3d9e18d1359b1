"""Dates as official documents print them: 2024年7月5日, 二〇二四年七月五日, 5 July 2024, July 5, 2024, 2024-07-05.

Where a date stands alone also 2024.7.5 and 2024/07/05, and 2024年7月 for a month.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from archive.model import PartialDate
from archive.text.numerals import AS_ZERO, NUMERAL, ZERO_LIKE, parse_numeral

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = "|".join(f"{name}|{name[:3]}\\.?" for name in MONTHS) + "|sept\\.?"
_YEAR = rf"[0-9０-９〇零○{ZERO_LIKE}一二三四五六七八九千]{{4,5}}"
_OLD_STYLE = str.maketrans({"元": "一", "廿": "二十", "卅": "三十"})
_DOTTED = re.compile(r"(\d{4})\s*[./．。]\s*(\d{1,2})\s*[./．。]\s*(\d{1,2})[.．]?", re.ASCII)
_MONTH_OF_YEAR = re.compile(rf"({_YEAR})\s*年\s*({NUMERAL}|元)\s*月(?:\s*日)?")
_BEFORE_REPUBLIC = 1911
"""民國103年 is 2014."""
_OLDEST, _LATEST = 1840, 2200
_PERIOD = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?", re.ASCII)
DATE = re.compile(
    rf"(?P<republic>民[国國]\s*)?(?P<year>{_YEAR}|{NUMERAL})\s*年\s*(?P<month>{NUMERAL}|元)\s*月\s*(?P<day>[廿卅]?{NUMERAL}|[廿卅])\s*日"
    rf"|(?P<iso>\d{{4}}-\d{{1,2}}-\d{{1,2}})\b"
    rf"|(?P<day_first>\d{{1,2}})\s+(?P<month_second>{_MONTH})\s+(?P<year_third>\d{{4}})"
    rf"|(?P<month_first>{_MONTH})\s+(?P<day_second>\d{{1,2}}),?\s+(?P<year_last>\d{{4}})",
    re.IGNORECASE,
)


def find_dates(text: str) -> list[tuple[int, int, date]]:
    """Every date that exists in the calendar, with its start and end in the text."""
    found = ((match.start(), match.end(), _date(match)) for match in DATE.finditer(text))
    return [(start, end, day) for start, end, day in found if day]


def parse_date(text: str) -> date | None:
    """The date that a text consists of, apart from white space; else None."""
    text = text.strip().strip("（()）").strip()
    if match := DATE.fullmatch(text):
        return _date(match)
    dotted = _DOTTED.fullmatch(text)
    return _in_calendar([int(part) for part in dotted.groups()]) if dotted else None


def parse_printed(text: str) -> date | PartialDate | None:
    """The date that a text consists of, or the month where no day is printed (2024年7月); else None."""
    if day := parse_date(text):
        return day
    match = _MONTH_OF_YEAR.fullmatch(text.strip().strip("（()）"))
    year, month = (_value(match[1]), _value(match[2])) if match else (0, 0)
    return PartialDate(year, month) if _OLDEST <= year <= _LATEST and 1 <= month <= 12 else None


def parse_period(text: str) -> tuple[date, date] | None:
    """First and last day of ``2024-04-15``, ``2024-04`` or ``2024``; None for anything else."""
    match = _PERIOD.fullmatch(text.strip())
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
        last_month = month or 12
        return first, date(first.year, last_month, day or monthrange(first.year, last_month)[1])
    except ValueError:
        return None


def parse_issued(text: str) -> date | PartialDate | None:
    """``2024-04-15``, ``2024-04`` or ``2024`` as precisely as it is said; None for anything else."""
    period = parse_period(text)
    if period is None:
        return None
    parts = [int(part) for part in text.strip().split("-")]
    return period[0] if len(parts) == 3 else PartialDate(*parts)


def first_day(day: date | PartialDate) -> date:
    """The day itself, or the first of its month or year."""
    return day if isinstance(day, date) else date(day.year, day.month or 1, 1)


def last_day(day: date | PartialDate) -> date:
    """The day itself, or the last of its month or year."""
    if isinstance(day, date):
        return day
    month = day.month or 12
    return date(day.year, month, monthrange(day.year, month)[1])


def _date(match: re.Match[str]) -> date | None:
    if match["iso"]:
        numbers = [int(part) for part in match["iso"].split("-")]
    elif match["year"]:
        numbers = [_value(match[part]) for part in ("year", "month", "day")]
        numbers[0] += _BEFORE_REPUBLIC if match["republic"] else 0
    else:
        month = (match["month_second"] or match["month_first"]).casefold().rstrip(".")
        day = match["day_first"] or match["day_second"]
        year = match["year_third"] or match["year_last"]
        numbers = [int(year), 1 + next(i for i, name in enumerate(MONTHS) if name.startswith(month)), int(day)]
    return _in_calendar(numbers)


def _value(numeral: str) -> int:
    return parse_numeral(numeral.translate(AS_ZERO).translate(_OLD_STYLE)) or 0


def _in_calendar(numbers: list[int]) -> date | None:
    try:
        return date(*numbers)
    except (ValueError, OverflowError):
        return None
