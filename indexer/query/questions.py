"""Questions in everyday words: of their words a text that answers has only most."""

from __future__ import annotations

import re
from functools import cache

from archive.data import table
from archive.model import LANGUAGES
from archive.text.folding import fold
from indexer.query.expression import Expression, Most, Words
from indexer.query.leaves import content, is_function_word
from indexer.query.word_list import listed

_MANY = 7
"""So many words that few texts have all of them."""
_ASKING = re.compile(r"([\u4e00-\u9fff])[不没]\1|[吗呢]|(?<!不)[几啥咋怎]|[谁哪]|什么|多[久少长大]|[是能可]否")
"""What a question is asked with, also inside what the segmenter takes for a word: 几倍, 有用吗, 给不给."""


def as_question(text: str, expression: Expression | None) -> Expression | None:
    """Words side by side as ``Most`` where they are a question, by a question mark or word, or too many to be all in a text.

    A title is none, however long: it stands in a text as it was typed.
    """
    if not isinstance(expression, Words):
        return expression
    asked = content(expression.leaves)
    if len(asked) < 2 or all(is_function_word(leaf) for leaf in asked):
        return expression
    if not (_asks(text, expression) or (len(asked) >= _MANY and not _is_title(fold(text)))):
        return expression
    return Most(tuple(Words((leaf,), expression.weight) for leaf in asked))


def _asks(text: str, words: Words) -> bool:
    if text.rstrip().endswith(("?", "？")) or _ASKING.search(fold(text)):
        return True
    return any(leaf.text in _question_words() for leaf in words.leaves)


def _is_title(folded: str) -> bool:
    official = [row for row in table("types") if row["sort"] == "official"]
    bare = folded.strip(" 《》()").removeprefix("the ")
    ends, begins = (tuple(fold(row[language]) for row in official) for language in LANGUAGES)
    return "《" in folded or bare.endswith(ends) or bare.startswith(begins)


@cache
def _question_words() -> frozenset[str]:
    return listed("indexer.query", "question_words.txt")
