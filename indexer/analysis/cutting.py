"""Texts → streams of terms with positions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from archive.text.folding import fold
from indexer.analysis import chinese, english
from indexer.analysis.tokens import runs, tokens
from indexer.engine import Stream

_GAP = 100
"""Positions left free between two texts of one field: no phrase runs from one into the next."""
_NUMBER_FILLERS = frozenset("第年")


@dataclass(frozen=True, slots=True)
class Cut:
    """The terms of one text; in ``words`` and ``characters`` a term's index is its position."""

    words: tuple[str, ...]
    parts: tuple[str, ...]
    characters: tuple[str, ...]


def cut(text: str) -> Cut:
    """The terms of a text in either language, or in both."""
    folded = fold(text)
    words: list[str] = []
    parts: list[str] = []
    for run in runs(folded):
        if run.kind == "chinese":
            cut_run = chinese.words(run.text)
            words += cut_run
            parts += (part for word in cut_run for part in chinese.parts(word))
        elif run.kind == "latin":
            words.append(english.stem(run.text))
    return Cut(tuple(words), tuple(parts), tuple(token.term for token in tokens(folded)))


def streams(field: str, cuts: Iterable[Cut]) -> Mapping[str, Stream]:
    """The streams of a field that holds several texts, by stream name: ``text_words``, ``text_parts``, ``text_characters``."""
    cuts = list(cuts)
    return {
        f"{field}_words": _positioned(each.words for each in cuts),
        f"{field}_parts": [(part, 0) for each in cuts for part in each.parts],
        f"{field}_characters": _positioned(each.characters for each in cuts),
    }


def number_stream(number: str | None) -> Mapping[str, Stream]:
    """The stream of a document number: 国卫医急发〔2024〕13号 is 国 卫 医 急 发 2024 13 号, whatever its brackets."""
    return {"number_characters": _positioned([number_terms(cut(number).characters)])} if number else {}


def number_terms(characters: Iterable[str]) -> tuple[str, ...]:
    """What counts in a document number: neither 第 nor 年 (国务院令第767号 is also found as 国务院令767号)."""
    return tuple(term for term in characters if term not in _NUMBER_FILLERS)


def _positioned(texts: Iterable[Iterable[str]]) -> Stream:
    stream: list[tuple[str, int]] = []
    position = 0
    for terms in texts:
        for term in terms:
            stream.append((term, position))
            position += 1
        position += _GAP
    return stream
