"""English words for comparing: lower case, without endings, function words out.

The stems are for matching only and stronger than a dictionary's: procure, procurement and procuring meet in one.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from archive.data import table

WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’][A-Za-z]+)?")
_ENDINGS = (
    "izations", "ization", "isation", "ations", "ation", "ating", "ated", "ates", "ate", "ments", "ment", "nesses", "ness",
    "ingly", "edly", "ities", "ity", "ances", "ance", "ences", "ence", "ally", "ions", "ion", "ings", "ing", "able", "ible",
    "ives", "ive", "ies", "ied", "ers", "er", "ors", "or", "ed", "es", "ly", "al", "ic", "s", "y", "e",
)  # fmt: skip
_BY_LAST = {last: tuple(one for one in _ENDINGS if one[-1] == last) for last in {one[-1] for one in _ENDINGS}}
_SHORTEST = 3
_VOWEL = re.compile("[aeiouy]")


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem of an English word, empty for a function word: ``organs`` → ``organ``, ``procurement`` → ``procur``."""
    word = word.lower().replace("’", "'").partition("'")[0]
    if word in _function_words():
        return ""
    word = _irregular().get(word, word)
    return _without_ending(_without_ending(word, _SHORTEST), _SHORTEST + 1)


def stems(text: str) -> list[str]:
    """The stems of the content words of a text, in order."""
    return [found for word in WORD.findall(text) if (found := stem(word))]


def _without_ending(word: str, shortest: int) -> str:
    for ending in _BY_LAST.get(word[-1:], ()):
        rest = word[: -len(ending)]
        if len(rest) >= shortest and word.endswith(ending) and _VOWEL.search(rest) and not word.endswith("ss"):
            return rest[:-1] if rest[-1] == rest[-2] and rest[-1] not in "lse" else rest
    return word


@cache
def _function_words() -> frozenset[str]:
    return frozenset(row["word"] for row in table("function_words"))


@cache
def _irregular() -> dict[str, str]:
    return {form: row["base"] for row in table("irregular_forms") for form in row["forms"].split()}
