"""States that this archive does not know, such as another program's own: told, and kept as a property."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from archive.errors import Problem
from archive.exchange.languages import listed
from archive.exchange.units import STATES, ExchangedUnit

_LISTED = 5
_SHOWN = 40


def with_known_states(units: Iterable[ExchangedUnit], path: Path, problems: list[Problem]) -> Iterator[ExchangedUnit]:
    """The same units, in a state that is known or in none; how many had another is a note behind the last one.

    What another program calls it stays as the property ``state``.
    """
    count = 0
    seen: dict[str, None] = {}
    for unit in units:
        state = unit.state.strip().lower()
        if state in STATES:
            yield unit if state == unit.state else replace(unit, state=state)
            continue
        if state:
            count += 1
            seen |= {state[:_SHOWN]: None} if len(seen) < _LISTED else {}
        yield replace(unit, state="", properties={"state": unit.state, **unit.properties} if state else unit.properties)
    if count:
        message = f"states that are not known here were taken as none: {count} ({listed(set(seen))})"
        problems.append(Problem("note", f"{message}; this archive knows {', '.join(sorted(STATES - {''}))}", None, path))
