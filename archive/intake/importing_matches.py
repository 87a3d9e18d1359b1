"""The units of a file → where they stand in a document, and what of that is to be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.errors import Conflict, Problem
from archive.exchange.sides import language_seen
from archive.exchange.units import ExchangedUnit
from archive.intake.importing_places import Found, How, PlacedText
from archive.model import LANGUAGES, Language, Stretch

_LEAST_MATCHED = 0.2
_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class Match:
    """A unit of a file, counted from 1, and where its text in one language stands; no stretch where nowhere."""

    number: int
    unit: ExchangedUnit
    found: Found
    stretches: tuple[Stretch, ...]

    @property
    def how(self) -> How:
        """Exactly, folded, nearly, not at all, or in more places than one."""
        return self.found.how

    @property
    def place(self) -> str:
        """The first segment it stands in, else the one that the file names; may be empty."""
        named = (*self.unit.zh_segments, *self.unit.en_segments, self.unit.unit, "")
        return self.stretches[0].segment if self.stretches else named[0]


def text_in(unit: ExchangedUnit, language: Language) -> str:
    """What a unit says in a language."""
    return unit.en if language == "en" else unit.zh


def matches(numbered: Iterable[tuple[int, ExchangedUnit]], text: PlacedText, language: Language) -> Iterator[Match]:
    """Where each unit stands in a text of a language, one after the other."""
    taken: set[int] = set()
    near = 0
    for number, unit in numbered:
        said = text_in(unit, language).strip()
        if not said:
            yield Match(number, unit, Found("alone"), ())
            continue
        segments = unit.en_segments if language == "en" else unit.zh_segments
        found = text.find(said, near, taken, segments)
        if found.atoms and taken.isdisjoint(found.atoms):
            near = found.atoms.stop
        taken.update(found.atoms)
        yield Match(number, unit, found, text.stretches(found.atoms))


def check_languages(units: Sequence[ExchangedUnit]) -> None:
    """Raises Conflict where most texts are in the other side's language."""
    seen = [(side, language_seen(text_in(unit, side))) for unit in units for side in LANGUAGES]
    told = [(side, found) for side, found in seen if found]
    wrong = sum(side != found for side, found in told)
    if told and wrong > _MOSTLY * len(told):
        message = f"the languages are swapped or wrong: {wrong} of {len(told)} texts are not in the language of their side"
        raise Conflict(f"{message}; give each text its own language code or heading")


def check_is_of(document_id: str, found: Sequence[Match]) -> None:
    """Raises Conflict where so few units meet the document that the file must be of another one."""
    told = [match for match in found if match.how != "alone"]
    met = sum(bool(match.stretches) for match in told)
    if met < max(1, _LEAST_MATCHED * len(told)):
        message = f"{met} of {len(told)} units have a source text that is in {document_id}"
        raise Conflict(f"{message}; the file is of another document or version: look whether it is the right one")


def counts(found: Iterable[Match]) -> dict[str, int]:
    """How many units were found how."""
    told = Counter(match.how for match in found)
    return {how: told[how] for how in ("exact", "folded", "near", "ambiguous", "unmatched", "alone")}


def told(found: Iterable[Match]) -> Iterator[Problem]:
    """What was found nearly, in several places, or not at all: a warning each, with the unit's number in the file."""
    for match in found:
        unit = f"unit {match.number}: its source text"
        if match.how == "near":
            yield Problem("warning", f"{unit} is {match.found.likeness:.0%} like that of {match.place}; look whether it is meant")
        elif match.how == "ambiguous":
            yield Problem("warning", f"{unit} is like several passages; it was left out: give it the id of one of them")
        elif match.how == "unmatched":
            yield Problem("warning", f"{unit} is not in the document; it was left out")
