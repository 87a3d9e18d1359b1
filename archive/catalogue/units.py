"""A document's translation units in the catalogue: made from its shown editions and its ``alignment.tsv``."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from archive.alignment.editions.corrections import Correction
from archive.alignment.editions.editions import Alignment, align_editions
from archive.alignment.editions.rows import shown_edition
from archive.alignment.editions.staleness import source_language
from archive.catalogue.work import LOW, WorkKind
from archive.comparing.figures import differences
from archive.model import LANGUAGES, Document, Edition, Stretch, TranslationUnit

if TYPE_CHECKING:
    from archive.alignment.aligner.vectors import Encoder
    from archive.alignment.words.lexicon import Lexicon

_DIGITS = 12


def units_of(
    document: Document, lexicon: Lexicon, corrections: Sequence[Correction] = (), encoder: Encoder | None = None
) -> Alignment:
    """The units of a document's shown editions; where it has one language only, each of its passages stands alone."""
    zh = shown_edition(document, "zh") or Edition("zh", "official")
    en = shown_edition(document, "en") or Edition("en", "translation")
    return align_editions(zh, en, lexicon, corrections, encoder)


def is_bilingual(document: Document) -> bool:
    """Whether a document shows a text in both languages, so that it has units."""
    return all(shown_edition(document, language) for language in LANGUAGES)


def put_monolingual(connection: sqlite3.Connection, document: Document) -> None:
    """Note how many passages a document has that shows one language only. Raises sqlite3.Error."""
    shown = {language: shown_edition(document, language) for language in LANGUAGES}
    passages = sum(bool(one.text.strip()) for edition in shown.values() if edition for one in edition.segments)
    kinds = [edition.kind if edition else "" for edition in shown.values()]
    connection.execute("INSERT INTO aligned VALUES (?, ?, ?, ?, '')", (document.id, *kinds, passages))


def put_units(connection: sqlite3.Connection, document: Document, alignment: Alignment) -> None:
    """Write the units of a document that shows both languages. Raises sqlite3.Error."""
    zh, en = (edition for language in LANGUAGES if (edition := shown_edition(document, language)))
    original = en if zh.kind == "digest" or (source_language(zh, en) == "en" and en.kind != "digest") else zh
    counted = sum(bool(one.text.strip()) for one in original.segments)
    facts = (document.id, zh.kind, en.kind, counted, joins_of(alignment.passages))
    connection.execute("INSERT INTO aligned VALUES (?, ?, ?, ?, ?)", facts)
    figures = ["" if _is_mixed(zh, en) else _figures(unit) for unit in alignment.passages]
    rows = [(document.id, *_columns(unit, n), figures[n]) for n, unit in enumerate(alignment.passages)]
    rows += [(document.id, *_columns(unit, n), "") for n, unit in enumerate(alignment.sentences)]
    connection.executemany(f"INSERT INTO units VALUES ({', '.join('?' * 11)})", rows)  # noqa: S608 - only marks
    segments = [
        (document.id, language, one.segment, position)
        for position, unit in enumerate(alignment.passages)
        for language, side in (("zh", unit.zh), ("en", unit.en))
        for one in side
    ]
    connection.executemany("INSERT INTO unit_segments VALUES (?, ?, ?, ?)", segments)
    found = [
        (kind, document.id, position)
        for position, unit in enumerate(alignment.passages)
        for kind in needs_of(unit, zh, en, has_figures=bool(figures[position]))
    ]
    connection.executemany("INSERT INTO needs VALUES (?, ?, ?)", found)


def _is_mixed(zh: Edition, en: Edition) -> bool:
    """A digest beside a full text."""
    return (zh.kind == "digest") != (en.kind == "digest")


def needs_of(unit: TranslationUnit, zh: Edition, en: Edition, *, has_figures: bool) -> Iterator[WorkKind]:
    """What a passage needs. Of a digest beside a full text it is the translation."""
    if _is_mixed(zh, en):
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


def _figures(unit: TranslationUnit) -> str:
    return "\n".join(" ".join(one.split()) for one in differences(unit.zh_text, unit.en_text)) if unit.zh and unit.en else ""


def _columns(unit: TranslationUnit, position: int) -> tuple[object, ...]:
    sides = (_written(unit.zh), _written(unit.en), unit.zh_text, unit.en_text)
    return (unit.level, position, *sides, unit.score, unit.origin, int(unit.stale))


def _written(stretches: Sequence[Stretch]) -> str:
    return json.dumps([[one.segment, one.start, one.end] for one in stretches])
