"""More like a passage or a document: its most telling words, in both languages, and the texts that have a good part of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import ceil, log
from typing import Any

from whoosh.query import And, Not, Or, Query, Term

from archive.errors import NotFound
from archive.model import LANGUAGES
from indexer.analysis.chinese import Segmenter
from indexer.analysis.references import single_place
from indexer.engine import Reader
from indexer.query.leaves import Leaf, content, cut_leaves

_MOST_TERMS = 25
_SHARE = 0.3
"""The part of the terms of its language that a text must have."""
_LOOKED_AT = 30
"""Passages of a document from which its terms are taken."""
_TITLE = 3
"""How often a word of the title counts."""
_LONGEST = 4000
"""Characters of a passage that are looked at."""

Telling = Sequence[tuple[Leaf, float]]
"""Leaves with tf·idf, the most telling first."""


def like_passage(
    reader: Reader, stored: Mapping[str, Any], words: Segmenter, *, elsewhere: bool = False
) -> tuple[Query, Sequence[Leaf]]:
    """What finds passages like a stored one, and what to mark in them; ``elsewhere``: not in its own document.

    Its translation's words count too, so that likes are found in either language; the passage itself is not among them.
    """
    texts = (stored["text"], (stored["translation"] or {}).get("text", ""))
    telling = [_telling(reader, "passage_words", [(text, 1)], reader.sizes().passages, words) for text in texts]
    itself: Query = Term("document", stored["document"])
    if not elsewhere:
        places = Or([Term("place", single_place(language, stored["segment"])) for language in LANGUAGES])
        itself = And([itself, places])
    return _found_by(telling, ("passage_words", "heading_words"), itself), _leaves(telling)


def like_document(reader: Reader, document: str, words: Segmenter) -> tuple[Query, Sequence[Leaf]]:
    """What finds documents like one of the index, and what to mark in them. Raises NotFound."""
    known = reader.documents(Term("document", document), filters={}, limit=1, facets=False).hits
    if not known:
        raise NotFound(f"the index has no document {document!r}; `archive index` brings it up to date")
    titles = known[0].stored["title"]
    passages = reader.passages(Term("document", document), documents=[document], limit=_LOOKED_AT, count=False).hits
    telling = []
    for language in LANGUAGES:
        texts = [(hit.stored["text"], 1) for hit in passages if hit.stored["lang"] == language]
        texts += [(titles[language] or "", _TITLE)]
        telling.append(_telling(reader, "text_words", texts, reader.sizes().documents, words))
    return _found_by(telling, ("text_words", "title_words"), Term("document", document)), _leaves(telling)


def stored_passage(reader: Reader, document: str, segment: str, language: str | None = None) -> Mapping[str, Any]:
    """A passage as the index has it, in this language or else in any. Raises NotFound."""
    for each in [language] if language else LANGUAGES:
        tree = And([Term("document", document), Term("place", single_place(each, segment))])
        for hit in reader.passages(tree, limit=1, count=False).hits:
            return hit.stored
    raise NotFound(f"the index has no passage {segment!r} of {document!r}; `archive index` brings it up to date")


def _telling(reader: Reader, stream: str, texts: Iterable[tuple[str, int]], entries: int, words: Segmenter) -> Telling:
    """The leaves of texts (with what each counts) that few entries have, but others than this one."""
    counts: Counter[Leaf] = Counter()
    for text, weight in texts:
        for leaf in cut_leaves(text[:_LONGEST], words):
            if _may_tell(leaf):
                counts[leaf] += weight
    found: dict[str, tuple[Leaf, float]] = {}
    for leaf in content(tuple(counts)):
        having = reader.frequency(stream, leaf.as_word)
        if having > 1 and counts[leaf]:
            found.setdefault(leaf.as_word, (leaf, counts[leaf] ** 0.5 * log(1 + entries / having)))
    return sorted(found.values(), key=lambda one: (-one[1], one[0].text))[: _MOST_TERMS // len(LANGUAGES)]


def _may_tell(leaf: Leaf) -> bool:
    if leaf.kind == "word":
        return len(leaf.terms) > 1
    return leaf.kind == "english" and leaf.text.isalpha() and len(leaf.text) > 2


def _found_by(telling: Iterable[Telling], streams: Sequence[str], itself: Query) -> Query:
    """Texts with their share of the terms of one language, but not this one."""
    parts = [
        Or([_anywhere(leaf, streams, weight) for leaf, weight in leaves], minmatch=max(1, ceil(len(leaves) * _SHARE)))
        for leaves in telling
        if leaves
    ]
    return And([Or(parts), Not(itself)])


def _anywhere(leaf: Leaf, streams: Sequence[str], weight: float) -> Query:
    return Or([Term(stream, leaf.as_word, boost=weight) for stream in streams])


def _leaves(telling: Iterable[Telling]) -> tuple[Leaf, ...]:
    return tuple(leaf for leaves in telling for leaf, _ in leaves)
