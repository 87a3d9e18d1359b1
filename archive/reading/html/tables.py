"""Tables of a web page: those that hold data become pipe tables; those that lay out the page are read as its paragraphs."""

from __future__ import annotations

from lxml import etree

from archive.reading.form_entries import holds_form
from archive.reading.grids import LONGEST_CELL, Cell, filled
from archive.reading.html.tree import is_hidden
from archive.reading.line_breaks import shown
from archive.text.tables import write_table


def data_table(table: etree._Element) -> str | None:
    """The text of a table that holds data; None for one that lays out the page or holds the 索引号 form."""
    if table.get("role") in {"presentation", "none"} or next(table.iterdescendants("table"), None) is not None:
        return None
    rows = [_cells(row) for row in table.iterdescendants("tr") if not is_hidden(row)]
    rows = [row for row in rows if row]
    if len(rows) < 2 or max(map(len, rows)) < 2 or not _is_data(rows):
        return None
    grid = filled(rows)
    return write_table(grid) if len(grid) > 1 else None


def _is_data(rows: list[list[Cell]]) -> bool:
    texts = [cell.text for row in rows for cell in row]
    if holds_form(texts):
        return False
    return sum(map(bool, texts)) > 2 and max(map(len, texts)) <= LONGEST_CELL


def _cells(row: etree._Element) -> list[Cell]:
    return [
        Cell(_cell_text(cell), _span(cell.get("colspan")), _span(cell.get("rowspan")))
        for cell in row.iterchildren("td", "th")
        if not is_hidden(cell)
    ]


def _span(value: str | None) -> int:
    value = (value or "").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 5 else 1


def _cell_text(cell: etree._Element) -> str:
    """The cell's text; its paragraphs are parted by a space, inline elements by nothing."""
    parts: list[str] = []
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if element.tag in {"script", "style"}:
            continue
        if element.tag in {"p", "div", "br", "li"} and element is not cell:
            parts.append("\u0001")
        own = element.text if event == "start" else element.tail if element is not cell else None
        parts.append(own or "")
    return " ".join(filter(None, (shown(part) for part in "".join(parts).split("\u0001"))))
