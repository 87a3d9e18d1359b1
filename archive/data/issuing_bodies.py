"""Issuing bodies: those of ``bodies.tsv``, and those that every province has (``local_bodies.tsv``).

A row of ``bodies.tsv`` goes before what ``local_bodies.tsv`` says of the same body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from archive.data.tables import table
from archive.model import Bilingual


@dataclass(frozen=True, slots=True)
class Body:
    """An issuing body: full name, short forms as printed, agency codes in document numbers (国卫), level and region.

    ``years``: the first and last year in which it issued documents, where another body had the same code.
    """

    name: Bilingual
    short: tuple[str, ...]
    abbreviation: str
    codes: tuple[str, ...]
    level: str
    region: str
    years: tuple[int, int] = (0, 9999)


@cache
def bodies() -> tuple[Body, ...]:
    """All known issuing bodies, each once."""
    found: dict[str, Body] = {}
    for body in (*map(_listed, table("bodies")), *_local_bodies()):
        found.setdefault(body.name.zh or "", body)
    return tuple(found.values())


@cache
def _bodies_by_name() -> dict[str, Body]:
    found: dict[str, Body] = {}
    for body in bodies():
        for name in (body.name.zh, *body.short, body.name.en, body.abbreviation):
            if name:
                found.setdefault(name.casefold(), body)
    return found


def body(name: str) -> Body | None:
    """The body with a full or short Chinese name, an English name or an abbreviation."""
    return _bodies_by_name().get(name.casefold())


def coded_bodies(agency: str, year: int | None = None) -> list[Body]:
    """The bodies that have a code with which an agency code begins (国卫医急发 → 国卫), the longest code first.

    With a year only those that issued documents then.
    """
    codes = _codes()
    heads = (agency[:length] for length in range(len(agency), 0, -1))
    return [known for head in heads for known in codes.get(head, ()) if not year or _existed(known, year)]


def full_local_name(name: str) -> str:
    """The name of a city's or county's body with its short form written out: 示范市卫健委 → 示范市卫生健康委员会."""
    for short, full in _local_short_forms():
        if name.endswith(short) and re.fullmatch(r"[\u4e00-\u9fff]{1,12}[市州盟县区旗]", name.removesuffix(short)):
            return name.removesuffix(short) + full
    return name


def _existed(known: Body, year: int) -> bool:
    return known.years[0] <= year <= known.years[1]


@cache
def _codes() -> dict[str, list[Body]]:
    found: dict[str, list[Body]] = {}
    for known in bodies():
        for code in known.codes:
            found.setdefault(code, []).append(known)
    return found


@cache
def _local_short_forms() -> tuple[tuple[str, str], ...]:
    pairs = [(short, row["zh"]) for row in table("local_bodies") for short in _words(row["short"])]
    return tuple(sorted(pairs, key=lambda pair: len(pair[0]), reverse=True))


def _listed(row: dict[str, str]) -> Body:
    first, _, last = row["years"].partition("-")
    return Body(
        name=Bilingual(row["zh"], row["en"]),
        short=_words(row["short"]),
        abbreviation=row["abbreviation"],
        codes=_words(row["code"]),
        level=row["level"],
        region=row["region"],
        years=(int(first or 0), int(last or 9999)),
    )


def _local_bodies() -> Iterator[Body]:
    """The bodies of the provinces, autonomous regions and municipalities."""
    for region in table("regions"):
        for row in table("local_bodies"):
            if region["zh"][-1] in row["of"]:
                place = region["zh"]
                yield Body(
                    name=Bilingual(place + row["zh"], _english(row["en"], region)),
                    short=tuple(place + short for short in _words(row["short"])),
                    abbreviation="",
                    codes=tuple(letter + code for letter in _words(region["code"]) for code in _words(row["code"])),
                    level="provincial",
                    region=place,
                )


def _english(template: str, region: dict[str, str]) -> str:
    """Hebei Provincial Health Commission, Health Commission of Xinjiang Uygur Autonomous Region."""
    names = {"place": region["place"], "region": region["en"]}
    if "{adjective}" not in template:
        return template.format(**names)
    if region["zh"].endswith("区"):
        return f"{template.format(adjective='', **names).replace('  ', ' ').strip()} of {region['place']}"
    kind = "Municipal" if region["zh"].endswith("市") else "Provincial"
    return template.format(adjective=f"{region['en']} {kind}", **names)


def _words(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("|")))
