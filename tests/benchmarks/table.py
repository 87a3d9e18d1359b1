"""The figures of a run as tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import fmean

from tests.benchmarks.aims import ratios, stages
from tests.benchmarks.runs import Run
from tests.timing import percentiles


def lines(run: Run) -> Iterator[str]:
    """Everything about one size."""
    yield f"\n== {run.plain['passages']:,.0f} passages =="
    yield from _indexing(run)
    yield from _searching(run)
    for engine in run.ours:
        yield from stages(engine, run.figures(engine))
        yield from ratios(engine, run)


def _indexing(run: Run) -> Iterator[str]:
    cutting, plain = run.plain["segmentation"], run.plain["tantivy"]
    yield f"{'indexing':28}{'s':>9}{'MB':>8}{'RSS MB':>8}"
    yield f"{'  cutting alone':28}{cutting:9.1f}"
    for name in ("tantivy", "FTS5"):
        yield f"{f'  plain {name} alone':28}{run.plain[name]:9.1f}{run.plain[f'{name} MB']:8.0f}"
    for engine, made in run.built.items():
        figures = f"{made['seconds']:9.1f}{made['MB']:8.0f}{made['rss']:8.0f}"
        ratio = made["seconds"] / (cutting + plain)
        yield f"{f'  ours on {engine}':28}{figures}   {ratio:.2f}x cutting + plain tantivy (aim 1.3x)"
        yield f"{'  one document changed':28}{made['one']:9.2f}"


def _searching(run: Run) -> Iterator[str]:
    """p50/p95 of every class: plain engines over passages and over documents with facets, ours the engine call and the answer."""
    columns = [
        ("plain tantivy", "passages"), ("plain FTS5", "passages"), ("plain tantivy", "documents"), ("plain FTS5", "documents"),
        *((engine, kind) for engine in run.ours for kind in ("engine", "answer")),
    ]  # fmt: skip
    yield ""
    yield f"{'ms, p50/p95':10}" + "".join(f"{system:>18}" for system, _ in columns) + f"{'hits':>9}  totals"
    yield f"{'':10}" + "".join(
        f"{'engine' if system in run.ours and kind == 'documents' else kind:>18}" for system, kind in columns
    )
    for name in run.figures(run.ours[0]):
        cells = "".join(f"{_cell(run.figures(system)[name].get(kind)):>18}" for system, kind in columns)
        hits = fmean(run.figures(run.ours[0])[name]["documents total"])
        yield f"{name:10}{cells}{hits:9.0f}  {_agreement(run, name)}"
    for system, asked in run.asked.items():
        memory = asked["memory"]
        yield f"memory    {system:>18}: RSS {memory['rss']:.0f} MB, of its own {memory['own']:.0f} MB"


def _cell(values: Sequence[float] | None) -> str:
    if not values:
        return "-"
    p50, p95 = percentiles(values)
    return f"{p50:.2f}/{p95:.2f}"


def _agreement(run: Run, name: str) -> str:
    """Whether the plain engines found the same passages and documents, and our engines the same documents."""
    told = []
    plain = [run.figures(f"plain {one}")[name] for one in ("tantivy", "FTS5")]
    for kind in ("passages", "documents"):
        pairs = list(zip(*(figures.get(f"{kind} total", ()) for figures in plain), strict=False))
        told += [f"plain {kind} differ {sum(a != b for a, b in pairs)}x"] if any(a != b for a, b in pairs) else []
    totals = {tuple(run.figures(engine)[name]["documents total"]) for engine in run.ours}
    told += ["OUR ENGINES DIFFER"] if len(totals) > 1 else []
    ours, theirs = run.figures(run.ours[0])[name]["documents total"], plain[0].get("documents total", ())
    more = sum(a != b for a, b in zip(ours, theirs, strict=False))
    return "; ".join(told or ["agree"]) + (f"; ours differ from plain {more}x" if more else "")
