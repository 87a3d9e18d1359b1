"""What a reader types → what it means. Nothing a reader types is an error but a text that is too long, or has too many words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.errors import BadQuery
from indexer.analysis import PLAIN, Segmenter
from indexer.query import naming
from indexer.query.expression import Expression, every_leaf, wanted
from indexer.query.leaves import Leaf
from indexer.query.note import Note
from indexer.query.operators import semantic
from indexer.query.questions import as_question
from indexer.query.syntax import parsed

MAX_CHARACTERS = 2000
MAX_LEAVES = 64
MAX_PATTERNS = 8


@dataclass(frozen=True, slots=True)
class Query:
    """``expression``: what is looked for, None where there are no words; ``semantic``: also by meaning (a tilde in front).

    ``number``: what to look for in document numbers: what finds one document goes straight there. ``title`` and ``place``: a
    provision (a term of the ``place`` stream) and what else was typed, which may name the document that it is in.
    """

    expression: Expression | None
    notes: Sequence[Note] = ()
    semantic: bool = False
    number: Expression | None = None
    title: str = ""
    place: str = ""


def read(text: str, segmenter: Segmenter = PLAIN) -> Query:
    """What a query means. Linear in its length. Raises BadQuery when it has too many characters, words or patterns."""
    if len(text) > MAX_CHARACTERS:
        raise BadQuery(f"the query has {len(text)} characters; {MAX_CHARACTERS} are the most that can be searched for")
    asked, by_meaning = semantic(text)
    expression, notes = parsed(asked, segmenter)
    _check(list(every_leaf(expression)))
    if not _is_simple(asked):
        return Query(expression, notes, by_meaning)
    named = naming.named(asked, expression)
    return Query(as_question(asked, expression), notes, by_meaning, *named)


def leaves(text: str, segmenter: Segmenter = PLAIN) -> tuple[Leaf, ...]:
    """What to mark in a text that a query found. Raises BadQuery."""
    return wanted(read(text, segmenter).expression)


def _check(found: list[Leaf]) -> None:
    if len(found) > MAX_LEAVES:
        raise BadQuery(
            f"the query has {len(found)} words; {MAX_LEAVES} are the most. "
            "To find a passage as it stands, put it in quotation marks"
        )
    patterns = sum(leaf.kind in ("pattern", "near") for leaf in found)
    if patterns > MAX_PATTERNS:
        raise BadQuery(f'the query has {patterns} patterns (a*, a~, "a b"~5); {MAX_PATTERNS} are the most')


def _is_simple(text: str) -> bool:
    """Whether nothing is quoted; operators show in the expression."""
    return not re.search('["“”„‟〝〞＂「」『』﹁﹂﹃﹄]', text)
