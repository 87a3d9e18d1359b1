"""Styles of paragraphs: headings, and numbering that a style brings with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from archive.reading.docx.names import number, value, w

_HEADING = re.compile(r"(?:heading|标题|標題)\s*[1-9]|title|标题|標題", re.IGNORECASE)
_BODY_LEVEL = 9
"""``w:outlineLvl`` of text that is no heading."""
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: name, what it is based on, numbering (``numId``, ``ilvl``), outline level."""

    id: str
    name: str
    base: str | None
    num_id: int | None
    level: int | None
    outline: int | None


@dataclass(frozen=True, slots=True)
class Styles:
    """All styles by id, and the one of paragraphs that name none."""

    by_id: dict[str, Style]
    default: str | None

    def chain(self, style_id: str | None) -> Iterator[Style]:
        """A style and those it is based on, nearest first; a circle ends."""
        seen: set[str] = set()
        current = style_id or self.default
        while current in self.by_id and current not in seen and len(seen) < _DEEPEST:
            seen.add(current)
            style = self.by_id[current]
            yield style
            current = style.base or ""

    def is_heading(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph is a heading by its own outline level or its style."""
        properties = paragraph.find(w("pPr"))
        own = number(properties.find(w("outlineLvl"))) if properties is not None else None
        if own is not None:
            return own < _BODY_LEVEL
        for style in self.chain(style_of(paragraph)):
            if _HEADING.fullmatch(style.name.strip()):
                return True
            if style.outline is not None:
                return style.outline < _BODY_LEVEL
        return False


def style_of(paragraph: etree._Element) -> str | None:
    """The id of the style that a paragraph names."""
    return value(paragraph.find(f"{w('pPr')}/{w('pStyle')}"))


def read_styles(root: etree._Element | None) -> Styles:
    """The paragraph styles of ``styles.xml``."""
    found: dict[str, Style] = {}
    default = None
    for style in root.iterchildren(w("style")) if root is not None else ():
        if value(style, "type") not in {"paragraph", "numbering", None}:
            continue
        style_id = value(style, "styleId") or ""
        numbering = style.find(f"{w('pPr')}/{w('numPr')}")
        found[style_id] = Style(
            style_id,
            value(style.find(w("name"))) or style_id,
            value(style.find(w("basedOn"))),
            number(numbering.find(w("numId"))) if numbering is not None else None,
            number(numbering.find(w("ilvl"))) if numbering is not None else None,
            number(style.find(f"{w('pPr')}/{w('outlineLvl')}")),
        )
        if value(style, "default") in {"1", "true", "on"} and value(style, "type") == "paragraph":
            default = style_id
    return Styles(found, default)
