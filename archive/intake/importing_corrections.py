"""The units of a file → what they change in a document that has both texts: pairings, and words of the translation. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from archive.intake.importing_current import LEVELS, CurrentUnits, Sentences
from archive.intake.importing_matches import Match, text_in
from archive.intake.importing_places import PlacedText
from archive.intake.importing_translation import translated_segment
from archive.model import Edition, Language, Segment, Stretch, TranslationUnit, UnitLevel

Sides = tuple[tuple[Stretch, ...], tuple[Stretch, ...]]
_AS_IT_STANDS = ("exact", "folded")


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
        self._current = CurrentUnits(self._texts, current)
        self._settled: dict[Language, set[Stretch]] = {"zh": set(), "en": set()}

    def changes(self, sources: Sequence[Match], targets: Mapping[int, Match]) -> Changes:
        """``sources``: where the source texts stand; ``targets``: where the translations do, by the number of the unit."""
        told = [(one, targets[one.number]) for one in sources if one.stretches and one.number in targets]
        both = [self._sides(one, target) for one, target in told if target.how in _AS_IT_STANDS]
        for language, stretches in (side for sides in both for side in _sided(sides)):
            self._settled[language] |= self._current.sentences(language, stretches)
        pairings = [self._new_pairing(one, target) for one, target in told if target.how in _AS_IT_STANDS]
        others = [one for one, target in told if target.how not in (*_AS_IT_STANDS, "alone")]
        texts = [self._text(one) for one in others]
        return Changes(
            tuple(unit for unit in pairings if unit),
            tuple(change for change in texts if change),
            pairings.count(None),
            tuple(one.number for one, change in zip(others, texts, strict=True) if change is None),
        )

    def _sides(self, match: Match, target: Match) -> Sides:
        return (match.stretches, target.stretches) if self._source == "zh" else (target.stretches, match.stretches)

    def _new_pairing(self, match: Match, target: Match) -> TranslationUnit | None:
        """The unit that a file joins and the document does not, or that the file calls confirmed."""
        sides = self._sides(match, target)
        pairing = self._current.pairing(*sides)
        if known := self._current.known.get(pairing):
            news = match.unit.state == "confirmed" and (known.origin != "confirmed" or known.stale)
            return replace(known, origin="confirmed", stale=False) if news else None
        from_elsewhere = not match.unit.document and match.unit.state != "confirmed"
        if from_elsewhere and self._current.is_coarser(pairing):
            return None  # another program cuts texts otherwise; what a person joins in a file of ours is meant
        whole = all(one == self._texts[language].side.whole(one.segment) for language, side in _sided(sides) for one in side)
        said = self._texts["zh"].side.text(sides[0]), self._texts["en"].side.text(sides[1])
        return TranslationUnit("passage" if whole else "sentence", *sides, *said, 1.0, "confirmed")

    def _text(self, match: Match) -> TextChange | None:
        """Other words for the translation of a passage or sentence; None where it is unclear what they would replace."""
        side, segment = self._texts[self._target].side, match.stretches[0].segment
        replaced = self._replaced(self._current.sentences(self._source, match.stretches))
        if replaced is None:
            return None
        level, old = replaced
        if not old and (segment in side.segments or level == "sentence"):
            return None
        stretches = tuple(sorted(old, key=lambda one: (side.order[one.segment], one.start)))
        new = text_in(match.unit, self._target).strip()
        return TextChange(match.number, segment, stretches, side.text(stretches), new)

    def _replaced(self, sources: Sentences) -> tuple[UnitLevel, Sentences] | None:
        """What of the translation other words for these sentences replace: what answers to them and to nothing else.

        What the file itself joins as it stands is settled, and neither in question nor to be replaced.
        """
        ours, theirs = self._settled[self._source], self._settled[self._target]
        for level in LEVELS:
            units = set(self._current.touched(level, self._source, sources))
            if len(units) == 1 and (unit := units.pop()).side(self._source) - ours == sources:
                old = unit.side(self._target) - theirs
                return (level, old) if self._is_one_run(old) else None
        return None

    def _is_one_run(self, sentences: Sentences) -> bool:
        """Whether nothing else stands between these sentences of one segment."""
        side = self._texts[self._target].side
        for segment in {one.segment for one in sentences}:
            ours = sorted(one.start for one in sentences if one.segment == segment)
            between = [one.start for one in side.sentences(segment) if ours[0] <= one.start <= ours[-1]]
            if between and between != ours:
                return False
        return True


def _sided(sides: Sides) -> tuple[tuple[Language, tuple[Stretch, ...]], ...]:
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
