"""A unit of a concordance for the formats of other programs."""

from __future__ import annotations

from collections.abc import Sequence

from archive.catalogue import CataloguedUnit
from archive.exchange.of_units import exchanged_unit
from archive.exchange.units import ExchangedUnit
from indexer.concordance.lines import Lines, Occurrence
from indexer.concordance.results import NOT_FOUND
from indexer.concordance.wording import Wording


def exchanged(catalogued: CataloguedUnit, wording: Wording, occurrences: Sequence[Occurrence], lines: Lines) -> ExchangedUnit:
    """The unit with the term and what renders it as properties: ``term``, ``renderings`` (joined by ``; ``, - : not found)."""
    renderings = dict.fromkeys(lines.written(one) or NOT_FOUND for one in occurrences)
    properties = {"term": wording.typed, "renderings": "; ".join(renderings)}
    kinds = catalogued.zh_kind, catalogued.en_kind
    return exchanged_unit(catalogued.document, catalogued.unit, kinds, properties)
