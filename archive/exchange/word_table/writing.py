"""Units → a Word file with tables, row by row."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from typing import Any
from xml.sax.saxutils import escape

from archive.exchange.characters import escaped
from archive.exchange.facts import Facts
from archive.exchange.records import record
from archive.exchange.units import ExchangedUnit
from archive.exchange.word_table.skeleton import MAIN, STYLES, parts

HEADINGS = ("Label / id", "Chinese", "English", "State / score")
HIDDEN = "duizhao:"
"""How the hidden text begins."""
_WIDTHS = (1700, 6000, 6000, 1100)
"""Of the columns, in twentieths of a point."""
_TEXT = '<w:t xml:space="preserve">'
_TABLE = '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/><w:tblLayout w:type="fixed"/></w:tblPr>'
_PIECE = 1 << 16


class _Sink(io.RawIOBase):
    """Takes what a ZIP file writes; it cannot go back, so sizes stand behind each part."""

    def __init__(self) -> None:
        self.held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.held += data
        return len(data)

    def taken(self, least: int = 1) -> Iterator[bytes]:
        if len(self.held) >= least:
            yield bytes(self.held)
            self.held.clear()


def pieces(units: Iterable[ExchangedUnit], facts: Facts) -> Iterator[bytes]:
    """The bytes of a Word file, a table for each run of units of one document."""
    others, before, behind = parts(facts)
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in others:
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        main = zipfile.ZipInfo(MAIN)
        main.compress_type = zipfile.ZIP_DEFLATED
        with package.open(main, "w", force_zip64=False) as out:
            out.write(before)
            for part in _body(units):
                out.write(part.encode())
                yield from sink.taken(_PIECE)
            out.write(behind)
    yield from sink.taken()


def _body(units: Iterable[ExchangedUnit]) -> Iterator[str]:
    """The XML of all tables, each with the title of its document above it; a table without rows where there is no unit."""
    is_empty = True
    for _, inside in groupby(units, lambda unit: unit.document):
        is_empty = False
        yield from _document(inside)
    if is_empty:
        yield from _table(())


def _document(units: Iterator[ExchangedUnit]) -> Iterator[str]:
    first = next(units)
    title = first.properties.get("title") or first.document
    yield _paragraph(_run(title), "Heading1") if title else ""
    yield from _table(chain([first], units))


def _table(units: Iterable[ExchangedUnit]) -> Iterator[str]:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    head = "".join(f"<w:tc>{_paragraph(_run(heading, '<w:b/>'))}</w:tc>" for heading in HEADINGS)
    yield f"{_TABLE}<w:tblGrid>{columns}</w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr>{head}</w:tr>"
    yield from map(_row, units)
    yield "</w:tbl><w:p/>"


def _row(unit: ExchangedUnit) -> str:
    small = STYLES["small"]
    names = [_paragraph(_run(text), small) for text in (unit.label, unit.unit) if text] or [_paragraph("", small)]
    hidden = {name: value for name, value in record(unit).items() if name not in {"zh", "en"}}
    state = _run(visible_state(unit)) + _run(HIDDEN + json.dumps(hidden, ensure_ascii=False), "<w:vanish/>")
    texts = _paragraph(_run(unit.zh), STYLES["zh"]), _paragraph(_run(unit.en), STYLES["en"])
    cells = "".join(f"<w:tc>{cell}</w:tc>" for cell in ("".join(names), *texts, _paragraph(state, small)))
    return f"<w:tr>{cells}</w:tr>"


def _paragraph(runs: str, style: str = "") -> str:
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}{runs}</w:p>"


def _run(text: str, properties: str = "") -> str:
    """A run; line feeds are line breaks and tabs are tabs, as word processors have them."""
    inside = escape(escaped(text, returns=True))
    for character, tag in (("\n", "<w:br/>"), ("\t", "<w:tab/>")):
        inside = inside.replace(character, f"</w:t>{tag}{_TEXT}")
    return f"<w:r><w:rPr>{properties}</w:rPr>{_TEXT}{inside}</w:t></w:r>"


def visible_state(unit: ExchangedUnit) -> str:
    """What the last column shows: the state, and the score to two places below it."""
    score = "" if unit.score is None else f"{unit.score:.2f}"
    return "\n".join(filter(None, (unit.state, score)))
