"""What a reader types → what it may become: titles, document numbers, terms and issuing bodies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from archive.text.folding import fold
from indexer.analysis.chinese import Segmenter
from indexer.engine import Reader
from indexer.help.marks import marked
from indexer.help.named_documents import Candidate, numbers_like, titles_like
from indexer.help.names import Names
from indexer.showing.results import Span

SuggestionKind = Literal["title", "number", "term", "issuer"]
MOST = 10
_MOST_OF_A_KIND = 5
_MOST_CHARACTERS = 100
"""What is typed beyond is not looked at: nobody needs a suggestion any more."""
_KINDS = ("number", "issuer", "term", "title")
"""Of what is level the kinds in this order."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``other``: the same in the other language; ``document``: the one it leads to; ``spans``: what of it was typed."""

    text: str
    lang: str
    kind: SuggestionKind
    document: str | None = None
    other: str | None = None
    spans: Sequence[Span] = field(default=())


def suggestions(typed: str, reader: Reader, names: Names, words: Segmenter, limit: int = MOST) -> list[Suggestion]:
    """At most so many: first what begins as typed, then what has a word that does, then what has its words anywhere.

    Chinese is also found by pinyin, whole or by first letters, and by both mixed. No text is an error; empty text has none.
    """
    wanted = fold(typed[:_MOST_CHARACTERS]).strip()
    if not any(character.isalnum() for character in wanted):
        return []
    ranked = sorted(_ranked(wanted, reader, names, words), key=lambda one: (one[0], _KINDS.index(one[1].kind)))
    kept: dict[tuple[str, str | None], Suggestion] = {}
    counts = dict.fromkeys(_KINDS, 0)
    for _, one in ranked:
        counts[one.kind] += 1
        if counts[one.kind] <= _MOST_OF_A_KIND:
            kept.setdefault((fold(one.text), one.document), one)
    return list(kept.values())[:limit]


def _ranked(wanted: str, reader: Reader, names: Names, words: Segmenter) -> Iterator[tuple[int, Suggestion]]:
    for name, rank in names.beginning(wanted, _MOST_OF_A_KIND * 2):
        yield rank, Suggestion(name.text, name.lang, name.kind, None, name.other, marked(name.text, wanted))
    yield from _of_documents("number", numbers_like(wanted, reader))
    yield from _of_documents("title", titles_like(wanted, reader, words))


def _of_documents(kind: Literal["title", "number"], found: Iterable[Candidate]) -> Iterator[tuple[int, Suggestion]]:
    for one in sorted(found, key=lambda one: (one.rank, len(one.text))):
        yield one.rank, Suggestion(one.text, one.lang, kind, one.document, one.other, one.spans)
