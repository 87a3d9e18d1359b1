"""What terms are looked up by: folded, without spaces and hyphens, English words in the singular."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise

from archive.text.folding import fold
from indexer.analysis.tokens import is_han, runs
from indexer.query.leaves import Leaf, content, cut_leaves

Frequency = Callable[[str, str], int]
"""How many entries have a term of a stream (``Reader.frequency``)."""

_PLURAL = re.compile(r"(?<=[a-z]{2})(?:(?<=ss|sh|ch|.x)es|(?<![siu])s)$")


@lru_cache(maxsize=1 << 14)
def key(term: str) -> str:
    """Of a term as it is written: organ donors and Organ Donor have one key, 器官 捐献 and 器官捐獻 too."""
    return "".join(_singular(run.text) for run in runs(fold(term)) if run.kind != "mark")


def key_of_leaves(leaves: Sequence[Leaf]) -> str:
    """Of words typed side by side; empty where one of them is no plain word: what was quoted is looked for as it stands."""
    if not all(leaf.kind in ("word", "english") for leaf in leaves):
        return ""
    return "".join(_singular(leaf.text) for leaf in leaves)


def _singular(word: str) -> str:
    """An English word without the ending of a plural; donation and donator stay what they are."""
    if not word.endswith("s"):
        return word
    return f"{word[:-3]}y" if re.search("[a-z][^aeiou]ies$", word) else _PLURAL.sub("", word)


@lru_cache(maxsize=1 << 14)
def content_of(form: str) -> tuple[Leaf, ...]:
    """The leaves of a form without function words."""
    return content(cut_leaves(form))


@lru_cache(maxsize=1 << 14)
def features(form: str) -> frozenset[str]:
    """What a term is compared with others by; see ``features_of_leaves``."""
    return features_of_leaves(content_of(form))


def features_of_leaves(leaves: Sequence[Leaf]) -> frozenset[str]:
    """Stems of English words, pairs of neighbouring characters of Chinese ones."""
    terms = [term for leaf in leaves for term in ((leaf.stem,) if leaf.kind == "english" else leaf.terms)]
    pairs = (one + other for one, other in pairwise(terms) if is_han(one) and is_han(other))
    return frozenset((*pairs, *(term for term in terms if not is_han(term))))


def text_of(leaves: Sequence[Leaf]) -> str:
    """What leaves say, as it is written."""
    return (" " if leaves[0].text.isascii() else "").join(leaf.text for leaf in leaves)


def least_frequency(leaves: Sequence[Leaf], frequency: Frequency) -> int:
    """How many passages have the rarest of these words, at most; 0 where one is not in the index."""
    return min((_frequency(leaf, frequency) for leaf in content(leaves)), default=0)


def _frequency(leaf: Leaf, frequency: Frequency) -> int:
    """Of a Chinese word that of its rarest pair."""
    if leaf.kind == "english":
        return frequency("passage_words", leaf.stem)
    pairs = [one + other for one, other in pairwise(leaf.terms) if is_han(one) and is_han(other)]
    return min(frequency("passage_characters", term) for term in pairs or leaf.terms)
