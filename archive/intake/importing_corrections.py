"""The units of a file → what they change in a document that has both texts: pairings, and words of the translation. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from archive.intake.importing_matches import Match, text_in
from archive.intake.importing_places import PlacedText
from archive.intake.importing_translation import translated_segment
from archive.model import Edition, Language, Segment, Stretch, TranslationUnit

Pairing = tuple[frozenset[Stretch], frozenset[Stretch]]


@dataclass(frozen=True, slots=True)
class TextChange:
    """A stretch of the translation for which a file has other words; ``old`` is empty where it has none yet."""

    number: int
    segment: str
    stretches: tuple[Stretch, ...]
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What a file changes: pairings as units that a person confirmed, and texts.

    ``same``: how many units change nothing; ``unclear``: the numbers of those that have other words, and it cannot be told what
    they would replace.
    """

    pairings: tuple[TranslationUnit, ...]
    texts: tuple[TextChange, ...]
    same: int
    unclear: tuple[int, ...] = ()


class Comparer:
    """Compares the units of a file with those of a document."""

    def __init__(self, zh: PlacedText, en: PlacedText, current: Iterable[TranslationUnit], target: Language) -> None:
        self._texts: Mapping[Language, PlacedText] = {"zh": zh, "en": en}
        self._target: Language = target
        self._source: Language = "en" if target == "zh" else "zh"
        self._current = {self._pairing(unit.zh, unit.en): unit for unit in current}
        self._by_source = {pairing[target == "zh"]: unit for pairing, unit in self._current.items() if pairing[target == "zh"]}

    def _pairing(self, zh: Iterable[Stretch], en: Iterable[Stretch]) -> Pairing:
        return self._sentences("zh", zh), self._sentences("en", en)

    def _sentences(self, language: Language, stretches: Iterable[Stretch]) -> frozenset[Stretch]:
        """The sentences of stretches, so that passages and sentences can be held against each other."""
        side = self._texts[language].side
        found: set[Stretch] = set()
        for one in stretches:
            inside = [s for s in side.sentences(one.segment) if one.start <= s.start and s.end <= one.end]
            found.update(inside or [one])
        return frozenset(found)

    def changes(self, sources: Sequence[Match], targets: Mapping[int, Match]) -> Changes:
        """``sources``: where the source texts stand; ``targets``: where the translations do, by the number of the unit."""
        pairings: list[TranslationUnit] = []
        texts: list[TextChange] = []
        unclear: list[int] = []
        same = 0
        for match in sources:
            target = targets.get(match.number)
            if not match.stretches or target is None or target.how == "alone":
                continue
            if target.how not in ("exact", "folded"):
                change = self._text(match)
                texts += [change] if change else []
                unclear += [] if change else [match.number]
            elif new := self._new_pairing(match, target):
                pairings.append(new)
            else:
                same += 1
        return Changes(tuple(pairings), tuple(texts), same, tuple(unclear))

    def _new_pairing(self, match: Match, target: Match) -> TranslationUnit | None:
        """The unit that a file joins and the document does not, or that the file calls confirmed."""
        sides = (match.stretches, target.stretches) if self._source == "zh" else (target.stretches, match.stretches)
        known = self._current.get(self._pairing(*sides))
        if known:
            news = match.unit.state == "confirmed" and (known.origin != "confirmed" or known.stale)
            return replace(known, origin="confirmed", stale=False) if news else None
        whole = all(one == self._texts[language].side.whole(one.segment) for language, side in _sided(sides) for one in side)
        said = self._texts["zh"].side.text(sides[0]), self._texts["en"].side.text(sides[1])
        return TranslationUnit("passage" if whole else "sentence", *sides, *said, 1.0, "confirmed")

    def _text(self, match: Match) -> TextChange | None:
        """Other words for the translation of a passage or sentence; None where it is unclear what they would replace."""
        known = self._by_source.get(self._sentences(self._source, match.stretches))
        side, segment = self._texts[self._target].side, match.stretches[0].segment
        if known is None:
            return None
        stretches = known.en if self._target == "en" else known.zh
        if not stretches and (segment in side.segments or known.level == "sentence"):
            return None
        return TextChange(match.number, segment, stretches, side.text(stretches), text_in(match.unit, self._target).strip())


def _sided(sides: tuple[Sequence[Stretch], Sequence[Stretch]]) -> tuple[tuple[Language, Sequence[Stretch]], ...]:
    return (("zh", sides[0]), ("en", sides[1]))


def with_texts(edition: Edition, source: Edition, changes: Iterable[TextChange]) -> Edition:
    """A translation with other words: in place of a stretch, or as a new segment where its source has none yet."""
    segments = {segment.id: segment for segment in edition.segments}
    new: dict[str, Segment] = {}
    for change in sorted(changes, key=lambda one: one.stretches[0].start if one.stretches else 0, reverse=True):
        if not change.stretches:
            original = source.segment(change.segment)
            if original and change.segment not in segments:
                new[change.segment] = translated_segment(original, change.new, edition.language)
            continue
        for segment_id, run in groupby(change.stretches, key=lambda one: one.segment):
            stretches = list(run)
            first, last = stretches[0], stretches[-1]
            said = change.new if segment_id == change.stretches[0].segment else ""
            old = segments[segment_id]
            segments[segment_id] = replace(old, text=f"{old.text[: first.start]}{said}{old.text[last.end :]}".strip())
    return replace(edition, segments=_in_order(segments, new, source))


def _in_order(there: Mapping[str, Segment], new: Mapping[str, Segment], source: Edition) -> tuple[Segment, ...]:
    """The segments with new ones, each behind the one that it follows in the source."""
    ids = list(there)
    before = ""
    for segment in source.segments:
        if segment.id in new:
            ids.insert(ids.index(before) + 1 if before else 0, segment.id)
        before = segment.id if segment.id in ids else before
    every = {**there, **new}
    return tuple(every[one] for one in ids)
