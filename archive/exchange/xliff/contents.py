"""What a unit of XLIFF says, of any version."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from archive.exchange.xml_reading import local


@dataclass(frozen=True, slots=True)
class Contents:
    """Texts by role, notes, and the other fields of an ExchangedUnit by name."""

    source: str
    target: str
    note: str = ""
    fields: dict[str, Any] = field(default_factory=dict)


def children(parent: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The children with one of these local names."""
    return (child for child in parent if local(child) in names)


def child(parent: etree._Element, name: str) -> etree._Element | None:
    """The first child with a local name."""
    return next(children(parent, name), None)
