"""What of folded text is part of a Latin word or number, and what ``analysis.tokens`` steps over. Compiled once a process.

Nothing is compiled for a query: a regular expression of this alphabet takes longer to compile than a page of results to mark.
"""

from __future__ import annotations

import re

from indexer.analysis.tokens import HAN, MARKS, is_han

_LETTER = rf"[^\W_{HAN}]"
_OVER = rf"(?:[^\w{MARKS}]|_)*"
_WORD = re.compile(f"{_LETTER}*")
_AFTER_CHARACTER = re.compile(_OVER)
_AFTER_WORD = re.compile(rf"(?:['’]s(?!{_LETTER}))?{_OVER}")


def is_letter(character: str) -> bool:
    """Whether a character is part of a Latin word or a number."""
    return character.isalnum() and (character.isascii() or not is_han(character))


def is_word(term: str) -> bool:
    """Whether a term stands wherever its letters stand apart. None with digits does (1,2 is one term), nor s (in donor's)."""
    return term.isalpha() and term != "s" and all(map(is_letter, term))


def is_plain(term: str) -> bool:
    """Whether a term in a row can be found by its characters."""
    return is_word(term) or is_han(term) or term in MARKS


def end_of_word(folded: str, start: int) -> int:
    """Where the letters from a place on end."""
    match = _WORD.match(folded, start)
    return match.end() if match else start


def next_term(folded: str, end: int, *, after_word: bool) -> int:
    """Where the next term begins: over brackets, quotation marks, hyphens, spaces, and over the 's of a word."""
    match = (_AFTER_WORD if after_word else _AFTER_CHARACTER).match(folded, end)
    return match.end() if match else end
