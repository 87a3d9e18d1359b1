"""Single facts put right by a person: ``number=…``, ``issued=…``, ``title.en=…``, ``issuers=A;B`` → the document with them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from archive.errors import BadDocument, BadQuery, Problem
from archive.model import Document
from archive.parsing import Recognised
from archive.parsing.issuers import issuer_names
from archive.storage import document_file
from archive.storage.lined_yaml import dump, load
from archive.text.document_number import canonical

KEYS = (
    "title.zh", "title.en", "number", "issuers", "type", "level", "region", "issued", "effective", "expires", "status",
    "unstated", "topics", "abstract.zh", "abstract.en", "source.title", "source.publisher", "source.url",
)  # fmt: skip
_LISTS = ("issuers", "unstated", "topics")
_SETTING = re.compile(r"(?:(?P<place>\d+):)?(?P<key>[a-z]+(?:\.[a-z]+)?)\s*=\s*(?P<value>.*)", re.DOTALL)
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
    if problems:
        raise BadDocument("; ".join(problem.message for problem in problems))
    return replace(found, id=document.id, editions=document.editions)


def corrected_all(documents: Sequence[Recognised], settings: Sequence[Setting]) -> tuple[Recognised, ...]:
    """The documents of a file with the facts set for each. Raises BadQuery where it is not said for which; BadDocument."""
    if any(setting.place is None for setting in settings) and len(documents) != 1:
        raise BadQuery(f"the file holds {len(documents)} documents; say for which the fact is: --set 3:number=…")
    for setting in settings:
        if setting.place is not None and not 1 <= setting.place <= len(documents):
            raise BadQuery(f"the file holds {len(documents)} documents and none has the place {setting.place}")
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
    if key in ("issued", "effective", "expires") and _DATE.fullmatch(value):
        return load(f"day: {value}", Path(document_file.NAME), []).get("day", value)
    return value
