"""Fields of the query language: their names in both languages, and what a value of each stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from importlib.resources import files

from archive.data import body, label, table
from archive.model import LANGUAGES
from archive.text.dates import find_dates, parse_date, parse_period
from archive.text.folding import fold
from indexer.analysis import references
from indexer.engine import FACETS
from indexer.query.expression import Expression, Has, Issued

TEXTS = ("title", "text", "number")
MAX_VALUES = 64
_FIRST, _LAST = date(1, 1, 1), date(9999, 12, 31)
_RANGE = re.compile(r"\s*(?:\.\.+|…|\bto\b|至|到|~|—|–|(?<=^\d{4})-(?=\d{4}$))\s*", re.IGNORECASE)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_COMPARED = re.compile(r"\s*(?P<sign>[<>]=?|=|≥|≤)\s*(?P<day>.+)")
_SEVERAL = re.compile(r"[,，、;；|]")
_SHORTEST_PART = 2


@cache
def names() -> dict[str, str]:
    """Fields by their folded names."""
    lines = files(__package__).joinpath("fields.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {fold(name): field for field, several in rows for name in several.split()}


def values(field: str, text: str) -> Expression | None:
    """What ``field:text`` asks of a document: values of a facet by their names or codes, or days; None where it says nothing.

    A year is a span of days too where it is a range (year:>=2020). What no list has is looked for as it stands.
    """
    if field == "issued" or (field == "year" and not _is_year(text)):
        return issued(text)
    found = dict.fromkeys(value for part in _SEVERAL.split(text) for value in _values(field, part.strip()))
    return Has(field, tuple(found)[:MAX_VALUES]) if found else None


def issued(text: str) -> Issued | None:
    """A day, month or year, a range of them (2024-04..2024-05, 2024年4月至5月, ..2020), or a bound (>=2020)."""
    compared = _COMPARED.fullmatch(text)
    if compared:
        return _bounded(compared["sign"], period(compared["day"]))
    whole = period(text)
    if whole:
        return _span(*whole)
    ends = _RANGE.split(text, maxsplit=1)
    return between(ends[0], ends[1]) if len(ends) == 2 else None


def between(first: str | None, last: str | None) -> Issued | None:
    """The days from the first of one period to the last of another, or open where one is empty (or ``*``)."""
    ends = [(text or "").strip().strip("*") for text in (first, last)]
    periods = [period(text) if text else (_FIRST, _LAST) for text in ends]
    if periods[0] and not periods[1] and re.fullmatch(r"\d{1,2}\s*月", ends[1]):  # 2024年4月至5月
        periods[1] = period(f"{periods[0][0].year}年{ends[1]}")
    if not any(ends) or periods[0] is None or periods[1] is None:
        return None
    return _span(periods[0][0], periods[1][1])


def period(text: str) -> tuple[date, date] | None:
    """First and last day of what a text names: 2024, 2024-04, 2024年4月, April 2024, 15 April 2024 …"""
    text = _COMPACT.sub(r"\1-\2-\3", text.strip()) if _COMPACT.fullmatch(text.strip()) else text.strip()
    if whole := parse_period(text):
        return whole
    if day := parse_date(text):
        return day, day
    folded = fold(text)
    found = references(folded)
    if len(found) != 1 or found[0].end - found[0].start < len(folded) or find_dates(folded):
        return None
    return parse_period(found[0].canonical.removeprefix("date:"))


def _bounded(sign: str, whole: tuple[date, date] | None) -> Issued | None:
    if whole is None:
        return None
    first, last = whole
    match sign:
        case ">=" | "≥":
            return _span(first, _LAST)
        case "<=" | "≤":
            return _span(_FIRST, last)
        case ">":
            return Issued(_number(last) + 1, _number(_LAST))
        case "<":
            return Issued(_number(_FIRST), _number(first) - 1)
    return _span(first, last)


def _span(first: date, last: date) -> Issued:
    return Issued(_number(first), _number(last))


def _number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


def _is_year(text: str) -> bool:
    return all(re.fullmatch(r"\s*\d{4}\s*年?\s*", part) for part in _SEVERAL.split(text))


def _values(field: str, name: str) -> Iterator[str]:
    if not name:
        return
    if field == "year":
        yield name.removesuffix("年").strip()
        return
    known = body(name) if field == "issuer" else None
    if known and known.name.zh:
        yield known.name.zh
        return
    folded = fold(name)
    yield from _named(field).get(folded, ()) or _beginning_so(field, folded) or (name,)


def _beginning_so(field: str, folded: str) -> Sequence[str]:
    """河北 is 河北省; of several that begin so none is meant."""
    found = {value for name, several in _named(field).items() if name.startswith(folded) for value in several}
    return sorted(found) if len(found) == 1 and len(folded) >= _SHORTEST_PART else ()


@cache
def _named(field: str) -> dict[str, tuple[str, ...]]:
    """The values of a facet by their codes and their names in both languages, folded."""
    found: dict[str, tuple[str, ...]] = {}
    for value in _listed(field):
        for name in (value, *(label(field, value).get(language) for language in LANGUAGES)):
            if name:
                found[fold(name)] = tuple(dict.fromkeys((*found.get(fold(name), ()), value)))
    return found


def _listed(field: str) -> list[str]:
    match field:
        case "type" | "region":
            return [row["zh"] for row in table(f"{field}s")]
        case "topic":
            return [row["key"] for row in table("topics")]
    return [row["value"] for row in table("labels") if row["kind"] == field] if field in FACETS else []
