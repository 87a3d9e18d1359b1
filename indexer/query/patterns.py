"""Patterns over English words (donat*, d?n*r, *plant, donor~1) → the words of an index that they stand for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fnmatch import translate
from functools import cache
from string import ascii_lowercase

from archive.text.folding import fold
from indexer.analysis import PLAIN, Segmenter
from indexer.query.expression import All, Either, Expression, Most, Not, Within, Words
from indexer.query.leaves import Leaf, cut_leaves
from indexer.query.note import Note

Terms = Callable[[str, str, int], Sequence[tuple[str, int]]]
"""``Reader.terms``: stream, prefix, limit → terms with their frequency, the most frequent first."""

MAX_FORMS = 64
_STREAM = "passage_characters"
_LOOKED_THROUGH = 20_000
"""Terms that are compared with a pattern that begins like them."""
_LOOKED_THROUGH_EACH = 2_000
"""The same for each letter, where a pattern begins with a wildcard."""
_PATTERN = re.compile(r"(?P<before>.*?)(?P<pattern>[^\W_]*[*?][\w*?]*|[^\W_]+~\d?)", re.DOTALL)
_SHORT = 4


def pattern_leaves(text: str, segmenter: Segmenter = PLAIN) -> tuple[Leaf, ...]:
    """The leaves of text that ends in a pattern. Chinese needs none: 器官* is 器官, which finds 器官移植."""
    match = _PATTERN.fullmatch(fold(text))
    if not match or not match["pattern"].isascii() or not any(map(str.isalnum, match["pattern"])):
        return cut_leaves(re.sub(r"[*?]|~\d?$", " ", text), segmenter)
    word, fuzzy, distance = match["pattern"].partition("~")
    if fuzzy:
        most = 1 if len(word) <= _SHORT else 2
        word = f"{word}~{min(int(distance), most) if distance else most}"
    return *cut_leaves(match["before"], segmenter), Leaf("pattern", (re.sub(r"\*+", "*", word),))


def expand(expression: Expression | None, terms: Terms) -> tuple[Expression | None, tuple[Note, ...]]:
    """The expression with the words that its patterns stand for, the ``MAX_FORMS`` most frequent (of misspellings the nearest).

    A note ``capped`` for each pattern that stands for more, or of which not all words could be compared.
    """
    notes: dict[str, Note] = {}
    terms = cache(terms)  # an engine walks through all terms that begin so
    return (_expanded(expression, terms, notes) if expression else None), tuple(notes.values())


def _expanded(expression: Expression, terms: Terms, notes: dict[str, Note]) -> Expression:
    match expression:
        case Words(leaves=leaves) if any(leaf.kind == "pattern" for leaf in leaves):
            return replace(expression, leaves=tuple(_filled(leaf, terms, notes) for leaf in leaves))
        case All(parts=parts) | Either(parts=parts) | Most(parts=parts):
            return replace(expression, parts=tuple(_expanded(part, terms, notes) for part in parts))
        case Not(part=part) | Within(part=part):
            return replace(expression, part=_expanded(part, terms, notes))
    return expression


def _filled(leaf: Leaf, terms: Terms, notes: dict[str, Note]) -> Leaf:
    if leaf.kind != "pattern" or leaf.forms:
        return leaf
    candidates, whole = _candidates(leaf.text, terms)
    found = _misspelt(leaf.text, candidates) if "~" in leaf.text else _matching(leaf.text, candidates)
    if len(found) > MAX_FORMS or not whole:
        notes[leaf.text] = Note("capped", {"word": leaf.text, "most": MAX_FORMS})
    return replace(leaf, forms=tuple(found[:MAX_FORMS]))


def _candidates(pattern: str, terms: Terms) -> tuple[list[tuple[str, int]], bool]:
    """The terms that begin as a pattern does, the most frequent first, and whether these are all."""
    beginning = pattern[0] if "~" in pattern else re.split(r"[*?]", pattern)[0]
    if not beginning:
        each = [list(terms(_STREAM, letter, _LOOKED_THROUGH_EACH)) for letter in ascii_lowercase]
        found = sorted((one for some in each for one in some), key=lambda one: (-one[1], one[0]))
        return found, all(len(some) < _LOOKED_THROUGH_EACH for some in each)
    most = MAX_FORMS + 1 if pattern == f"{beginning}*" else _LOOKED_THROUGH
    found = list(terms(_STREAM, beginning, most))
    return found, len(found) < _LOOKED_THROUGH


def _matching(pattern: str, candidates: Sequence[tuple[str, int]]) -> list[str]:
    matches = re.compile(translate(pattern)).match
    return [term for term, _ in candidates if matches(term)]


def _misspelt(pattern: str, candidates: Sequence[tuple[str, int]]) -> list[str]:
    """Words so many typing errors away (a letter too many, too few, another, or two exchanged), the nearest first."""
    word, _, distance = pattern.partition("~")
    return [term for _, _, term in sorted(_near(word, int(distance), candidates))]


def _near(word: str, most: int, candidates: Sequence[tuple[str, int]]) -> Iterator[tuple[int, int, str]]:
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only where a query has a misspelt word

    for term, count in candidates:
        if abs(len(term) - len(word)) <= most and (found := OSA.distance(word, term, score_cutoff=most)) <= most:
            yield found, -count, term
