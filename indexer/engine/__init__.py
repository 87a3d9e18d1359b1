"""What an index must do. Engines store and count ready terms and know nothing of Chinese or English.

A query is a tree of ``whoosh.query`` nodes, whatever the engine: And, Or (with ``minmatch``), DisjunctionMax, Not, AndMaybe,
ConstantScoreQuery, Every, NullQuery, and the leaves Term, Phrase (consecutive positions, no slop) and NumericRange over
``issued``. Term and Phrase are over the streams of ``entries``; Term also over a facet or ``document`` (an id). Prefixes,
wildcards and misspellings are no nodes: the query layer asks for the terms they stand for (``Reader.terms``), so that all
engines agree.

An index holds two kinds of entry: **documents** are ranked, filtered and counted; **passages** (one segment in one language)
carry the snippets. Each kind has its own statistics.
"""

from indexer.engine.entries import DOCUMENT_STREAMS, FACETS, GAP, PASSAGE_STREAMS, DocumentEntry, PassageEntry, Stream
from indexer.engine.hits import DocumentHit, DocumentHits, Narrowed, PassageHit, PassageHits, Sizes
from indexer.engine.protocol import Engine, Filters, Reader, RebuildNeeded, Sort, Writer

__all__ = [
    "DOCUMENT_STREAMS",
    "FACETS",
    "GAP",
    "PASSAGE_STREAMS",
    "DocumentEntry",
    "DocumentHit",
    "DocumentHits",
    "Engine",
    "Filters",
    "Narrowed",
    "PassageEntry",
    "PassageHit",
    "PassageHits",
    "Reader",
    "RebuildNeeded",
    "Sizes",
    "Sort",
    "Stream",
    "Writer",
]
