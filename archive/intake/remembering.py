"""What a translation that is taken in translates: remembered passage by passage in ``alignment.tsv``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from archive.alignment.editions.corrections import Correction, correction_of, merged
from archive.alignment.editions.editions import align_editions
from archive.alignment.editions.texts import Side
from archive.alignment.words.lexicon import Lexicon
from archive.errors import BadDocument, NotFound, Problem
from archive.model import Document
from archive.storage import alignment_file
from archive.store import Collection


@dataclass(frozen=True, slots=True)
class Remembered:
    """The rows of a document whose texts came in, None where there is nothing to remember; what does not fit between the two."""

    rows: tuple[Correction, ...] | None = None
    problems: tuple[Problem, ...] = ()


def remembered(document: Document, collection: Collection, names: Sequence[str], day: date) -> Remembered:
    """What is to be remembered of a document whose editions ``names`` came in, where one is the translation of a full text.

    Rows that are there stay where a person confirmed them; rows of an earlier translation are replaced.
    """
    zh, en = document.edition("zh"), document.edition("en")
    came = [edition for edition in (zh, en) if edition and edition.name in names]
    if not (zh and en and any(edition.kind == "translation" for edition in came)):
        return Remembered()
    try:
        terms = collection.terms()
        there = collection.alignment(document.id) if document.id in collection.taken() else ()
    except (BadDocument, NotFound):
        return Remembered()  # a file that a person has to mend first; without rows all or nothing is stale, and no row is lost
    sides = (Side(zh), Side(en))
    alignment = align_editions(zh, en, Lexicon(terms), there)
    rows = [correction_of(unit, *sides, "taken") for unit in alignment.passages if unit.zh and unit.en]
    told = tuple(one for one in alignment.problems if not one.message.startswith(f"{alignment_file.NAME}:"))
    return Remembered(merged(there, [replace(row, date=day) for row in rows], *sides), told)
