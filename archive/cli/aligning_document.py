"""``archive align ID``: the translation units of a document, with their scores."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from archive.cli.aligning_lines import encoder_if
from archive.cli.output import counted, echo_json, echo_problems, exit_status, shown
from archive.cli.side_by_side import echo_side_by_side
from archive.errors import NotFound

if TYPE_CHECKING:
    from archive.alignment.editions.corrections import Correction
    from archive.alignment.editions.editions import Alignment
    from archive.alignment.words.lexicon import Lexicon
    from archive.cli.settings import Settings
    from archive.model import Document, Edition, TranslationUnit, UnitLevel


@dataclass(frozen=True, slots=True)
class AlignedDocument:
    """A document, the two of its texts that stand beside each other, what people said of them, and their units."""

    document: Document
    zh: Edition
    en: Edition
    corrections: Sequence[Correction]
    alignment: Alignment

    def units(self, level: UnitLevel) -> tuple[TranslationUnit, ...]:
        """The units of a level."""
        return self.alignment.sentences if level == "sentence" else self.alignment.passages


def document_lexicon(settings: Settings) -> Lexicon:
    """The lexicon that the catalogue uses: with the term base, and what was learned from confirmed units where that is known."""
    from archive.alignment.words.lexicon import Lexicon
    from archive.catalogue import Catalogue, CatalogueDamaged, catalogue_path

    learned: dict[str, dict[str, float]] = {}
    if catalogue := Catalogue.open(catalogue_path(settings.index)):
        with closing(catalogue), suppress(CatalogueDamaged):
            learned = catalogue.learned()
    return Lexicon(settings.existing_collection().read_terms([]), learned)


def align_document(settings: Settings, document_id: str, *, model: bool) -> AlignedDocument:
    """A document's texts, aligned now. Raises NotFound where it has no text in one of the languages."""
    from archive.alignment.editions.editions import align_editions
    from archive.alignment.editions.rows import shown_edition

    collection = settings.existing_collection()
    document = collection.load(document_id)
    zh, en = shown_edition(document, "zh"), shown_edition(document, "en")
    if zh is None or en is None:
        language = "Chinese" if zh is None else "English"
        remedy = f"`archive add --translation-of {document_id} FILE` or `archive import FILE --to {document_id}` takes one in"
        raise NotFound(f"{document_id} has no {language} text to be aligned with; {remedy}")
    corrections = collection.alignment(document_id)
    found = align_editions(zh, en, document_lexicon(settings), corrections, encoder_if(wanted=model))
    return AlignedDocument(document, zh, en, corrections, found)


def show_units(
    settings: Settings, document_id: str, level: UnitLevel, below: float | None, *, model: bool, as_json: bool
) -> None:
    """Print the units of a document, or those with a score below a bound."""
    found = align_document(settings, document_id, model=model)
    every = found.units(level)
    units = [unit for unit in every if below is None or unit.score < below]
    if as_json:
        kinds = {"zh": found.zh.kind, "en": found.en.kind}
        echo_json({"id": document_id, "kinds": kinds, "units": list(map(as_data, units)), "problems": found.alignment.problems})
    else:
        for unit in units:
            echo_side_by_side(click.style(shown(head_of(unit)), bold=True), unit.zh_text, unit.en_text)
        click.echo(_summary(every, len(units)))
    echo_problems(found.alignment.problems)
    exit_status(found.alignment.problems)


def head_of(unit: TranslationUnit) -> str:
    """``art_8 = art_8  0.93  computed``: what is joined, how sure it is, and whence that is known."""
    sides = (" ".join(one.segment for one in side) or "·" for side in (unit.zh, unit.en))
    score = f"{unit.score:.2f}" if unit.zh and unit.en else "nothing answers"
    return "  ".join([unit.id if unit.level == "sentence" else " = ".join(sides), score, unit.origin, *["stale"] * unit.stale])


def as_data(unit: TranslationUnit) -> dict[str, Any]:
    """A unit for other programs."""
    return {
        "id": unit.id,
        "level": unit.level,
        "zh": unit.zh,
        "en": unit.en,
        "zh_text": unit.zh_text,
        "en_text": unit.en_text,
        "score": round(unit.score, 4),
        "origin": unit.origin,
        "stale": unit.stale,
    }


def _summary(units: Sequence[TranslationUnit], printed: int) -> str:
    joined = [unit for unit in units if unit.zh and unit.en]
    mean = sum(unit.score for unit in joined) / len(joined) if joined else 0.0
    stale = sum(unit.stale for unit in units)
    gaps = counted(len(units) - len(joined), "gap")
    said = f"{counted(len(joined), 'unit')} joined, mean score {mean:.2f}, {gaps}, {stale} stale"
    return said if printed == len(units) else f"{printed} of {len(units)} shown; {said}"
