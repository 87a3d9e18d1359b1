"""``document.yaml`` ↔ the facts of a Document (its editions are files of their own)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, get_args

from archive.errors import Problem, Severity
from archive.model import (
    LEVELS,
    RELATION_KINDS,
    STATUSES,
    Bilingual,
    Document,
    Note,
    PartialDate,
    Relation,
    Source,
    is_document_id,
)
from archive.storage.lined_yaml import dump, load
from archive.storage.typed_fields import Fields

NAME = "document.yaml"


def parse(text: str, path: Path, problems: list[Problem]) -> Document:
    """The document that a ``document.yaml`` describes, without editions; mistakes are added to ``problems``."""
    fields = Fields(load(text, path, problems), path, problems)
    document = Document(
        id=fields.text("id") or "",
        title=fields.bilingual("title"),
        number=fields.text("number"),
        issuers=tuple(issuer.as_bilingual() for issuer in fields.items("issuers")),
        type=fields.text("type"),
        level=fields.choice("level", LEVELS),
        region=fields.text("region"),
        issued=fields.day_or_period("issued"),
        effective=fields.day("effective"),
        expires=fields.day("expires"),
        status=fields.choice("status", STATUSES) or "unknown",
        unstated=fields.words("unstated"),
        topics=fields.words("topics"),
        abstract=fields.bilingual("abstract"),
        relations=tuple(filter(None, map(_relation, fields.items("relations")))),
        source=_source(fields),
        added=fields.day("added"),
        notes=tuple(map(_note, fields.items("notes"))),
    )
    fields.done()
    _check_required(document, fields)
    return document


def _check_required(document: Document, fields: Fields) -> None:
    if not fields.mapping:
        return
    if not is_document_id(document.id):
        fields.error("id", f"id is {document.id!r}; it must be lower-case letters, digits and hyphens, such as nhc-2024-13")
    if document.title == Bilingual():
        fields.error("title", "a title is required in at least one language: `title:` with `zh:` or `en:` under it")


def _relation(fields: Fields) -> Relation | None:
    kind = fields.choice("kind", RELATION_KINDS)
    title, number, document = fields.text("title"), fields.text("number"), fields.text("document")
    segments, provisions = fields.words("segments"), fields.words("provisions")
    fields.done()
    if kind is None or not (title or number or document):
        fields.error("kind", "a relation needs a kind, and a document id, number or title that it points to")
        return None
    return Relation(kind, title, number, document, segments, provisions)


def _source(fields: Fields) -> Source:
    nested = fields.nested("source", fields.raw("source"))
    if nested is None:
        return Source()
    source = Source(nested.text("title"), nested.text("publisher"), nested.text("url"))
    nested.done()
    return source


def _note(fields: Fields) -> Note:
    severity: Severity = fields.choice("severity", get_args(Severity)) or "note"
    note = Note(severity, fields.text("message") or "", fields.integer("line"), fields.text("zh"), fields.integer("page"))
    fields.done()
    return note


def write(document: Document) -> str:
    """The text of a ``document.yaml``; what is not known is left out."""
    facts: dict[str, Any] = {
        "id": document.id,
        "title": _names(document.title),
        "number": document.number,
        "issuers": [_names(issuer) for issuer in document.issuers],
        "type": document.type,
        "level": document.level,
        "region": document.region,
        "issued": _day(document.issued),
        "effective": document.effective,
        "expires": document.expires,
        "status": None if document.status == "unknown" else document.status,
        "unstated": list(document.unstated),
        "topics": list(document.topics),
        "abstract": _names(document.abstract),
        "relations": [_known(_relation_facts(relation)) for relation in document.relations],
        "source": _known({"title": document.source.title, "publisher": document.source.publisher, "url": document.source.url}),
        "added": document.added,
        "notes": [
            _known({"severity": note.severity, "line": note.line, "page": note.page, "message": note.message, "zh": note.zh})
            for note in document.notes
        ],
    }
    return dump(_known(facts))


def _day(day: date | PartialDate | None) -> date | str | int | None:
    """As YAML has it: a month is text, a year a number."""
    if isinstance(day, PartialDate):
        return str(day) if day.month else day.year
    return day


def _relation_facts(relation: Relation) -> dict[str, Any]:
    target = {"document": relation.document, "title": relation.title, "number": relation.number}
    return {"kind": relation.kind, **target, "segments": list(relation.segments), "provisions": list(relation.provisions)}


def _names(name: Bilingual) -> dict[str, Any]:
    return _known({"zh": name.zh, "en": name.en})


def _known(facts: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in facts.items() if value not in (None, "", [], {})}
