"""What a search address says, and addresses that say it with one thing changed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, get_args

from archive.errors import BadQuery
from archive.model import LANGUAGES
from archive.text.dates import parse_period
from indexer.engine import FACETS, Sort

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from werkzeug.datastructures import MultiDict

SORTS: tuple[Sort, ...] = get_args(Sort)
_MOST_OFF = 64


@dataclass(frozen=True, slots=True)
class SearchAddress:
    """A search: words, chosen facet values, bounds of the date of issue (both included), order, page (from 1).

    ``off``: keys of the expansions that are switched off; ``meaning``: whether passages are looked for by their meaning too;
    ``exact``: whether nothing else is looked for where nothing is found.
    """

    q: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    issued_from: date | None = None
    issued_to: date | None = None
    sort: Sort = "relevance"
    page: int = 1
    off: tuple[str, ...] = ()
    meaning: bool = False
    exact: bool = False

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but words narrows it down."""
        return bool(self.filters or self.issued_from or self.issued_to)

    def parameters(self) -> dict[str, Any]:
        """For ``url_for``; what is as by default is left out."""
        given = {
            "q": self.q,
            **self.filters,
            "from": self.issued_from and self.issued_from.isoformat(),
            "to": self.issued_to and self.issued_to.isoformat(),
            "sort": self.sort if self.sort != "relevance" else None,
            "page": self.page if self.page > 1 else None,
            "off": self.off,
            "meaning": "1" if self.meaning else None,
            "exact": "1" if self.exact else None,
        }
        return {name: value for name, value in given.items() if value}

    def chosen(self, facet: str, value: str) -> bool:
        """Whether this value of a facet is chosen."""
        return value in self.filters.get(facet, ())

    def toggled(self, facet: str, value: str) -> SearchAddress:
        """The same search from its first page with one facet value added, or removed where it is chosen."""
        values = self.filters.get(facet, ())
        changed = tuple(v for v in values if v != value) if value in values else (*values, value)
        others = {name: chosen for name, chosen in self.filters.items() if name != facet}
        return replace(self, filters={**others, facet: changed} if changed else others, page=1)

    def with_changes(self, **changes: Any) -> SearchAddress:
        """The same search from its first page, with fields replaced."""
        return replace(self, **{"page": 1, **changes})

    def without_filters(self) -> SearchAddress:
        """The words alone."""
        return SearchAddress(q=self.q, sort=self.sort, off=self.off, meaning=self.meaning, exact=self.exact)

    def switched(self, key: str) -> SearchAddress:
        """The same search from its first page with an expansion off, or on where it is off."""
        off = tuple(one for one in self.off if one != key) if key in self.off else (*self.off, key)
        return self.with_changes(off=off)


def read_search(arguments: MultiDict[str, str], also: Collection[str] = ("page",)) -> SearchAddress:
    """The search that query arguments describe. ``also``: further names allowed. Raises ``BadQuery``."""
    check_names(arguments, {"q", "from", "to", "sort", "off", "meaning", "exact", *FACETS, *also})
    return SearchAddress(
        q=arguments.get("q", "").strip(),
        filters=facet_filters(arguments),
        issued_from=read_date(arguments, "from", last_day=False),
        issued_to=read_date(arguments, "to", last_day=True),
        sort=read_sort(arguments),
        page=read_number(arguments, "page", default=1, least=1),
        off=_values(arguments, "off")[:_MOST_OFF],
        meaning=read_number(arguments, "meaning", default=0, least=0) > 0,
        exact=read_number(arguments, "exact", default=0, least=0) > 0,
    )


def check_names(arguments: MultiDict[str, str], known: Collection[str]) -> None:
    """Raise ``BadQuery`` for an argument that means nothing here: a mistyped facet must not silently widen a search."""
    for name in arguments:
        if name not in known:
            raise BadQuery(f"there is no facet or setting {name[:40]!r}; facets are {', '.join(FACETS)}")


def read_sort(arguments: MultiDict[str, str]) -> Sort:
    """The order of results. Raises ``BadQuery``."""
    wanted = arguments.get("sort") or "relevance"
    for sort in SORTS:
        if sort == wanted:
            return sort
    raise BadQuery(f"sort is {wanted[:40]!r}; it can be {', '.join(SORTS)}")


def read_language(arguments: MultiDict[str, str]) -> str | None:
    """``lang``, where one is asked for. Raises ``BadQuery``."""
    language = arguments.get("lang")
    if language is not None and language not in LANGUAGES:
        raise BadQuery(f"there is no language {language[:20]!r}; there are {', '.join(LANGUAGES)}")
    return language


def read_number(arguments: MultiDict[str, str], name: str, *, default: int, least: int) -> int:
    """A whole number of at most 18 digits. Raises ``BadQuery``."""
    text = arguments.get(name, "").strip()
    if not text:
        return default
    if not re.fullmatch(r"\d{1,18}", text, re.ASCII) or int(text) < least:
        raise BadQuery(f"{name} is {text[:40]!r}; it must be a whole number, {least} or more")
    return int(text)


def read_date(arguments: MultiDict[str, str], name: str, *, last_day: bool) -> date | None:
    """``2024-04-15``; ``2024-04`` and ``2024`` mean their first day, or their last. Raises ``BadQuery``."""
    text = arguments.get(name, "").strip()
    if not text:
        return None
    period = parse_period(text)
    if not period:
        raise BadQuery(f"{name} is {text[:40]!r}; a date is written 2024-04-15, 2024-04 or 2024")
    return period[last_day]


def facet_filters(arguments: MultiDict[str, str]) -> dict[str, tuple[str, ...]]:
    """The chosen values by facet."""
    return {facet: values for facet in FACETS if (values := _values(arguments, facet))}


def _values(arguments: MultiDict[str, str], facet: str) -> tuple[str, ...]:
    values: Sequence[str] = arguments.getlist(facet)
    return tuple(dict.fromkeys(value.strip() for value in values if value.strip()))
