"""What a person, or the taking in of a translation, says of an alignment: which passages or sentences belong together.

Rows that are ``confirmed`` bind: they are a person's. Rows that are ``taken`` bind nothing; they remember which source text a
passage translated when it came in.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from archive.alignment.editions.places import Place, by_sentence, fingerprint, places_of, text_at
from archive.alignment.editions.texts import Side
from archive.model import LANGUAGES, Language, TranslationUnit, UnitLevel

State = Literal["confirmed", "taken"]
STATES: tuple[State, ...] = get_args(State)


@dataclass(frozen=True, slots=True)
class Correction:
    """A row of ``alignment.tsv``: what answers to what; an empty side where nothing does.

    ``zh_sha``, ``en_sha``: the fingerprint of each side's text at the time, empty where it is not known or the side is empty.
    ``date``: the day it was made.
    """

    zh: tuple[Place, ...]
    en: tuple[Place, ...]
    state: State = "confirmed"
    zh_sha: str = ""
    en_sha: str = ""
    by: str = ""
    date: datetime.date | None = None
    note: str = ""

    @property
    def level(self) -> UnitLevel:
        """Whether it names whole segments or sentences."""
        return "sentence" if any(place.sentence for place in (*self.zh, *self.en)) else "passage"

    def places(self, language: str) -> tuple[Place, ...]:
        """The side in a language."""
        return self.en if language == "en" else self.zh

    def sha(self, language: str) -> str:
        """The fingerprint of a side."""
        return self.en_sha if language == "en" else self.zh_sha


def changed_sides(correction: Correction, zh: Side, en: Side) -> frozenset[Language]:
    """The sides whose text is another one now than when the row was made, or is gone."""
    return frozenset(side.language for side in (zh, en) if _has_changed(correction, side))


def _has_changed(correction: Correction, side: Side) -> bool:
    text, known = text_at(correction.places(side.language), side), correction.sha(side.language)
    return text is None or (bool(known) and fingerprint(text) != known)


def with_fingerprints(correction: Correction, zh: Side, en: Side) -> Correction:
    """The row with the fingerprints of the texts as they are now: so a person says that it still holds."""
    return replace(
        correction,
        zh_sha=fingerprint(text_at(correction.zh, zh) or ""),
        en_sha=fingerprint(text_at(correction.en, en) or ""),
    )


def correction_of(unit: TranslationUnit, zh: Side, en: Side, state: State = "confirmed", by: str = "") -> Correction:
    """A unit as a row with the fingerprints of its texts: confirmed by a person, or remembered as it was taken in."""
    sides = tuple(places_of(stretches, side) for stretches, side in ((unit.zh, zh), (unit.en, en)))
    if len({place.sentence is None for places in sides for place in places}) > 1 or unit.level == "sentence":
        sides = (by_sentence(sides[0], zh), by_sentence(sides[1], en))
    return with_fingerprints(Correction(sides[0], sides[1], state, by=by), zh, en)


def merged(there: Sequence[Correction], newer: Sequence[Correction], zh: Side, en: Side) -> tuple[Correction, ...]:
    """Rows with newer ones, which take the place of those that name one of their places; in the order of the text.

    A ``taken`` row never displaces a ``confirmed`` one. One whose two texts both changed was translated anew: it remembers the
    texts as they are now.
    """
    confirmed = {key for row in there if row.state == "confirmed" for key in keys(row)}
    coming = [row for row in newer if row.state == "confirmed" or confirmed.isdisjoint(keys(row))]
    displaced = {key for row in coming for key in keys(row)}
    kept = [_refreshed(row, zh, en) for row in there if displaced.isdisjoint(keys(row))]
    return in_order([*kept, *coming], zh, en)


def _refreshed(row: Correction, zh: Side, en: Side) -> Correction:
    both = row.state == "taken" and len(changed_sides(row, zh, en)) == len(LANGUAGES)
    there = both and text_at(row.zh, zh) is not None and text_at(row.en, en) is not None
    return with_fingerprints(row, zh, en) if there else row


def in_order(rows: Iterable[Correction], zh: Side, en: Side) -> tuple[Correction, ...]:
    """Rows in the order of the Chinese text; those with English only behind them, in the order of the English."""

    def position(row: Correction) -> tuple[bool, int, int]:
        side = zh if row.zh else en
        first = (row.zh or row.en)[0]
        return (not row.zh, side.order.get(first.segment, len(side.order)), first.sentence or 0)

    return tuple(sorted(rows, key=position))


def keys(row: Correction) -> set[tuple[Language, Place]]:
    """The places that a row names, each with its language."""
    return {(language, place) for language in LANGUAGES for place in row.places(language)}
