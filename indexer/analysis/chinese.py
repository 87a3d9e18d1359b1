"""Chinese runs → words, as jieba cuts them; nothing of jieba is imported before the first run is cut.

jieba gives the dictionary, its frequencies, the hidden Markov model for what the dictionary does not have, and the rule: the most
likely path through the dictionary's words, of paths that are level the one with the longer words in front. The path is looked for
here, in half of jieba's time and with the same words (``tests/test_analysis.py`` compares them).
"""

from __future__ import annotations

import hashlib
import logging
import re
import warnings
from collections.abc import Mapping, Sequence
from functools import cache, cached_property, lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from math import log
from pathlib import Path
from typing import Any

from indexer.cache_folder import cache_folder

_JIEBA_RUN = re.compile("[\u4e00-\u9fd5]+|.", re.DOTALL)
"""What jieba takes for a run; each character outside is a word of its own."""
_PREFIX = 1.0
"""Instead of a weight: no word, but the beginning of one. A weight is the logarithm of a share, so never above 0."""


class Segmenter:
    """Cuts runs of Chinese characters into jieba's words (its default cut, HMM on), with a user dictionary.

    A user's word gets the frequency that jieba suggests: just enough to be one word where it stands alone.
    """

    def __init__(self, user_words: Sequence[str] = ()) -> None:
        self.user_words = tuple(sorted(set(user_words)))

    @cached_property
    def fingerprint(self) -> str:
        """Names jieba's version, its dictionary and the user's words; the dictionary is not loaded for it."""
        if not self.user_words:
            return dictionary_fingerprint()
        return f"{dictionary_fingerprint()} + {hashlib.sha256(chr(10).join(self.user_words).encode()).hexdigest()[:16]}"

    def words(self, run: str) -> list[str]:
        """The words of a run; joined, they are the run. Linear in its length."""
        found: list[str] = []
        for part in _JIEBA_RUN.findall(run):
            found += self._cut(part) if len(part) > 1 else part
        return found

    def knows(self, word: str) -> bool:
        """Whether the dictionary has a word."""
        return self._weights[0].get(word, _PREFIX) != _PREFIX

    def likelihood(self, word: str) -> float:
        """The logarithm of a word's share in the dictionary's texts; of a word it does not have, that of the rarest."""
        weight = self._weights[0].get(word, _PREFIX)
        return self._weights[1] if weight == _PREFIX else weight

    @cached_property
    def _weights(self) -> tuple[Mapping[str, float], float]:
        """The logarithm of each word's share, ``_PREFIX`` for what only begins words, and the weight of an unknown character."""
        tokenizer = _tokenizer()
        for word in self.user_words:
            tokenizer.add_word(word)
        total = log(tokenizer.total)
        return {word: log(count) - total if count else _PREFIX for word, count in tokenizer.FREQ.items()}, log(1) - total

    def _cut(self, run: str) -> list[str]:
        """Words of the dictionary; what it leaves as single characters side by side is cut by the HMM."""
        ends = self._path(run)
        found: list[str] = []
        start = left = 0
        while start < len(run):
            end = ends[start]
            if end - start > 1:
                found += self._left_over(run[left:start])
                found.append(run[start:end])
                left = end
            start = end
        found += self._left_over(run[left:])
        return found

    def _path(self, run: str) -> list[int]:
        """Where the word ends that the most likely path has at each place; scores are added up from the end, as jieba does."""
        weights, unknown = self._weights
        length = len(run)
        scores, ends = [0.0] * (length + 1), [0] * length
        for start in range(length - 1, -1, -1):
            best, best_end, end = 0.0, 0, start + 1
            weight = weights.get(run[start])
            while weight is not None:
                if weight != _PREFIX and (not best_end or weight + scores[end] >= best):
                    best, best_end = weight + scores[end], end
                end += 1
                weight = weights.get(run[start:end]) if end <= length else None
            scores[start], ends[start] = (best, best_end) if best_end else (unknown + scores[start + 1], start + 1)
        return ends

    def _left_over(self, characters: str) -> Sequence[str]:
        return characters if len(characters) < 2 or self.knows(characters) else _guessed(characters)


@lru_cache(maxsize=4)
def segmenter(user_words: tuple[str, ...] = ()) -> Segmenter:
    """The segmenter with these words besides jieba's own; the last ones used are kept (60 MB each, loaded in half a second)."""
    return Segmenter(user_words)


PLAIN = segmenter()
"""jieba's own words; like every segmenter it loads nothing before it cuts."""


@cache
def dictionary_fingerprint() -> str:
    """Names jieba's version and dictionary, without importing it (15 ms)."""
    spec = find_spec("jieba")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("jieba is not installed")
    dictionary = Path(spec.submodule_search_locations[0]) / "dict.txt"
    return f"jieba {version('jieba')} {hashlib.sha256(dictionary.read_bytes()).hexdigest()[:16]}"


@lru_cache(maxsize=1 << 14)
def _guessed(characters: str) -> tuple[str, ...]:
    from jieba import finalseg  # noqa: PLC0415 - the dictionary was asked first, so jieba is loaded

    return tuple(finalseg.cut(characters))


def _tokenizer() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba 0.42.1 imports pkg_resources and has invalid escapes
        import jieba  # noqa: PLC0415 - 0.1 s that a query without Chinese need not pay
    jieba.default_logger.removeHandler(jieba.log_console)
    jieba.default_logger.setLevel(logging.CRITICAL)
    tokenizer = jieba.Tokenizer()
    tokenizer.cache_file = str(_cache_file())
    tokenizer.initialize()
    return tokenizer


def _cache_file() -> Path:
    return cache_folder() / f"{dictionary_fingerprint().replace(' ', '-')}.cache"
