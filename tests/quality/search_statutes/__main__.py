"""``python -m tests.quality.search_statutes FOLDER | --fetch``: how everyday questions find articles of statutes."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import mean, quantiles
from time import perf_counter

from archive.model import Document
from indexer.engines import DEFAULT, NAMES, open_engine
from indexer.entries import entries
from indexer.search import Searcher
from tests.quality.search.measures import reciprocal_rank
from tests.quality.search_statutes.questions import FILE, SETS, Article, Question, read_questions
from tests.quality.search_statutes.statutes import NotToBeHad, article_number, fetched, short_title, statutes

CACHE = Path.home() / ".cache" / "duizhao" / "statutes"
_DEPTHS = (1, 5, 10)

_Outcome = tuple[Question, Sequence[Article], float]
"""A question, the articles found in order, and the milliseconds of the answer."""


def main(arguments: list[str] | None = None) -> None:
    """Measure and print. Raises SystemExit where the questions or the statutes cannot be had."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality.search_statutes", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="a folder with laws.db")
    parser.add_argument("--fetch", action="store_true", help=f"fetch the statutes into {CACHE}")
    parser.add_argument("--engine", choices=NAMES, default=DEFAULT)
    parser.add_argument("--set", choices=SETS, dest="part", help="only these questions")
    parser.add_argument("--misses", action="store_true", help="list the questions without an answer among the first ten")
    parser.add_argument("--questions", type=Path, default=FILE, help="another file of questions")
    given = parser.parse_args(arguments)
    try:
        questions = [one for one in read_questions(given.questions) if given.part in (None, one.part)]
        documents = list(statutes(given.folder or (fetched(CACHE) if given.fetch else CACHE)))
    except (ValueError, NotToBeHad) as error:
        parser.error(str(error))
    with tempfile.TemporaryDirectory() as folder:
        found = list(outcomes(documents, questions, given.engine, Path(folder)))
    for question, articles, _ in found if given.misses else ():
        if not question.answers & set(articles):
            sys.stdout.write(f"{question.text}\t{_named(question.answers)}\t{_named(articles[:3])}\n")
    sys.stdout.write(table(found) + "\n")


def outcomes(documents: Iterable[Document], questions: Iterable[Question], engine: str, folder: Path) -> Iterable[_Outcome]:
    """Index the documents in an empty folder and ask the questions."""
    titles = {}
    labels = {}
    index = open_engine(engine, folder / "index", create=True)
    with index.writer() as writer:
        for document in documents:
            titles[document.id] = short_title(document.title.best())
            labels |= {(document.id, one.id): article_number(one.label) for one in document.editions[0].segments}
            writer.put(*entries(document, ""))
    searcher = Searcher(index)
    searcher.passages("预热")  # the first question loads the segmenter
    for question in questions:
        started = perf_counter()
        found = searcher.passages(question.text, 2 * _DEPTHS[-1]).results
        took = (perf_counter() - started) * 1000
        articles = [(titles[one.document], labels[one.document, one.segment]) for one in found if one.label]
        yield question, articles[: _DEPTHS[-1]], took
    index.close()


def table(found: Sequence[_Outcome]) -> str:
    """A line for each set: questions, recall at the depths, MRR, and the times."""
    names = [*(f"R@{depth}" for depth in _DEPTHS), "MRR"]
    lines = [f"{'set':10}{'questions':>10}{''.join(f'{name:>7}' for name in names)}{'p50 ms':>8}{'p95 ms':>8}"]
    for part in SETS:
        own = [one for one in found if one[0].part == part]
        if len(own) < 2:
            continue
        recalls = [mean(len(set(articles[:depth]) & q.answers) / len(q.answers) for q, articles, _ in own) for depth in _DEPTHS]
        mrr = mean(reciprocal_rank(articles, q.answers) for q, articles, _ in own)
        cuts = quantiles([took for *_, took in own], n=20, method="inclusive")
        figures = "".join(f"{value:7.3f}" for value in (*recalls, mrr))
        lines.append(f"{part:10}{len(own):10}{figures}{cuts[9]:8.1f}{cuts[18]:8.1f}")
    return "\n".join(lines)


def _named(articles: Iterable[Article]) -> str:
    return " ".join(sorted(f"{title}:{number}" for title, number in articles))


if __name__ == "__main__":
    main()
