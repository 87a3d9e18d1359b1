"""What an index stored → results as they are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from archive.model import LANGUAGES
from indexer.engine import DocumentHit
from indexer.showing.highlight import Highlighter
from indexer.showing.results import Passage, Result, Translation
from indexer.showing.snippets import window

if TYPE_CHECKING:
    from indexer.showing.through import Through


def passage(stored: Mapping[str, Any], score: float, marks: Highlighter) -> Passage:
    """A stored passage with its matches, cut to a window, and its translation, with its own, cut to a window of its own."""
    text, spans = window(stored["text"], marks.spans(stored["text"]), stored["lang"])
    return Passage(
        document=stored["document"],
        segment=stored["segment"],
        lang=stored["lang"],
        kind=stored["kind"],
        label=stored["label"],
        score=round(score, 4),
        text=text,
        spans=spans,
        translation=_translation(stored["translation"], marks),
        place=stored.get("place", ""),
    )


def result(hit: DocumentHit, passages: Sequence[Passage], marks: Highlighter, through: Through | None = None) -> Result:
    """A document that was found, with its passages; ``through``: what alone found it, where the words typed did not."""
    stored = hit.stored
    return Result(
        id=hit.id,
        title=stored["title"],
        number=stored["number"],
        issued=stored["issued"],
        issuers=stored["issuers"],
        type=stored["type"],
        status=stored["status"],
        score=round(hit.score, 4),
        passages=passages,
        title_spans={language: marks.spans(stored["title"][language] or "") for language in LANGUAGES},
        through=through.forms if through else (),
        by_meaning=through is not None and through.by_meaning,
    )


def _translation(stored: Mapping[str, Any] | None, marks: Highlighter) -> Translation | None:
    if stored is None:
        return None
    text, spans = window(stored["text"], marks.spans(stored["text"]), stored["lang"])
    return Translation(stored["lang"], text, stored["kind"], stored["segment"], spans)
