"""Files of translation units → what they do to a document: a translation where it has none, corrections where it has. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from archive.alignment.editions.corrections import Correction, correction_of, merged
from archive.alignment.editions.editions import Alignment
from archive.alignment.editions.texts import Side
from archive.errors import Conflict, Problem
from archive.intake.importing_corrections import Comparer, TextChange, with_texts
from archive.intake.importing_documents import Numbered, languages_of
from archive.intake.importing_matches import Match, check_is_of, check_languages, counts, matches, told
from archive.intake.importing_places import PlacedText
from archive.intake.importing_translation import translated
from archive.model import Document, Edition, TranslationUnit

Action = Literal["attached", "corrected", "unchanged"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file does to a document. Nothing is written yet.

    ``found``: where each unit's source text stands. ``edition``: the translation, new or with other words, where it changes;
    ``corrections``: all rows of ``alignment.tsv``, where they change. ``texts``: other words that the file has; they are in
    ``edition`` only where they were to replace what is there, or nothing was there.
    """

    document: str
    action: Action
    found: tuple[Match, ...]
    edition: Edition | None = None
    corrections: tuple[Correction, ...] | None = None
    texts: tuple[TextChange, ...] = ()
    pairings: tuple[TranslationUnit, ...] = ()
    problems: tuple[Problem, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)


class Importer:
    """What the units of files do to one document, as it is now. ``replace_texts``: other words replace those that are there."""

    def __init__(
        self,
        document: Document,
        alignment: Alignment,
        corrections: Sequence[Correction],
        *,
        today: date,
        replace_texts: bool = False,
    ) -> None:
        source, self._target = languages_of(document)
        original = document.edition(source)
        if original is None:
            raise Conflict(f"{document.id} has no text to be translated")
        self._document = document
        self._text = PlacedText(Side(original))
        self._there = document.edition(self._target)
        self._alignment = alignment
        self._rows = tuple(corrections)
        self._today = today
        self._replace = replace_texts

    def plan(self, units: Numbered) -> Plan:
        """What units do to the document. Raises Conflict where they are not of it, or in other languages."""
        check_languages([unit for _, unit in units])
        found = tuple(matches(units, self._text, self._text.side.language))
        check_is_of(self._document.id, found)
        return self._attached(found) if self._there is None else self._corrected(units, found, self._there)

    def _attached(self, found: tuple[Match, ...]) -> Plan:
        made = translated(self._text, found, self._target)
        if not any(segment.text for segment in made.edition.segments):
            raise Conflict(f"no unit for {self._document.id} has a translation; fill the other language in first")
        rows = self._with_taken(self._rows, made.edition, {segment.id for segment in made.edition.segments})
        problems = (*made.problems, *told(found))
        return Plan(self._document.id, "attached", found, made.edition, rows, problems=problems, counts=counts(found))

    def _corrected(self, units: Numbered, found: tuple[Match, ...], there: Edition) -> Plan:
        target = PlacedText(Side(there))
        targets = {match.number: match for match in matches(units, target, there.language)}
        zh, en = _ordered(self._text, target)
        units_now = (*self._alignment.sentences, *self._alignment.passages)
        changes = Comparer(zh, en, units_now, there.language).changes(found, targets)
        written = [change for change in changes.texts if self._replace or not change.old]
        edition = with_texts(there, self._text.side.edition, written) if written else there
        rows = self._with_pairings(changes.pairings, edition)
        rows = self._with_taken(rows, edition, {change.segment for change in written})
        return Plan(
            self._document.id,
            "unchanged" if rows == self._rows and edition == there else "corrected",
            found,
            edition if edition != there else None,
            rows if rows != self._rows else None,
            changes.texts,
            changes.pairings,
            (*told(found), *_left_out(targets.values(), changes.unclear, len(changes.texts) - len(written))),
            {**counts(found), "same": changes.same, "pairings": len(changes.pairings), "texts": len(changes.texts)},
        )

    def _with_pairings(self, pairings: Sequence[TranslationUnit], edition: Edition) -> tuple[Correction, ...]:
        zh, en = self._sides(edition)
        new = [replace(correction_of(unit, zh, en), date=self._today) for unit in pairings]
        return merged(self._rows, new, zh, en) if new else self._rows

    def _with_taken(self, rows: tuple[Correction, ...], edition: Edition, segments: set[str]) -> tuple[Correction, ...]:
        """Rows with what is remembered of segments that came in: which text each of them translates now."""
        zh, en = self._sides(edition)
        shared = [one for one in zh.segments if one in segments and one in en.segments and zh.segments[one].text]
        units = (TranslationUnit("passage", (zh.whole(one),), (en.whole(one),), "", "", 1.0) for one in shared)
        new = [replace(correction_of(unit, zh, en, "taken"), date=self._today) for unit in units]
        return merged(rows, new, zh, en) if new else rows

    def _sides(self, edition: Edition) -> tuple[Side, Side]:
        source = self._text.side
        return (source, Side(edition)) if edition.language == "en" else (Side(edition), source)


def _ordered(one: PlacedText, other: PlacedText) -> tuple[PlacedText, PlacedText]:
    return (one, other) if one.side.language == "zh" else (other, one)


def _left_out(targets: Iterable[Match], unclear: Sequence[int], held: int) -> Iterator[Problem]:
    """What of a file changes nothing although it says something else than the document."""
    for number in unclear:
        message = "its translation has other words, and it cannot be told what they would replace; `archive edit` writes them in"
        yield Problem("warning", f"unit {number}: {message}")
    for match in targets:
        if match.how not in ("exact", "folded", "alone") and not (match.unit.zh.strip() and match.unit.en.strip()):
            yield Problem("warning", f"unit {match.number} has no source text, and its translation is not in the document")
    if held:
        message = f"{held} of the translations in the file have other words than the document; --replace puts them in their place"
        yield Problem("warning", message)
