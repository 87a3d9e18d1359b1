"""Units → TMX 1.4b, piece by piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC

from lxml import etree

from archive import __version__
from archive.exchange.facts import Facts
from archive.exchange.named_values import named_values
from archive.exchange.units import ExchangedUnit
from archive.exchange.xml_reading import LANG
from archive.exchange.xml_writing import PieceWriter, element
from archive.model import Language

_SEGTYPES = {"passage": "paragraph", "sentence": "sentence"}


def pieces(units: Iterable[ExchangedUnit], facts: Facts) -> Iterator[bytes]:
    """The bytes of a TMX file, UTF-8; units one by one in their order."""
    with PieceWriter('<!DOCTYPE tmx SYSTEM "tmx14.dtd">') as writer, writer.file.element("tmx", version="1.4"):
        writer.file.write(_header(facts), "\n")
        with writer.file.element("body"):
            writer.file.write("\n")
            for unit in units:
                writer.file.write(_unit(unit, facts), "\n")
                yield from writer.taken()
    yield from writer.taken(least=1)


def _header(facts: Facts) -> etree._Element:
    written = {"creationdate": facts.written.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")} if facts.written else {}
    titles = [element("prop", facts.title, type_="x-title")] if facts.title else []
    return element(
        "header", None, titles, creationtool="Duizhao", creationtoolversion=__version__, segtype="paragraph", o_tmf="Duizhao",
        adminlang="en", srclang=facts.code(facts.source), datatype="plaintext", **written,
    )  # fmt: skip


def _unit(unit: ExchangedUnit, facts: Facts) -> etree._Element:
    properties = [element("prop", value, type_=f"x-{name}") for name, value in named_values(unit) if name != "level"]
    notes = [element("note", unit.note)] if unit.note else []
    sides: list[tuple[Language, str, tuple[str, ...]]] = [("zh", unit.zh, unit.zh_segments), ("en", unit.en, unit.en_segments)]
    filled = [side for side in sides if side[1] or side[2]] or sides[:1]
    if facts.source == "en":
        filled.reverse()
    variants = [_variant(facts.code(language), text, segments) for language, text, segments in filled]
    name = "/".join(filter(None, (unit.document, unit.unit)))
    return element(
        "tu", None, [*notes, *properties, *variants], **({"tuid": name} if name else {}), segtype=_SEGTYPES[unit.level]
    )


def _variant(code: str, text: str, segments: tuple[str, ...]) -> etree._Element:
    properties = [element("prop", segment, type_="x-eId") for segment in segments]
    made = element("tuv", None, [*properties, element("seg", text)])
    made.set(LANG, code)
    return made
