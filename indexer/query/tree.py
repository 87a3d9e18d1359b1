"""An expression → a tree of ``whoosh.query`` over stream fields, the form that every engine is handed.

The nodes in use: And, Or, Not, AndMaybe, ConstantScoreQuery, Every, NullQuery, and the leaves Term, Phrase and Prefix.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from whoosh import query as q

from indexer.analysis import number_terms
from indexer.query.expression import All, Either, Expression, Not, Words, wanted
from indexer.query.leaves import Leaf, content

Fields = Mapping[str, float]
"""The fields to search and what a match in each weighs."""

_DOCUMENT_FIELDS: Fields = {"number": 6.0, "title": 3.0, "text": 1.0}
_PASSAGE_FIELDS: Fields = {"passage": 1.0}

_AS_WORD, _AS_PART, _AS_CHARACTERS = 1.0, 0.5, 0.5
_SIDE_BY_SIDE = 2.0
_EACH_LEAF = 10.0
"""What a passage gains for every leaf it has, over its BM25: passages with more of the leaves come first."""


def for_documents(expression: Expression | None) -> q.Query:
    """Documents that have all the words, anywhere in title, number or text."""
    return _tree(expression, _DOCUMENT_FIELDS)


def for_passages(expression: Expression | None) -> q.Query:
    """Passages that have any of the words; those with more of them first. What stands under a NOT is kept out."""
    leaves = wanted(expression)
    found = [_counted(leaf) for leaf in leaves] if len(leaves) > 1 else [_leaf(leaf, _PASSAGE_FIELDS) for leaf in leaves]
    for words in _typed(expression):
        found += _adjacent(words.leaves, _weighed(_PASSAGE_FIELDS, words.weight))
    excluded = [_tree(part, _PASSAGE_FIELDS) for part in _excluded(expression)]
    return _all([*([q.Or(found)] if found else []), *excluded])


def _tree(expression: Expression | None, fields: Fields) -> q.Query:
    match expression:
        case Words(leaves=leaves, weight=weight):
            fields = _weighed(fields, weight)
            needed = _all([_leaf(leaf, fields) for leaf in content(leaves)])
            bonus = _adjacent(leaves, fields)
            return q.AndMaybe(needed, q.Or(bonus)) if bonus else needed
        case All(parts=parts):
            return _all([_tree(part, fields) for part in parts])
        case Either(parts=parts):
            return q.Or([_tree(part, fields) for part in parts])
        case Not(part=part):
            return q.Not(_tree(part, fields))
    return q.NullQuery


def _weighed(fields: Fields, weight: float) -> Fields:
    return fields if weight == 1 else {field: own * weight for field, own in fields.items()}


def _leaf(leaf: Leaf, fields: Fields) -> q.Query:
    """A leaf in any of the fields, scored higher as a word, or in its exact English form."""
    return q.Or(
        [
            part
            for field, weight in fields.items()
            for part in [*_exact(field, leaf, weight * _AS_CHARACTERS), *_as_word(field, leaf, weight)]
        ]
    )


def _as_word(field: str, leaf: Leaf, weight: float) -> list[q.Query]:
    """The leaf as jieba's word or as part of one, or by its English stem; a number has no words."""
    if field == "number" or (len(leaf.terms) == 1 and leaf.kind != "english"):
        return []
    if leaf.kind == "english":
        return [_term(field, "words", leaf.stem, weight * _AS_WORD)]
    if leaf.kind == "word":
        return [_term(field, "words", leaf.text, weight * _AS_WORD), _term(field, "parts", leaf.text, weight * _AS_PART)]
    return []


def _exact(field: str, leaf: Leaf, weight: float) -> list[q.Query]:
    """The leaf as it stands, in the characters of a field."""
    name = f"{field}_characters"
    if leaf.kind == "prefix":
        return [q.Prefix(name, leaf.text, boost=weight)]
    terms = number_terms(leaf.terms) if field == "number" else leaf.terms
    return [_sequence(name, terms, weight)] if terms else []


def _counted(leaf: Leaf) -> q.Query:
    """A leaf that counts for being there, and besides as a word or, if it is none, by how often it is there."""
    exact, as_word = _exact("passage", leaf, _AS_CHARACTERS), _as_word("passage", leaf, 1.0)
    is_there = as_word if leaf.kind == "english" else exact
    return q.Or(
        [q.ConstantScoreQuery(q.Or(is_there), _EACH_LEAF), *(as_word or exact), *(exact if leaf.kind == "english" else [])]
    )


def _adjacent(leaves: Sequence[Leaf], fields: Fields) -> list[q.Query]:
    """All leaves side by side: stems in ``words`` where all are English, else the characters themselves."""
    if len(leaves) < 2 or any(leaf.kind == "prefix" for leaf in leaves):
        return []
    english = all(leaf.kind == "english" for leaf in leaves)
    stream = "words" if english else "characters"
    terms = tuple(leaf.stem for leaf in leaves) if english else tuple(term for leaf in leaves for term in leaf.terms)
    return [
        _sequence(f"{field}_{stream}", terms, weight * _SIDE_BY_SIDE) for field, weight in fields.items() if field != "number"
    ]


def _typed(expression: Expression | None) -> Iterator[Words]:
    """What was typed side by side, wherever it is wanted."""
    match expression:
        case Words():
            yield expression
        case All(parts=parts) | Either(parts=parts):
            for part in parts:
                yield from _typed(part)


def _excluded(expression: Expression | None) -> Iterator[Expression]:
    match expression:
        case Not():
            yield expression
        case All(parts=parts):
            for part in parts:
                yield from _excluded(part)


def _sequence(name: str, terms: Sequence[str], weight: float) -> q.Query:
    return q.Term(name, terms[0], boost=weight) if len(terms) == 1 else q.Phrase(name, list(terms), boost=weight)


def _term(field: str, stream: str, term: str, weight: float = 1.0) -> q.Query:
    return q.Term(f"{field}_{stream}", term, boost=weight)


def _all(queries: Sequence[q.Query]) -> q.Query:
    if len(queries) > 1:
        return q.And(queries)
    return queries[0] if queries else q.NullQuery
