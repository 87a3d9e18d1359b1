"""Facets as a reader chooses and sees them: names in, names out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from archive.data import body, label
from archive.errors import BadQuery
from archive.model import LANGUAGES, Bilingual
from indexer.engine import FACETS, Filters
from indexer.showing.results import FacetValue


def resolved(filters: Mapping[str, Sequence[str]], issuers: Mapping[str, str]) -> Filters:
    """Filters by the values that are indexed; an issuer may be given by its Chinese, English or short name.

    Raises BadQuery for a facet that there is not.
    """
    for facet in filters:
        if facet not in FACETS:
            raise BadQuery(f"there is no facet {facet!r}; there are {', '.join(FACETS)}")
    chinese = {name.casefold(): zh for zh, name in issuers.items()}
    return {
        facet: [_issuer(value, chinese) if facet == "issuer" else value for value in values] for facet, values in filters.items()
    }


def facet_values(counts: Mapping[str, Mapping[str, int]], issuers: Mapping[str, str]) -> Mapping[str, Sequence[FacetValue]]:
    """Counts with names: the most frequent value first, of years the latest."""
    return {
        facet: [_value(facet, value, count, issuers) for value, count in _sorted(facet, counts.get(facet, {}))]
        for facet in FACETS
    }


def _sorted(facet: str, counts: Mapping[str, int]) -> list[tuple[str, int]]:
    if facet == "year":
        return sorted(counts.items(), reverse=True)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _value(facet: str, value: str, count: int, issuers: Mapping[str, str]) -> FacetValue:
    return FacetValue(value, count, _names(facet, value, issuers.get(value) if facet == "issuer" else None))


@lru_cache(maxsize=1 << 12)
def _names(facet: str, value: str, english: str | None) -> Mapping[str, str]:
    names = label(facet, value) if english is None else Bilingual(value, english)
    return {language: names.best(language) for language in LANGUAGES}


def _issuer(name: str, chinese: Mapping[str, str]) -> str:
    known = body(name)
    return chinese.get(name.casefold()) or (known.name.zh if known and known.name.zh else name)
