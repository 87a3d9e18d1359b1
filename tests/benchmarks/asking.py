"""``python -m tests.benchmarks.asking SYSTEM FOLDER QUERIES``: put queries to one index; prints figures as JSON.

SYSTEM is ``tantivy`` or ``FTS5`` (plain), or ``ours``; QUERIES is a file that ``queries.write`` made. Each query is asked once
without being counted, then ``TIMES`` times.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks.asked import Asked, read
from tests.benchmarks.our_search import OurSearch
from tests.benchmarks.plain import Plain, PlainTantivy
from tests.benchmarks.plain_fts5 import PlainFts5
from tests.timing import memory, timed

TIMES = 3

Figures = dict[str, dict[str, list[float]]]
"""By class of queries, by what was measured: milliseconds, or totals (one a query)."""

_PLAIN: dict[str, Callable[[Path], Plain]] = {"tantivy": PlainTantivy, "FTS5": PlainFts5}


def main() -> None:
    """Ask one, in a process of its own, so that its memory is its own."""
    system, folder, asked = sys.argv[1], Path(sys.argv[2]), read(Path(sys.argv[3]))
    figures: Figures = defaultdict(lambda: defaultdict(list))
    if system == "ours":
        search = OurSearch(folder)
        for one in asked:
            _ours(search, one, figures[one.name])
    else:
        engine = _PLAIN[system](folder)
        for one in asked:
            _plain(engine, one, figures[one.name])
    sys.stdout.write(json.dumps({"figures": figures, "memory": memory()}))


def _plain(engine: Plain, asked: Asked, figures: dict[str, list[float]]) -> None:
    for kind, ask in (("passages", engine.passages), ("documents", engine.documents)):
        total = ask(asked)
        if total is not None:
            figures[f"{kind} total"].append(total)
            figures[kind] += _milliseconds(lambda ask=ask: ask(asked))  # type: ignore[misc]  # called at once


def _ours(search: OurSearch, asked: Asked, figures: dict[str, list[float]]) -> None:
    figures["documents total"].append(search.answer(asked))
    for _ in range(TIMES):
        search.spent.clear()
        _, seconds = timed(lambda: search.answer(asked))
        figures["answer"].append(seconds * 1000)
        for stage, spent in search.spent.items():
            figures[stage].append(spent * 1000)
    figures["reading"] += _milliseconds(lambda: search.read(asked))
    figures["engine"] += _milliseconds(search.engine_call(asked))


def _milliseconds(work: Callable[[], Any]) -> list[float]:
    return [timed(work)[1] * 1000 for _ in range(TIMES)]


if __name__ == "__main__":
    main()
