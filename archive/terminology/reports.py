"""The reports as tables: a heading and rows of cells, for CSV and for other programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from archive.exchange.formulas import guarded
from archive.model import Term
from archive.terminology.candidates import Candidate
from archive.terminology.known_terms import KnownTerm
from archive.terminology.passages import Passage, Where
from archive.terminology.uses import RenderingUse, TermUse

TERM_COLUMNS = ("zh", "en", "status", "note", "source")
USE_COLUMNS = ("zh", "rendering", "standing", "count", "places")
CANDIDATE_COLUMNS = (
    "zh",
    "en",
    "language",
    "score",
    "count",
    "documents",
    "example_document",
    "example_unit",
    "example_zh",
    "example_en",
)
KNOWN_COLUMNS = ("term", "language", "translation", "status", "note", "count", "lines")


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """CSV for any program: with a byte order mark, lines ending in CR LF, no cell that a spreadsheet takes for a formula."""
    buffer = io.StringIO(newline="")
    buffer.write("\ufeff")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([guarded(" ".join(cell.split())) for cell in row] for row in rows)
    return buffer.getvalue()


def term_rows(terms: Iterable[Term]) -> list[tuple[str, ...]]:
    """A term base, a line a row."""
    return [(term.zh, term.en, term.status, term.note, term.source) for term in terms]


def place(passage: Passage | Where) -> str:
    """Where a passage is: ``nhc-2024-13#art_8``."""
    return f"{passage.document}#{passage.unit}"


def use_rows(uses: Iterable[TermUse]) -> list[tuple[str, ...]]:
    """A rendering a row."""
    return [
        (use.entry.zh, one.en, one.standing, str(one.count), " ".join(map(place, one.passages)))
        for use in uses
        for one in use.renderings
    ]


def use_json(use: TermUse) -> dict[str, Any]:
    """A term with its renderings as plain values."""
    return {"zh": use.entry.zh, "count": use.count, "renderings": [_rendering_json(one) for one in use.renderings]}


def _rendering_json(one: RenderingUse) -> dict[str, Any]:
    places = [{"document": passage.document, "unit": passage.unit} for passage in one.passages]
    return {"en": one.en or None, "standing": one.standing, "count": one.count, "places": places}


def candidate_rows(found: Iterable[Candidate]) -> list[tuple[str, ...]]:
    """A candidate a row."""
    return [
        (one.term.zh, one.term.en, one.language, f"{one.translations[0].score if one.translations else 0:.2f}", str(one.count),
         " ".join(one.documents), one.example.document, one.example.unit, one.example.zh, one.example.en)
        for one in found
    ]  # fmt: skip


def candidate_json(one: Candidate) -> dict[str, Any]:
    """A candidate as plain values."""
    return {
        "language": one.language,
        "zh": one.term.zh or None,
        "en": one.term.en or None,
        "translations": [{"text": likely.text, "units": likely.units, "score": likely.score} for likely in one.translations],
        "count": one.count,
        "alone": one.alone,
        "weight": one.weight,
        "documents": list(one.documents),
        "example": {**one.example._asdict(), "start": one.span[0], "end": one.span[1]},
    }


def known_rows(found: Iterable[KnownTerm]) -> list[tuple[str, ...]]:
    """A translation a row; what the term base lacks is ``unlisted``."""
    return [row for one in found for row in _known_rows(one)]


def _known_rows(one: KnownTerm) -> Iterator[tuple[str, ...]]:
    said: list[tuple[str, str, str]] = [(_translation(one, term), term.status, term.note) for term in one.translations]
    for translation, status, note in said or [("", "unlisted", "")]:
        yield one.text, one.language, translation, status, note, str(one.count), " ".join(map(str, one.lines))


def known_json(one: KnownTerm) -> dict[str, Any]:
    """A term found in a file as plain values."""
    translations = [{"text": _translation(one, term), "status": term.status, "note": term.note} for term in one.translations]
    return {
        "language": one.language,
        "text": one.text,
        "translations": translations,
        "deprecated": one.deprecated,
        "count": one.count,
        "lines": list(one.lines),
    }


def _translation(one: KnownTerm, term: Term) -> str:
    return term.en if one.language == "zh" else term.zh
