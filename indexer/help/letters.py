"""English words that are misspelt, run together or torn apart → words of the index."""

from __future__ import annotations

from collections.abc import Iterator
from math import log10
from string import ascii_lowercase

from indexer.analysis import english
from indexer.engine import Reader
from indexer.expanding.dictionary_lines import stems
from indexer.expanding.dictionary_table import chinese_of
from indexer.expanding.spelling import spellings

_STREAM = "passage_characters"
_MOST_OF_A_LETTER = 3000
_MOST_OF_OTHER_LETTERS = 800
_KEPT = 3
_SHORTEST, _LONGEST, _SHORTEST_PART = 4, 40, 2
_RARITY = 0.3
"""What a tenfold frequency counts beside one edit."""
_OTHER_FIRST_LETTER = 0.5
_APART = 1.4


def is_known(reader: Reader, word: str) -> bool:
    """Whether the index has an English word (folded), another form of it, or its British or American spelling."""
    if reader.frequency("text_characters", word) or reader.frequency("title_characters", word):
        return True
    stemmed = {english.stem(part) for (part,) in [(word,), *(one for one in spellings((word,)) if len(one) == 1)]}
    return any(reader.frequency(stream, one) for one in stemmed for stream in ("text_words", "title_words"))


def is_right(word: str) -> bool:
    """Whether an English word is right although the index does not have it: CC-CEDICT explains something by it."""
    return bool(chinese_of(stems(word)))


def respelled(reader: Reader, word: str) -> list[str]:
    """What the index has instead of a word: words a few edits away (a swap of neighbours is one), or two that were run together.

    The likeliest first, by edits and frequency. The first letter is believed unless nothing near begins with it.
    """
    if len(word) < _SHORTEST or len(word) > _LONGEST:
        return []
    apart = dict(_torn_apart(reader, word))
    near = _near(reader, word, word[:2], _MOST_OF_A_LETTER)
    if not near and not apart:
        near = _near(reader, word, ascii_lowercase, _MOST_OF_OTHER_LETTERS)
    costs = apart | near
    return sorted(costs, key=lambda text: (costs[text], text))[:_KEPT]


def _torn_apart(reader: Reader, word: str) -> Iterator[tuple[str, float]]:
    """Two words of the index: organdonation → organ donation. Putting in the space costs more than an edit: it is rarer."""
    for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        parts = word[:at], word[at:]
        rarer = min(reader.frequency(_STREAM, part) for part in parts)
        if rarer and max(map(len, parts)) >= _SHORTEST:
            yield " ".join(parts), _APART - _RARITY * log10(rarer)


def _near(reader: Reader, word: str, letters: str, most: int) -> dict[str, float]:
    """Words that begin with one of these letters, the most frequent of each, with what they cost."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only for queries that find nothing
    from rapidfuzz.process import extract  # noqa: PLC0415 - as above

    known = {term: count for letter in dict.fromkeys(letters) for term, count in reader.terms(_STREAM, letter, most)}
    words = [term for term in known if term.isascii() and term.isalpha() and len(term) > 2]
    edits = 1 if len(word) < 6 else 2 if len(word) < 11 else 3
    near = extract(word, words, scorer=OSA.distance, score_cutoff=edits, limit=50)
    return {
        term: distance + _OTHER_FIRST_LETTER * (term[0] != word[0]) - _RARITY * log10(known[term]) for term, distance, _ in near
    }
