"""BM25 as Lucene and tantivy reckon it, so that every engine ranks alike (Robertson and Zaragoza 2009; idf never negative)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from math import log

K1, B = 1.2, 0.75


def _length(code: int) -> int:
    """Below 24 as it is, above with four significant bits, counted from 24."""
    if code < 24:
        return code
    shift, low = divmod(code - 24, 8)
    return 24 + (low if shift == 0 else (low | 8) << (shift - 1))


LENGTHS: Sequence[int] = tuple(map(_length, range(256)))
"""Lengths of a field as an index keeps them, by their code of one byte: exact up to 40, then in steps of at most an eighth."""


def length_code(length: int) -> int:
    """The code of the longest length that is not longer."""
    return bisect_right(LENGTHS, length) - 1


def idf(entries: int, having: int) -> float:
    """What a term is worth that so many of the entries have: greater than 0, the higher the rarer."""
    having = min(having, entries)
    return log(1 + (entries - having + 0.5) / (having + 0.5))


def saturations(average: float) -> Sequence[float]:
    """By code of a field's length: what is added to the frequency below the fraction line. ``average``: length of the field."""
    return tuple(K1 * (1 - B + B * length / (average or 1.0)) for length in LENGTHS)
