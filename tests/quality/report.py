"""Printing: one table over all cases, by shape and by case; as JSON; every miss with file, expected, found."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tests.quality.tallies import Score, Tally

SHARES = (
    "number", "title", "issuers", "issued", "effective", "expires", "type", "level", "documents", "article count",
    "passages", "headings", "around", "citations", "relations", "warnings", "errors", "text",
)  # fmt: skip
COUNTS = ("furniture", "broken sentences")
AIMS = {"number": 0.98, "title": 0.95, "issuers": 0.95, "issued": 0.95, "effective": 0.95, "article count": 0.97,
        "passages": 0.97, "citations": 0.95}  # fmt: skip
_SHOWN = 160


def table(score: Score, shapes: Mapping[str, Score]) -> str:
    """The measures over all cases, then a line a shape."""
    lines = [f"{'over all cases':18} {'P':>6} {'R':>6} {'F1':>6} {'right':>6} {'false':>6} {'missed':>6} {'aim':>6}"]
    for name in SHARES:
        t = score[name]
        aim = AIMS.get(name)
        mark = "" if aim is None else f"{aim:6.2f}" + ("  below" if t.f1 is not None and t.f1 < aim else "")
        shares = " ".join(share(part) for part in (t.precision, t.recall, t.f1))
        lines.append(f"{name:18} {shares} {t.right:6} {t.false:6} {t.missed:6} {mark}".rstrip())
    lines += [f"{name + ' left':18} {score[name].false:6}" for name in COUNTS]
    return "\n".join([*lines, "", *_by_shape(shapes)])


def _by_shape(shapes: Mapping[str, Score]) -> list[str]:
    """F1 by shape: facts together, documents, articles, passages, citations, relations, text kept; furniture, broken."""
    columns = ("facts", "docs", "art", "pass", "head", "cit", "rel", "text", "furn", "brok")
    lines = [f"{'shape (F1)':44} " + " ".join(f"{column:>5}" for column in columns)]
    for shape, score in sorted(shapes.items()):
        shares = [facts(score).f1]
        shares += [score[n].f1 for n in ("documents", "article count", "passages", "headings", "citations", "relations")]
        counts = [score[name].false for name in COUNTS]
        cells = [*(share(s, 5, 2) for s in shares), share(score["text"].recall, 5, 2), *(f"{c:5}" for c in counts)]
        lines.append(f"{shape[:44]:44} " + " ".join(cells))
    return lines


def facts(score: Score) -> Tally:
    """All facts together."""
    total = Tally()
    for name in ("number", "title", "issuers", "issued", "effective", "expires", "type", "level"):
        total += score[name]
    return total


def misses(score: Score) -> str:
    """Every miss: case, measure, what is right, what was found."""
    shown = (f"{m.case}: {m.measure}: expected {m.expected[:_SHOWN]!r}, found {m.found[:_SHOWN]!r}" for m in score.misses)
    return "\n".join(shown)


def as_json(score: Score, shapes: Mapping[str, Score], speed: list[dict[str, Any]]) -> str:
    """All of it for other programs."""
    held = {
        "all": _numbers(score),
        "shapes": {shape: _numbers(s) for shape, s in sorted(shapes.items())},
        "misses": [{"case": m.case, "measure": m.measure, "expected": m.expected, "found": m.found} for m in score.misses],
        "speed": speed,
    }
    return json.dumps(held, ensure_ascii=False, indent=2)


def _numbers(score: Score) -> dict[str, Any]:
    return {
        name: {"precision": t.precision, "recall": t.recall, "f1": t.f1, "right": t.right, "false": t.false, "missed": t.missed}
        for name, t in score.tallies.items()
    }


def share(value: float | None, width: int = 6, digits: int = 3) -> str:
    """A share as a cell of a table; a dash where there is none."""
    return f"{'–' if value is None else format(value, f'.{digits}f'):>{width}}"
