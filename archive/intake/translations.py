"""A file handed in as the translation of a document that is there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from archive.errors import Conflict
from archive.intake.inspection import Inspection, remarks_of_translation
from archive.model import Document, Edition
from archive.parsing import Recognised


def as_translation(inspection: Inspection, original: Document) -> Inspection:
    """The one document of a file as the translation of another. Raises Conflict where it cannot be that one's translation."""
    path = inspection.paths[0]
    if len(inspection.documents) != 1 or len(inspection.paths) != 1:
        raise Conflict(f"the file holds {len(inspection.documents)} documents; a translation is one: hand it in by itself", path)
    [recognised] = inspection.documents
    source = _source(recognised, original, path)
    edition = replace(recognised.edition, kind="translation", renders=source.sha256)
    document = replace(recognised.document, number=original.number, editions=(edition,))
    remarks = remarks_of_translation(recognised.problems)
    return replace(inspection, documents=(replace(recognised, document=document, problems=remarks),))


def _source(recognised: Recognised, original: Document, path: Path) -> Edition:
    """The text that is translated. Raises Conflict where languages or numbers say that it is another one."""
    language = recognised.edition.language
    source, there = original.edition("en" if language == "zh" else "zh"), original.edition(language)
    if there and there.kind != "translation":
        message = f"this file is in the language of {original.id} itself ({language})"
        raise Conflict(f"{message}; a translation is in another language than its original", path)
    if recognised.document.number and original.number and recognised.document.number != original.number:
        bears = f"this file bears the number {recognised.document.number}, {original.id} {original.number}"
        raise Conflict(f"{bears}; look whether it is the right file, or say --set number={original.number}", path)
    if source is None:
        missing = f"{original.id} has no text in the other language than this file's ({language})"
        raise Conflict(f"{missing}; a translation is in another language than its original", path)
    return source
