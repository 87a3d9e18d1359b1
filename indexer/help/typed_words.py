"""The words of a query as they stand in it, so that one can be put in another's place and all else stays as typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from archive.text.folding import fold
from indexer.analysis import references
from indexer.analysis.tokens import HAN

_QUERY = re.compile(
    rf"(?P<range>[\[{{][^\[\]{{}}]*\bTO\b[^\[\]{{}}]*[\]}}])"
    rf"|(?P<operator>\b(?:AND|OR|NOT|TO|NEAR)\b)"
    rf"|(?P<field>[^\W\d]+(?=[:：]))"
    rf"|(?P<pattern>[^\s()（）\"]*[*?~＊？～][^\s()（）]*)"
    rf"|(?P<chinese>[{HAN}]+)"
    rf"|(?P<latin>[^\W\d_{HAN}]+)"
)


@dataclass(frozen=True, slots=True)
class TypedWord:
    """A run of Chinese characters or a Latin word, folded, with its range in the query."""

    text: str
    start: int
    end: int
    chinese: bool


def typed_words(query: str) -> Iterator[TypedWord]:
    """All but operators, names of fields, ranges, patterns and references, and what folding makes longer or shorter."""
    for match in _QUERY.finditer(query):
        if match.lastgroup in ("chinese", "latin"):
            text = fold(match[0])
            if len(text) == len(match[0]):
                for start, end in _between_references(text):
                    yield TypedWord(text[start:end], match.start() + start, match.start() + end, match.lastgroup == "chinese")


def _between_references(text: str) -> Iterator[tuple[int, int]]:
    """What is left of a run without 第八条, which nobody misspells."""
    at = 0
    for one in references(text):
        if at < one.start:
            yield at, one.start
        at = max(at, one.end)
    if at < len(text):
        yield at, len(text)


def replaced(query: str, others: Mapping[tuple[int, int], str]) -> str:
    """A query with other words in these ranges; a word in capitals or with a capital keeps them."""
    for (start, end), other in sorted(others.items(), reverse=True):
        query = query[:start] + _in_case_of(query[start:end], other) + query[end:]
    return query


def _in_case_of(typed: str, other: str) -> str:
    if len(typed) > 1 and typed.isupper():
        return other.upper()
    return other[:1].upper() + other[1:] if typed[:1].isupper() else other
