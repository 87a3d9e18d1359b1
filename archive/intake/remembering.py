"""What a translation that is taken in translates: remembered passage by passage in ``alignment.tsv``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from archive.alignment.editions.corrections import Correction, correction_of, merged
from archive.alignment.editions.editions import align_editions
from archive.alignment.editions.texts import Side
from archive.alignment.words.lexicon import Lexicon
from archive.errors import BadDocument, NotFound
from archive.model import Document
from archive.store import Collection


def remembered(document: Document, collection: Collection, names: Sequence[str], day: date) -> tuple[Correction, ...] | None:
    """The rows of a document whose editions ``names`` came in; None where none of them is the translation of a full text.

    Rows that are there stay where a person confirmed them; rows of an earlier translation are replaced.
    """
    zh, en = document.edition("zh"), document.edition("en")
    came = [edition for edition in (zh, en) if edition and edition.name in names]
    if not (zh and en and any(edition.kind == "translation" for edition in came)):
        return None
    try:
        terms = collection.terms()
        there = collection.alignment(document.id) if document.id in collection.taken() else ()
    except (BadDocument, NotFound):
        return None  # a file that a person has to mend first; without rows all or nothing is stale, and no row is lost
    sides = (Side(zh), Side(en))
    alignment = align_editions(zh, en, Lexicon(terms), there)
    rows = [correction_of(unit, *sides, "taken") for unit in alignment.passages if unit.zh and unit.en]
    return merged(there, [replace(row, date=day) for row in rows], *sides)
