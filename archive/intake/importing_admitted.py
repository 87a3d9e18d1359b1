"""What of a file's units is looked at: no translation out of all proportion, no character that no file can hold. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from archive.errors import Problem
from archive.exchange.characters import without_halves
from archive.exchange.units import ExchangedUnit
from archive.intake.importing_documents import Numbered
from archive.model import Language

_LONG = 20_000
_TIMES = 50
HALVES = "it has halves of characters (surrogates), {} of them; U+FFFD (\ufffd) was written for each"


@dataclass(slots=True)
class Admission:
    """Units as they are taken on, and a problem for each that is not, or not as it stood."""

    source: Language
    problems: list[Problem] = field(default_factory=list)

    def of(self, numbered: Numbered) -> Numbered:
        """The units whose sides are in proportion, lone surrogates replaced."""
        return tuple(self._admitted(numbered))

    def _admitted(self, numbered: Numbered) -> Iterator[tuple[int, ExchangedUnit]]:
        for number, unit in numbered:
            ours, theirs = (len(unit.zh), len(unit.en)) if self.source == "zh" else (len(unit.en), len(unit.zh))
            if theirs > max(_LONG, _TIMES * ours):
                said = f"its translation has {theirs:,} characters, its source text {ours:,}"
                self._tell(number, f"{said}; it was left out: look what came into that cell, and cut it into passages")
                continue
            yield number, self._mended(number, unit)

    def _mended(self, number: int, unit: ExchangedUnit) -> ExchangedUnit:
        """Half of a character beyond U+FFFF, which UTF-8 cannot hold, is written as U+FFFD."""
        (zh, in_zh), (en, in_en) = without_halves(unit.zh), without_halves(unit.en)
        if not in_zh + in_en:
            return unit
        self._tell(number, HALVES.format(in_zh + in_en))
        return replace(unit, zh=zh, en=en)

    def _tell(self, number: int, message: str) -> None:
        self.problems.append(Problem("warning", f"unit {number}: {message}"))
