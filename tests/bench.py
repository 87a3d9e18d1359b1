"""``make bench``: how long taking in, indexing and searching take, over data made from the shipped digests (seeded).

Absolute times move from machine to machine; the ratios of one run hold.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from archive.checks import check_collection
from archive.intake.inspection import inspect
from archive.intake.intake import Intake
from archive.model import Bilingual, Document, Edition, Segment
from archive.store import Collection
from archive.text.numerals import format_numeral
from indexer.build import update
from indexer.search import Searcher
from tests import bench_statutes
from tests.timing import timed
from web import create_app
from web.settings import Settings

DOCUMENTS = Path(__file__).parent.parent / "documents"
QUERIES = [
    "器官捐献",
    '"捐献器官"',
    "肾",
    "器官捐贈",
    "13号",
    "ethics committee",
    "transplanted",
    "OPO 器官获取",
    "donat*",
    "伦理 OR 红十字",
]
SEED = 20241


def main() -> None:
    """Print the table."""
    sizes = [int(size) for size in sys.argv[1:]] or [100]
    shipped = [document for document in Collection(DOCUMENTS) if document.number and document.editions]
    _checking()
    with tempfile.TemporaryDirectory() as folder:
        _taking_in(shipped, Path(folder))
        for line in bench_statutes.lines(Path(folder) / "statutes"):
            print(line)
        for size in sizes:
            _finding(list(_recombined(shipped, size)), Path(folder) / str(size))


def _checking() -> None:
    collection = Collection(DOCUMENTS)
    findings, seconds = timed(lambda: list(check_collection(collection)))
    print(f"check     {len(collection.ids()):6} documents, {len(findings)} findings {'':11}{seconds:7.3f} s")


def _taking_in(shipped: list[Document], folder: Path) -> None:
    gazette = folder / "gazette.txt"
    gazette.write_text("\n\n".join(_printed(document) for document in shipped * 10), encoding="utf-8")
    megabytes = gazette.stat().st_size / 1e6
    inspection, seconds = timed(lambda: inspect([gazette]))
    print(
        f"inspect   {megabytes:6.2f} MB, {len(inspection.documents)} documents  {seconds:7.3f} s  {megabytes / seconds:8.2f} MB/s"
    )
    _, seconds = timed(lambda: list(Intake(Collection(folder / "added")).add(inspection)))
    print(f"add       {'':31}{seconds:7.3f} s")


def _finding(documents: list[Document], folder: Path) -> None:
    collection = Collection(folder / "documents")
    for document in documents:
        collection.write(document)
    collection.write_terms(Collection(DOCUMENTS).terms())
    passages = sum(len(edition.segments) for document in documents for edition in document.editions)
    _, seconds = timed(lambda: update(collection, folder / "index"))
    print(
        f"\nindex     {len(documents):6} documents, {passages} passages  {seconds:7.1f} s  {passages / seconds:8.0f} passages/s"
    )
    changed = replace(documents[0], status="amended")
    collection.write(changed)
    _, seconds = timed(lambda: update(collection, folder / "index"))
    print(f"index one {'':31}{seconds:7.3f} s")
    searcher = Searcher.open(folder / "index")
    page = create_app(Settings(collection.root, folder / "index")).test_client()
    print(f"{'search (ms)':22}{'p50':>8}{'p95':>8}   {'page p50':>9}{'p95':>8}   hits")
    for query in QUERIES:
        answers = _milliseconds(lambda query=query: searcher.search(query))  # type: ignore[misc]  # bound at once
        pages = _milliseconds(lambda query=query: page.get("/search", query_string={"q": query}))  # type: ignore[misc]
        total = searcher.search(query).total
        print(f"{query:22}{answers[0]:8.1f}{answers[1]:8.1f}   {pages[0]:9.1f}{pages[1]:8.1f}   {total}")


def _recombined(shipped: list[Document], count: int) -> Iterator[Document]:
    """Documents of shuffled segments of the shipped ones, each with its translation."""
    chance = random.Random(SEED)  # noqa: S311 - data for a benchmark
    pairs = [
        (zh, en) for d in shipped for zh, en in zip(*(d.editions[i].segments for i in (0, 1)), strict=True) if not zh.is_heading
    ]
    for number in range(1, count + 1):
        chosen = chance.sample(pairs, 40)
        editions = tuple(
            Edition(
                language,
                "digest",
                tuple(Segment(f"art_{i}", f"第{format_numeral(i)}条", pair[side].text) for i, pair in enumerate(chosen, 1)),
            )
            for side, language in enumerate(("zh", "en"))
        )
        source = chance.choice(shipped)
        yield replace(
            source,
            id=f"bench-{number}",
            number=f"示测发〔{2000 + number % 25}〕{number}号",
            title=Bilingual(f"{source.title.zh}之{number}", f"{source.title.en} {number}"),
            issued=date(2000, 1, 1) + timedelta(days=chance.randrange(9000)),
            relations=(),
            editions=editions,  # type: ignore[arg-type]  # mypy does not see the literals through enumerate
        )


def _printed(document: Document) -> str:
    """A digest as a gazette prints it: title, number, then 20 characters a line with blank lines between."""
    lines = [document.title.zh or "", document.number or ""]
    for segment in document.editions[0].segments:
        text = f"{segment.label} {segment.text}".strip()
        lines += [text[i : i + 20] for i in range(0, len(text), 20)]
    return "\n\n".join(lines)


def _milliseconds(work: Callable[[], object], times: int = 21) -> tuple[float, float]:
    """Median and 95th percentile of repeated runs, after one that is not counted."""
    work()
    taken = [timed(work)[1] * 1000 for _ in range(times)]
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1]


if __name__ == "__main__":
    main()
