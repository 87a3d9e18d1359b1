"""Documents by their own rank; the answers to a question by that of their best passages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from whoosh.query import And, ConstantScoreQuery, Every, Not, Or, Query

from indexer import trees
from indexer.engine import DocumentHits, Reader
from indexer.finding.choice import Choice, Found, allowed, any_of, chosen
from indexer.finding.meaning import BEST, Nearest, NearestPassages, fused
from indexer.understanding import Understood


def find(reader: Reader, asked: Understood, choice: Choice, nearest: NearestPassages | None = None) -> Found:
    """One page of documents. ``nearest``: asked for passages by meaning too, which adds documents and drops none.

    Only the answers to a question are ranked by words and meaning together; else what has the words comes first, and to a
    query with operators, fields, quotation marks or references meaning adds nothing.
    """
    tree = Every() if asked.is_empty else trees.for_documents(asked.expression)
    if choice.sort != "relevance" or asked.is_empty:
        return Found(chosen(reader, tree, choice))
    near: Sequence[Nearest] = ()
    if nearest and asked.is_plain:
        near = nearest.nearest(asked.text, BEST, allowed(reader, choice))
    found = _by_passages if asked.is_question else _appended if near else _by_words
    return Found(found(reader, asked, tree, choice, near), _by_document(near))


def _by_words(reader: Reader, _asked: Understood, tree: Query, choice: Choice, _near: Sequence[Nearest]) -> DocumentHits:
    return chosen(reader, tree, choice)


def _by_passages(reader: Reader, asked: Understood, tree: Query, choice: Choice, near: Sequence[Nearest]) -> DocumentHits:
    """First the documents of the best passages, in their order, then the others by their own rank."""
    best = trees.for_passages(asked.expression)
    by_words = reader.passages(best, documents=allowed(reader, choice), limit=BEST, count=False).hits
    order = fused(by_words, near) if near else ()
    ids = list(dict.fromkeys([document for document, _ in order] or [hit.document for hit in by_words]))
    whole = _with(tree, near)
    leading_page = replace(choice, limit=len(ids), offset=0)
    first = {hit.id: hit for hit in chosen(reader, And([whole, any_of(ids)]), leading_page, facets=False).hits}
    leading = [first[one] for one in ids if one in first]
    end = choice.offset + choice.limit
    rest = chosen(reader, whole, replace(choice, limit=end if end > len(leading) else 0, offset=0))
    ranked = [*leading, *(hit for hit in rest.hits if hit.id not in first)]
    return replace(rest, hits=ranked[choice.offset : end])


def _appended(reader: Reader, _asked: Understood, tree: Query, choice: Choice, near: Sequence[Nearest]) -> DocumentHits:
    """First what has the words, then what only means the same, the nearest first."""
    by_words = chosen(reader, tree, choice, facets=False)
    ids = list(dict.fromkeys(one.document for one in near))
    others = chosen(reader, And([any_of(ids), Not(tree)]), replace(choice, limit=len(ids), offset=0), facets=False).hits
    others = sorted(others, key=lambda hit: ids.index(hit.id))[max(0, choice.offset - by_words.total) :]
    whole = chosen(reader, _with(tree, near), replace(choice, limit=0))
    return replace(whole, hits=[*by_words.hits, *others][: choice.limit])


def _with(tree: Query, near: Sequence[Nearest]) -> Query:
    return Or([tree, ConstantScoreQuery(any_of({one.document for one in near}), 0.0)]) if near else tree


def _by_document(near: Sequence[Nearest]) -> Mapping[str, Sequence[Nearest]]:
    found: dict[str, list[Nearest]] = {}
    for one in near:
        found.setdefault(one.document, []).append(one)
    return found
