"""Rows and units of documents as they leave the archive by way of the pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from archive.alignment.editions.rows import shown_kinds
from archive.exchange.of_units import document_properties, exchanged_unit
from archive.model import Stretch, TranslationUnit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archive.alignment.editions.rows import Cell, Row
    from archive.exchange.units import ExchangedUnit
    from archive.model import Document, Kind

    Kinds = tuple[Kind | None, Kind | None]

LEVELS = ("passage", "sentence")


def exchanged(document: Document, units: Iterable[TranslationUnit]) -> Iterator[ExchangedUnit]:
    """Units of a document with what is told of them. A digest beside a full text translates nothing: it is left out."""
    shown, properties = shown_kinds(document), document_properties(document)
    kinds = _without_digest(shown)
    for unit in units:
        if kinds == shown:
            yield exchanged_unit(document.id, unit, kinds, properties)
        elif whole := unit.zh if kinds[0] else unit.en:
            yield exchanged_unit(document.id, _alone(unit, whole, is_chinese=bool(kinds[0])), kinds, properties)


def units_of_rows(rows: Iterable[Row]) -> Iterator[TranslationUnit]:
    """The units that rows are; one that ids alone joined has no score to speak of."""
    for row in rows:
        yield row.unit or TranslationUnit(
            "passage",
            _stretches(row.zh),
            _stretches(row.en),
            row.zh.text if row.zh else "",
            row.en.text if row.en else "",
            0.0,
            "ids",
        )


def _without_digest(kinds: Kinds) -> Kinds:
    """The kinds of what is exported: a digest only where there is nothing but digests."""
    if {*kinds} <= {"digest", None}:
        return kinds
    zh, en = (None if kind == "digest" else kind for kind in kinds)
    return zh, en


def _alone(unit: TranslationUnit, side: tuple[Stretch, ...], *, is_chinese: bool) -> TranslationUnit:
    """One side of a unit, with nothing to answer to."""
    if is_chinese:
        return replace(unit, zh=side, en=(), en_text="", score=0.0)
    return replace(unit, en=side, zh=(), zh_text="", score=0.0)


def _stretches(cell: Cell | None) -> tuple[Stretch, ...]:
    return tuple(Stretch(one.id, 0, len(one.text)) for one in cell.segments) if cell else ()
