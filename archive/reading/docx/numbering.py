"""Numbers that Word writes before paragraphs and does not store as text: ``numbering.xml`` and the counters it asks for.

Lists that share an abstract definition go on counting (17.9); one with a start of its own begins anew where it is first used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from archive.reading.docx.names import is_on, number, value, w
from archive.reading.docx.numerals import formatted
from archive.reading.docx.styles import Styles, style_of

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_TIGHT = re.compile(r"[、。．，：；）】〕》”’]$")


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: its first number, format, text (``第%1条``), and what it restarts after (None: any higher level)."""

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    is_legal: bool = False
    style: str | None = None
    restarts_after: int | None = None
    spaced: bool = True


@dataclass(frozen=True, slots=True)
class _List:
    """A list in use: its abstract definition, and levels and starts that it overrides."""

    abstract: int
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has counted."""

    styles: Styles
    lists: dict[int, _List] = field(default_factory=dict)
    _counts: dict[int, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[int, int]] = field(default_factory=set)

    def label(self, paragraph: etree._Element) -> str:
        """What Word prints before a paragraph, with the space behind it; empty where that is nothing or a bullet. Counts on."""
        num_id, level_number = self._place(paragraph)
        used = self.lists.get(num_id)
        level = used.levels.get(level_number) if used else None
        if used is None or level is None:
            return ""
        counts = self._counted(num_id, used, level_number)
        if level.number_format == "bullet":
            return ""
        text = _PLACE.sub(lambda place: _number(used, counts, int(place[1]) - 1, is_legal=level.is_legal), level.text).strip()
        return f"{text} " if text and level.spaced and not _TIGHT.search(text) else text

    def _place(self, paragraph: etree._Element) -> tuple[int, int]:
        """List and level of a paragraph: its own, else its style's; list 0 is none."""
        own = paragraph.find(f"{w('pPr')}/{w('numPr')}")
        num_id = number(own.find(w("numId"))) if own is not None else None
        level = number(own.find(w("ilvl"))) if own is not None else None
        chain = list(self.styles.chain(style_of(paragraph)))
        if num_id is None:
            num_id = next((style.num_id for style in chain if style.num_id is not None), 0)
        if level is None and num_id in self.lists:
            linked = {entry.style: place for place, entry in self.lists[num_id].levels.items() if entry.style}
            level = next((linked[style.id] for style in chain if style.id in linked), None)
        if level is None:
            level = next((style.level for style in chain if style.level is not None), 0)
        return num_id, min(level, _LEVELS - 1)

    def _counted(self, num_id: int, used: _List, level: int) -> dict[int, int]:
        counts = self._counts.setdefault(used.abstract, {})
        start = used.levels[level].start
        if level in used.starts and (num_id, level) not in self._begun:
            counts.pop(level, None)
            start = used.starts[level]
        self._begun.add((num_id, level))
        counts[level] = counts[level] + 1 if level in counts else used.starts.get(level, start)
        for deeper in range(level + 1, _LEVELS):
            after = used.levels[deeper].restarts_after if deeper in used.levels else None
            if after is None or (after > 0 and level < after):
                counts.pop(deeper, None)
        return counts


def _number(used: _List, counts: dict[int, int], level: int, *, is_legal: bool) -> str:
    entry = used.levels.get(level, Level())
    count = counts.get(level, used.starts.get(level, entry.start))
    return formatted(count, "decimal" if is_legal else entry.number_format).strip()


def read_numbering(root: etree._Element | None, styles: Styles) -> Numbering:
    """The lists of ``numbering.xml``."""
    numbering = Numbering(styles)
    if root is None:
        return numbering
    abstract = {number(item, "abstractNumId"): item for item in root.iterchildren(w("abstractNum"))}
    of_list = {number(item, "numId"): number(item.find(w("abstractNumId"))) for item in root.iterchildren(w("num"))}
    for item in root.iterchildren(w("num")):
        num_id, abstract_id = number(item, "numId"), number(item.find(w("abstractNumId")))
        if num_id is None or abstract_id is None:
            continue
        definition = abstract.get(abstract_id)
        link = value(definition.find(w("numStyleLink"))) if definition is not None else None
        if link in styles.by_id:  # the definition is that of a numbering style
            abstract_id = of_list.get(styles.by_id[link].num_id) or abstract_id
            definition = abstract.get(abstract_id)
        levels = _levels(definition) if definition is not None else {}
        starts: dict[int, int] = {}
        for override in item.iterchildren(w("lvlOverride")):
            place, start = number(override, "ilvl"), number(override.find(w("startOverride")))
            levels |= _levels(override)
            if place is not None and start is not None:
                starts[place] = start
        numbering.lists[num_id] = _List(abstract_id, levels, starts)
    return numbering


def _levels(parent: etree._Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for item in parent.iterchildren(w("lvl")):
        place, start = number(item, "ilvl"), number(item.find(w("start")))
        found[place or 0] = Level(
            0 if start is None else start,
            value(item.find(w("numFmt"))) or _alternate_format(item) or "decimal",
            value(item.find(w("lvlText"))) or "",
            is_on(item, "isLgl"),
            value(item.find(w("pStyle"))),
            number(item.find(w("lvlRestart"))),
            value(item.find(w("suff"))) != "nothing",
        )
    return found


def _alternate_format(item: etree._Element) -> str | None:
    """A format inside ``mc:AlternateContent``, where newer Word versions keep those of their own."""
    return next((value(inner) for inner in item.iter(w("numFmt"))), None)
