"""Passages ranked on their own, each once, whichever of its languages was found."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from indexer import trees
from indexer.engine import PassageHit, PassageHits, Reader
from indexer.finding.meaning import BEST, Key, NearestPassages, fetched, fused, key_of
from indexer.query.expression import narrows
from indexer.understanding import Understood

_MOST = 1000
"""Documents that passages are looked for in, where a query is narrowed to some."""


def find_passages(reader: Reader, asked: Understood, limit: int, nearest: NearestPassages | None = None) -> PassageHits:
    """The best passages, in the documents that the fields of the query name; the total is of those found by words."""
    within = _narrowed(reader, asked)
    fuses = nearest is not None and asked.is_plain
    # a passage and its translation may both be found
    found = reader.passages(trees.for_passages(asked.expression), documents=within, limit=max(2 * limit, BEST * fuses))
    hits: dict[Key, PassageHit] = {}
    for hit in found.hits:
        hits.setdefault(key_of(hit), hit)
    if not nearest or not fuses:
        return replace(found, hits=list(hits.values())[:limit])
    near = nearest.nearest(asked.text, BEST, within)
    whole = [] if asked.is_question else _with_all_words(reader, asked, within, limit)
    order = list(dict.fromkeys([*whole, *fused(found.hits, near)]))[:limit]
    lacking = set(order) - hits.keys()
    hits |= {key_of(hit): hit for hit in fetched(reader, [one for one in near if (one.document, one.segment) in lacking])}
    return replace(found, hits=[hits[key] for key in order if key in hits])


def _with_all_words(reader: Reader, asked: Understood, within: Collection[str] | None, limit: int) -> Sequence[Key]:
    """The best passages that have all words: meaning puts nothing before them."""
    tree = trees.for_whole_passages(asked.typed)
    return [key_of(hit) for hit in reader.passages(tree, documents=within, limit=limit, count=False).hits]


def _narrowed(reader: Reader, asked: Understood) -> Collection[str] | None:
    """The documents that a query names by their fields; None for one that asks for words only."""
    if not narrows(asked.expression):
        return None
    return [hit.id for hit in reader.documents(trees.for_documents(asked.expression), filters={}, limit=_MOST, facets=False).hits]
