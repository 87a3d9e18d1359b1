"""A query → what a reader is shown, as a ranked list of places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from indexer.search import Searcher
from indexer.showing.results import Answer
from tests.quality.search.queries import Place, Query

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """What a query found, best first; ``shown``: on the first page of results, the straight answer, documents and passages alike;
    ``suggestion``: what the reader is asked whether it was meant."""

    found: tuple[Place, ...]
    shown: frozenset[Place] = frozenset()
    suggestion: str | None = None


def ask(searcher: Searcher, query: Query, text: str | None = None, *, semantic: bool = False) -> Asked:
    """Ask a query, or another ``text`` in its place: what it goes straight to, then its documents or passages.

    ``semantic``: by meaning too.
    """
    text = query.text if text is None else text
    answer = searcher.search(text, limit=SHOWN, semantic=semantic)
    straight = _straight(answer, documents=query.wants_documents)
    if query.wants_documents:
        ranked = [(result.id, "") for result in answer.results]
    else:
        passages = searcher.passages(answer.showing or text, limit=SHOWN, semantic=semantic).results
        ranked = [(passage.document, passage.segment) for passage in passages]
    rest = [place for place in ranked if place not in straight]
    return Asked((*straight, *rest)[:SHOWN], frozenset(_shown(answer)), answer.suggestion)


def _straight(answer: Answer, *, documents: bool) -> list[Place]:
    """The documents, or the provisions, shown above all results."""
    places = [(direct.document, "" if documents else direct.segment or "") for direct in answer.direct]
    return [place for place in dict.fromkeys(places) if documents or place[1]]


def _shown(answer: Answer) -> Iterator[Place]:
    for direct in answer.direct:
        yield direct.document, ""
        yield direct.document, direct.segment or ""
    for result in answer.results:
        yield result.id, ""
        yield from ((passage.document, passage.segment) for passage in result.passages)


def followed(searcher: Searcher, query: Query, *, semantic: bool = False) -> Asked:
    """As ``ask``; where a reader is asked whether something else was meant, what that finds."""
    asked = ask(searcher, query, semantic=semantic)
    return ask(searcher, query, asked.suggestion, semantic=semantic) if asked.suggestion else asked
