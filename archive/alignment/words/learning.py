"""Words learned from pairs that a person confirmed: which Chinese word goes with which English one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from archive.alignment.words.english_words import WORD, stem
from archive.alignment.words.signs import HAN_RUN
from archive.text.folding import fold

_LEAST = 3
"""Pairs that both words stand in: what happens twice may be chance."""
_CLOSE = 0.6
"""Twice the common pairs over those of either (Dice): words of the same topic seldom reach it."""
_LONGEST = 6
_MOST_PAIRS = 5_000
_LONGEST_TEXT = 600


def learned_words(pairs: Iterable[tuple[str, str]]) -> dict[str, dict[str, float]]:
    """Chinese word (folded) → English word → weight, 0 to 1, from the texts of confirmed pairs; of very many, the first."""
    read = [(set(_chinese(zh)), _english(en)) for (zh, en), _ in zip(pairs, range(_MOST_PAIRS), strict=False)]
    chinese = _frequent(zh for zh, _ in read)
    english = _frequent(en for _, en in read)
    together = Counter((z, e) for zh, en in read for z in zh & chinese.keys() for e in en.keys() & english.keys())
    forms = dict(one for _, en in read for one in en.items())
    found: dict[str, dict[str, float]] = {}
    for (zh, en), count in together.items():
        dice = 2 * count / (chinese[zh] + english[en])
        if count >= _LEAST and dice >= _CLOSE:
            found.setdefault(zh, {})[forms[en]] = round(dice, 3)
    parts = set(_parts(found))
    return {zh: words for zh, words in found.items() if zh not in parts}


def _chinese(text: str) -> Iterator[str]:
    for run in HAN_RUN.findall(fold(text[:_LONGEST_TEXT])):
        for start in range(len(run)):
            yield from (run[start:end] for end in range(start + 2, min(len(run), start + _LONGEST) + 1))


def _english(text: str) -> dict[str, str]:
    """Stem → a word as it is written."""
    return {found: word.lower() for word in WORD.findall(text[:_LONGEST_TEXT]) if (found := stem(word))}


def _frequent(texts: Iterable[Iterable[str]]) -> dict[str, int]:
    counts = Counter(word for words in texts for word in words)
    return {word: count for word, count in counts.items() if count >= _LEAST}


def _parts(found: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """Sequences that stand in a longer one with the same words: 查阅申 beside 查阅申请."""
    for longer, words in found.items():
        for start in range(len(longer)):
            for end in range(start + 2, len(longer) + 1):
                part = longer[start:end]
                if part != longer and part in found and found[part].keys() <= words.keys():
                    yield part
