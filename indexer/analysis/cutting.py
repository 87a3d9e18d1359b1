"""Texts → streams of terms with positions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive.text.folding import fold
from indexer.analysis import english
from indexer.analysis.chinese import PLAIN, Segmenter
from indexer.analysis.references import stream as reference_stream
from indexer.analysis.tokens import Run, compounds, is_han, runs, tokens
from indexer.engine import GAP, Stream

_APART = f" {' '.join([GAP] * 64)} "
"""Between two texts of one field: no phrase runs from one into the next, nor is anything near it."""
_NUMBER_FILLERS = frozenset("第年")


@dataclass(frozen=True, slots=True)
class Cut:
    """The streams of one text: ``words``, ``characters`` and ``references``."""

    words: Stream
    characters: Stream
    references: Stream = ""


def cut(text: str, segmenter: Segmenter = PLAIN) -> Cut:
    """The terms of a text in either language, or in both. An index is asked with the segmenter that it was made with."""
    folded = fold(text)
    found = list(runs(folded))
    return Cut(
        " ".join(_words(folded, found, segmenter)),
        character_stream([term for run in found for term in (run.text if run.kind == "chinese" else (run.text,))]),
        reference_stream(folded),
    )


def _words(folded: str, found: Sequence[Run], segmenter: Segmenter) -> Iterator[str]:
    """jieba's words and English stems, in order; a word with a hyphen that is also written in one stands before its parts."""
    whole = {compound.start: english.stem(compound.term) for compound in compounds(folded)}
    for run in found:
        if run.kind == "chinese":
            yield from segmenter.words(run.text)
        elif run.kind == "latin":
            if run.start in whole:
                yield whole[run.start]
            yield english.stem(run.text)


def character_stream(terms: Sequence[str]) -> Stream:
    """Each term at an even position and, behind a Chinese character that another follows, both as a pair at the odd one.

    器官13 is 器 器官 官 · 13 ·. A sequence is looked for by its pairs (see ``sequence``), which are far rarer than characters.
    """
    chinese = [*map(is_han, terms), False]
    stream: list[str] = []
    for at, term in enumerate(terms):
        stream += term, term + terms[at + 1] if chinese[at] and chinese[at + 1] else GAP
    return " ".join(stream)


def sequence(terms: Sequence[str]) -> tuple[str, ...]:
    """The words of a phrase over a ``character_stream`` that stands for consecutive terms; a single one is a term.

    器官 is its pair; 器官移 is 器官 · 官移; 13号 is 13 · 号.
    """
    found = [GAP] * (2 * len(terms))
    for at, term in enumerate(terms):
        if is_han(term) and at + 1 < len(terms) and is_han(terms[at + 1]):
            found[2 * at + 1] = term + terms[at + 1]
        elif not (is_han(term) and at and is_han(terms[at - 1])):
            found[2 * at] = term
    return tuple(" ".join(found).strip(f" {GAP}").split())


def joined(streams: Iterable[Stream]) -> Stream:
    """The streams of several texts as one field."""
    return _APART.join(filter(None, streams))


def streams(field: str, cuts: Iterable[Cut], *, references: bool = False) -> Mapping[str, Stream]:
    """The streams of a field that holds several texts, by stream name: ``text_words``, ``text_characters`` …"""
    cuts = list(cuts)
    found = {
        f"{field}_words": joined(each.words for each in cuts),
        f"{field}_characters": joined(each.characters for each in cuts),
    }
    if references:
        found[f"{field}_references"] = " ".join(each.references for each in cuts if each.references)
    return found


def number_stream(number: str | None) -> Mapping[str, Stream]:
    """The stream of a document number: 国卫医急发〔2024〕13号 is 国 卫 医 急 发 2024 13 号, whatever its brackets.

    Behind it, out of a phrase's reach, stand the forms that it is referred to by (国令, Guo Wei Yi Ji Fa [2024] No. 13).
    """
    if not number:
        return {}
    folded = fold(number)
    characters = character_stream(number_terms(token.term for token in tokens(folded)))
    return {"number_characters": joined([characters, reference_stream(folded)])}


def number_terms(characters: Iterable[str]) -> tuple[str, ...]:
    """What counts in a document number: neither 第 nor 年 (国务院令第767号 is also found as 国务院令767号)."""
    return tuple(term for term in characters if term not in _NUMBER_FILLERS)
