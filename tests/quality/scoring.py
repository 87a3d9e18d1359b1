"""Scoring a folder of cases, shape by shape."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.quality.cases import CASES, load_cases
from tests.quality.measures import measure
from tests.quality.tallies import Score


def score_folder(folder: Path | None = None, *, only: str = "") -> dict[str, Score]:
    """Shape → score, over this project's cases or those of a folder. Raises ValueError for a truth that is not understood."""
    shapes: dict[str, Score] = {}
    with tempfile.TemporaryDirectory() as built:
        for case in load_cases(folder or CASES):
            if only in case.name:
                score = shapes.setdefault(case.shape, Score())
                score += measure(case, Path(built))
    return shapes


def total(shapes: dict[str, Score]) -> Score:
    """All shapes together."""
    score = Score()
    for part in shapes.values():
        score += part
    return score
