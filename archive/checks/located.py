"""Where in a document's files a fact or a passage stands, so that every finding names file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from archive.errors import Problem, Severity
from archive.model import Document, Segment
from archive.storage import document_file, edition_file
from archive.storage.lined_yaml import LinedMapping, load

_ADDRESS = re.compile(r"\]\((?:[^()]|\([^()]*\))*\)")


@dataclass(frozen=True)
class Located:
    """A document as read, its folder, and the lines of what it says."""

    document: Document
    folder: Path

    @cached_property
    def _facts(self) -> LinedMapping:
        text = (self.folder / document_file.NAME).read_text(encoding="utf-8", errors="replace")
        return load(text, self.folder / document_file.NAME, [])

    @cached_property
    def _texts(self) -> dict[str, str]:
        names = [edition.name for edition in self.document.editions]
        return {name: (self.folder / f"{name}.md").read_text(encoding="utf-8", errors="replace") for name in names}

    @cached_property
    def _passages(self) -> dict[str, dict[str, int]]:
        return {name: edition_file.segment_lines(text) for name, text in self._texts.items()}

    def raw_blocks(self, edition: str) -> Iterator[tuple[str, int]]:
        """The blocks of an edition's file as they are written, each with its line."""
        return edition_file.raw_blocks(self._texts[edition])

    def pairs(self) -> Iterator[tuple[str, Segment, Segment]]:
        """Passages of the same id in Chinese and English editions of one kind, with the name of the English edition."""
        for suffix in ("", ".digest"):
            zh, en = self.document.edition(f"zh{suffix}"), self.document.edition(f"en{suffix}")
            if zh and en:
                translated = {segment.id: segment for segment in en.segments}
                yield from ((en.name, s, translated[s.id]) for s in zh.segments if s.id in translated)

    def names(self) -> Iterator[tuple[str, str, str]]:
        """Title and abstract where both languages are there: (key, Chinese, English), without the addresses of links."""
        for key, name in (("title", self.document.title), ("abstract", self.document.abstract)):
            if name.zh and name.en:
                yield key, _ADDRESS.sub("]", name.zh), _ADDRESS.sub("]", name.en)

    def fact(self, message: str, *keys: str | int, severity: Severity = "warning") -> Problem:
        """A finding at a fact: ``fact(…, "relations", 2)`` is the third relation; the nearest line where that is missing."""
        line = 1
        place: Any = self._facts
        for key in keys:
            if isinstance(place, LinedMapping) and key in place:
                line, place = place.lines[str(key)], place[str(key)]
            elif isinstance(place, list) and isinstance(key, int) and key < len(place):
                place = place[key]
                line = place.line if isinstance(place, LinedMapping) else line
            else:
                break
        return Problem(severity, message, line, self.folder / document_file.NAME)

    def passage(self, edition: str, segment_id: str | None, message: str, severity: Severity = "warning") -> Problem:
        """A finding at a segment of an edition; at the first line where there is no such segment."""
        line = self._passages.get(edition, {}).get(segment_id or "", 1)
        return Problem(severity, message, line, self.folder / f"{edition}.md")
