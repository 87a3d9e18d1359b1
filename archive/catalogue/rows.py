"""Documents ↔ rows of the catalogue; pure."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from functools import wraps
from operator import attrgetter
from typing import Any, ParamSpec, TypeVar

from archive.model import Bilingual, Citation, Document, PartialDate, Relation
from archive.relations import number_key, short_key
from archive.text.document_number import parse_number
from archive.text.numerals import parse_numeral

PLACES = ("part", "chapter", "section", "article", "inserted", "paragraph", "point", "indent", "annex")
_numbers = attrgetter(*PLACES)
_P = ParamSpec("_P")
_T = TypeVar("_T")
_PINYIN = re.compile(r"(?P<agency>(?:[A-Z][a-z]+ )+)\W?(?P<year>\d{4})\W*No\. ?(?P<serial>\d+)")


def as_written(read: Callable[_P, _T]) -> Callable[_P, _T]:
    """A row that does not hold what we wrote is damage like any other: the reader raises sqlite3.DatabaseError."""

    @wraps(read)
    def reading(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        try:
            return read(*args, **kwargs)
        except (ValueError, TypeError, KeyError, IndexError) as error:
            raise sqlite3.DatabaseError(f"a row of it is not as it was written: {error}") from error

    return reading


def name_keys(document: Document) -> Iterator[tuple[str, str]]:
    """What a document goes by: (key, ``title`` or ``number``)."""
    for title in (document.title.zh, document.title.en):
        if title:
            yield short_key(title), "title"
    if document.number:
        yield number_key(document.number), "number"
        parsed = parse_number(document.number)
        if parsed and parsed.year:
            yield _romanised(len(parsed.agency), parsed.year, parsed.serial), "number"


def citation_number_key(number: str | None) -> str:
    """The key of a number as cited; one in pinyin (Guo Wei Fa [2024] No. 3) by its syllables, year and serial."""
    if not number:
        return ""
    pinyin = _PINYIN.match(number)
    if pinyin:
        return _romanised(len(pinyin["agency"].split()), int(pinyin["year"]), parse_numeral(pinyin["serial"]) or 0)
    return number_key(number)


def _romanised(syllables: int, year: int, serial: int) -> str:
    return f"~{syllables}-{year}-{serial}"


def place_of(cited: Citation) -> str:
    """The numbers of a citation in the order of ``PLACES``, empty where it has none: ``,,,8,,2``."""
    return ",".join("" if number is None else str(number) for number in _numbers(cited)).rstrip(",")


@as_written
def citation_from(row: Any, source: Document) -> tuple[Citation, str]:
    """A citation of ``source`` from its row, and the words it is printed in."""
    title, number, words = json.loads(row["printed"])
    if not title and row["own"]:
        title = source.title.best()
    printed = (int(one) if one else None for one in row["place"].split(","))
    numbers = dict(zip(PLACES, printed, strict=False))
    cited = Citation(row["segment"], title, number=number, own=bool(row["own"]), start=row["start"], end=row["end"], **numbers)
    return cited, words


@as_written
def segment_ids_from(segments: str) -> list[str]:
    """The ids of a document's segments from their JSON."""
    return [str(one) for one in json.loads(segments)]


def facts_of(document: Document) -> str:
    """The facts that lists and validity need, as JSON."""
    dates = {name: str(value) if (value := getattr(document, name)) else None for name in ("issued", "effective", "expires")}
    facts = {"zh": document.title.zh, "en": document.title.en, "number": document.number, "type": document.type}
    return json.dumps({**facts, "status": document.status, **dates}, ensure_ascii=False)


@as_written
def document_from(document_id: str, facts: str) -> Document:
    """A document without editions and relations from its facts."""
    read = json.loads(facts)
    return Document(
        id=document_id,
        title=Bilingual(read["zh"], read["en"]),
        number=read["number"],
        type=read["type"],
        status=read["status"],
        issued=_day(read["issued"]),
        effective=date.fromisoformat(read["effective"]) if read["effective"] else None,
        expires=date.fromisoformat(read["expires"]) if read["expires"] else None,
    )


def _day(text: str | None) -> date | PartialDate | None:
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    return date(*parts) if len(parts) == 3 else PartialDate(*parts)


def relation_facts(relation: Relation) -> str:
    """A relation as JSON."""
    return json.dumps(
        [relation.kind, relation.title, relation.number, relation.document, relation.segments, relation.provisions],
        ensure_ascii=False,
    )


@as_written
def relation_from(facts: str) -> Relation:
    """A relation from its JSON."""
    kind, title, number, document, segments, provisions = json.loads(facts)
    return Relation(kind, title, number, document, tuple(segments), tuple(provisions))
