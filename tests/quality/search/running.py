"""Indexes the collection, asks every query, measures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from archive.alignment.aligner.vectors import Encoder
from archive.store import Collection
from indexer.building.build import update
from indexer.changes import Documents
from indexer.search import Searcher
from tests.quality.search.asking import Asked, ask, followed
from tests.quality.search.measures import ndcg, recall, reciprocal_rank
from tests.quality.search.one_language import OneLanguage
from tests.quality.search.queries import Query

FOLLOWED = "misspelt, suggestion followed"
"""The misspelt queries once more, as a reader has them who takes what is suggested."""

OTHER = {"zh": "en", "en": "zh"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one query. ``row``: its kind, or ``FOLLOWED``."""

    row: str
    query: Query
    asked: Asked

    @property
    def measures(self) -> tuple[float, ...]:
        """Recall at 1, 5 and 10, reciprocal rank, nDCG at 10; 1 where the first page of results shows an answer."""
        found, answers = self.asked.found, self.query.answers
        recalls = (recall(found, answers, k) for k in (1, 5, 10))
        page = float(not answers.isdisjoint(self.asked.shown))
        return (*recalls, reciprocal_rank(found, answers), ndcg(found, self.query.judged), page)


def mean(outcomes: Sequence[Outcome]) -> tuple[float, ...]:
    """Each measure's mean over queries, every query counting the same."""
    return tuple(fmean(values) for values in zip(*(outcome.measures for outcome in outcomes), strict=True))


def searchers(documents: Path, folder: Path, engine: str | None, encoder: Encoder | None = None) -> Mapping[str, Searcher]:
    """Over the collection (``both``), and over its Chinese and its English alone (``zh``, ``en``), indexed below ``folder``.

    Raises ValueError for a document that does not load.
    """
    collection = Collection(documents)
    kept: Mapping[str, Documents] = {
        "both": collection,
        "zh": OneLanguage(collection, "zh"),
        "en": OneLanguage(collection, "en"),
    }
    for name, texts in kept.items():
        if problems := update(texts, folder / name, engine=engine, encoder=encoder).problems:
            raise ValueError(str(problems[0]))
    return {name: Searcher.open(folder / name) for name in kept}


def outcomes(queries: Sequence[Query], over: Mapping[str, Searcher], *, semantic: bool = False) -> Iterator[Outcome]:
    """Every query's outcome: ``across`` over the other language alone, all others over the collection as it is."""
    for query in queries:
        searcher = over[OTHER[query.lang]] if query.kind == "across" else over["both"]
        yield Outcome(query.kind, query, ask(searcher, query, semantic=semantic))
        if query.kind == "misspelt":
            yield Outcome(FOLLOWED, query, followed(searcher, query, semantic=semantic))
