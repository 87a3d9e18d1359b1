"""What the text cites, repeals and names by article, against the relations that are written down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from archive.checks.located import Located
from archive.errors import Problem
from archive.model import Document, Edition, Relation
from archive.parsing.facts.cited_works import cited_articles, cited_works
from archive.parsing.facts.relations_zh import repeals
from archive.relations import number_key, title_key


class _Written(NamedTuple):
    """A relation, its place in the list, and how its target is called."""

    place: int
    relation: Relation
    titles: frozenset[str]
    numbers: frozenset[str]


def check(located: Located, targets: Sequence[Document | None]) -> Iterator[Problem]:
    """The Chinese text is held against the relations: it is the one that names works in 《》.

    ``targets``: what each of the document's relations leads to, in their order.
    """
    document = located.document
    edition = document.edition("zh") or document.edition("zh.digest")
    if edition is None or not document.title.zh:
        return
    pairs = zip(document.relations, targets, strict=True)
    written = [_written(place, relation, found) for place, (relation, found) in enumerate(pairs)]
    yield from _cited(located, edition, written)
    yield from _repealed(located, edition, written)


def _written(place: int, relation: Relation, found: Document | None) -> _Written:
    titles = [relation.title, *((found.title.zh, found.title.en) if found else ())]
    numbers = [relation.number, found.number if found else None]
    return _Written(place, relation, frozenset(title_key(t) for t in titles if t), frozenset(number_key(n) for n in numbers if n))


def _cited(located: Located, edition: Edition, written: list[_Written]) -> Iterator[Problem]:
    """Works in 《》: each in a relation, with the segments that cite it and the articles that are meant."""
    for title, citations in cited_works(edition.segments, located.document.title.zh or "").items():
        fitting = [one for one in written if title_key(title) in one.titles]
        first = citations[0].segment
        if not fitting and all(one.titles or not one.relation.document for one in written):  # else its target is unreadable
            message = f"《{title}》 is cited here and stands in no relation; add `kind: cites` to document.yaml"
            yield located.passage(edition.name, first, message)
        if not fitting:
            continue
        segments = dict.fromkeys(citation.segment for citation in citations)
        unsaid = [s for s in segments if not any(s in one.relation.segments for one in fitting)]
        if unsaid:
            message = f"《{title}》 is also cited in {', '.join(unsaid)}; add them to `segments`"
            yield located.fact(message, "relations", fitting[0].place)
        meant = cited_articles(citations)
        unnamed = [p for p in meant if not any(q == p or q.startswith(f"{p}__") for o in fitting for q in o.relation.provisions)]
        if unnamed:
            message = f"the text cites {', '.join(unnamed)} of 《{title}》; add them to `provisions`"
            yield located.fact(message, "relations", fitting[0].place)


def _repealed(located: Located, edition: Edition, written: list[_Written]) -> Iterator[Problem]:
    """What the text repeals, under a relation of that kind."""
    known = [one for one in written if one.relation.kind == "repeals"]
    for segment in edition.segments:
        for found in repeals([segment.text]):
            by_number = found.number and any(number_key(found.number) in one.numbers for one in known)
            by_title = found.title and any(title_key(found.title) in one.titles for one in known)
            if not (by_number or by_title):
                message = f"the text repeals {found.title or found.number}; add a relation `kind: repeals` to document.yaml"
                yield located.passage(edition.name, segment.id, message)
