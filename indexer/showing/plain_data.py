"""Dataclasses → dicts and lists, for JSON: ``dataclasses.asdict`` without its copies, which take longer than most searches."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

import orjson

_PLAIN = frozenset((str, int, float, bool, type(None)))
_AS_IT_IS = _PLAIN | {tuple}


def plain(value: Any) -> Any:
    """Dicts by field for dataclasses, however deep; everything else as it is. The values of a sequence are of one type."""
    kind = value.__class__
    if kind in _PLAIN:
        return value
    if kind is list or kind is tuple:
        return value if not value or value[0].__class__ in _AS_IT_IS else [plain(one) for one in value]
    if names := _names(kind):
        found = ((name, getattr(value, name)) for name in names)
    elif isinstance(value, Mapping):
        found = ((key, value[key]) for key in value)
    else:
        return value
    return {name: one if one.__class__ in _PLAIN else plain(one) for name, one in found}


def encoded(value: Any) -> bytes:
    """The same as JSON, in UTF-8; lone surrogates, which UTF-8 does not have, as escapes."""
    try:
        return orjson.dumps(value, default=dict)
    except orjson.JSONEncodeError:
        return json.dumps(plain(value)).encode()


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass; none of anything else."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
