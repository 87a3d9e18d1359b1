"""What an index takes from the term base, titles and translations: words to cut with, and other words for words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from archive.errors import BadDocument, Problem
from archive.model import Term
from indexer.analysis import user_words
from indexer.changes import Documents, titles_of, units_of
from indexer.engine import RebuildNeeded
from indexer.expanding.known import Known, known
from indexer.keeping.meta import Meta, versions

_TERMS, _WORDS, _LEARNED = "term base", "words of the term base", "learned from"
_MORE = 2
"""Translations are learned from again when there are so many times the documents."""

Terms = Sequence[Term]


def terms_of(collection: Documents) -> tuple[Terms | None, list[Problem]]:
    """The term base; None, and the problem, where it cannot be read."""
    try:
        return collection.terms(), []
    except BadDocument as error:
        return None, [error.problem]


def begun_meta(collection: Documents, generation: str, engine: str) -> Meta:
    """Of an index that is to be made: its words are fixed now. Raises IndexUnusable for an engine that there is not."""
    terms, _ = terms_of(collection)
    words = user_words(terms or (), titles_of(collection))
    noted = {_TERMS: _print_of_terms(terms or ()), _WORDS: _print(user_words(terms or (), ()))}
    return Meta(generation, {**versions(engine, words), **noted}, engine, words=list(words))


def check_words(terms: Terms | None, meta: Meta) -> None:
    """Raises RebuildNeeded where the term base has other words than its texts were cut with."""
    if terms is None or meta.versions.get(_TERMS) == _print_of_terms(terms):
        return
    if meta.versions.get(_WORDS) != _print(user_words(terms, ())):
        raise RebuildNeeded("the term base has other Chinese words than those that the texts were cut with")


def with_known(collection: Documents, terms: Terms | None, meta: Meta) -> Meta:
    """The index's description with what the term base says now, and what the translations teach if there are many more."""
    documents, learned_from = len(collection.ids()), int(meta.versions.get(_LEARNED, 0))
    again = documents >= _MORE * learned_from and documents != learned_from
    if terms is None or not (again or meta.versions.get(_TERMS) != _print_of_terms(terms) or not meta.known):
        return meta
    found = known(terms, _pairs(collection) if again else ())
    if not again:
        found = replace(found, learned=Known.of_json(meta.known).learned)
    noted = {_TERMS: _print_of_terms(terms), _LEARNED: str(documents if again else learned_from)}
    return replace(meta, known=found.as_json(), versions={**meta.versions, **noted})


def _pairs(collection: Documents) -> Iterator[tuple[str, str]]:
    """Texts that translate each other; whoever takes them stops when it has enough."""
    for document_id in collection.ids():
        for unit in units_of(collection, document_id):
            if unit.zh_text and unit.en_text:
                yield unit.zh_text, unit.en_text


def _print_of_terms(terms: Terms) -> str:
    return _print(f"{term.zh}\t{term.en}\t{term.status}" for term in terms)


def _print(lines: Sequence[str] | Iterator[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()[:16]
