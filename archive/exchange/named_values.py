"""What a unit says beside its texts, as names and values, and back: for formats that have a place for such pairs.

``document``, ``unit``, ``level``, ``label``, ``state`` and ``score`` are the archive's own; a property of such a name is written
``property-NAME``. A score is written so that the same number comes back.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from archive.exchange.tally import Tally
from archive.exchange.units import ExchangedUnit

OWN = ("document", "unit", "level", "label", "state", "score")
SEGMENTS = {"zh": "zh-segment", "en": "en-segment"}
"""Names of a side's segments, one value each, where a format has no better place for them."""
_RESERVED = frozenset({*OWN, *SEGMENTS.values(), "eId"})
_PREFIX = "property-"


def named_values(unit: ExchangedUnit) -> list[tuple[str, str]]:
    """Names and values of what a unit says, empty ones left out, properties last."""
    score = None if unit.score is None else repr(unit.score)
    own = zip(OWN, (unit.document, unit.unit, unit.level, unit.label, unit.state, score), strict=True)
    return [
        *((name, value) for name, value in own if value),
        *((_written(name), value) for name, value in unit.properties.items()),
    ]


def fields(pairs: Iterable[tuple[str, str]], tally: Tally, line: int | None = None) -> dict[str, Any]:
    """The fields of an ExchangedUnit that names and values give; of one name twice the values are joined by a line break."""
    own: dict[str, Any] = {}
    properties: dict[str, str] = {}
    for name, value in pairs:
        if name in OWN:
            own[name] = value
        else:
            plain = name.removeprefix(_PREFIX)
            properties[plain] = f"{properties[plain]}\n{value}" if plain in properties else value
    own["level"] = "sentence" if own.get("level") == "sentence" else "passage"
    own["score"] = score(own.get("score", ""), tally, line)
    return {**own, "properties": properties}


def score(text: str, tally: Tally, line: int | None = None) -> float | None:
    """A score as a number; None where there is none or it is not one."""
    if not text.strip():
        return None
    try:
        found = float(text)
    except ValueError:
        found = math.nan
    if not 0 <= found <= 1:  # nor is "nan"
        tally.add("scores", line, [text])
        return None
    return found


def _written(name: str) -> str:
    return f"{_PREFIX}{name}" if name in _RESERVED or name.startswith(_PREFIX) else name
