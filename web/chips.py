"""Chips: what narrows a question down, each of which can be taken away alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from indexer.concordance import NOT_FOUND
from web.facets import value_name
from web.messages import format_date, gettext
from web.naming import LANG, chinese, facet_name, here

if TYPE_CHECKING:
    from indexer.concordance import ConcordanceAnswer
    from indexer.showing.results import Answer
    from web.concordance_address import ConcordanceAddress
    from web.facets import Faceted, Narrowed
    from web.query_string import SearchAddress


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in words, and the question without it."""

    kind: str
    name: str
    without: Narrowed


def chips(address: SearchAddress, answer: Answer) -> list[Chip]:
    """A chip for every chosen facet value and bound, in the interface language."""
    found = _facet_chips(address, answer)
    if address.issued_from:
        found.append(Chip(gettext("From"), format_date(address.issued_from), address.with_changes(issued_from=None)))
    if address.issued_to:
        found.append(Chip(gettext("To"), format_date(address.issued_to), address.with_changes(issued_to=None)))
    return found


def concordance_chips(address: ConcordanceAddress, answer: ConcordanceAnswer) -> list[Chip]:
    """A chip for what the other side has or lacks, for a rendering, and for every chosen facet value."""
    found = []
    if address.contains:
        found.append(Chip(gettext("contains"), _quoted(address.contains), address.with_changes(contains="")))
    if address.lacks:
        found.append(Chip(gettext("lacks"), _quoted(address.lacks), address.with_changes(lacks="")))
    if address.rendering:
        found.append(Chip(gettext("Rendering"), _rendering(address.rendering, answer), address.with_changes(rendering="")))
    return found + _facet_chips(address, answer)


def _facet_chips(address: Narrowed, answer: Faceted) -> list[Chip]:
    return [
        Chip(facet_name(facet), here(value_name(facet, value, answer)), address.toggled(facet, value))
        for facet, values in address.filters.items()
        for value in values
    ]


def _quoted(words: str) -> Markup:
    return Markup("<span{}>{}</span>").format(chinese(words), words)


def _rendering(key: str, answer: ConcordanceAnswer) -> str:
    """A group as its lines have it; of one that is not among the groups, its key."""
    if key == NOT_FOUND:
        return gettext("not found")
    written = next((group.rendering for group in answer.renderings if group.key == key), "")
    other = LANG["en" if answer.lang == "zh" else "zh"]
    return Markup('<span lang="{}">{}</span>').format(other, written) if written else key
