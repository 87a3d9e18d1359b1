"""An edition that has no counterpart: each of its passages and sentences is a unit by itself."""

from __future__ import annotations

from archive.alignment.editions.texts import Side
from archive.model import Edition, Stretch, TranslationUnit, UnitLevel


def units_alone(edition: Edition, level: UnitLevel = "passage") -> tuple[TranslationUnit, ...]:
    """The units of a level, in the order of the text, with an empty other side and the score 0."""
    side = Side(edition)
    if level == "passage":
        return tuple(_unit(level, side.whole(segment.id), side) for segment in edition.segments)
    return tuple(_unit(level, one, side) for segment in edition.segments for one in side.sentences(segment.id))


def _unit(level: UnitLevel, one: Stretch, side: Side) -> TranslationUnit:
    text = side.text((one,))
    if side.language == "zh":
        return TranslationUnit(level, (one,), (), text, "", 0.0)
    return TranslationUnit(level, (), (one,), "", text, 0.0)
