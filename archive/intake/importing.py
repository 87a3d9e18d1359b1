"""Files of translation units → what they do to a document: a translation where it has none, corrections where it has. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from archive.alignment.editions.corrections import Correction, correction_of, keys, merged
from archive.alignment.editions.editions import Alignment
from archive.alignment.editions.texts import Side
from archive.errors import Conflict, Problem
from archive.intake.importing_admitted import Admission
from archive.intake.importing_corrections import Comparer, with_texts
from archive.intake.importing_documents import Numbered, languages_of
from archive.intake.importing_matches import Match, check_is_of, check_languages, counts, matches, told
from archive.intake.importing_pieces import whole_units
from archive.intake.importing_places import PlacedText
from archive.intake.importing_plans import Plan, Signature
from archive.intake.importing_translation import translated
from archive.model import Document, Edition, TranslationUnit


class Importer:
    """What the units of files do to one document, as it is now.

    ``signed``: whose corrections they are, and of which day; ``replace_texts``: other words replace those that are there.
    """

    def __init__(
        self,
        document: Document,
        alignment: Alignment,
        corrections: Sequence[Correction],
        *,
        signed: Signature,
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
        self._signed = signed
        self._replace = replace_texts

    def plan(self, units: Numbered) -> Plan:
        """What units do to the document. Raises Conflict where they are not of it, or in other languages."""
        check_languages([unit for _, unit in units])
        admission = Admission(self._text.side.language)
        units = admission.of(units)
        if not units:
            raise Conflict(f"no unit could be taken in; the first: {admission.problems[0].message}")
        given, units = len(units), whole_units(units, self._text)
        found = tuple(matches(units, self._text, self._text.side.language))
        check_is_of(self._document.id, found)
        plan = self._attached(found) if self._there is None else self._corrected(units, found, self._there)
        problems = (*admission.problems, *plan.problems)
        return replace(plan, problems=problems, counts={**plan.counts, "put together": given - len(units)})

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
        rows, held = self._with_pairings(changes.pairings, edition)
        rows = self._with_taken(rows, edition, {change.segment for change in written})
        return Plan(
            self._document.id,
            "unchanged" if rows == self._rows and edition == there else "corrected",
            found,
            edition if edition != there else None,
            rows if rows != self._rows else None,
            changes.texts,
            changes.pairings,
            (*told(found), *_held(held), *_left_out(targets.values(), changes.unclear, len(changes.texts) - len(written))),
            {**counts(found), "same": changes.same, "pairings": len(changes.pairings), "texts": len(changes.texts)},
        )

    def _with_pairings(
        self, pairings: Sequence[TranslationUnit], edition: Edition
    ) -> tuple[tuple[Correction, ...], tuple[Correction, ...]]:
        """The rows with what a file joins, and what it joins otherwise than a person did: that is held back unless asked for."""
        zh, en = self._sides(edition)
        new = [replace(correction_of(unit, zh, en, by=self._signed.by), date=self._signed.day) for unit in pairings]
        held = () if self._replace else tuple(row for row in new if self._is_said_otherwise(row))
        taken = [row for row in new if row not in held]
        return (merged(self._rows, taken, zh, en) if taken else self._rows), held

    def _is_said_otherwise(self, new: Correction) -> bool:
        confirmed = [row for row in self._rows if row.state == "confirmed" and not keys(row).isdisjoint(keys(new))]
        return any((row.zh, row.en) != (new.zh, new.en) for row in confirmed)

    def _with_taken(self, rows: tuple[Correction, ...], edition: Edition, segments: set[str]) -> tuple[Correction, ...]:
        """Rows with what is remembered of segments that came in: which text each of them translates now."""
        zh, en = self._sides(edition)
        shared = [one for one in zh.segments if one in segments and one in en.segments and zh.segments[one].text]
        units = (TranslationUnit("passage", (zh.whole(one),), (en.whole(one),), "", "", 1.0) for one in shared)
        new = [replace(correction_of(unit, zh, en, "taken"), date=self._signed.day) for unit in units]
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


def _held(rows: Sequence[Correction]) -> Iterator[Problem]:
    for row in rows:
        sides = " = ".join(" ".join(map(str, side)) or "nothing" for side in (row.zh, row.en))
        message = f"the file joins {sides}, and a person confirmed another pairing; that was kept: --replace follows the file"
        yield Problem("warning", message)
