"""One review: where a person is, what was done so far, and what the typed keys mean. Pure but for its own state."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import replace

from archive.alignment.editions.corrections import Correction, correction_of
from archive.alignment.review import reviewing
from archive.alignment.review.reviewing import Direction, Sides, Units, needs_review, pieces
from archive.errors import BadQuery
from archive.model import LANGUAGES, Language, TranslationUnit

KEYS = (
    ("y", "right as it stands"),
    ("m", "merge with the next unit"),
    ("s 2 1", "split: the first 2 pieces of the Chinese and the first 1 of the English make the first unit"),
    ("z> z< e> e<", "shift the last (first) Chinese or English piece to the next (previous) unit"),
    ("n", "nothing answers: neither side is the other's translation"),
    ("Enter", "leave it and go on"),
    ("b", "back to the unit before"),
    ("u", "undo the last step"),
    ("q", "save and quit"),
    ("x", "quit without saving"),
    ("?", "show the keys again"),
)
_SHIFT = re.compile(r"([ze]) ?([<>])")
_SPLIT = re.compile(r"s\s+(\d{1,5})[\s,]+(\d{1,5})")
_MOST_STEPS = 1000


class Review:
    """The units of a document while a person goes through them.

    ``passages``: where ``units`` are sentences, the passages that they stay in. ``every``: stop at each unit, not only where
    somebody should look.
    """

    def __init__(self, units: Units, sides: Sides, passages: Units = (), *, every: bool = False) -> None:
        self.units = units
        self.sides = sides
        self.place = -1
        self._passages = {
            (language, piece.segment): number
            for number, passage in enumerate(passages)
            for language in LANGUAGES
            for piece in pieces(passage, language)
        }
        self._every = every
        self._earlier: list[tuple[Units, int]] = []
        self._before = units
        self._go_on()

    @property
    def ended(self) -> bool:
        """Whether the person has gone through all of it."""
        return self.place >= len(self.units)

    @property
    def unit(self) -> TranslationUnit:
        """The unit that is looked at."""
        return self.units[self.place]

    @property
    def left(self) -> int:
        """How many units are still to be looked at, this one among them."""
        return sum(self._stops_at(i) for i in range(self.place, len(self.units)))

    @property
    def changed(self) -> bool:
        """Whether anything was decided."""
        return self.units != self._before

    @property
    def is_unit_new(self) -> bool:
        """Whether the unit that is looked at came of a step of this review, and is not kept yet."""
        return self.unit not in self._before

    def decided(self, today: datetime.date, by: str = "") -> tuple[Correction, ...]:
        """What was decided, as rows that bind; ``by``: whose they are."""
        before = set(self._before)
        new = (unit for unit in self.units if unit.origin == "confirmed" and unit not in before)
        return tuple(replace(correction_of(unit, self.sides.zh, self.sides.en, by=by), date=today) for unit in new)

    def neighbour(self, step: int) -> TranslationUnit | None:
        """The unit before (-1) or behind (1) the one that is looked at."""
        place = self.place + step
        return self.units[place] if 0 <= place < len(self.units) else None

    def key(self, typed: str) -> None:
        """Do what a key says (``KEYS``; q, x and ? are the terminal's). Raises BadQuery where it cannot be done."""
        wanted = " ".join(typed.lower().replace("＞", ">").replace("＜", "<").split())
        if not wanted:
            self._go_on()
        elif wanted == "b":
            self._go_back()
        elif wanted == "u":
            self._undo()
        elif wanted == "y":
            self._do(lambda: reviewing.confirmed(self.units, self.place))
            self._go_on()
        elif wanted == "n":
            gaps = 1 + bool(self.unit.zh and self.unit.en)
            self._do(lambda: reviewing.parted(self.units, self.place, self.sides))
            self.place += gaps - 1
            self._go_on()
        else:
            self._do(self._step(wanted), back=wanted.endswith("<"))

    def _step(self, wanted: str) -> Callable[[], Units]:
        if wanted == "m":
            return lambda: reviewing.merged(self.units, self.place, self.sides)
        if numbers := _SPLIT.fullmatch(wanted):
            zh, en = int(numbers[1]), int(numbers[2])
            return lambda: reviewing.split(self.units, self.place, zh, en, self.sides)
        if found := _SHIFT.fullmatch(wanted):
            language: Language = "zh" if found[1] == "z" else "en"
            direction: Direction = "next" if found[2] == ">" else "previous"
            return lambda: reviewing.shifted(self.units, self.place, language, direction, self.sides)
        raise BadQuery(f"{wanted[:20]!r} is no key; ? shows them")

    def _do(self, step: Callable[[], Units], *, back: bool = False) -> None:
        """Take a step; ``back``: what it leaves of a unit that goes is in the one before."""
        new = step()
        if not all(map(self._in_one_passage, new)):
            raise BadQuery("the neighbour is in another passage; review the passages first, without --sentences")
        self._earlier = [*self._earlier[-_MOST_STEPS:], (self.units, self.place)]
        self.place -= back and len(new) < len(self.units)
        self.units = new

    def _in_one_passage(self, unit: TranslationUnit) -> bool:
        places = {self._passages.get((language, one.segment)) for language in LANGUAGES for one in pieces(unit, language)}
        return len(places) == 1 or not self._passages

    def _undo(self) -> None:
        if not self._earlier:
            raise BadQuery("there is no step to undo")
        self.units, self.place = self._earlier.pop()

    def _go_on(self) -> None:
        self.place += 1
        while not self.ended and not self._stops_at(self.place):
            self.place += 1

    def _go_back(self) -> None:
        if self.place < 1:
            raise BadQuery("this is the first unit")
        self.place -= 1

    def _stops_at(self, place: int) -> bool:
        return self._every or needs_review(self.units[place])
