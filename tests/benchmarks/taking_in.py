"""The part of ``make bench`` before any search: checking the shipped collection, inspecting and adding a gazette of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from archive.checks import check_collection
from archive.intake.inspection import inspect
from archive.intake.intake import Intake
from archive.model import Document
from archive.store import Collection
from tests.timing import timed

DOCUMENTS = Path(__file__).parent.parent.parent / "documents"


def lines(folder: Path) -> Iterator[str]:
    """A gazette of ten times all digests is written to the folder, inspected, and added to a collection there."""
    shipped = [document for document in Collection(DOCUMENTS) if document.number and document.editions]
    yield _checking()
    yield from _taking_in(shipped, folder)


def _checking() -> str:
    collection = Collection(DOCUMENTS)
    findings, seconds = timed(lambda: list(check_collection(collection)))
    return f"check     {len(collection.ids()):6} documents, {len(findings)} findings {'':11}{seconds:7.3f} s"


def _taking_in(shipped: Sequence[Document], folder: Path) -> Iterator[str]:
    gazette = folder / "gazette.txt"
    gazette.write_text("\n\n".join(_printed(document) for document in shipped * 10), encoding="utf-8")
    size = gazette.stat().st_size / 1e6
    inspection, seconds = timed(lambda: inspect([gazette]))
    yield f"inspect   {size:6.2f} MB, {len(inspection.documents)} documents  {seconds:7.3f} s  {size / seconds:8.2f} MB/s"
    _, seconds = timed(lambda: list(Intake(Collection(folder / "added")).add(inspection)))
    yield f"add       {'':31}{seconds:7.3f} s"


def _printed(document: Document) -> str:
    """A digest as a gazette prints it: title, number, then 20 characters a line with blank lines between."""
    printed = [document.title.zh or "", document.number or ""]
    for segment in document.editions[0].segments:
        text = f"{segment.label} {segment.text}".strip()
        printed += [text[i : i + 20] for i in range(0, len(text), 20)]
    return "\n\n".join(printed)
