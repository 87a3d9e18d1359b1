"""Which passages of a document a result shows: its best ones; where none matches, how the document begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from indexer import trees
from indexer.engine import PassageHit, Reader
from indexer.finding import Found, fetched
from indexer.showing.highlight import Highlighter
from indexer.showing.presenting import passage
from indexer.showing.results import Passage
from indexer.understanding import Understood

_SURPLUS = 2
"""So many times the passages shown are fetched: a passage and its translation may both match, and are shown once."""


def best_passages(
    reader: Reader, asked: Understood, found: Found, count: int, marks: Highlighter
) -> Mapping[str, Sequence[Passage]]:
    """The passages to show, by document, with their matches marked."""
    hits = found.documents.hits
    if asked.is_empty or not hits or not count:
        return {}
    matches = _matching(reader, asked, [hit.id for hit in hits], count)
    shown: dict[str, Sequence[Passage]] = {}
    for hit in hits:
        best = _distinct([*matches.get(hit.id, ()), *fetched(reader, found.near.get(hit.id, ())[:count])], count)
        opening = hit.stored["opening"]
        stored = best or ([(opening, 0.0)] if opening else [])
        shown[hit.id] = [passage(each, score, marks) for each, score in stored]
    return shown


def _matching(reader: Reader, asked: Understood, ids: Sequence[str], count: int) -> Mapping[str, list[PassageHit]]:
    found: dict[str, list[PassageHit]] = {}
    if asked.leaves():
        most = count * _SURPLUS
        tree = trees.for_passages(asked.expression)
        limit = len(ids) * most
        for each in reader.passages(tree, documents=ids, limit=limit, per_document=most, count=False).hits:
            found.setdefault(each.document, []).append(each)
    return found


def _distinct(hits: Sequence[PassageHit], count: int) -> list[tuple[Mapping[str, Any], float]]:
    """The first of each segment, whichever language it is in."""
    kept: dict[str, tuple[Mapping[str, Any], float]] = {}
    for hit in hits:
        if len(kept) == count:
            break
        kept.setdefault(hit.stored["segment"], (hit.stored, hit.score))
    return list(kept.values())
