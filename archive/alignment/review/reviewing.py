"""What a person may do with the units of a document in review: merge, split, shift, part, confirm. Pure: a new list each time.

A unit consists of pieces: segments where passages are reviewed, sentences where sentences are. Whatever is done, each piece
stays in exactly one unit, and each side keeps its order. Units that a person touched have the origin ``confirmed`` and are
stale no more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from archive.alignment.editions.odds import AGREES
from archive.alignment.editions.texts import Side
from archive.errors import BadQuery
from archive.model import Edition, Language, Stretch, TranslationUnit

Units = tuple[TranslationUnit, ...]
Direction = Literal["previous", "next"]


@dataclass(frozen=True, slots=True)
class Sides:
    """Both editions, with the texts of their segments."""

    zh: Side
    en: Side

    @classmethod
    def of(cls, zh: Edition, en: Edition) -> Sides:
        """Of two editions."""
        return cls(Side(zh), Side(en))


def pieces(unit: TranslationUnit, language: Language) -> tuple[Stretch, ...]:
    """The segments or sentences of one side of a unit."""
    return unit.en if language == "en" else unit.zh


def needs_review(unit: TranslationUnit, below: float = AGREES) -> bool:
    """Whether somebody should look at a unit: it is stale, or it is weak or a gap and no person has confirmed it."""
    return unit.stale or (unit.origin != "confirmed" and (unit.score < below or not (unit.zh and unit.en)))


def confirmed(units: Units, place: int) -> Units:
    """The unit is right as it stands, a gap too."""
    return _with(units, place, 1, replace(units[place], origin="confirmed", stale=False))


def merged(units: Units, place: int, sides: Sides) -> Units:
    """The unit and the next one as one. Raises BadQuery behind the last."""
    if place + 1 >= len(units):
        raise BadQuery("this is the last unit; there is no next one to merge it with")
    one, other = units[place : place + 2]
    return _with(units, place, 2, _made(one, (*one.zh, *other.zh), (*one.en, *other.en), sides))


def split(units: Units, place: int, zh: int, en: int, sides: Sides) -> Units:
    """Two units: the first has so many pieces of each side. Raises BadQuery where one of the two would be empty."""
    unit = units[place]
    if not (zh <= len(unit.zh) and en <= len(unit.en)) or min(zh, en) < 0 or zh + en in (0, len(unit.zh) + len(unit.en)):
        has = f"this unit has {len(unit.zh)} in Chinese and {len(unit.en)} in English"
        raise BadQuery(f"{has}; say how many of each make the first unit, so that something is left for the second")
    first = _made(unit, unit.zh[:zh], unit.en[:en], sides)
    return _with(units, place, 1, first, _made(unit, unit.zh[zh:], unit.en[en:], sides))


def shifted(units: Units, place: int, language: Language, direction: Direction, sides: Sides) -> Units:
    """The last piece of a side goes to the next unit, or the first to the previous one; a unit that is left without any goes.

    Raises BadQuery where there is no such unit or piece.
    """
    other = place + 1 if direction == "next" else place - 1
    ours = pieces(units[place], language)
    if not 0 <= other < len(units):
        raise BadQuery(f"there is no {direction} unit")
    if not ours:
        raise BadQuery("this side is empty; there is nothing to shift")
    theirs = pieces(units[other], language)
    ours, theirs = (ours[:-1], (ours[-1], *theirs)) if direction == "next" else (ours[1:], (*theirs, ours[0]))
    changed = {place: _side(units[place], language, ours, sides), other: _side(units[other], language, theirs, sides)}
    new = (changed[i] for i in sorted(changed))
    return _with(units, min(place, other), 2, *(unit for unit in new if unit.zh or unit.en))


def parted(units: Units, place: int, sides: Sides) -> Units:
    """Neither side answers to the other: two units, each with an empty side; a gap is confirmed as one."""
    unit = units[place]
    if not (unit.zh and unit.en):
        return confirmed(units, place)
    return _with(units, place, 1, _made(unit, unit.zh, (), sides), _made(unit, (), unit.en, sides))


def _made(like: TranslationUnit, zh: Sequence[Stretch], en: Sequence[Stretch], sides: Sides) -> TranslationUnit:
    """A unit that a person made; its score is that of the one it was made of, until it is computed anew."""
    score = like.score if zh and en else 0.0
    return TranslationUnit(like.level, tuple(zh), tuple(en), sides.zh.text(zh), sides.en.text(en), score, "confirmed")


def _side(unit: TranslationUnit, language: Language, new: Sequence[Stretch], sides: Sides) -> TranslationUnit:
    return _made(unit, unit.zh, new, sides) if language == "en" else _made(unit, new, unit.en, sides)


def _with(units: Units, place: int, length: int, *new: TranslationUnit) -> Units:
    return (*units[:place], *new, *units[place + length :])
