"""Chips: what narrows a search down, each of which can be taken away alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from web.facets import value_name
from web.messages import format_date, gettext
from web.naming import facet_name, here

if TYPE_CHECKING:
    from indexer.results import Answer
    from web.query_string import SearchAddress


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in words, and the search without it."""

    kind: str
    name: str
    without: SearchAddress


def chips(address: SearchAddress, answer: Answer) -> list[Chip]:
    """A chip for every chosen facet value and bound, in the interface language."""
    found = [
        Chip(facet_name(facet), here(value_name(facet, value, answer)), address.toggled(facet, value))
        for facet, values in address.filters.items()
        for value in values
    ]
    if address.issued_from:
        found.append(Chip(gettext("From"), format_date(address.issued_from), address.with_changes(issued_from=None)))
    if address.issued_to:
        found.append(Chip(gettext("To"), format_date(address.issued_to), address.with_changes(issued_to=None)))
    return found
