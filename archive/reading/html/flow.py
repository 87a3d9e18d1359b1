"""A web page's elements → pieces of text in reading order, without recursion, and which pieces each container holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from archive.reading.html.lists import ItemLabels, has_label
from archive.reading.html.names import names_the_title
from archive.reading.html.pieces import BLOCKS, HEADINGS, Line, Piece, leads_elsewhere
from archive.reading.html.tables import data_table
from archive.reading.html.tree import is_hidden, is_no_text
from archive.reading.line_breaks import paragraphs

_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_NOTE_NUMBER = re.compile(r"\s*[\[［(（]?(\d{1,3}|\*{1,3})[\]］)）]?\s*")
_POWER = re.compile(r"[+\-−]?\d{1,3}")


@dataclass(slots=True)
class Flow:
    """The pieces of a page and the range ``[start, end)`` of them that each container holds; ``pictures``: in each range too."""

    pieces: list[Piece] = field(default_factory=list)
    ranges: list[tuple[etree._Element, int, int]] = field(default_factory=list)
    links: list[tuple[etree._Element, int]] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    hidden: int = 0
    _lines: list[Line] = field(default_factory=lambda: [Line()])
    _open: dict[etree._Element, int] = field(default_factory=dict)
    _items: ItemLabels = field(default_factory=ItemLabels)
    _line: int = 0
    _link: int = 0
    _heading: int = 0
    _title: int = 0
    _pre: int = 0
    _label: str = ""

    def read(self, root: etree._Element, *, with_hidden: bool = False) -> Flow:
        """Walks through all elements under ``root``; parts that are not shown are left out unless asked for."""
        walker = etree.iterwalk(root, events=("start", "end"))
        skipped: etree._Element | None = None
        for event, element in walker:
            if event == "end":
                if element is not skipped:
                    self._end(element)
                skipped = None
                self._text(element.tail)
            elif self._left_out(element, root, with_hidden=with_hidden):
                walker.skip_subtree()
                skipped = element
            else:
                self._start(element)
                self._text(element.text)
        self._flush()
        return self

    def _left_out(self, element: etree._Element, root: etree._Element, *, with_hidden: bool) -> bool:
        """Whether an element's inside is not to be walked through: no text, hidden, or a table read as one piece."""
        if element is root:
            return False
        if is_no_text(element):
            return True
        if not with_hidden and is_hidden(element):
            self.hidden += 1
            return True
        if element.tag == "sup":
            return self._raised(element)
        return element.tag == "table" and self._data_table(element)

    def _data_table(self, element: etree._Element) -> bool:
        text = data_table(element)
        if text is None:
            return False
        self._flush()
        self.links += [(link, len(self.pieces)) for link in element.iterdescendants("a")]
        self._line = max(self._line, element.sourceline or 0)
        self.pieces.append(Piece(text, self._line, is_table=True))
        return True

    def _start(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in BLOCKS:
            self._flush()
            self._line = max(self._line, element.sourceline or 0)
            self._open[element] = len(self.pieces)
            self._heading += tag in HEADINGS
            self._title += names_the_title(element)
            self._pre += tag == "pre"
            self._label = self._items.of(element) if tag == "li" else self._label
        elif tag == "br":
            self._lines.append(Line())
        elif tag == "a":
            self.links.append((element, len(self.pieces)))
            self._link += leads_elsewhere(element)
        elif tag == "img":
            self.pictures.append(len(self.pieces))

    def _end(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in BLOCKS:
            self._flush()
            self.ranges.append((element, self._open.pop(element), len(self.pieces)))
            self._heading -= tag in HEADINGS
            self._title -= names_the_title(element)
            self._pre -= tag == "pre"
            self._label = "" if tag == "li" else self._label
        elif tag == "a":
            self._link -= leads_elsewhere(element)

    def _raised(self, element: etree._Element) -> bool:
        """Takes in a raised number: a power keeps its height (10⁹), a footnote's number gets brackets."""
        text = "".join(element.itertext()).strip()
        before = "".join(self._lines[-1].parts)[-1:]
        number = _NOTE_NUMBER.fullmatch(text)
        if before.isascii() and before.isalnum() and _POWER.fullmatch(text) and element.find(".//a") is None:
            self._text(text.translate(_RAISED))
        elif number:
            self._text(f"[{number[1]}]")
        else:
            return False
        return True

    def _text(self, text: str | None) -> None:
        if not text:
            return
        lines = text.split("\n") if self._pre else [text]
        for number, part in enumerate(lines):
            if number:
                self._lines.append(Line())
            self._lines[-1].parts.append(part)
            if self._link:
                self._lines[-1].linked += len(part.strip())

    def _flush(self) -> None:
        """Makes pieces of the lines gathered so far."""
        lines, self._lines = self._lines, [Line()]
        texts = ["".join(line.parts) for line in lines]
        if not any(text and not text.isspace() for text in texts):
            return
        found = paragraphs(texts)
        linked = sum(line.linked for line in lines)
        total = sum(map(len, found)) or 1
        for text in found:
            shown = text if not self._label or has_label(text) else f"{self._label}{text}"
            self._label = ""
            share = min(len(text), round(linked * len(text) / total))
            self.pieces.append(Piece(shown, self._line, bool(self._heading), linked=share, is_title=bool(self._title)))
