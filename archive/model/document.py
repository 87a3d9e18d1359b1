"""A document: its facts and its editions."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from archive.model.names import Bilingual, Level, PartialDate, Status
from archive.model.relations import Relation
from archive.model.text import Edition, edition_order


@dataclass(frozen=True, slots=True)
class Source:
    """How a document was published."""

    title: str | None = None
    publisher: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on what is uncertain; ``line`` and ``page`` in the file handed in; ``zh``: the message in Chinese, if written."""

    severity: Literal["error", "warning", "note"]
    message: str
    line: int | None = None
    zh: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """One line of the term base."""

    zh: str
    en: str
    status: Literal["preferred", "admitted", "deprecated"] = "preferred"
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A work and its editions. ``type`` is the Chinese genre term (规则, 办法, 意见 …).

    ``issued``: the date of this version of the text (成文日期; of a statute, its last amendment); ``expires``: the last day on
    which it applies (有效期五年); ``unstated``: the facts that were looked for and that the source does not state.
    """

    id: str
    title: Bilingual
    number: str | None = None
    issuers: tuple[Bilingual, ...] = ()
    type: str | None = None
    level: Level | None = None
    region: str | None = None
    issued: date | PartialDate | None = None
    effective: date | None = None
    expires: date | None = None
    status: Status = "unknown"
    unstated: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    abstract: Bilingual = field(default_factory=Bilingual)
    relations: tuple[Relation, ...] = ()
    source: Source = Source()
    added: date | None = None
    notes: tuple[Note, ...] = ()
    editions: tuple[Edition, ...] = field(default=())

    def edition(self, name: str) -> Edition | None:
        """The edition with a file stem: ``zh``, ``en``, ``zh.digest``, ``en.digest``."""
        return next((edition for edition in self.editions if edition.name == name), None)

    def with_edition(self, edition: Edition) -> Document:
        """The same document with this edition in place of one of the same name; editions stand in a fixed order."""
        others = [e for e in self.editions if e.name != edition.name]
        return replace(self, editions=tuple(sorted([*others, edition], key=edition_order)))
