"""Facets as the results page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from archive import data
from archive.model import Bilingual
from indexer.engine import FACETS
from web.overview import percent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from indexer.showing.results import FacetValue

_SHOWN_AT_ONCE = 8


class Faceted(Protocol):
    """What was found, with the counts of its facets."""

    @property
    def facets(self) -> Mapping[str, Sequence[FacetValue]]:
        """The values by facet."""


class Narrowed(Protocol):
    """An address with chosen facet values: of a search, of a concordance."""

    @property
    def filters(self) -> Mapping[str, tuple[str, ...]]:
        """The chosen values by facet."""

    def chosen(self, facet: str, value: str) -> bool:
        """Whether this value of a facet is chosen."""

    def toggled(self, facet: str, value: str) -> Narrowed:
        """The same with a value added, or removed where it is chosen."""


@dataclass(frozen=True, slots=True)
class FacetLine:
    """A value that can be chosen or given back: ``target`` is the search with it toggled."""

    name: Bilingual
    count: int
    percent: int
    chosen: bool
    target: Narrowed


@dataclass(frozen=True, slots=True)
class FacetList:
    """A facet: the lines shown at once, and those behind "more"."""

    facet: str
    lines: list[FacetLine]
    more: list[FacetLine]


def facet_lists(answer: Faceted, address: Narrowed) -> list[FacetList]:
    """The facets that say anything: those with a choice to make or a choice made."""
    lists = [_facet_list(facet, answer, address) for facet in FACETS]
    return [one for one in lists if len(one.lines) > 1 or any(line.chosen for line in one.lines)]


def value_name(facet: str, value: str, answer: Faceted) -> Bilingual:
    """The name of a facet value in both languages: as the answer gives it, else from the closed lists."""
    found = next((v for v in answer.facets.get(facet, ()) if v.value == value), None)
    return _name(found) if found else data.label(facet, value)


def _facet_list(facet: str, answer: Faceted, address: Narrowed) -> FacetList:
    values = [v for v in answer.facets.get(facet, ()) if v.count or address.chosen(facet, v.value)]
    longest = max((v.count for v in values), default=1)
    lines = [_line(facet, v, longest, address) for v in values]
    lines += [
        _missing(facet, value, address) for value in address.filters.get(facet, ()) if value not in {v.value for v in values}
    ]
    if len(lines) <= _SHOWN_AT_ONCE + 1:
        return FacetList(facet, lines, [])
    shown = [line for position, line in enumerate(lines) if line.chosen or position < _SHOWN_AT_ONCE]
    return FacetList(facet, shown, [line for line in lines if line not in shown])


def _line(facet: str, value: FacetValue, longest: int, address: Narrowed) -> FacetLine:
    target, chosen = address.toggled(facet, value.value), address.chosen(facet, value.value)
    return FacetLine(_name(value), value.count, percent(value.count, longest), chosen, target)


def _missing(facet: str, value: str, address: Narrowed) -> FacetLine:
    return FacetLine(data.label(facet, value), 0, 0, chosen=True, target=address.toggled(facet, value))


def _name(value: FacetValue) -> Bilingual:
    return Bilingual(value.label.get("zh") or value.value, value.label.get("en") or value.value)
