"""Units → XLIFF 2.0, piece by piece."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from typing import TYPE_CHECKING

from lxml import etree

from archive.exchange.characters import escaped
from archive.exchange.facts import Facts
from archive.exchange.named_values import SEGMENTS, named_values
from archive.exchange.units import ExchangedUnit
from archive.exchange.xliff.states import CATEGORY, written_state
from archive.exchange.xml_writing import PieceWriter, element

if TYPE_CHECKING:
    from lxml.etree._serializer import _IncrementalFileWriter as IncrementalFileWriter

CORE = "urn:oasis:names:tc:xliff:document:2.0"
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def pieces(units: Iterable[ExchangedUnit], facts: Facts) -> Iterator[bytes]:
    """The bytes of an XLIFF file, UTF-8, a ``file`` for each run of units of one document (no unit: no file, and not valid)."""
    with PieceWriter() as writer:
        root = {"version": "2.0", "srcLang": facts.code(facts.source), "trgLang": facts.code(facts.target)}
        with writer.file.element(f"{{{CORE}}}xliff", root, nsmap={None: CORE, "mda": METADATA}):
            writer.file.write("\n")
            for number, (document, inside) in enumerate(groupby(units, lambda unit: unit.document), 1):
                yield from _file(writer, number, document, inside, facts)
                writer.file.write("\n")
    yield from writer.taken(least=1)


def _file(writer: PieceWriter, number: int, document: str, units: Iterator[ExchangedUnit], facts: Facts) -> Iterator[bytes]:
    first = next(units)
    names = {"original": escaped(document)} if document else {}
    with writer.file.element(f"{{{CORE}}}file", {"id": f"f{number}"} | names):
        titles = [first.properties[name] for name in ("title", "title-en") if first.properties.get(name)]
        if titles:
            writer.file.write(element("notes", None, [element("note", title, category="title") for title in titles]))
        for place, unit in enumerate(chain([first], units), 1):
            writer.file.write("\n")
            _unit(writer.file, f"u{place}", unit, facts)
            yield from writer.taken()


def _unit(file: IncrementalFileWriter, name: str, unit: ExchangedUnit, facts: Facts) -> None:
    named = {"name": escaped(unit.unit)} if unit.unit else {}
    with file.element(f"{{{CORE}}}unit", {"id": name} | named):
        _metadata(file, unit)
        if unit.note:
            file.write(element("notes", None, [element("note", unit.note)]))
        file.write(_segment(unit, facts))


def _metadata(file: IncrementalFileWriter, unit: ExchangedUnit) -> None:
    values = [(name, value) for name, value in named_values(unit) if name != "state"]
    values += [("state", unit.state)]  # an empty one too: it says that the file is ours and knows none
    values += [(SEGMENTS["zh"], segment) for segment in unit.zh_segments]
    values += [(SEGMENTS["en"], segment) for segment in unit.en_segments]
    with file.element(f"{{{METADATA}}}metadata"), file.element(f"{{{METADATA}}}metaGroup", {"category": CATEGORY}):
        for name, value in values:
            with file.element(f"{{{METADATA}}}meta", {"type": escaped(name)}):
                file.write(escaped(value))


def _segment(unit: ExchangedUnit, facts: Facts) -> etree._Element:
    source, target = (unit.zh, unit.en) if facts.source == "zh" else (unit.en, unit.zh)
    made = element("segment", state=written_state(unit.state, is_translated=bool(target)))
    if unit.state in {"stale", "digest"}:
        made.set("subState", f"{CATEGORY}:{unit.state}")
    made.append(_text("source", source))
    if target:
        made.append(_text("target", target))
    return made


def _text(name: str, text: str) -> etree._Element:
    """A text whose control characters are ``cp`` elements."""
    made = etree.Element(name, {_SPACE: "preserve"})
    start, last = 0, None
    for found in _FORBIDDEN.finditer(text):
        _append(made, last, text[start : found.start()])
        last = etree.SubElement(made, "cp", hex=f"{ord(found[0]):04X}")
        start = found.end()
    _append(made, last, text[start:])
    return made


def _append(parent: etree._Element, last: etree._Element | None, text: str) -> None:
    if last is None:
        parent.text = text
    else:
        last.tail = text
