"""A leaf → the nodes that find it in one field, each with what its matches weigh.

What is found is decided by characters, pairs, stems and references; jieba's words and the exact English forms add to the rank.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from whoosh import query as q

from indexer.analysis import number_terms, sequence
from indexer.engine import DOCUMENT_STREAMS, PASSAGE_STREAMS
from indexer.query.leaves import Leaf
from indexer.query.proximity import phrases

Fields = Mapping[str, float]
"""The fields to search and what a match in each weighs."""

_AS_WORD, _AS_CHARACTERS = 1.0, 0.5
_AS_FORM = 2.0
"""What a reference stands for says more than its characters: 20 is in many a text that has no 20%."""
_SIDE_BY_SIDE = 2.0
_STREAMS = DOCUMENT_STREAMS | PASSAGE_STREAMS


def leaf_node(leaf: Leaf, fields: Fields) -> q.Query:
    """A leaf in any of the fields."""
    return either([node for field, weight in fields.items() for node in leaf_nodes(leaf, field, weight)])


def leaf_nodes(leaf: Leaf, field: str, weight: float = 1.0) -> Iterator[q.Query]:
    """A leaf in one field."""
    characters, words = f"{field}_characters", f"{field}_words"
    match leaf.kind:
        case "pattern":
            yield from (q.Term(characters, form, boost=weight * _AS_CHARACTERS) for form in leaf.forms)
        case "near":
            yield from phrases(characters, leaf, weight)
        case "english":
            yield from as_it_stands(field, leaf.terms, weight * _AS_CHARACTERS)
            if words in _STREAMS:
                yield q.Term(words, leaf.stem, boost=weight * _AS_WORD)
        case _:
            yield from as_it_stands(field, leaf.terms, weight * _AS_CHARACTERS)
            if leaf.kind == "word" and len(leaf.terms) > 1 and words in _STREAMS:
                yield q.Term(words, leaf.text, boost=weight * _AS_WORD)
            references = characters if field == "number" else f"{field}_references"  # where a number's forms stand
            if references in _STREAMS:
                yield from (q.Term(references, form, boost=weight * _AS_FORM) for form in leaf.forms)


def as_it_stands(field: str, terms: Sequence[str], weight: float) -> Iterator[q.Query]:
    """Terms side by side in the characters of a field; in a document's number without what does not count there."""
    found = sequence(number_terms(terms) if field == "number" else terms)
    if len(found) == 1:
        yield q.Term(f"{field}_characters", found[0], boost=weight)
    elif found:
        yield q.Phrase(f"{field}_characters", list(found), boost=weight)


def side_by_side(leaves: Sequence[Leaf], fields: Fields) -> list[q.Query]:
    """All leaves next to each other: by stems where all are English, else by the characters themselves."""
    if len(leaves) < 2 or any(leaf.kind in ("pattern", "near") for leaf in leaves):
        return []
    found: list[q.Query] = []
    for field, weight in fields.items():
        if all(leaf.kind == "english" for leaf in leaves) and f"{field}_words" in _STREAMS:
            found.append(q.Phrase(f"{field}_words", [leaf.stem for leaf in leaves], boost=weight * _SIDE_BY_SIDE))
        elif field != "number" or any(leaf.text.isdecimal() for leaf in leaves):
            found += as_it_stands(field, [term for leaf in leaves for term in leaf.terms], weight * _SIDE_BY_SIDE)
    return found


def either(nodes: Sequence[q.Query]) -> q.Query:
    """Any of these."""
    if len(nodes) > 1:
        return q.Or(nodes)
    return nodes[0] if nodes else q.NullQuery


def every(nodes: Sequence[q.Query]) -> q.Query:
    """All of these."""
    if len(nodes) > 1:
        return q.And(nodes)
    return nodes[0] if nodes else q.NullQuery
