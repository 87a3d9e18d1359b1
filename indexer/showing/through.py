"""What alone found a document: its expansions, or its meaning, where the words that were typed do not find it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from whoosh.query import And, Or, Query, Term

from archive.text.folding import fold
from indexer import trees
from indexer.engine import Reader
from indexer.finding import Found
from indexer.query import Expression
from indexer.query.leaves import cut_leaves
from indexer.showing.highlight import Highlighter
from indexer.showing.results import Passage
from indexer.understanding import Understood


@dataclass(frozen=True, slots=True)
class Through:
    """``forms``: the expansions that found it; ``by_meaning``: that no word did."""

    forms: Sequence[str] = ()
    by_meaning: bool = False


def found_through(
    reader: Reader, asked: Understood, found: Found, shown: Mapping[str, Sequence[Passage]]
) -> Mapping[str, Through]:
    """By document; documents that the words typed find are not in it."""
    ids = [hit.id for hit in found.documents.hits]
    if not ids or not (asked.expansions or found.near):
        return {}
    as_typed = _matching(reader, asked.typed, ids)
    others = [one for one in ids if one not in as_typed]
    by_words = _matching(reader, asked.expression, others) if found.near and others else set(others)
    return {one: Through(_forms(asked, shown.get(one, ()))) if one in by_words else Through(by_meaning=True) for one in others}


def _matching(reader: Reader, expression: Expression | None, ids: Sequence[str]) -> set[str]:
    tree: Query = And([trees.for_documents(expression), Or([Term("document", one) for one in ids])])
    return {hit.id for hit in reader.documents(tree, filters={}, limit=len(ids), facets=False).hits}


def _forms(asked: Understood, passages: Sequence[Passage]) -> list[str]:
    """The expansions that stand in the passages shown; all of them where none does."""
    texts = [fold(passage.text) for passage in passages]
    standing = [one.form for one in asked.expansions if any(map(_marks(one.form).stands_in, texts))]
    return list(dict.fromkeys(standing)) or [one.form for one in asked.expansions]


@lru_cache(maxsize=1 << 10)
def _marks(form: str) -> Highlighter:
    return Highlighter(cut_leaves(form))
