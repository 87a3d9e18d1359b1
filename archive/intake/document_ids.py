"""Readable, stable ids for new documents: issuer, year, serial (``nhc-2024-13``, ``hebei-2024-33``), else words of the title."""

from __future__ import annotations

import re

from archive.data import Body, body, coded_bodies, is_of_region, table
from archive.model import Document, is_document_id
from archive.text.dates import first_day
from archive.text.document_number import DocumentNumber, parse_number

_MOST_WORDS = 8


def new_id(document: Document, taken: set[str]) -> str:
    """An id that is not taken; the year of issue tells versions of one number apart, a further number other documents."""
    number = parse_number(document.number or "")
    wanted = _from_number(number) or _from_title(document)
    if wanted in taken and number and document.issued and number.year != (year := first_day(document.issued).year):
        wanted = f"{wanted}-{year}"
    candidate, again = wanted, 1
    while candidate in taken:
        again += 1
        candidate = f"{wanted}-{again}"
    return candidate


def _from_number(number: DocumentNumber | None) -> str | None:
    if number is None:
        return None
    if number.decreeing_body:
        known = body(number.decreeing_body)
        return f"{_slug(known.abbreviation or known.name.en or '') if known else 'decree'}-{number.serial}"
    issuer = next(filter(None, map(_short_name, coded_bodies(number.agency))), None) or _region(number.agency) or "cn"
    return "-".join(str(part) for part in (issuer, number.year, number.serial) if part is not None)


def _short_name(body: Body) -> str | None:
    if body.abbreviation:
        return _slug(body.abbreviation)
    return next((_slug(row["en"]) for row in table("regions") if row["zh"] == body.region), None)


def _region(agency: str) -> str | None:
    return next((_slug(row["en"]) for row in table("regions") if is_of_region(agency, row)), None)


def _from_title(document: Document) -> str:
    """Words of the English title, else the language and the start of the text's sha256."""
    slug = "-".join(_slug(document.title.en or "").split("-")[:_MOST_WORDS])
    if is_document_id(slug):
        return slug
    edition = document.editions[0] if document.editions else None
    return f"{edition.language}-{edition.sha256[:8]}" if edition else "document"


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.casefold().replace("'", "")).strip("-")
