"""An expression → a tree of ``whoosh.query`` nodes over streams, the form that every engine is handed (see ``engine``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from whoosh import query as q

from indexer.query.expression import All, Either, Expression, Has, Issued, Most, Not, Within, Words, is_typed
from indexer.query.leaves import Leaf, content
from indexer.trees.nodes import Fields, either, every, leaf_node, side_by_side
from indexer.trees.question import question

_DOCUMENT: Fields = {"number": 6.0, "title": 3.0, "text": 1.0}
_PASSAGE: Fields = {"passage": 1.0, "heading": 0.2}
"""A heading is short, which alone would put it above the text it stands over."""

_EACH_LEAF = 10.0
"""What a passage gains for every leaf it has, over its BM25: passages with more of the leaves come first."""
_SHARE = 0.4
"""The part of a question's words that a document must have to count as found."""


def for_documents(expression: Expression | None) -> q.Query:
    """Documents that have all the words, anywhere in title, number or text; of a question most of them."""
    return _tree(expression, _DOCUMENT)


def for_passages(expression: Expression | None) -> q.Query:
    """Passages that have any of the words; those with more of them first. What stands under a NOT is kept out."""
    found = question(expression) if isinstance(expression, Most) else _any(expression)
    excluded = [_tree(part, _PASSAGE) for part in _excluded(expression)]
    return every([*([found] if found else []), *excluded])


def for_whole_passages(expression: Expression | None) -> q.Query:
    """Passages that have all the words."""
    return _tree(expression, _PASSAGE)


def _any(expression: Expression | None) -> q.Query | None:
    """Passages that have any part; None for what says nothing of passages."""
    match expression:
        case Words(leaves=leaves, weight=weight, origin=origin) if origin != "typed":  # half of a term is another term
            whole = _words(leaves, _weighed(_PASSAGE, weight))
            return either([whole, q.ConstantScoreQuery(whole, _EACH_LEAF * weight * len(leaves))])
        case Words(leaves=leaves, weight=weight):
            fields = _weighed(_PASSAGE, weight)
            nodes = [leaf_node(leaf, fields) for leaf in content(leaves)]
            counted = [q.ConstantScoreQuery(node, _EACH_LEAF * weight) for node in nodes]
            return either([*nodes, *counted, *side_by_side(leaves, fields)])
        case Either(parts=parts):
            return _best([node for part in parts if (node := _any(part))], expression)
        case All(parts=parts) | Most(parts=parts):
            found = [node for part in parts if (node := _any(part))]
            return either(found) if found else None
        case Within(field="text", part=part):
            return _any(part)
    return None


def _tree(expression: Expression | None, fields: Fields) -> q.Query:  # noqa: PLR0911 - a line a kind
    match expression:
        case Words(leaves=leaves, weight=weight):
            return _words(leaves, _weighed(fields, weight))
        case Most(parts=parts):
            return q.Or([_tree(part, fields) for part in parts], minmatch=ceil(len(parts) * _SHARE))
        case All(parts=parts):
            return every([_tree(part, fields) for part in parts])
        case Either(parts=parts):
            return _best([_tree(part, fields) for part in parts], expression)
        case Not(part=part):
            return q.Not(_tree(part, fields))
        case Within(field=field, part=part):
            return _tree(part, {field: _DOCUMENT[field]})
        case Has(facet=facet, values=values):
            return q.ConstantScoreQuery(either([q.Term(facet, value) for value in values]), 0.0)
        case Issued(first=first, last=last):
            return q.ConstantScoreQuery(q.NumericRange("issued", first, last), 0.0)
    return q.NullQuery


def _words(leaves: Sequence[Leaf], fields: Fields) -> q.Query:
    needed = every([leaf_node(leaf, fields) for leaf in content(leaves)])
    bonus = side_by_side(leaves, fields)
    return q.AndMaybe(needed, either(bonus)) if bonus else needed


def _weighed(fields: Fields, weight: float) -> Fields:
    return fields if weight == 1 else {field: own * weight for field, own in fields.items()}


def _best(nodes: list[q.Query], expression: Either) -> q.Query:
    """Any of these: of other words for the same thing the best counts, of what a reader put side by side the sum."""
    if len(nodes) > 1 and not is_typed(expression):
        return q.DisjunctionMax(nodes)
    return either(nodes)


def _excluded(expression: Expression | None) -> Iterator[Expression]:
    match expression:
        case Not():
            yield expression
        case All(parts=parts):
            for part in parts:
                yield from _excluded(part)
