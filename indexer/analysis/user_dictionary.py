"""The words that the archive itself adds to jieba's dictionary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from archive.model import Term
from archive.text.folding import fold
from archive.text.work_titles import bare_title, works_named
from indexer.analysis.chinese import segmenter
from indexer.analysis.tokens import HAN

_WORD = re.compile(f"[{HAN}]{{2,8}}")
_CONNECTIVES = frozenset("的和与及或")


def user_words(terms: Iterable[Term], titles: Iterable[str]) -> tuple[str, ...]:
    """The Chinese forms of terms, and the titles and names in 《》, that are worth a word: sorted, each once.

    That is what has two to eight characters and what jieba by itself breaks: a piece of it is a single character other than
    的 or 和, or one that the dictionary does not have (脑|死亡). What jieba cuts into words (器官|获取|组织) stays so: whoever
    types the whole also wants the texts that have its words, and its words side by side count more anyway.
    """
    return tuple(sorted({name for name in map(fold, _names(terms, titles)) if _WORD.fullmatch(name) and _is_broken(name)}))


def _names(terms: Iterable[Term], titles: Iterable[str]) -> Iterator[str]:
    yield from (term.zh for term in terms)
    for title in titles:
        yield bare_title(title)
        yield from works_named(title)


def _is_broken(name: str) -> bool:
    plain = segmenter()
    pieces = plain.words(name)
    return len(pieces) > 1 and any(not plain.knows(piece) or (len(piece) == 1 and piece not in _CONNECTIVES) for piece in pieces)
