"""A table's text → an HTML table, its cells marked and linked as running text is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from archive.text.tables import parse_table
from web.marking import marked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archive.text.tables import TableCell
    from indexer.results import Span
    from web.marking import Link


def table(text: str, spans: Iterable[Span], links: Sequence[Link] = ()) -> Markup | None:
    """The HTML of a table's text; None where the text is no table. Spans and links count from the start of the text."""
    parsed = parse_table(text)
    if parsed is None:
        return None
    spans = list(spans)
    rows = [[_cell(text, cell, spans, links) for cell in row] for row in parsed.rows]
    head = [_row(rows[0], "th scope=col", "th")] if parsed.has_head and rows else []
    body = [_row(row, "td", "td") for row in rows[len(head) :]]
    table = Markup("<table>{}<tbody>{}</tbody></table>")
    return table.format(Markup("<thead>{}</thead>").format(head[0]) if head else "", Markup("").join(body))


def _row(cells: Sequence[Markup], opening: str, closing: str) -> Markup:
    """``opening`` and ``closing``: our own tags, never a reader's text."""
    html = Markup("").join(Markup(f"<{opening}>{{}}</{closing}>").format(cell) for cell in cells)  # noqa: S704 - see above
    return Markup("<tr>{}</tr>").format(html)


def _cell(text: str, cell: TableCell, spans: Iterable[Span], links: Iterable[Link]) -> Markup:
    """The spans and links of one cell, counted from its start; a bar that was escaped is printed bare."""
    within = [(start - cell.start, end - cell.start) for start, end in spans if start < cell.end and end > cell.start]
    inside = [
        replace(link, start=link.start - cell.start, end=link.end - cell.start)
        for link in links
        if cell.start <= link.start and link.end <= cell.end
    ]
    html = marked(text[cell.start : cell.end], within, inside)
    return Markup(html.replace("\\|", "|").replace("\\\\", "\\"))  # noqa: S704 - both sides are harmless in HTML
