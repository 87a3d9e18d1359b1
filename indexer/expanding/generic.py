"""Words that say little of what a question is about: get, after, 后, 处理."""

from __future__ import annotations

from functools import cache

from indexer.query.leaves import function_words
from indexer.query.word_list import listed


def is_generic(word: str) -> bool:
    """Whether a word of a question is not worth translating."""
    return word in _generic_words()


def is_particle(word: str) -> bool:
    """Whether a word stands beside any others: 的, 后."""
    return word in function_words() or is_generic(word)


@cache
def _generic_words() -> frozenset[str]:
    return listed("indexer.expanding", "generic_words.txt")
