"""Places in a text as a person writes them: a segment, or a sentence of it by its number."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.alignment.editions.texts import Side
from archive.model import Stretch

_SHA_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Place:
    """A whole segment, or one sentence of it by its number (from 1): ``art_8``, ``art_8#2``."""

    segment: str
    sentence: int | None = None

    def __str__(self) -> str:
        return self.segment if self.sentence is None else f"{self.segment}#{self.sentence}"


def fingerprint(text: str) -> str:
    """The first 12 hexadecimal digits of the text's sha256; empty for an empty text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_SHA_LENGTH] if text else ""


def stretches_of(places: Iterable[Place], side: Side) -> tuple[Stretch, ...] | None:
    """Where places are in a text; None where one of them is not there any more."""
    found: list[Stretch] = []
    for place in places:
        if place.segment not in side.segments:
            return None
        if place.sentence is None:
            found.append(side.whole(place.segment))
        elif place.sentence <= len(side.sentences(place.segment)):
            found.append(side.sentences(place.segment)[place.sentence - 1])
        else:
            return None
    return tuple(found)


def text_at(places: Iterable[Place], side: Side) -> str | None:
    """The text that places name; None where one of them is not there any more."""
    stretches = stretches_of(places, side)
    return None if stretches is None else side.text(stretches)


def places_of(stretches: Sequence[Stretch], side: Side) -> tuple[Place, ...]:
    """The places that stretches are: segments where each is a whole one, else the sentences that they hold, by number."""
    if all(one == side.whole(one.segment) for one in stretches):
        return tuple(Place(one.segment) for one in stretches)
    return tuple(
        Place(one.segment, number)
        for one in stretches
        for number, sentence in enumerate(side.sentences(one.segment), 1)
        if one.start <= sentence.start and sentence.end <= one.end
    )


def by_sentence(places: Iterable[Place], side: Side) -> tuple[Place, ...]:
    """Places as sentences: a whole segment is all of its own."""
    return tuple(
        one
        for place in places
        for one in (
            [Place(place.segment, number) for number in range(1, len(side.sentences(place.segment)) + 1)]
            if place.sentence is None
            else [place]
        )
    )
