"""What the address of a concordance says, and addresses that say it with one thing changed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from archive.errors import BadQuery
from indexer.concordance import LINE_SORTS, LineSort, Question
from indexer.engine import FACETS
from web.query_string import check_names, facet_filters, read_number

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from werkzeug.datastructures import MultiDict

NAMES = ("q", "lang", "with", "without", "rendering", "sort", *FACETS)


@dataclass(frozen=True, slots=True)
class ConcordanceAddress:
    """A question with its page (from 1). ``contains`` and ``lacks`` are ``with`` and ``without`` in the address."""

    q: str = ""
    lang: str = "auto"
    contains: str = ""
    lacks: str = ""
    rendering: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: LineSort = "document"
    page: int = 1

    def question(self) -> Question:
        """What the concordance is asked."""
        return Question(self.q, self.lang, self.contains, self.lacks, self.rendering, self.filters, self.sort)

    def parameters(self) -> dict[str, Any]:
        """For ``url_for``; what is as by default is left out."""
        given = {
            "q": self.q,
            "lang": self.lang if self.lang != "auto" else None,
            "with": self.contains,
            "without": self.lacks,
            "rendering": self.rendering,
            **self.filters,
            "sort": self.sort if self.sort != "document" else None,
            "page": self.page if self.page > 1 else None,
        }
        return {name: value for name, value in given.items() if value}

    def with_changes(self, **changes: Any) -> ConcordanceAddress:
        """The same question from its first page, with fields replaced."""
        return replace(self, **{"page": 1, **changes})

    def chosen(self, facet: str, value: str) -> bool:
        """Whether this value of a facet is chosen."""
        return value in self.filters.get(facet, ())

    def toggled(self, facet: str, value: str) -> ConcordanceAddress:
        """The same question with one facet value added, or removed where it is chosen."""
        values = self.filters.get(facet, ())
        changed = tuple(one for one in values if one != value) if value in values else (*values, value)
        others = {name: chosen for name, chosen in self.filters.items() if name != facet}
        return self.with_changes(filters={**others, facet: changed} if changed else others)


def read_address(arguments: MultiDict[str, str], also: Collection[str] = ("page",)) -> ConcordanceAddress:
    """The question that query arguments ask. ``also``: further names allowed. Raises ``BadQuery``."""
    check_names(arguments, {*NAMES, *also})
    return ConcordanceAddress(
        q=arguments.get("q", "").strip(),
        lang=arguments.get("lang", "").strip() or "auto",
        contains=arguments.get("with", "").strip(),
        lacks=arguments.get("without", "").strip(),
        rendering=arguments.get("rendering", "").strip(),
        filters=facet_filters(arguments),
        sort=_sort(arguments.get("sort") or "document"),
        page=read_number(arguments, "page", default=1, least=1),
    )


def _sort(wanted: str) -> LineSort:
    for sort in LINE_SORTS:
        if sort == wanted:
            return sort
    raise BadQuery(f"sort is {wanted[:40]!r}; it can be {', '.join(LINE_SORTS)}")
