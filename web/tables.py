"""A table's text → an HTML table, its cells marked and linked as running text is; of a cut of it, its rows as lines."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from archive.text.tables import TableCell, parse_table
from web.marking import marked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from indexer.showing.results import Span
    from web.marking import Link


_BAR = re.compile(r"\\.|(\|)")
_OF_RULE = re.compile(r":?-{3,}:?")
_CUT = "…"


def table(text: str, spans: Iterable[Span], links: Sequence[Link] = (), tag: str = "mark") -> Markup | None:
    """The HTML of a table's text; None where the text is no table. Spans and links count from the start of the text."""
    parsed = parse_table(text)
    if parsed is None:
        return None
    spans = list(spans)
    rows = [[_cell(text, cell, spans, links, tag) for cell in row] for row in parsed.rows]
    head = [_row(rows[0], "th scope=col", "th")] if parsed.has_head and rows else []
    body = [_row(row, "td", "td") for row in rows[len(head) :]]
    table = Markup("<table>{}<tbody>{}</tbody></table>")
    return table.format(Markup("<thead>{}</thead>").format(head[0]) if head else "", Markup("").join(body))


def table_lines(text: str, spans: Iterable[Span]) -> Markup | None:
    """A table, or a cut of one (… at the cuts), as lines, the cells of each set apart; None where the text is no table."""
    lines = text.split("\n")
    if "|" not in text or not all(_is_row(line, n == 0, n == len(lines) - 1) for n, line in enumerate(lines)):
        return None
    spans, start, shown = list(spans), 0, []
    edge = Markup('<span class="cell-edge"> · </span>')
    for line in lines:
        cells = [_cell(text, cell, spans, (), "mark") for cell in _cells(line, start)]
        shown += [Markup('<span class="table-line">{}</span>').format(edge.join(cells))] if cells else []
        start += len(line) + 1
    return Markup("\n").join(shown)


def _is_row(line: str, is_first: bool, is_last: bool) -> bool:
    return (line.startswith("|") or (is_first and line.startswith(_CUT))) and (
        line.endswith("|") or (is_last and line.endswith(_CUT))
    )


def _cells(line: str, offset: int) -> list[TableCell]:
    """The cells of a row or of a cut of it, without the empty ones and those of the rule under the head."""
    bars = [match.start() for match in _BAR.finditer(line) if match[1]]
    found = []
    for start, end in zip([-1, *bars], [*bars, len(line)], strict=True):
        cell = line[start + 1 : end]
        printed, first = cell.strip(), offset + start + 1 + len(cell) - len(cell.lstrip())
        if printed and not _OF_RULE.fullmatch(printed.strip(_CUT)):
            found.append(TableCell(printed, first, first + len(printed)))
    return found


def _row(cells: Sequence[Markup], opening: str, closing: str) -> Markup:
    """``opening`` and ``closing``: our own tags, never a reader's text."""
    html = Markup("").join(Markup(f"<{opening}>{{}}</{closing}>").format(cell) for cell in cells)  # noqa: S704 - see above
    return Markup("<tr>{}</tr>").format(html)


def _cell(text: str, cell: TableCell, spans: Iterable[Span], links: Iterable[Link], tag: str) -> Markup:
    """The spans and links of one cell, counted from its start; a bar that was escaped is printed bare."""
    within = [(start - cell.start, end - cell.start) for start, end in spans if start < cell.end and end > cell.start]
    inside = [
        replace(link, start=link.start - cell.start, end=link.end - cell.start)
        for link in links
        if cell.start <= link.start and link.end <= cell.end
    ]
    html = marked(text[cell.start : cell.end], within, inside, tag)
    return Markup(html.replace("\\|", "|").replace("\\\\", "\\"))  # noqa: S704 - both sides are harmless in HTML
