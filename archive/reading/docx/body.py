"""The body of a Word file → its paragraphs, headings and tables in order; a text box comes behind the paragraph it hangs on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from archive.reading.blocks import Block
from archive.reading.docx.names import local, number, value, w
from archive.reading.docx.numbering import Numbering
from archive.reading.docx.runs import Runs
from archive.reading.docx.styles import Styles
from archive.reading.form_entries import entries, holds_form
from archive.reading.grids import LONGEST_CELL, MOST_COLUMNS
from archive.reading.line_breaks import paragraphs, shown
from archive.text.sentences import ends_a_sentence
from archive.text.tables import write_table

_PASSED = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "AlternateContent", "Choice"})


@dataclass(slots=True)
class Body:
    """Reads the body; a block's line is the number of its paragraph, counted through the whole file, empty ones too."""

    styles: Styles
    numbering: Numbering
    runs: Runs = field(default_factory=Runs)
    count: int = 0

    def blocks(self, parent: etree._Element) -> Iterator[Block]:
        """The blocks under an element, in reading order."""
        for child in parent:
            name = local(child)
            if name == "p":
                yield from self._paragraph(child)
            elif name == "tbl":
                yield from self._table(child)
            elif name in _PASSED:
                self.runs.counts["inserted"] += name in {"ins", "moveTo"}
                yield from self.blocks(child)
            elif name == "altChunk":
                self.runs.counts["chunks"] += 1

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Block]:
        self.count += 1
        number_of_this = self.count
        text = self.runs.text(paragraph)
        boxes = self.runs.boxes
        if text.strip():
            label = self.numbering.label(paragraph)
            lines = paragraphs(text.split("\n"))
            is_heading = self.styles.is_heading(paragraph) and not ends_a_sentence(text.strip())
            for line in [f"{label}{lines[0]}", *lines[1:]] if lines else []:
                yield Block(line, number_of_this, number_of_this, is_heading=is_heading)
        for box in boxes:
            yield from self.blocks(box)

    def _table(self, table: etree._Element) -> Iterator[Block]:
        """A pipe table where it holds data; the paragraphs of a frame; ``发文字号：…`` entries of a form."""
        first = self.count + 1
        rows = [list(_children(row, "tc")) for row in _children(table, "tr")]
        is_frame = not rows or max(map(len, rows)) < 2 or len(rows) < 2
        contents = [[list(self.blocks(cell)) for cell in row] for row in rows]
        inside = [block for row in contents for cell in row for block in cell]
        texts = [["\n".join(block.text for block in cell if not block.is_table) for cell in row] for row in contents]
        longest = max((len(text) for row in texts for text in row), default=0)
        if is_frame or longest > LONGEST_CELL or any(block.is_table for block in inside):
            yield from inside
        elif holds_form(text for row in texts for text in row):
            yield from _form([shown(text) for row in texts for text in row], first, self.count)
        else:
            grid = _grid(list(_children(table, "tr")), texts)
            if grid:
                yield Block(write_table(grid), first, max(first, self.count), is_table=True)


def _form(texts: list[str], first: int, last: int) -> Iterator[Block]:
    """The entries of a form, and what else stands in it."""
    found, used = entries([text for text in texts if text])
    for label, entry in found:
        yield Block(f"{label}：{entry}", first, max(first, last))
    for place, text in enumerate(text for text in texts if text):
        if place not in used:
            yield Block(text, first, max(first, last))


def _children(parent: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, also inside content controls; deleted rows are none."""
    for child in parent:
        name = local(child)
        if name == wanted:
            properties = child.find(w("trPr"))
            if properties is None or properties.find(w("del")) is None:
                yield child
        elif name in _PASSED:
            yield from _children(child, wanted)


def _grid(rows: list[etree._Element], texts: list[list[str]]) -> list[list[str]]:
    """The texts with each merged cell's text in every place it covers."""
    grid: list[list[str]] = []
    for row, printed in zip(rows, texts, strict=True):
        before = number(row.find(f"{w('trPr')}/{w('gridBefore')}")) or 0
        line = [""] * min(before, MOST_COLUMNS)
        for cell, text in zip(_children(row, "tc"), printed, strict=True):
            properties = cell.find(w("tcPr"))
            span = number(properties.find(w("gridSpan"))) if properties is not None else None
            merge = properties.find(w("vMerge")) if properties is not None else None
            goes_on = merge is not None and value(merge) != "restart" and bool(grid) and len(line) < len(grid[-1])
            covered = grid[-1][len(line)] if goes_on and not text.strip() else text
            line += [covered] * max(1, min(span or 1, MOST_COLUMNS - len(line)))
        grid.append(line)
    kept = [line for line in grid if any(text.strip() for text in line)]
    return kept if len(kept) > 1 else []
