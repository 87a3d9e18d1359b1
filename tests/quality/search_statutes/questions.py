"""The questions, each with the articles that answer it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parent / "questions.tsv"
SETS = ("dev", "held out", "plain")

Article = tuple[str, str]
"""The title of a statute without the state's name, and the number of its article: ("刑法", "17-1")."""


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks, and what answers it."""

    part: str
    text: str
    answers: frozenset[Article]


def read_questions(path: Path = FILE) -> list[Question]:
    """The questions of a file. Raises ValueError naming the line that is not well formed."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = [Question(row["set"], row["question"], frozenset(_answers(row["answers"] or ""))) for row in rows]
    for line, question in enumerate(found, 2):
        if question.part not in SETS or not question.text or not question.answers:
            raise ValueError(f"{path.name}, line {line}: a set of {', '.join(SETS)}, a question, and answers are needed")
    return found


def _answers(text: str) -> list[Article]:
    parted = (statute.partition(":") for statute in text.split())
    return [(title, number) for title, _, numbers in parted for number in numbers.split(",")]
