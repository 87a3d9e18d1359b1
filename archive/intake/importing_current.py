"""The units of a document as they are now, in sentences, so that passages and sentences can be held against each other. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from archive.intake.importing_places import PlacedText
from archive.model import LANGUAGES, Language, Stretch, TranslationUnit, UnitLevel

Sentences = frozenset[Stretch]


@dataclass(frozen=True, slots=True)
class Pairing:
    """A unit as the sentences of its sides."""

    zh: Sentences
    en: Sentences

    def side(self, language: Language) -> Sentences:
        """The sentences of one side."""
        return self.en if language == "en" else self.zh


class CurrentUnits:
    """The units of a document, passages and sentences, found by their sentences."""

    def __init__(self, texts: Mapping[Language, PlacedText], units: Iterable[TranslationUnit]) -> None:
        self._texts = texts
        self.known = {self.pairing(unit.zh, unit.en): unit for unit in units}
        self._at: dict[tuple[UnitLevel, Language, Stretch], Pairing] = {}
        for pairing, unit in self.known.items():
            for language in LANGUAGES:
                self._at.update({(unit.level, language, sentence): pairing for sentence in pairing.side(language)})

    def pairing(self, zh: Iterable[Stretch], en: Iterable[Stretch]) -> Pairing:
        """Stretches of both sides as sentences."""
        return Pairing(self.sentences("zh", zh), self.sentences("en", en))

    def sentences(self, language: Language, stretches: Iterable[Stretch]) -> Sentences:
        """The sentences of stretches; a stretch without any is itself one."""
        side = self._texts[language].side
        found: set[Stretch] = set()
        for one in stretches:
            inside = [s for s in side.sentences(one.segment) if one.start <= s.start and s.end <= one.end]
            found.update(inside or [one])
        return frozenset(found)

    def is_coarser(self, pairing: Pairing) -> bool:
        """Whether a pairing only puts together units that are there already, each with both sides."""
        return any(self._is_coarser(pairing, level) for level in LEVELS)

    def _is_coarser(self, pairing: Pairing, level: UnitLevel) -> bool:
        zh, en = (set(self.touched(level, language, pairing.side(language))) for language in LANGUAGES)
        whole = frozenset().union(*(one.zh for one in zh)), frozenset().union(*(one.en for one in en))
        return zh == en and all(one.zh and one.en for one in zh) and whole == (pairing.zh, pairing.en)

    def touched(self, level: UnitLevel, language: Language, sentences: Iterable[Stretch]) -> Iterator[Pairing]:
        """The units of a level that these sentences stand in."""
        found = (self._at.get((level, language, sentence)) for sentence in sentences)
        return (one for one in found if one is not None)


LEVELS: tuple[UnitLevel, ...] = ("passage", "sentence")
