"""What a reader chose besides the words, and a page of what was found."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from whoosh.query import Or, Query, Term

from indexer.engine import DocumentHits, Filters, Reader, Sort
from indexer.finding.meaning import Nearest


@dataclass(frozen=True, slots=True)
class Choice:
    """``issued``: YYYYMMDD, both ends included."""

    filters: Filters = field(default_factory=dict)
    issued: tuple[int, int] | None = None
    sort: Sort = "relevance"
    limit: int = 10
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """A page of documents, and the passages that were found by meaning, by document."""

    documents: DocumentHits
    near: Mapping[str, Sequence[Nearest]] = field(default_factory=dict)


def chosen(reader: Reader, tree: Query, choice: Choice, *, facets: bool = True) -> DocumentHits:
    """The page of a tree's documents that was chosen."""
    return reader.documents(
        tree,
        filters=choice.filters,
        issued=choice.issued,
        sort=choice.sort,
        limit=choice.limit,
        offset=choice.offset,
        facets=facets,
    )


def allowed(reader: Reader, choice: Choice) -> Collection[str] | None:
    """The documents that pass what was chosen; None where nothing was."""
    if not any(choice.filters.values()) and not choice.issued:
        return None
    issued = reader.among(None, choice.filters).issued
    first, last = choice.issued or (0, 99999999)
    return [document for document, day in issued.items() if (day and first <= day <= last) or not choice.issued]


def any_of(ids: Collection[str]) -> Query:
    """These documents, or their passages."""
    return Or([Term("document", one) for one in sorted(ids)])
