"""The query set: ``queries.tsv``, one query a line with what was judged to answer it."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

FILE = Path(__file__).with_name("queries.tsv")

Kind = Literal[
    "term",
    "paraphrase",
    "question",
    "across",
    "number",
    "citation",
    "provision",
    "misspelt",
    "date",
    "phrase",
    "operator",
    "traditional",
    "width",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
Part = Literal["dev", "held out"]

Place = tuple[str, str]
"""A document's id and a segment's id; the segment is empty where the document as a whole is meant."""
ANSWERS, HELPS = 2, 1


@dataclass(frozen=True, slots=True)
class Query:
    """A query as typed. ``lang``: of the query; ``judged``: grade by place, all passages or all documents."""

    part: Part
    kind: Kind
    lang: str
    text: str
    judged: Mapping[Place, int]

    @property
    def answers(self) -> frozenset[Place]:
        """What answers it (grade 2): recall and reciprocal rank count these only."""
        return frozenset(place for place, grade in self.judged.items() if grade == ANSWERS)

    @property
    def wants_documents(self) -> bool:
        """Whether documents are judged, not passages."""
        return not any(segment for _, segment in self.judged)


def part_of(text: str) -> Part:
    """Where a query belongs, drawn by its text: nobody chooses what is held out, and a query never changes sides."""
    return "held out" if int(hashlib.sha256(text.encode()).hexdigest(), 16) % 3 == 0 else "dev"


def read_queries(file: Path = FILE) -> list[Query]:
    """The queries of a file. Raises ValueError, with the line, for one that is not understood."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [_query(row, f"{file.name}, line {number}") for number, row in enumerate(rows, 2)]


def _query(row: Mapping[str, str], where: str) -> Query:
    kind = next((kind for kind in KINDS if kind == row["kind"]), None)
    if kind is None or row["lang"] not in ("zh", "en"):
        raise ValueError(f"{where}: there is no kind {row['kind']!r} in {row['lang']!r}")
    if row["set"] != part_of(row["query"]):
        raise ValueError(f"{where}: {row['query']!r} belongs to {part_of(row['query'])!r}")
    query = Query(part_of(row["query"]), kind, row["lang"], row["query"], judged(row["judged"], where))
    if not query.answers or len({bool(segment) for _, segment in query.judged}) > 1:
        raise ValueError(f"{where}: judge something to answer it, either passages or documents")
    return query


def judged(text: str, where: str = "") -> dict[Place, int]:
    """``nhc-2024-13:art_9,art_23=1 hebei-2024-33:para_1`` as grade by place; ``nhc-2024-13 nhc-2024-5=1`` for documents."""
    found: dict[Place, int] = {}
    for group in text.split():
        document, _, segments = group.partition(":")
        names = [f"{document}:{segment}" for segment in segments.split(",")] if segments else [document]
        for name in names:
            place, _, grade = name.partition("=")
            if grade not in ("", "1", "2"):
                raise ValueError(f"{where}: a grade is 1 or 2, not {grade!r}")
            found[(place.partition(":")[0], place.partition(":")[2])] = int(grade or ANSWERS)
    return found
