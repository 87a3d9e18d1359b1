"""What a person who runs the pages can choose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the pages read from and how much they show.

    collection: the folder of documents, one folder a document.
    index: the folder of the index made from it.
    results_per_page: documents on one page of results.
    latest_additions: documents listed under "latest additions" on the home page.
    documents_in_memory: parsed documents kept, so that a page does not read its files again while they do not change.
    """

    collection: Path
    index: Path
    results_per_page: int = 10
    latest_additions: int = 6
    documents_in_memory: int = 128
