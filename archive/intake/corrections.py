"""Single facts put right by a person: ``number=…``, ``issued=…``, ``title.en=…``, ``issuers=A;B`` → the document with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from archive.data import table
from archive.errors import BadDocument, BadQuery, Problem
from archive.model import Document
from archive.parsing import Recognised
from archive.parsing.facts.issuers import issuer_names
from archive.storage import document_file
from archive.storage.lined_yaml import dump, load
from archive.text.dates import parse_date
from archive.text.document_number import canonical, parse_number
from archive.text.sentences import count_han, has_han

KEYS = (
    "title.zh", "title.en", "number", "issuers", "type", "level", "region", "issued", "effective", "expires", "status",
    "unstated", "topics", "abstract.zh", "abstract.en", "source.title", "source.publisher", "source.url",
)  # fmt: skip
_LISTS = ("issuers", "unstated", "topics")
_SETTING = re.compile(r"(?:(?P<place>\d{1,6}):)?(?P<key>[a-z]+(?:\.[a-z]+)?)\s*=\s*(?P<value>.*)", re.DOTALL)
_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}")
_BETWEEN = re.compile(r"\s*[;；]\s*")
_NO_ID = "document"


@dataclass(frozen=True, slots=True)
class Setting:
    """One fact to be set; without a value it is taken away. ``place``: of which of several documents, from 1."""

    key: str
    value: str
    place: int | None = None


def parse_setting(text: str) -> Setting:
    """``number=…``, or ``3:number=…`` for the third document of a file. Raises BadQuery."""
    match = _SETTING.fullmatch(text.strip())
    if not match or match["key"] not in KEYS:
        raise BadQuery(f"{text[:80]!r} sets nothing; write KEY=VALUE, where KEY is one of: {', '.join(KEYS)}")
    return Setting(match["key"], match["value"].strip(), int(match["place"]) if match["place"] else None)


def corrected(document: Document, settings: Sequence[Setting]) -> Document:
    """The document with these facts, checked as ``document.yaml`` is. Raises BadDocument."""
    problems: list[Problem] = []
    path = Path(document_file.NAME)
    facts = _plain(load(document_file.write(replace(document, id=document.id or _NO_ID)), path, problems))
    for setting in settings:
        _set(facts, setting)
    found = document_file.parse(dump(facts), path, problems)
    wrong = [problem.message for problem in problems] or list(_unlisted(found, settings))
    if wrong:
        raise BadDocument("; ".join(wrong))
    return replace(found, id=document.id, editions=document.editions)


def _unlisted(document: Document, settings: Sequence[Setting]) -> Iterator[str]:
    """What was set and stands in no list of ``archive/data``: a mistyped word, most likely."""
    keys = {setting.key for setting in settings}
    topics = [row["key"] for row in table("topics")]
    if "topics" in keys and (unknown := [topic for topic in document.topics if topic not in topics]):
        yield f"no such topic: {', '.join(unknown)}; there are: {', '.join(topics)}"
    if "type" in keys and document.type and document.type not in {row["zh"] for row in table("types")}:
        yield f"the type {document.type!r} is not in archive/data/types.tsv; write one from there, or add it there first"
    if "unstated" in keys and (others := {*document.unstated} - {*KEYS, "source", "added"}):
        yield f"unstated names facts such as number or title.en, not {', '.join(sorted(others))}"
    if "title.zh" in keys and document.title.zh and not has_han(document.title.zh):
        yield "title.zh has no Chinese character; an English title is title.en"
    if "title.en" in keys and document.title.en and count_han(document.title.en) > len(document.title.en) // 3:
        yield "title.en is Chinese; a Chinese title is title.zh"
    full = [row["zh"] for row in table("regions") if document.region and row["zh"].startswith(document.region)]
    if "region" in keys and full and document.region not in full:
        yield f"write the region's full name: {' or '.join(full)}"
    if "number" in keys and document.number and parse_number(document.number) is None:
        yield f"{document.number!r} is no document number; write one such as 国卫医急发〔2024〕13号"


def corrected_all(documents: Sequence[Recognised], settings: Sequence[Setting]) -> tuple[Recognised, ...]:
    """The documents of a file with the facts set for each. Raises BadQuery where it is not said for which; BadDocument."""
    held = f"the file holds {len(documents)} document{'' if len(documents) == 1 else 's'}"
    if any(setting.place is None for setting in settings) and len(documents) != 1:
        raise BadQuery(f"{held}; say for which the fact is: --set 3:number=…")
    for setting in settings:
        if setting.place is not None and not 1 <= setting.place <= len(documents):
            raise BadQuery(f"{held} and none has the place {setting.place}")
    return tuple(
        _with_facts(document, [setting for setting in settings if setting.place in (None, place)])
        for place, document in enumerate(documents, 1)
    )


def _with_facts(recognised: Recognised, settings: Sequence[Setting]) -> Recognised:
    """What was recognised with these facts, and without the remarks that they settle."""
    if not settings:
        return recognised
    document = corrected(recognised.document, settings)
    problems = tuple(problem for problem in recognised.problems if not is_settled(problem, document))
    return replace(recognised, document=document, problems=problems)


def is_settled(remark: Problem, document: Document) -> bool:
    """Whether a remark says that a fact is missing which the document has, or which is known not to be stated."""
    facts = {
        "no document number": document.number or "number" in document.unstated,
        "no date of issue": document.issued or "issued" in document.unstated,
        "no signature": document.issuers or "issuers" in document.unstated,
    }
    return any(remark.message.startswith(missing) and fact for missing, fact in facts.items())


def _plain(value: Any) -> Any:
    """Mappings and lists as ``dump`` takes them."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list) else value


def _set(facts: dict[str, Any], setting: Setting) -> None:
    key, _, part = setting.key.partition(".")
    if part:
        nested = {name: value for name, value in {**(facts.get(key) or {}), part: setting.value}.items() if value}
        facts[key] = nested
    else:
        facts[key] = _value(key, setting.value)
    if not facts[key]:
        del facts[key]


def _value(key: str, value: str) -> Any:
    if key in _LISTS:
        words = [word for word in _BETWEEN.split(value) if word]
        names = issuer_names(words) if key == "issuers" else ()
        return [{k: v for k, v in (("zh", name.zh), ("en", name.en)) if v} for name in names] or words
    if key == "number":
        return canonical(value)
    if key in ("issued", "effective", "expires") and (day := parse_date(value)):
        return day
    if key in ("issued", "effective", "expires") and _DATE.fullmatch(value):
        return load(f"day: {value}", Path(document_file.NAME), []).get("day", value)
    return value
