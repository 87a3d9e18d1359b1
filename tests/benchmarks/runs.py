"""What was measured at one size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Figures = Mapping[str, Mapping[str, Sequence[float]]]
"""By class of queries, by what was measured: milliseconds, or totals."""


@dataclass(frozen=True, slots=True)
class Run:
    """What was measured at one size; ``ours`` by engine. ``built``, ``asked``: what ``building`` and ``asking`` print."""

    passages: int
    plain: Mapping[str, float]
    built: Mapping[str, Mapping[str, float]]
    asked: Mapping[str, Mapping[str, Any]]

    @property
    def ours(self) -> Sequence[str]:
        """The engines of ours that were measured, the default first."""
        return list(self.built)

    def figures(self, system: str) -> Figures:
        """Of ``plain tantivy``, ``plain FTS5``, or an engine of ours."""
        return self.asked[system]["figures"]
