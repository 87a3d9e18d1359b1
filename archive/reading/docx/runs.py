"""The text of a Word paragraph as it is printed: fields' results, symbols, tabs, breaks; nothing deleted or hidden."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from archive.reading.docx.names import is_on, local, value, w

_PASSED = frozenset(
    {"ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "dir", "bdo", "ruby", "rubyBase"}
)
_DELETED = frozenset({"del", "moveFrom"})
_PAGE_FIELD = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|PAGEREF)\b", re.IGNORECASE)
_PLAIN = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_PICTURES = frozenset({"drawing", "pict", "object"})
_SYMBOLS = {
    **dict.fromkeys((0xFC, 0x50), "✓"),
    **dict.fromkeys((0xFE, 0x52, 0x53), "☑"),
    **dict.fromkeys((0xA8, 0x6F, 0x71, 0x72, 0x2A, 0xA3, 0x30), "□"),
    **dict.fromkeys((0x6E, 0xA7), "■"),
    **dict.fromkeys((0x6C, 0xB7), "●"),
    0xA1: "○",
    0xFB: "✗",
    0xFD: "☒",
    0xE0: "→",
    0xD8: "➢",
}
"""Characters of Wingdings (and Wingdings 2) that forms use, by their place in the font."""


@dataclass(slots=True)
class Field:
    """A field that is being read: its instruction, and whether its result has begun."""

    instruction: str = ""
    in_result: bool = False

    @property
    def is_shown(self) -> bool:
        """Whether its text belongs to the document: the result, where that is no page number."""
        return self.in_result and not _PAGE_FIELD.match(self.instruction)


@dataclass(slots=True)
class Runs:
    """Reads paragraphs one after another; fields may go on from one to the next.

    ``counts``: how often something was met that is no text (inserted, deleted, hidden, pictures, symbols);
    ``boxes``: text boxes of the paragraph read last; ``notes``: footnotes and endnotes in the order they are referred to.
    """

    counts: Counter[str] = field(default_factory=Counter)
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    _fields: list[Field] = field(default_factory=list)

    def text(self, paragraph: etree._Element) -> str:
        """The text of a paragraph; soft line breaks are ``\\n``."""
        self.boxes = []
        return "".join(self._inside(paragraph))

    def _inside(self, parent: etree._Element) -> Iterator[str]:
        for child in parent:
            name = local(child)
            if name == "r":
                yield from self._run(child)
            elif name in _PASSED:
                self.counts["inserted"] += name in {"ins", "moveTo"}
                if name == "fldSimple" and _PAGE_FIELD.match(value(child, "instr") or ""):
                    continue
                yield from self._inside(child)
            elif name in _DELETED:
                self.counts["deleted"] += 1
            elif name in {"oMath", "oMathPara"}:
                yield "".join(inner.text or "" for inner in child.iter() if local(inner) == "t")
            elif name == "AlternateContent":
                yield from self._inside(_chosen(child))

    def _run(self, run: etree._Element) -> Iterator[str]:
        properties = run.find(w("rPr"))
        hidden = is_on(properties, "vanish") or is_on(properties, "specVanish")
        for child in run:
            name = local(child)
            if name == "fldChar":
                self._field(value(child, "fldCharType"))
            elif name == "instrText" and self._fields:
                self._fields[-1].instruction += child.text or ""
            elif all(entry.is_shown for entry in self._fields):
                text = self._content(child, name)
                self.counts["hidden"] += hidden and bool(text.strip())
                yield "" if hidden else text

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _content(self, element: etree._Element, name: str) -> str:
        """The text of one element of a run."""
        if name in _PLAIN:
            return "" if value(element, "type") in {"page", "column"} else _PLAIN[name]
        if name in _PICTURES:
            self._picture(element)
            return ""
        readers = {
            "t": lambda: element.text or "",
            "sym": lambda: self._symbol(element),
            "footnoteReference": lambda: self._note(element, "footnote"),
            "endnoteReference": lambda: self._note(element, "endnote"),
            "AlternateContent": lambda: "".join(self._content(inner, local(inner)) for inner in _chosen(element)),
            "ruby": lambda: "".join(self._inside(element)),
        }
        return readers[name]() if name in readers else ""

    def _note(self, reference: etree._Element, kind: str) -> str:
        self.notes.append((kind, value(reference, "id") or ""))
        return f"[{len(self.notes)}]"

    def _picture(self, element: etree._Element) -> None:
        boxes = [box for box in element.iter(w("txbxContent")) if next(box.iterancestors(w("txbxContent")), None) is None]
        self.boxes += boxes
        self.counts["pictures"] += not boxes and any(local(inner) in {"blip", "imagedata"} for inner in element.iter())

    def _symbol(self, element: etree._Element) -> str:
        try:
            code = int(value(element, "char") or "", 16)
        except ValueError:
            return ""
        known = _SYMBOLS.get(code & 0xFF) if "wingdings" in (value(element, "font") or "").lower() else None
        if known is None and not 0xE000 <= code <= 0xF8FF and 0x20 <= code < 0xD800:
            return chr(code)
        self.counts["symbols"] += known is None
        return known or "\ufffd"


def _chosen(alternatives: etree._Element) -> etree._Element:
    """One of the alternatives, never two: the first that is there, which is the one that Word shows."""
    return next((child for child in alternatives if local(child) in {"Choice", "Fallback"}), alternatives)
