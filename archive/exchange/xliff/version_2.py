"""A unit of XLIFF 2.0 or 2.1. A unit that a program cut into segments is put together again."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from archive.exchange.characters import restored
from archive.exchange.inline import text_of
from archive.exchange.named_values import SEGMENTS, fields
from archive.exchange.tally import Tally
from archive.exchange.xliff.contents import Contents, child, children
from archive.exchange.xliff.states import CATEGORY, read_state
from archive.exchange.xml_reading import local

_ORDER = {"initial": 0, "translated": 1, "reviewed": 2, "final": 3}


def contents(unit: etree._Element, original: str, tally: Tally) -> Contents | None:
    """What a ``unit`` says; None, and counted, where it has no segment."""
    segments = list(children(unit, "segment", "ignorable"))
    if not any(child(segment, "source") is not None for segment in segments):
        tally.add("no text", unit.sourceline)
        return None
    source = "".join(text_of(child(segment, "source"), tally) for segment in segments)
    target = "".join(text_of(text, tally) for text in _targets(segments))
    note = "\n".join(restored(text_of(one, tally)) for notes in children(unit, "notes") for one in children(notes, "note"))
    return Contents(source, target, note, _fields(unit, segments, original, tally, is_translated=bool(target)))


def _targets(segments: list[etree._Element]) -> list[etree._Element]:
    """The targets in the order in which they are to be read (attribute ``order``, 1-based; else where they stand)."""
    found = [(target, place) for place, segment in enumerate(segments, 1) if (target := child(segment, "target")) is not None]
    is_translated = any(text.text or len(text) for text, place in found)
    placed = [(_order(target, place), target) for target, place in found if is_translated]
    return [target for _, target in sorted(placed, key=lambda pair: pair[0])]


def _order(target: etree._Element, place: int) -> int:
    order = target.get("order", "")
    return int(order) if order.isascii() and order.isdigit() and len(order) < 9 else place


def _fields(
    unit: etree._Element, segments: list[etree._Element], original: str, tally: Tally, *, is_translated: bool
) -> dict[str, object]:
    pairs = list(_metadata(unit, tally))
    ours = dict(pairs) if pairs else None
    states = [segment.get("state", "initial") for segment in segments if local(segment) == "segment"]
    state = min(states, key=lambda one: _ORDER.get(one, 0), default="initial")
    if ours is None:
        pairs = [(name, value) for name, value in (("original", original), ("id", unit.get("id", ""))) if value]
    given = fields([(name, value) for name, value in pairs if name not in SEGMENTS.values()], tally, unit.sourceline)
    given["state"] = read_state(state, ours.get("state", "") if ours else None, is_translated=is_translated)
    for side, name in SEGMENTS.items():
        given[f"{side}_segments"] = tuple(value for found, value in pairs if found == name)
    return given


def _metadata(unit: etree._Element, tally: Tally) -> Iterator[tuple[str, str]]:
    """Names and values of our own metadata."""
    for metadata in children(unit, "metadata"):
        for group in children(metadata, "metaGroup"):
            if group.get("category") == CATEGORY:
                for meta in children(group, "meta"):
                    yield restored(meta.get("type", "")), restored(text_of(meta, tally))
