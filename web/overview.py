"""What the collection holds, in figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from archive.catalogue.cards import Card
from archive.model import Bilingual, Document

_MOST_BARS = 8


@dataclass(frozen=True, slots=True)
class Bar:
    """How many documents have a value of a facet; ``percent`` of the facet's longest bar. ``name``: None where a list has it."""

    value: str
    count: int
    percent: int
    name: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """Totals, the charts by facet, and the latest additions, newest first."""

    documents: int
    articles: int
    passages: int
    charts: dict[str, list[Bar]]
    latest: list[Document]


def overview(cards: Sequence[Card], latest: int) -> Overview:
    """The figures of all cards. Years run from the latest back, other charts from the longest bar down."""
    documents = [card.facts for card in cards]
    names = {issuer.best(): issuer for document in documents for issuer in document.issuers}
    charts = {
        "year": bars(documents, lambda d: [str(d.issued.year)] if d.issued else [], newest_first=True),
        "issuer": bars(documents, lambda d: [issuer.best() for issuer in d.issuers], names),
        "type": bars(documents, lambda d: [d.type] if d.type else []),
    }
    newest = sorted((d for d in documents if d.added), key=lambda d: (d.added, str(d.issued or d.added), d.id), reverse=True)
    articles, passages = sum(card.articles for card in cards), sum(card.passages for card in cards)
    return Overview(len(documents), articles, passages, charts, newest[:latest])


def bars(
    documents: Iterable[Document],
    values: Callable[[Document], Iterable[str]],
    names: dict[str, Bilingual] | None = None,
    *,
    newest_first: bool = False,
) -> list[Bar]:
    """The bars of one chart: the highest values first for years, else the largest counts; at most eight."""
    counts = Counter(value for document in documents for value in values(document))
    ordered = sorted(counts, reverse=True) if newest_first else sorted(counts, key=lambda value: (-counts[value], value))
    shown = ordered[:_MOST_BARS]
    longest = max((counts[value] for value in shown), default=1)
    return [Bar(value, counts[value], percent(counts[value], longest), (names or {}).get(value)) for value in shown]


def percent(count: int, longest: int) -> int:
    """The length of a bar in per cent of the longest: never nothing for something."""
    return max(2, round(100 * count / longest)) if count and longest else 0
