"""``python -m tests.benchmarks.building SYSTEM FOLDER PASSAGES``: index a generated collection; prints figures as JSON.

SYSTEM is ``plain``: both plain engines, fed with what ``indexer.entries`` makes; or an engine of ours, by its name.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterator
from pathlib import Path

from archive.model import Document
from indexer.building.build import PORTION, update
from indexer.entries import entries
from tests.benchmarks.generated import Generated
from tests.benchmarks.plain import Made, PlainTantivy
from tests.benchmarks.plain_fts5 import PlainFts5
from tests.timing import megabytes, timed

Figures = dict[str, float]


def main() -> None:
    """Build one, in a process of its own, so that its memory is its own."""
    system, folder, passages = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    figures = plain(folder, passages) if system == "plain" else ours(system, folder, passages)
    sys.stdout.write(json.dumps(figures))


def plain(folder: Path, passages: int) -> Figures:
    """Seconds of making documents, of cutting them, and of each plain engine; MB of each."""
    collection = Generated(passages)
    engines = [PlainTantivy(folder / "tantivy"), PlainFts5(folder / "FTS5")]
    figures: Figures = {"passages": 0, "segmentation": 0.0, **dict.fromkeys((engine.name for engine in engines), 0.0)}
    for portion, seconds in _portions(collection):
        figures["segmentation"] += seconds
        figures["passages"] += sum(len(made) for _, made in portion)
        for engine in engines:
            figures[engine.name] += timed(lambda engine=engine, portion=portion: engine.add(portion))[1]  # type: ignore[misc]
    for engine in engines:
        figures[engine.name] += timed(engine.close)[1]
        figures[f"{engine.name} MB"] = megabytes(folder / engine.name)
    return figures


def ours(engine: str, folder: Path, passages: int) -> Figures:
    """Seconds of ``update`` without those of making documents, and with one changed; MB on disk and in memory."""
    collection = _Timed(passages)
    _, seconds = timed(lambda: update(collection, folder, engine=engine))
    seconds -= collection.seconds
    collection.changed = collection.ids()[len(collection.ids()) // 2]
    _, one = timed(lambda: update(collection, folder, engine=engine))
    return {"seconds": seconds, "one": one, "MB": megabytes(folder), "rss": _most_memory()}


def _portions(collection: Generated) -> Iterator[tuple[list[Made], float]]:
    """What is indexed, in portions as large as ours, each with the seconds that cutting it took."""
    portion: list[Made] = []
    spent, passages = 0.0, 0
    for document_id in collection.ids():
        document = collection.load(document_id)
        made, seconds = timed(lambda document=document: entries(document, ""))  # type: ignore[misc]  # called at once
        portion.append(made)
        spent, passages = spent + seconds, passages + len(made[1])
        if passages >= PORTION:
            yield portion, spent
            portion, spent, passages = [], 0.0, 0
    if portion:
        yield portion, spent


class _Timed(Generated):
    """Notes how long it takes to make the documents, which is no part of indexing them; ``changed``: one that has."""

    seconds = 0.0
    changed = ""

    def fingerprint(self, document_id: str) -> str:
        return super().fingerprint(document_id) + " changed" * (document_id == self.changed)

    def load(self, document_id: str) -> Document:
        document, seconds = timed(lambda: super(_Timed, self).load(document_id))
        self.seconds += seconds
        return document


def _most_memory() -> float:
    """The most that this process had, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
