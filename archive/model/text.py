"""The text of a document: segments, editions (FRBR expressions) and where they were taken from."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache

from archive.model.names import Kind, Language

SEGMENT_ID = re.compile(r"[a-z]+(?:_[0-9]{1,6})*(?:__[a-z]+(?:_[0-9]{1,6})*)*")
LEVELS_BY_COMPONENT = {
    "part": "part", "subpart": "part", "chp": "chapter", "sec": "section", "art": "article", "para": "paragraph",
    "table": "table", "point": "point", "indent": "indent", "hdg": "heading", "att": "annex", "sum": "heading",
}  # fmt: skip
_FIRST_PARAGRAPH = re.compile(r"(?<=\d)__para_1$")


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


def edition_order(edition: Edition) -> tuple[bool, bool]:
    """Full texts before digests, Chinese before English."""
    return edition.kind == "digest", edition.language == "en"
