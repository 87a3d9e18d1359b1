"""Typed text → leaves: the smallest things that are looked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Literal

from archive.text.folding import fold
from indexer.analysis import chinese, english
from indexer.analysis.tokens import MARKS, Run, runs, tokens

LeafKind = Literal["word", "phrase", "english", "prefix"]


@dataclass(frozen=True, slots=True)
class Leaf:
    """``terms`` stand side by side in the ``characters`` stream.

    A Chinese ``word`` and a quoted ``phrase`` are found exactly so; ``english`` (one term) is found by its stem,
    ``prefix`` (one term) in every word that begins with it.
    """

    kind: LeafKind
    terms: tuple[str, ...]

    @property
    def text(self) -> str:
        """The terms as one string."""
        return "".join(self.terms)

    @property
    def stem(self) -> str:
        """What an English leaf is found by."""
        return english.stem(self.text)


def cut_leaves(text: str) -> tuple[Leaf, ...]:
    """The leaves of unquoted text, in order. A number stays with its measure word: 13号, 第13条, 5个."""
    found: list[Leaf] = []
    before: Run | None = None
    for run in runs(fold(text)):
        if run.kind == "mark":
            continue
        touches = before is not None and before.end == run.start
        cut = _words(run)
        if touches and found and _belong_together(found[-1], cut[0]):
            cut[0] = Leaf("phrase", found.pop().terms + cut[0].terms)
        found += cut
        before = run
    return tuple(found)


def quoted_leaves(text: str) -> tuple[Leaf, ...]:
    """One leaf for quoted text: exactly this sequence. A single English word in quotation marks is exact too."""
    terms = [token.term for token in tokens(fold(text))]
    while terms and terms[-1] in MARKS:
        terms.pop()
    while terms and terms[0] in MARKS:
        terms.pop(0)
    return (Leaf("phrase", tuple(terms)),) if terms else ()


def prefix_leaves(text: str) -> tuple[Leaf, ...]:
    """The leaves of ``text*``: the last one is a prefix if it is a Latin word. Chinese needs none: 器官 finds 器官移植."""
    found = cut_leaves(text)
    if found and found[-1].kind == "english":
        return *found[:-1], replace(found[-1], kind="prefix")
    return found


def content(leaves: Sequence[Leaf]) -> tuple[Leaf, ...]:
    """The leaves without 的, the, … and without repetitions; function words alone are all kept."""
    distinct = tuple(dict.fromkeys(leaves))
    return tuple(leaf for leaf in distinct if leaf.kind in ("phrase", "prefix") or leaf.text not in _function_words()) or distinct


def _words(run: Run) -> list[Leaf]:
    if run.kind == "chinese":
        return [Leaf("word", tuple(word)) for word in chinese.words(run.text)]
    return [Leaf("english", (run.text,))]


def _belong_together(left: Leaf, right: Leaf) -> bool:
    return (left.terms[-1].isdecimal() and right.kind == "word") or (left.terms == ("第",) and right.text.isdecimal())


@cache
def _function_words() -> frozenset[str]:
    return frozenset(files(__package__).joinpath("function_words.txt").read_text(encoding="utf-8").split())
