"""``make load``: how many searches and pages a second ``archive serve`` answers over loopback, and whether its memory stays flat.

The shipped collection, or with ``--passages`` a generated one. The client shares the machine with the server: what it takes of a
processor is told.
"""

from __future__ import annotations

import argparse
import itertools
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from archive.store import Collection
from tests.benchmarks.generated import SEED, Generated
from tests.benchmarks.load_client import Outcome, load
from tests.benchmarks.queries import queries
from tests.benchmarks.served import Served
from tests.timing import percentiles

_DOCUMENTS = Path(__file__).parent.parent.parent / "documents"
_SHIPPED = (
    *(
        "器官捐献",
        '"捐献器官"',
        "肾",
        "器官捐贈",
        "13号",
        "国卫医急发〔2024〕13号",
        "第二十条",
        "医院评审",
        "护理",
        "2024年4月15日",
    ),
    *("ethics committee", "transplanted", "OPO 器官获取", "donat*", "伦理 OR 红十字", "living donor", "organ procurment"),
    *("活体器官移植需要什么条件", "who may be a member of an ethics committee", "器官 NOT 捐献"),
)


def main() -> None:
    """Serve, ask, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=0, help="size of a generated collection; without it the shipped one")
    parser.add_argument("--requests", type=int, default=4000, help="for each of /api/search and /search")
    parser.add_argument("--connections", type=int, default=8, help="requests that are under way at the same time")
    parser.add_argument("--keep", type=Path, help="a folder for the collection and its index, used again if they are there")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = chosen.keep or Path(folder)
        collection = _collection(home, chosen.passages)
        asked = [one.typed for one in queries(chosen.passages)] if chosen.passages else list(_SHIPPED)
        with Served(collection) as served:
            for kind in ("/api/search", "/search"):
                for line in _measured(served, kind, asked, chosen.requests, chosen.connections):
                    sys.stdout.write(f"{line}\n")
                    sys.stdout.flush()


def _collection(home: Path, passages: int) -> Path:
    """A copy of the shipped collection, or a generated one in files."""
    root = home / f"documents-{passages or 'shipped'}"
    if not root.exists() and not passages:
        shutil.copytree(_DOCUMENTS, root)
    elif not root.exists():
        made, archived = Generated(passages), Collection(root)
        for document_id in made.ids():
            archived.write(made.load(document_id))
        archived.write_terms(made.terms())
    return root


def _measured(served: Served, kind: str, asked: Sequence[str], requests: int, connections: int) -> Iterator[str]:
    """A line for all requests; where there are many, for each tenth, to see whether memory stays flat."""
    load(served.port, _paths(kind, asked, 2 * len(asked)), connections)  # what is only slow once is not measured
    parts = 10 if requests >= 20_000 else 1
    yield f"\n{kind}: {connections} requests at a time; before: {served.memory()}"
    for _ in range(parts):
        before = served.processor_seconds()
        outcome = load(served.port, _paths(kind, asked, requests // parts), connections)
        spent = (served.processor_seconds() - before) / max(1, len(outcome.milliseconds))
        yield f"{_told(outcome)}; server {spent * 1000:.1f} ms of a processor each; {served.memory()}"


def _told(outcome: Outcome) -> str:
    p50, p95 = percentiles(outcome.milliseconds)
    p99 = sorted(outcome.milliseconds)[int(0.99 * (len(outcome.milliseconds) - 1))]
    rate = len(outcome.milliseconds) / outcome.seconds
    errors = ", ".join(f"{count} x {what}" for what, count in outcome.errors.items()) or "no errors"
    return (
        f"{len(outcome.milliseconds):7} answers, {rate:7.0f} a second, p50 {p50:.1f} p95 {p95:.1f} p99 {p99:.1f} ms, {errors}; "
        f"{outcome.received / len(outcome.milliseconds) / 1024:.0f} kB each; client {outcome.own_seconds / outcome.seconds:.0%} "
        f"of a processor"
    )


def _paths(kind: str, asked: Sequence[str], count: int) -> Iterator[str]:
    """Queries in a seeded order, a tenth of them with a facet."""
    chance = random.Random(f"{SEED} load")  # noqa: S311 - data for a benchmark
    mixed = [f"{kind}?q={quote(query)}" for query in asked]
    mixed += [f"{path}&status=in%20force" for path in mixed[::10]]
    chance.shuffle(mixed)
    return itertools.islice(itertools.cycle(mixed), count)


if __name__ == "__main__":
    main()
