"""Where the time of an answer goes, and how a run stands to what is aimed at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tests.benchmarks.runs import Figures, Run
from tests.timing import percentiles

_AHEAD = ("frequent", "OR4", "prefix")
"""Classes in which our whole answer is to be ahead of bare FTS5."""
_UNLIKE = ("fuzzy",)
"""Plain tantivy makes an automaton for each such query, which takes longer than everything else; ours knows the terms."""
_STAGES = ("reading", "documents", "passages", "terms", "JSON", "showing", "answer")


def stages(engine: str, figures: Figures) -> Iterator[str]:
    """By class, p50 in ms. Reading has in it what it asks the engine for; terms is that, and what showing asks for."""
    yield ""
    yield f"{f'ours on {engine}: p50':24}" + "".join(f"{name:>11}" for name in _STAGES)
    for name, measured in figures.items():
        p50 = {stage: percentiles(measured[stage])[0] if measured.get(stage) else 0.0 for stage in _STAGES}
        p50["showing"] = max(0.0, p50["answer"] - sum(p50[stage] for stage in ("reading", "documents", "passages", "JSON")))
        yield f"{f'  {name}':24}" + "".join(f"{p50[stage]:11.2f}" for stage in _STAGES)


def ratios(engine: str, run: Run) -> Iterator[str]:
    """Over all queries but misspelt ones, against plain tantivy asked for the same: hits, exact total, all facets."""
    ours, plain, fts5 = (run.figures(one) for one in (engine, "plain tantivy", "plain FTS5"))
    call, answer, bare = (percentiles(_all(*pair)) for pair in ((ours, "engine"), (ours, "answer"), (plain, "documents")))
    yield ""
    yield f"{engine}: engine call / plain tantivy: {_times(call, bare)} (aim 2x)"
    yield f"{engine}: whole answer / plain tantivy: {_times(answer, bare)} (aim 20x, 10x)"
    yield f"{engine}: whole answer: p50 {answer[0]:.1f} ms, p95 {answer[1]:.1f} ms (aim at 1M: p95 under 100 ms)"
    ahead = [f"{name} {_p50(fts5[name]['passages']) / _p50(ours[name]['answer']):.1f}x" for name in _AHEAD]
    yield f"{engine}: p50 of bare FTS5 / whole answer: {', '.join(ahead)} (aim over 1x)"


def growth(runs: Sequence[Run]) -> Iterator[str]:
    """How cost grows from size to size, beside how the text grows: no faster is what is aimed at."""
    for smaller, larger in pairwise(runs):
        text = larger.passages / smaller.passages
        yield f"\n== growth from {smaller.passages:,} to {larger.passages:,} passages: {text:.0f}x the text =="
        for engine in (one for one in larger.ours if one in smaller.ours):
            before, after = (run.built[engine] for run in (smaller, larger))
            made = ", ".join(f"{kind} {after[kind] / before[kind]:.1f}x" for kind in ("seconds", "MB", "rss"))
            answers = [percentiles(_all(run.figures(engine), "answer")) for run in (larger, smaller)]
            yield f"{engine}: indexing {made}; answer {_times(*answers)}"


def _times(ours: tuple[float, float], other: tuple[float, float]) -> str:
    return f"p50 {ours[0] / other[0]:.1f}x, p95 {ours[1] / other[1]:.1f}x"


def _p50(values: Sequence[float]) -> float:
    return percentiles(values)[0]


def _all(figures: Figures, kind: str) -> list[float]:
    """What was measured over the classes that can be compared."""
    return [value for name, one in figures.items() if name not in _UNLIKE for value in one.get(kind, ())]
