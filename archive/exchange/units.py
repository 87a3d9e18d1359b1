"""What is exchanged: a translation unit with what another program is told of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from archive.model import UnitLevel

STATES = frozenset({"confirmed", "computed", "stale", "digest", ""})
"""What is known of a unit; empty where nothing is."""


@dataclass(frozen=True, slots=True)
class ExchangedUnit:
    """A translation unit outside its document. ``zh`` and ``en`` are the texts; either may be empty: nothing answers.

    ``document``: its id; ``unit``: the unit's id there; both empty in a file of another program that does not say.
    ``zh_segments`` and ``en_segments``: the segments it stands in. ``state``: ``confirmed``, ``computed``, ``stale`` or
    ``digest`` (the archive's own words, no translation); empty where unknown. ``properties``: what else a file says of it, by
    name: kept on the way through.
    """

    zh: str
    en: str
    document: str = ""
    unit: str = ""
    level: UnitLevel = "passage"
    zh_segments: tuple[str, ...] = ()
    en_segments: tuple[str, ...] = ()
    score: float | None = None
    state: str = ""
    label: str = ""
    note: str = ""
    properties: Mapping[str, str] = field(default_factory=dict)
