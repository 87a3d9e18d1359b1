"""The document, or the provision, that a query names: by its number, or by its title and an article."""

from __future__ import annotations

from collections.abc import Iterator

from whoosh.query import And, Term

from archive.text.folding import fold
from indexer import trees
from indexer.engine import DocumentHit, Reader
from indexer.help.marks import compact
from indexer.query import Query
from indexer.query.expression import Within, Words
from indexer.query.leaves import quoted_leaves
from indexer.showing.results import Direct

_MOST = 5
"""Documents whose titles are looked at for the one that was named."""


def named(read: Query, reader: Reader) -> list[Direct]:
    """What a query goes straight to; usually nothing."""
    return [*_by_number(read, reader), *_by_title(read, reader)]


def _by_number(read: Query, reader: Reader) -> Iterator[Direct]:
    if read.number:
        found = reader.documents(trees.for_documents(read.number), filters={}, limit=1, facets=False)
        if found.total == 1:
            yield _provision(found.hits[0], read.place, reader)


def _by_title(read: Query, reader: Reader) -> Iterator[Direct]:
    """The provision of a document whose title is the rest of the query, in each language that has it."""
    leaves = quoted_leaves(read.title) if read.title and read.place else ()
    if not leaves:
        return
    found = reader.documents(trees.for_documents(Within("title", Words(leaves))), filters={}, limit=_MOST, facets=False)
    for hit in [hit for hit in found.hits if found.total == 1 or _is_title(read.title, hit)][:1]:
        yield _provision(hit, read.place, reader)


def _provision(hit: DocumentHit, place: str, reader: Reader) -> Direct:
    """A place in a document; the document where it has no such place, or none is named."""
    tree = And([Term("document", hit.id), Term("place", place)])
    stored = [passage.stored for passage in reader.passages(tree, limit=1, count=False).hits] if place else []
    return _direct(hit, *(stored[0][name] for name in ("segment", "label", "lang"))) if stored else _direct(hit)


def _is_title(text: str, hit: DocumentHit) -> bool:
    return any(title and compact(fold(title)) == compact(fold(text)) for title in hit.stored["title"].values())


def _direct(hit: DocumentHit, segment: str | None = None, label: str | None = None, lang: str | None = None) -> Direct:
    return Direct(hit.id, hit.stored["title"], hit.stored["number"], segment, label, lang)
