"""Which units are stale: their source text changed after it was translated, and the translation did not follow.

Rows of ``alignment.tsv`` remember the texts of the day a passage was translated (``taken``) or confirmed. For passages that no
row speaks of the fingerprint of the whole edition does (``renders``), and then all of them are stale or none is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from archive.alignment.editions.corrections import Correction, changed_sides
from archive.alignment.editions.places import fingerprint, stretches_of
from archive.alignment.editions.texts import Side
from archive.errors import Problem
from archive.model import Edition, Language, Stretch, TranslationUnit


def source_language(zh: Edition, en: Edition) -> Language:
    """The language that is translated from: that of the edition which is no translation; Chinese where both or none are."""
    return "en" if zh.kind == "translation" and en.kind != "translation" else "zh"


@dataclass(frozen=True, slots=True)
class _Remembered:
    """A row, and whether its text was left behind: the source is another one now, the translation is not.

    ``speaks``: whether it says of which source text its places are the translation.
    """

    row: Correction
    is_behind: bool
    speaks: bool
    stretches: frozenset[tuple[str, Stretch]]


class Staleness:
    """What the rows of a document, or ``renders``, say of its units."""

    def __init__(self, corrections: Sequence[Correction], zh: Side, en: Side) -> None:
        self._source = source_language(zh.edition, en.edition)
        self._original, translation = (zh, en) if self._source == "zh" else (en, zh)
        self._rows: dict[tuple[str, str], list[_Remembered]] = {}
        self._known = {one.sha(self._source) for one in corrections if one.sha(self._source)}
        for one in corrections:
            remembered = self._remembered(one, zh, en)
            for side in (zh, en):
                for place in one.places(side.language):
                    self._rows.setdefault((side.language, place.segment), []).append(remembered)
        renders = translation.edition.renders if translation.edition.kind == "translation" else None
        self._whole_changed = bool(renders) and renders != self._original.edition.sha256

    def _remembered(self, one: Correction, zh: Side, en: Side) -> _Remembered:
        known = bool(one.sha(self._source))
        behind = known and changed_sides(one, zh, en) == {self._source}
        stretches = [(side.language, at) for side in (zh, en) for at in stretches_of(one.places(side.language), side) or ()]
        return _Remembered(one, behind, known or one.state == "confirmed", frozenset(stretches))

    def problems(self, passages: Iterable[TranslationUnit]) -> tuple[Problem, ...]:
        """That passages are stale, where nobody knows which of them are."""
        unknown = sum(map(self._is_of_another_whole, passages))
        if not unknown:
            return ()
        which = "says which of its passages: all" if not self._rows else f"speaks of {unknown} of its passages: they"
        message = (
            f"the text that the translation renders has changed since, and no row of alignment.tsv {which} are stale; "
            "look through them with `archive align ID --review`, or write the new sha256 under `renders`"
        )
        return (Problem("warning", message),)

    def marked(self, passages: Iterable[TranslationUnit]) -> list[TranslationUnit]:
        """Passages with ``stale`` set on those that are."""
        return [replace(unit, stale=True) if self._is_stale(unit) else unit for unit in passages]

    def marked_sentences(self, passage: TranslationUnit, sentences: Iterable[TranslationUnit]) -> list[TranslationUnit]:
        """The sentences of a passage: stale as it is, but for those that have rows of their own."""
        return [replace(unit, stale=True) if self._is_stale_in(unit, passage) else unit for unit in sentences]

    def _is_stale(self, unit: TranslationUnit) -> bool:
        rows = [one for one in self._about(unit) if one.row.level == "passage"] or self._about(unit)
        return self._left_behind(unit, rows) or self._is_of_another_whole(unit)

    def _is_of_another_whole(self, unit: TranslationUnit) -> bool:
        """Whether the whole source changed since it was translated, and no row speaks of a part of the unit's source."""
        if not (self._whole_changed and unit.zh and unit.en):
            return False
        source, text = (unit.zh, unit.zh_text) if self._source == "zh" else (unit.en, unit.en_text)
        return fingerprint(text) not in self._known and not all(self._is_spoken_of(one) for one in source)

    def _is_spoken_of(self, whole: Stretch) -> bool:
        """Whether rows speak of a segment of the source, or of each of its sentences."""
        rows = [one for one in self._rows.get((self._source, whole.segment), ()) if one.speaks]
        named = {stretch for one in rows for language, stretch in one.stretches if language == self._source}
        by_sentence = bool(rows) and named.issuperset(self._original.sentences(whole.segment))
        return by_sentence or any(one.row.level == "passage" for one in rows)

    def _is_stale_in(self, unit: TranslationUnit, passage: TranslationUnit) -> bool:
        here = {*(("zh", one) for one in unit.zh), *(("en", one) for one in unit.en)}
        rows = [one for one in self._about(unit) if one.row.level == "sentence" and not one.stretches.isdisjoint(here)]
        return self._left_behind(unit, rows) if rows else passage.stale

    def _about(self, unit: TranslationUnit) -> list[_Remembered]:
        places = [("zh", one.segment) for one in unit.zh] + [("en", one.segment) for one in unit.en]
        return [remembered for place in dict.fromkeys(places) for remembered in self._rows.get(place, ())]

    def _left_behind(self, unit: TranslationUnit, rows: Sequence[_Remembered]) -> bool:
        """A person's rows count before those that were taken in. A source text that some row knows only moved."""
        counting = [one for one in rows if one.row.state == "confirmed"] or rows
        text = unit.zh_text if self._source == "zh" else unit.en_text
        translated = unit.en if self._source == "zh" else unit.zh
        return bool(translated) and any(one.is_behind for one in counting) and fingerprint(text) not in self._known
