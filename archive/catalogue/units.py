"""What the translation units of a document are: made from its shown editions and its ``alignment.tsv``; what each needs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from archive.alignment.editions.alone import units_alone
from archive.alignment.editions.corrections import Correction
from archive.alignment.editions.editions import Alignment, align_editions
from archive.alignment.editions.rows import shown_editions
from archive.alignment.editions.staleness import source_language
from archive.catalogue.work import LOW, WorkKind
from archive.comparing.figures import differences
from archive.model import LANGUAGES, Document, Edition, TranslationUnit

if TYPE_CHECKING:
    from archive.alignment.aligner.vectors import Encoder
    from archive.alignment.words.lexicon import Lexicon

_DIGITS = 12


def units_of(
    document: Document, lexicon: Lexicon, corrections: Sequence[Correction] = (), encoder: Encoder | None = None
) -> Alignment:
    """The units of a document's shown editions; where it has one language only, each passage and sentence stands alone."""
    shown = shown_editions(document)
    if len(shown) == len(LANGUAGES):
        return align_editions(shown[0], shown[1], lexicon, corrections, encoder)
    return Alignment(
        tuple(unit for edition in shown for unit in units_alone(edition)),
        tuple(unit for edition in shown for unit in units_alone(edition, "sentence")),
    )


def is_mixed(zh: Edition, en: Edition) -> bool:
    """A digest beside a full text."""
    return (zh.kind == "digest") != (en.kind == "digest")


def needs_of(unit: TranslationUnit, zh: Edition, en: Edition, *, has_figures: bool) -> Iterator[WorkKind]:
    """What a passage needs. Of a digest beside a full text it is the translation."""
    if is_mixed(zh, en):
        text = unit.en_text if zh.kind == "digest" else unit.zh_text
        if text.strip():
            yield "untranslated"
        return
    source, translated = (unit.zh_text, unit.en) if source_language(zh, en) == "zh" else (unit.en_text, unit.zh)
    if source.strip() and not translated and zh.kind != "digest":
        yield "untranslated"
    if unit.stale:
        yield "stale"
    if unit.zh and unit.en and unit.origin != "confirmed" and is_low(unit.score):
        yield "low score"
    if has_figures:
        yield "figures"


def is_low(score: float) -> bool:
    """Whether somebody has to look at a pair, unless a person confirmed it."""
    return score < LOW


def joins_of(passages: Sequence[TranslationUnit]) -> str:
    """A fingerprint of which segments belong together: changes when a passage meets another one than before."""
    joins = ";".join(
        " ".join(one.segment for one in unit.zh) + "=" + " ".join(one.segment for one in unit.en) for unit in passages
    )
    return hashlib.sha256(joins.encode()).hexdigest()[:_DIGITS]


def figures_of(unit: TranslationUnit, zh: Edition, en: Edition) -> tuple[str, ...]:
    """What the two sides of a passage do not both say of figures, dates and deadlines, each as a message on one line.

    None for a digest beside a full text, which leaves most of it out.
    """
    if is_mixed(zh, en) or not (unit.zh and unit.en):
        return ()
    return tuple(" ".join(one.split()) for one in differences(unit.zh_text, unit.en_text))
