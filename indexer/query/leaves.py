"""Typed text → leaves: the smallest things that are looked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Literal

from archive.text.folding import fold
from indexer.analysis import PLAIN, Reference, Segmenter, english, references, tokens
from indexer.analysis.tokens import MARKS, Run, runs
from indexer.query.word_list import listed

LeafKind = Literal["word", "phrase", "english", "pattern", "near", "reference"]


@dataclass(frozen=True, slots=True)
class Leaf:
    """The smallest thing that is looked for. ``terms``: what was typed, as terms of the ``characters`` stream in order.

    A Chinese ``word`` and a quoted ``phrase`` are found as they stand, ``english`` (one term) by its stem. A ``pattern`` (donat*,
    d?nor, donor~1) stands for the English words in ``forms``; ``near`` for its ``parts``, ``slop`` terms apart at most, in any
    order; a ``reference`` (Article 20, 2024年4月15日) for what ``forms`` has in the ``references`` stream.
    """

    kind: LeafKind
    terms: tuple[str, ...]
    forms: tuple[str, ...] = ()
    slop: int = 0
    parts: tuple[tuple[str, ...], ...] = ()

    @property
    def text(self) -> str:
        """The terms as one string."""
        return "".join(self.terms)

    @property
    def stem(self) -> str:
        """What an English leaf is found by."""
        return english.stem(self.text)

    @property
    def as_word(self) -> str:
        """A single word as a term of a ``words`` stream."""
        return self.stem if self.kind == "english" else self.text


def cut_leaves(text: str, segmenter: Segmenter = PLAIN) -> tuple[Leaf, ...]:
    """The leaves of unquoted text, in order. What refers to something is one leaf (第20条, April 2024, 国令767号), and a number
    stays with its measure word (13号, 5个)."""
    folded = fold(text)
    found: list[Leaf] = []
    position = 0
    for start, end, forms in _references(folded):
        found += _plain(folded[position:start], segmenter)
        found.append(Leaf("reference", tuple(token.term for token in tokens(folded[start:end])), forms))
        position = end
    return (*found, *_plain(folded[position:], segmenter))


def quoted_leaves(text: str) -> tuple[Leaf, ...]:
    """One leaf for quoted text: exactly this sequence. A single English word in quotation marks is exact too."""
    terms = [token.term for token in tokens(fold(text))]
    while terms and terms[-1] in MARKS:
        terms.pop()
    while terms and terms[0] in MARKS:
        terms.pop(0)
    return (Leaf("phrase", tuple(terms)),) if terms else ()


def content(leaves: Sequence[Leaf]) -> tuple[Leaf, ...]:
    """The leaves without 的, the, … and without repetitions; function words alone are all kept."""
    distinct = tuple(dict.fromkeys(leaves))
    return tuple(leaf for leaf in distinct if not is_function_word(leaf)) or distinct


def is_function_word(leaf: Leaf) -> bool:
    """Whether a leaf is left out beside others."""
    return leaf.kind in ("word", "english") and leaf.text in function_words()


@cache
def function_words() -> frozenset[str]:
    """Words that are left out beside others: particles, prepositions, and what a question is asked with."""
    return listed("indexer.query", "function_words.txt")


def _references(folded: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Where references stand, with their forms; of a range, which has one place, the forms of all. A bare year is a word."""
    named = [one for one in references(folded) if not _is_bare_year(one, folded)]
    end = 0
    for start, several in groupby(named, key=lambda one: one.start):
        group = list(several)
        last = max(one.end for one in group)
        if start >= end and any(folded[start:last].split()):
            yield start, last, tuple(dict.fromkeys(form for one in group for form in one.forms))
            end = last


def _is_bare_year(reference: Reference, folded: str) -> bool:
    return reference.canonical.startswith("date:") and folded[reference.start : reference.end].isdecimal()


def _plain(folded: str, segmenter: Segmenter) -> list[Leaf]:
    found: list[Leaf] = []
    before: Run | None = None
    for run in runs(folded):
        if run.kind == "mark":
            continue
        cut = _words(run, segmenter)
        if before is not None and before.end == run.start and _belong_together(found[-1], cut[0]):
            cut[0] = Leaf("phrase", found.pop().terms + cut[0].terms)
        found += cut
        before = run
    return found


def _words(run: Run, segmenter: Segmenter) -> list[Leaf]:
    if run.kind == "chinese":
        return [Leaf("word", tuple(word)) for word in segmenter.words(run.text)]
    return [Leaf("english", (run.text,))]


def _belong_together(left: Leaf, right: Leaf) -> bool:
    return (left.terms[-1].isdecimal() and right.kind == "word") or (left.terms == ("第",) and right.text.isdecimal())
