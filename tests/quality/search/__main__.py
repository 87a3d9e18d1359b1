"""``python -m tests.quality.search``: how well search finds what was judged to answer the queries in ``queries.tsv``."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from archive.alignment.aligner.vectors import load_encoder
from archive.store import Collection
from indexer.engines import NAMES
from tests.quality.search import report
from tests.quality.search.queries import FILE, KINDS, read_queries
from tests.quality.search.running import outcomes, searchers

DOCUMENTS = Path(__file__).resolve().parents[3] / "documents"


def main(arguments: list[str] | None = None) -> None:
    """Measure and print. Raises SystemExit where the queries cannot be understood."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality.search", description=__doc__)
    parser.add_argument("--engine", choices=NAMES, help="another engine than the default")
    parser.add_argument("--meaning", action="store_true", help="by meaning too; needs the extra [semantic]")
    parser.add_argument("--kind", choices=KINDS, action="append", help="only these queries; repeatable")
    parser.add_argument("--set", choices=["dev", "held out"], dest="part", help="only this part of them")
    parser.add_argument("--misses", action="store_true", help="list what is not among the first ten, and what came instead")
    parser.add_argument("--json", action="store_true", help="print data for other programs")
    parser.add_argument("--queries", type=Path, default=FILE, help="another file of queries")
    parser.add_argument("--documents", type=Path, default=DOCUMENTS, help="another collection")
    given = parser.parse_args(arguments)
    try:
        queries = read_queries(given.queries)
    except ValueError as error:
        parser.error(str(error))
    asked = [q for q in queries if q.kind in (given.kind or KINDS) and given.part in (None, q.part)]
    encoder = load_encoder() if given.meaning else None
    if given.meaning and encoder is None:
        parser.error("--meaning needs the extra: pip install duizhao[semantic]")
    with tempfile.TemporaryDirectory() as folder:
        over = searchers(given.documents, Path(folder), given.engine, encoder)
        found = list(outcomes(asked, over, semantic=given.meaning))
    if given.json:
        sys.stdout.write(report.as_json(found) + "\n")
        return
    parts = [report.misses(found, Collection(given.documents))] if given.misses else []
    sys.stdout.write("\n\n".join([*parts, report.table(found)]) + "\n")


if __name__ == "__main__":
    main()
