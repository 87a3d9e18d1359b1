"""Words that are looked for besides those typed, as a reader sees them and switches them off."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Expansion:
    """Other words that are looked for too. ``of``: what they stand for in the query; ``origin``: see ``query.Origin``.

    ``source``: where they are from (terms: the term base; cedict: CC-CEDICT; spelling). ``key`` switches them off.
    """

    form: str
    of: str
    lang: str
    origin: str
    source: str
    key: str
