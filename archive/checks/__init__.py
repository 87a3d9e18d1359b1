"""What ``archive check`` looks for. A room a kind of finding; every finding names file and line and says what to do.

Errors are what cannot be read or points nowhere; warnings are what a person has to look at; notes are hints.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from archive.alignment.editions.corrections import Correction
from archive.alignment.editions.editions import Alignment, align_editions
from archive.alignment.words.lexicon import Lexicon
from archive.checks import (
    alignment,
    dates,
    digests,
    editions,
    facts,
    figures,
    history,
    links,
    passages,
    relations,
    term_base,
    terms,
)
from archive.checks.located import Located
from archive.checks.orphans import orphans
from archive.checks.text_pairs import text_pairs
from archive.errors import Problem
from archive.model import Document
from archive.named_documents import NamedDocuments
from archive.storage import document_file
from archive.store import Collection
from archive.text.term_finding import TermFinder


def check_collection(collection: Collection, ids: Iterable[str] | None = None, today: date | None = None) -> Iterator[Problem]:
    """Every problem of the collection's files: the term base, document by document, then across documents.

    ``ids``: only these documents (their relations may still name all others). ``today``: the day that dates are held against.
    """
    term_problems: list[Problem] = []
    entries = collection.read_terms(term_problems)
    finder, lexicon = TermFinder(entries), Lexicon(entries)
    found: dict[str, list[Problem]] = {document_id: [] for document_id in collection.ids()}
    everything = {document_id: collection.read(document_id, problems) for document_id, problems in found.items()}
    named, numbered = NamedDocuments(everything.values()), facts.by_number(everything)
    for document_id in everything if ids is None else ids:
        corrections = collection.read_alignment(document_id, found[document_id])
        yield from found[document_id]
        located = _readable(everything[document_id], collection.root / document_id, found[document_id])
        if located:
            yield from facts.check(located)
            yield from facts.check_number(located, numbered)
            yield from dates.check(located, today or date.today())
            yield from links.check(located, everything)
            yield from relations.check(located, everything, named)
            yield from editions.check(located)
            yield from passages.check(located)
            yield from digests.check(located)
            aligned = _aligned(located, corrections, lexicon)
            pairs = list(text_pairs(located, aligned))
            yield from figures.check(located, pairs)
            yield from terms.check(located, pairs, finder)
            yield from alignment.check(located, aligned)
    yield from orphans(collection)
    yield from history.check(collection)
    yield from term_problems
    sound = {name: document for name, document in everything.items() if not any(p.severity == "error" for p in found[name])}
    yield from term_base.check(entries, sound, collection)


def _aligned(located: Located, corrections: Sequence[Correction], lexicon: Lexicon) -> Alignment | None:
    """The alignment of two full texts."""
    zh, en = located.document.edition("zh"), located.document.edition("en")
    if zh is None or en is None:
        return None
    return align_editions(zh, en, lexicon, corrections)


def _readable(document: Document, folder: Path, problems: Sequence[Problem]) -> Located | None:
    """The document without the editions that do not parse; None where its facts do not: their other findings would mislead."""
    broken = {problem.path.name for problem in problems if problem.path and problem.severity == "error"}
    if document_file.NAME in broken:
        return None
    sound = tuple(edition for edition in document.editions if f"{edition.name}.md" not in broken)
    return Located(replace(document, editions=sound), folder)
