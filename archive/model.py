"""What a document is: a work with one edition a language and kind (FRBR: work, expression). Frozen, no I/O.

A segment's id follows Akoma Ntoso 3.0 eIds and says its level; the same id in two editions is the same passage.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Literal, get_args

Language = Literal["zh", "en"]
Kind = Literal["official", "translation", "news", "digest"]
Level = Literal["national", "provincial", "municipal", "foreign"]
Status = Literal["in force", "not yet in force", "amended", "repealed", "lapsed", "unknown"]
RelationKind = Literal["based on", "implements", "repeals", "amends", "cites", "annex of", "opposing account"]

LANGUAGES: tuple[Language, ...] = get_args(Language)
KINDS: tuple[Kind, ...] = get_args(Kind)
LEVELS: tuple[Level, ...] = get_args(Level)
STATUSES: tuple[Status, ...] = get_args(Status)
RELATION_KINDS: tuple[RelationKind, ...] = get_args(RelationKind)

_DOCUMENT_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SEGMENT_ID = re.compile(r"[a-z]+(?:_[0-9]{1,6})*(?:__[a-z]+(?:_[0-9]{1,6})*)*")
LEVELS_BY_COMPONENT = {
    "part": "part", "subpart": "part", "chp": "chapter", "sec": "section", "art": "article", "para": "paragraph",
    "table": "table", "point": "point", "indent": "indent", "hdg": "heading", "att": "annex", "sum": "heading",
}  # fmt: skip
_FIRST_PARAGRAPH = re.compile(r"(?<=\d)__para_1$")
_LONGEST_ID = 100


def is_document_id(text: str) -> bool:
    """Whether a text can be a document's id, and so the name of its folder on any system."""
    return len(text) <= _LONGEST_ID and bool(_DOCUMENT_ID.fullmatch(text))


@dataclass(frozen=True, slots=True)
class Bilingual:
    """The same name in Chinese and in English; either may be missing."""

    zh: str | None = None
    en: str | None = None

    def get(self, language: str) -> str | None:
        """The name in a language (``zh``, ``en``)."""
        return self.en if language == "en" else self.zh

    def filled_from(self, other: Bilingual) -> Bilingual:
        """This name with what it lacks taken from another."""
        return Bilingual(self.zh or other.zh, self.en or other.en)

    def best(self, language: str = "zh") -> str:
        """The name in a language, else in the other one."""
        return self.get(language) or self.zh or self.en or ""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known only to the month or the year: ``2023-12``, ``2024`` (ISO 8601 reduced precision, EDTF level 0)."""

    year: int
    month: int | None = None

    def isoformat(self) -> str:
        """``2023-12`` or ``2024``; sorts with whole dates as text."""
        return f"{self.year:04}-{self.month:02}" if self.month else f"{self.year:04}"

    __str__ = isoformat


@dataclass(frozen=True, slots=True)
class Segment:
    """One passage: ``label`` as printed (第八条, （一）, Article 8), ``text`` plain and without the label."""

    id: str
    label: str
    text: str

    @property
    def level(self) -> str:
        """chapter, section, article, paragraph, point, indent, heading, annex, part or notice, read off the id.

        ``notice`` is also the level of what stands around a text: addressees, signature, imprint.
        """
        return _level(self.id)

    @property
    def is_heading(self) -> bool:
        """Whether it is the heading of what follows."""
        return self.level in ("part", "chapter", "heading", "annex")


@lru_cache(maxsize=1 << 14)
def _level(segment_id: str) -> str:
    first, last = segment_id.partition("__")[0], segment_id.rpartition("__")[2]
    return LEVELS_BY_COMPONENT.get(_kind(last), "notice") if _kind(first) in LEVELS_BY_COMPONENT else "notice"


def _kind(component: str) -> str:
    return component.partition("_")[0]


@dataclass(frozen=True, slots=True)
class Provenance:
    """The file that an edition was taken from: its name, its sha256, its first and last line and page there (1-based).

    ``lines`` and ``pages`` only where the file holds other documents too; ``pages`` only of a file that has pages.
    """

    file: str
    sha256: str
    lines: tuple[int, int] | None = None
    pages: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """One language's text of a document (FRBR expression), as an ordered list of segments with unique ids."""

    language: Language
    kind: Kind
    segments: tuple[Segment, ...] = ()
    by: str | None = None
    renders: str | None = None
    provenance: Provenance | None = None

    @property
    def name(self) -> str:
        """The stem of its file: ``zh``, ``en``, ``zh.digest``, ``en.digest``."""
        return f"{self.language}.digest" if self.kind == "digest" else self.language

    @property
    def sha256(self) -> str:
        """Fingerprint of what it says: ids, labels and texts, nothing else."""
        lines = "\n".join(f"{s.id}\t{s.label}\t{s.text}" for s in self.segments)
        return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()

    def segment(self, segment_id: str) -> Segment | None:
        """The segment with an id. ``art_3__para_1`` also names ``art_3``: the first paragraph is the article's own text."""
        found = {segment.id: segment for segment in self.segments}
        return found.get(segment_id) or found.get(_FIRST_PARAGRAPH.sub("", segment_id))


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation to another work: in this archive (``document``), or a named target that a later addition may fill.

    ``segments``: where in its own text the document says so; ``provisions``: the parts of the target that it means (both as
    segment ids).
    """

    kind: RelationKind
    title: str | None = None
    number: str | None = None
    document: str | None = None
    segments: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """《title》第X条之X第X款第（X）项第X目, found in a segment; numbers are None where the citation does not go so deep.

    ``inserted``: the X of 第八十条之X; ``number``: the document number printed behind the title (the title is empty where a
    number stands alone); ``part``, ``chapter``, ``section``, ``annex``: 编, 章, 节, 附件; ``own``: the document cites itself;
    ``start`` and ``end``: where in the segment's text it is printed (offsets in code points). The last three do not make two
    citations different.
    """

    segment: str
    title: str
    article: int | None = None
    paragraph: int | None = None
    point: int | None = None
    indent: int | None = None
    inserted: int | None = None
    number: str | None = None
    part: int | None = None
    chapter: int | None = None
    section: int | None = None
    annex: int | None = None
    own: bool = field(default=False, compare=False)
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


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
    abstract: Bilingual = Bilingual()
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


def edition_order(edition: Edition) -> tuple[bool, bool]:
    """Full texts before digests, Chinese before English."""
    return edition.kind == "digest", edition.language == "en"
