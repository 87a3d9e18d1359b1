"""Units as JSON objects, fields by name; what is empty is left out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import MISSING, fields
from typing import Any, cast

from archive.exchange.units import ExchangedUnit

_EMPTY = {
    entry.name: entry.default if entry.default_factory is MISSING else entry.default_factory()
    for entry in fields(ExchangedUnit)
    if entry.name not in {"zh", "en"}
}
_LISTS = frozenset({"zh_segments", "en_segments"})


def record(unit: ExchangedUnit) -> dict[str, Any]:
    """A unit as JSON can hold it: ``zh`` and ``en`` always, each other field where it says something."""
    given = {name: getattr(unit, name) for name in _EMPTY if getattr(unit, name) != _EMPTY[name]}
    given = {name: list(value) if name in _LISTS else value for name, value in given.items()}
    return {"zh": unit.zh, "en": unit.en, **given}


def unit_of(found: Mapping[str, Any]) -> tuple[ExchangedUnit, Collection[str]]:
    """The unit of a record, and the names of fields that could not be taken; what is not known here becomes a property."""
    taken: dict[str, Any] = {}
    properties: dict[str, str] = {}
    wrong: list[str] = []
    for name, value in found.items():
        if name == "properties" and isinstance(value, dict):
            properties.update({key: inner for key, inner in value.items() if isinstance(inner, str)})
            wrong += [f"properties.{key}" for key, inner in value.items() if not isinstance(inner, str)]
        elif name in {"zh", "en", *_EMPTY}:
            fits, kept = _fitting(name, value)
            taken |= {name: kept} if fits else {}
            wrong += [] if fits else [name]
        elif isinstance(value, str):
            properties.setdefault(name, value)
        else:
            wrong.append(name)
    return ExchangedUnit(**{"zh": "", "en": "", **taken, "properties": properties}), wrong


def _fitting(name: str, value: object) -> tuple[bool, object]:
    """Whether a value is of the field's kind, and the value as the field has it."""
    if name in _LISTS:
        fits = isinstance(value, list) and all(isinstance(one, str) for one in value)
        return fits, tuple(cast("list[str]", value)) if fits else ()
    if name == "score":
        fits = value is None or (isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 1)
        return fits, float(cast("float", value)) if fits and value is not None else None
    if name == "level":
        return value in {"passage", "sentence"}, value
    return isinstance(value, str), value
