"""The table of alignment: a line a set and a way of aligning, with the aims of the issue; as JSON; the misses."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tests.quality.alignment.command import Measured
from tests.quality.alignment.judging import Miss
from tests.quality.alignment.running import Run
from tests.quality.report import share

Ways = Mapping[str, Mapping[str, Run]]
"""Way of aligning (``lexicon``, ``lexicon + vectors``) → set → what was reached."""
_SHOWN = 100


def table(ways: Ways, speeds: Mapping[str, Measured]) -> str:
    """Sets by way; P, R and F1 of pairs, lines without an answer that were found and those falsely claimed, weak units."""
    lines = [
        f"{'alignment':24} {'':18} {'pairs':>6} {'F1':>6} {'P':>6} {'R':>6} {'gaps':>5} {'found':>6} {'false':>6} {'<.5':>6}"
        f" {'apart':>6} {'units/s':>8}"
    ]
    names = list(dict.fromkeys(name for sets in ways.values() for name in sets))
    lines += [_line(name, way, ways[way][name]) for name in names for way in ways if name in ways[way]]
    lines += [
        f"align --batch, {way}: {speed.loading:.2f} s (processor) to load, {speed.speed:,.0f} units/s, peak {speed.peak} MB"
        for way, speed in speeds.items()
    ]
    return "\n".join(lines)


def _line(name: str, way: str, run: Run) -> str:
    pairs, gaps = run.judged.pairs, run.judged.gaps
    shares = " ".join(share(value) for value in (pairs.f1, pairs.precision, pairs.recall))
    scores = " ".join(share(value) for value in (gaps.recall, _false(run), run.judged.true.value, run.judged.apart.value))
    head = f"{name[:24]:24} {way:18} {pairs.right + pairs.missed:6}"
    return f"{head} {shares} {gaps.right + gaps.missed:5} {scores} {run.speed:8,.0f}"


def _false(run: Run) -> float | None:
    """Lines that were said to have no answer and have one, of all that were said to have none."""
    precision = run.judged.gaps.precision
    return None if precision is None or not run.judged.gaps.right + run.judged.gaps.false else 1 - precision


def misses(ways: Ways) -> str:
    """Every pair that was not found, with its texts, and what was found for its lines."""
    return "\n".join(
        f"{way}: {name}: {_told(miss)}" for way, sets in ways.items() for name, run in sets.items() for miss in run.judged.misses
    )


def _told(miss: Miss) -> str:
    zh, en = (" / ".join(line[:_SHOWN] for line in side) or "—" for side in (miss.zh, miss.en))
    found = ", ".join(f"{list(left)}={list(right)}" for left, right in miss.found)
    return f"{miss.case}: expected {list(miss.gold[0])}={list(miss.gold[1])}, found {found}: {zh} | {en}"


def as_json(ways: Ways, speeds: Mapping[str, Measured]) -> str:
    """All of it for other programs."""
    held: dict[str, Any] = {way: {name: _numbers(run) for name, run in sets.items()} for way, sets in ways.items()}
    for way, speed in speeds.items():
        held[way]["command"] = {"loading_seconds": speed.loading, "units_per_second": speed.speed, "peak_mb": speed.peak}
    return json.dumps(held, ensure_ascii=False, indent=2)


def _numbers(run: Run) -> dict[str, Any]:
    judged = run.judged
    return {
        "pairs": judged.pairs.right + judged.pairs.missed,
        "f1": judged.pairs.f1,
        "precision": judged.pairs.precision,
        "recall": judged.pairs.recall,
        "gaps_found": judged.gaps.recall,
        "gaps_false": _false(run),
        "weak": judged.true.value,
        "weak_where_texts_differ": judged.other.value,
        "weak_or_gap_where_texts_differ": judged.apart.value,
        "units_per_second": run.speed,
    }
