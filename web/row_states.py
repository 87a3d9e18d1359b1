"""What a reader has to know of a row before trusting it: no translation, an older original, two texts that fit badly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from archive.alignment.editions.rows import shown_edition
from archive.catalogue.work import LOW
from archive.model import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from archive.alignment.editions.rows import Row
    from archive.model import Document

State = Literal["untranslated", "stale", "low score"]
STATES: tuple[State, ...] = ("untranslated", "stale", "low score")


@dataclass(frozen=True, slots=True)
class Overview:
    """How many rows of a text are in a state, and the id of the first of them."""

    state: State
    count: int
    first: str


def states_of(document: Document, rows: Sequence[Row], original: str) -> dict[str, frozenset[State]]:
    """The states of rows by row id; rows without any are left out. A digest is no translation, and has none.

    ``original``: the language of the original.
    """
    editions = [shown_edition(document, language) for language in LANGUAGES]
    if any(edition is None or edition.kind == "digest" for edition in editions):
        return {}
    found = {row.id: _states(row, original) for row in rows}
    return {row_id: states for row_id, states in found.items() if states}


def overview(rows: Sequence[Row], states: Mapping[str, frozenset[State]]) -> list[Overview]:
    """A line for each state that a row is in."""
    found = {state: [row.id for row in rows if state in states.get(row.id, ())] for state in STATES}
    return [Overview(state, len(ids), ids[0]) for state, ids in found.items() if ids]


def _states(row: Row, original: str) -> frozenset[State]:
    source = row.cell(original)
    translation = row.en if original == "zh" else row.zh
    if source is None or translation is None:
        return frozenset({"untranslated"}) if source and any(one.text for one in source.segments) else frozenset()
    if row.unit is None:
        return frozenset()
    weak: set[State] = {"low score"} if row.unit.score < LOW and row.unit.origin != "confirmed" else set()
    return frozenset(weak | ({"stale"} if row.unit.stale else set()))
