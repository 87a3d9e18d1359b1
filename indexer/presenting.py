"""What an index stored → results as they are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from archive.model import LANGUAGES
from indexer.engine import DocumentHit
from indexer.highlight import highlight
from indexer.query import Leaf
from indexer.results import Passage, Result, Translation
from indexer.snippets import fits, window


def passage(stored: Mapping[str, Any], score: float, leaves: Sequence[Leaf]) -> Passage:
    """A stored passage with its matches, cut to a window, and its translation cut to one of its own."""
    text, spans = _shown(stored["text"], stored["lang"], leaves)
    return Passage(
        document=stored["document"],
        segment=stored["segment"],
        lang=stored["lang"],
        kind=stored["kind"],
        label=stored["label"],
        score=round(score, 4),
        text=text,
        spans=spans,
        translation=_translation(stored["translation"], leaves),
    )


def result(hit: DocumentHit, passages: Sequence[Passage], leaves: Sequence[Leaf]) -> Result:
    """A document that was found, with its passages."""
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
        title_spans={language: highlight(stored["title"][language] or "", leaves) for language in LANGUAGES},
    )


def _translation(stored: Mapping[str, Any] | None, leaves: Sequence[Leaf]) -> Translation | None:
    if stored is None:
        return None
    text = stored["text"]
    if not fits(text, stored["lang"]):
        text, _ = _shown(text, stored["lang"], leaves)
    return Translation(lang=stored["lang"], text=text, kind=stored["kind"], segment=stored["segment"])


def _shown(text: str, language: str, leaves: Sequence[Leaf]) -> tuple[str, list[tuple[int, int]]]:
    """The text, or a window around its matches, with the matches in it."""
    return window(text, highlight(text, leaves), language)
