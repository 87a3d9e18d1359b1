"""Lines and tables of a PDF → blocks: whole paragraphs across columns and pages, tables that go on on the next page."""

from __future__ import annotations

from collections.abc import Sequence

from archive.reading.blocks import Block
from archive.reading.hyphens import Hyphens
from archive.reading.pdf.edges import text_lines, with_edges
from archive.reading.pdf.joining import goes_on
from archive.reading.pdf.page import Item, TableItem, TextLine
from archive.text.labels import HEADING_KINDS, split_label
from archive.text.sentences import ends_a_sentence
from archive.text.tables import write_table

_LONGEST_HEADING = 40
_SAME_EDGE = 6.0


def paragraphs(pages: Sequence[Sequence[Item]]) -> list[Block]:
    """The blocks of a PDF's pages; what stands aside (footnotes) follows the paragraph during which it came."""
    items = with_edges(pages)
    hyphens = Hyphens(line.text for line in text_lines(items))
    found = _Blocks(hyphens)
    for item in items:
        found.take(item)
    return found.finished()


class _Blocks:
    """Blocks so far, the paragraph or table that may go on, and notes that wait for its end."""

    def __init__(self, hyphens: Hyphens) -> None:
        self._hyphens = hyphens
        self._done: list[Block] = []
        self._lines: list[TextLine] = []
        self._tables: list[TableItem] = []
        self._aside: list[TextLine] = []

    def take(self, item: Item) -> None:
        """One more line or table."""
        if isinstance(item, TableItem):
            if not self._table_goes_on(item):
                self._close()
            self._tables.append(item)
        elif item.aside:
            self._aside.append(item)
        else:
            if self._tables or (self._lines and not goes_on(self._lines, item)):
                self._close()
            self._lines.append(item)

    def finished(self) -> list[Block]:
        """All blocks."""
        self._close()
        return self._done

    def _close(self) -> None:
        if self._lines:
            self._done.append(_paragraph(self._lines, self._hyphens))
        if self._tables:
            self._done.append(_table(self._tables))
        self._lines, self._tables = [], []
        aside, self._aside = self._aside, []
        group: list[TextLine] = []
        for line in aside:
            if group and not goes_on(group, line):
                self._done.append(_paragraph(group, self._hyphens))
                group = []
            group.append(line)
        if group:
            self._done.append(_paragraph(group, self._hyphens))

    def _table_goes_on(self, item: TableItem) -> bool:
        if not self._tables or self._tables[-1].page + 1 != item.page:
            return False
        before, after = self._tables[-1].table.edges, item.table.edges
        if len(before) != len(after):
            return False
        shift = after[0] - before[0]
        return all(abs(other - one - shift) <= _SAME_EDGE for one, other in zip(before, after, strict=True))


def _paragraph(lines: Sequence[TextLine], hyphens: Hyphens) -> Block:
    text = ""
    for line in lines:
        text = hyphens.join(text, line.text)
    return Block(
        text,
        lines[0].number,
        lines[-1].number,
        is_heading=_is_heading(lines, text),
        page=lines[0].page,
        last_page=lines[-1].page,
    )


def _is_heading(lines: Sequence[TextLine], text: str) -> bool:
    """Whether a paragraph is surely a heading: short, with a heading's label, in the middle of its column."""
    label = split_label(text)
    is_short = len(text) <= _LONGEST_HEADING and not ends_a_sentence(text)
    return is_short and bool(label and label.rest and label.kind in HEADING_KINDS) and all(line.is_centred for line in lines)


def _table(parts: Sequence[TableItem]) -> Block:
    rows = list(parts[0].table.rows)
    for part in parts[1:]:
        rows += part.table.rows[part.table.rows[0] == rows[0] :]  # the head is printed again on each page
    last = parts[-1]
    return Block(
        write_table(rows),
        parts[0].number,
        last.number + len(last.table.rows) - 1,
        page=parts[0].page,
        last_page=last.page,
        is_table=True,
    )
