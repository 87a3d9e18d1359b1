"""Units of a program that cuts texts finer than this archive → units that are whole sentences or segments. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from archive.alignment.editions.texts import join
from archive.exchange.units import ExchangedUnit
from archive.intake.importing_documents import Numbered
from archive.intake.importing_places import PlacedText

_MOST_PIECES = 60


def whole_units(numbered: Numbered, text: PlacedText) -> Numbered:
    """The units of a file, those that follow one another and only together make sentences of ``text`` put together.

    One that was put together has the number of its first piece.
    """
    return tuple(_whole(numbered, text))


def _whole(numbered: Numbered, text: PlacedText) -> Iterator[tuple[int, ExchangedUnit]]:
    language = text.side.language
    keys = [text.key((unit.en if language == "en" else unit.zh).strip()) for _, unit in numbered]
    place = 0
    while place < len(numbered):
        count = text.completed(keys[place : place + _MOST_PIECES])
        number, unit = numbered[place]
        yield number, _together([one for _, one in numbered[place : place + count]]) if count > 1 else unit
        place += max(count, 1)


def _together(pieces: Sequence[ExchangedUnit]) -> ExchangedUnit:
    """One unit; it is confirmed where all of its pieces are, and has the segments of all of them."""
    states = {piece.state for piece in pieces}
    return replace(
        pieces[0],
        zh=join((piece.zh.strip() for piece in pieces), "zh"),
        en=join((piece.en.strip() for piece in pieces), "en"),
        zh_segments=tuple(dict.fromkeys(one for piece in pieces for one in piece.zh_segments)),
        en_segments=tuple(dict.fromkeys(one for piece in pieces for one in piece.en_segments)),
        state=states.pop() if len(states) == 1 else "",
    )
