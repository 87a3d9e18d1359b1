"""The table of contents: headings, each with the numbers of the articles under it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.alignment.editions.rows import Row
    from archive.model import Segment

_LONGEST = {"zh": 60, "en": 160}
"""A numbered line up to this many characters is a heading; a longer one is text."""
_END_OF_SENTENCE = {"zh": re.compile(r"[。；：！？]"), "en": re.compile(r"[.;:](?:\s|$)")}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents. ``lang``: of ``text``. ``depth`` counts from 0. ``articles``: (segment id, number) pairs."""

    id: str
    label: str
    text: str
    lang: str
    depth: int
    articles: list[tuple[str, str]] = field(default_factory=list)


def contents(rows: Sequence[Row], language: str) -> list[Entry]:
    """The contents in a language where the rows have it. Articles before any heading stand under an entry without text."""
    entries: list[Entry] = []
    titles = title_ids(rows)
    for row in rows:
        cell = row.cell(language) or row.zh or row.en
        for segment in cell.segments if cell else ():
            if segment.level == "article":
                if not entries:
                    entries.append(Entry("", "", "", language, 0))
                entries[-1].articles.append((row.id, article_number(segment.id)))
            elif cell and (row.id in titles or (segment.is_heading and cell.more)):
                text = _short(segment.text, cell.language)
                entries.append(Entry(row.id, segment.label, text, cell.language, depth(segment.id)))
    return entries


def title_ids(rows: Sequence[Row]) -> frozenset[str]:
    """The rows that are headings: in every language they are in."""
    present = {row.id: [(cell, one) for cell in (row.zh, row.en) if cell for one in cell.segments] for row in rows}
    return frozenset(
        row_id for row_id, segments in present.items() if all(is_title(segment, cell.language) for cell, segment in segments)
    )


def is_title(segment: Segment, language: str) -> bool:
    """Chapters and their like always; a section or a first-level point where it is a line rather than a text."""
    if segment.is_heading:
        return True
    if segment.level not in ("section", "point") or "art_" in segment.id or depth(segment.id) > 2:
        return False
    return len(segment.text) <= _LONGEST[language] and not _END_OF_SENTENCE[language].search(segment.text)


def depth(segment_id: str) -> int:
    """How deep a segment lies below the top level."""
    return segment_id.count("__")


def article_number(segment_id: str) -> str:
    """``art_8`` → 8, ``art_120_1`` → 120-1."""
    return segment_id.rpartition("art_")[2].replace("_", "-")


def _short(text: str, language: str) -> str:
    first = text.split("\n", 1)[0]
    longest = _LONGEST[language]
    return first if len(first) <= longest else first[: longest - 1].rstrip() + "…"
