"""Which units are stale: their source text changed after it was translated, and the translation did not follow.

Rows of ``alignment.tsv`` remember the texts of the day a passage was translated (``taken``) or confirmed; without any row the
fingerprint of the whole edition does (``renders``), and then all is stale or nothing is.
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
    """A row, and whether its text was left behind: the source is another one now, the translation is not."""

    row: Correction
    is_behind: bool
    stretches: frozenset[Stretch]


class Staleness:
    """What the rows of a document, or ``renders``, say of its units."""

    def __init__(self, corrections: Sequence[Correction], zh: Side, en: Side) -> None:
        self._source = source_language(zh.edition, en.edition)
        self._rows: dict[tuple[str, str], list[_Remembered]] = {}
        self._known = {one.sha(self._source) for one in corrections if one.sha(self._source)}
        for one in corrections:
            changed = changed_sides(one, zh, en)
            behind = changed == {self._source} and bool(one.sha(self._source))
            stretches = [*(stretches_of(one.zh, zh) or ()), *(stretches_of(one.en, en) or ())]
            remembered = _Remembered(one, behind, frozenset(stretches))
            for side in (zh, en):
                for place in one.places(side.language):
                    self._rows.setdefault((side.language, place.segment), []).append(remembered)
        source, translation = (zh, en) if self._source == "zh" else (en, zh)
        renders = translation.edition.renders if translation.edition.kind == "translation" else None
        self.all_stale = not corrections and bool(renders) and renders != source.edition.sha256

    def problems(self) -> tuple[Problem, ...]:
        """That everything is stale, where nobody knows which passages are."""
        if not self.all_stale:
            return ()
        message = (
            "the text that the translation renders has changed since, and no row of alignment.tsv says which of its passages: "
            "all are stale; look through them with `archive align ID --review`, or write the new sha256 under `renders`"
        )
        return (Problem("warning", message),)

    def marked(self, passages: Iterable[TranslationUnit]) -> list[TranslationUnit]:
        """Passages with ``stale`` set on those that are."""
        return [replace(unit, stale=True) if self._is_stale(unit) else unit for unit in passages]

    def marked_sentences(self, passage: TranslationUnit, sentences: Iterable[TranslationUnit]) -> list[TranslationUnit]:
        """The sentences of a passage: stale as it is, but for those that have rows of their own."""
        return [replace(unit, stale=True) if self._is_stale_in(unit, passage) else unit for unit in sentences]

    def _is_stale(self, unit: TranslationUnit) -> bool:
        if self.all_stale:
            return bool(unit.zh and unit.en)
        return self._left_behind(unit, [one for one in self._about(unit) if one.row.level == "passage"] or self._about(unit))

    def _is_stale_in(self, unit: TranslationUnit, passage: TranslationUnit) -> bool:
        rows = [
            one for one in self._about(unit) if one.row.level == "sentence" and not one.stretches.isdisjoint((*unit.zh, *unit.en))
        ]
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
