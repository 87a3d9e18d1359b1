"""Folded text: for finding only, never shown, always with the map back to the original.

NFKC, then the brackets NFKC leaves alone, then Traditional → Simplified (OpenCC, and the characters it leaves alone because
they have several readings: ``archive/data/characters.tsv``), then case. Each character is folded without
looking at its neighbours, so that a query and a text that contains it always fold alike.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from archive.data import table

_BRACKETS = str.maketrans("〔〕【】[]〖〗〘〙{}", "()()()()()()")
_INVISIBLE = {"Cf", "Co", "Cs", "Cn"}
_LONG_WAY = "\0"
"""In a table's place for what a table cannot fold: its folded form hangs on its neighbours, or moves them."""
_MOST_KEPT = 1 << 16


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` folded; character ``i`` of it stands for ``original[starts[i]:ends[i]]``."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of the non-empty folded range ``start:end``."""
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> str:
    """The folded form of a text, for comparing; ``fold_with_offsets`` gives the map as well."""
    if text.isascii():
        return text.translate(_BRACKETS).lower()
    folded = text.translate(_ALONE)
    return "".join(map(_fold_cluster, _clusters(text))) if _LONG_WAY in folded else folded


def simplified(text: str) -> str:
    """A text in Simplified characters, one for one, so that its offsets are those of the original."""
    if text.isascii() or _known_alike.issuperset(text) or not _differing(set(text)):
        return text
    return "".join(map(_simplify, text))


def fold_with_offsets(text: str) -> Folded:
    """The folded form with its map back; offsets count code points. Most texts keep theirs, and cost next to nothing."""
    folded = fold(text) if text.isascii() else text.translate(_ONE_FOR_ONE)
    if _LONG_WAY not in folded:
        return Folded(folded, range(len(folded)), range(1, len(folded) + 1))
    return _with_clusters(text, folded)


def _with_clusters(text: str, folded: str) -> Folded:
    """A text folded one for one, with the clusters that cannot be so put in the place of their marks."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    while (mark := folded.find(_LONG_WAY, position)) >= 0:
        start = mark - (mark > position and unicodedata.combining(text[mark]) > 0)
        end = mark + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        cluster = _fold_cluster(text[start:end])
        parts += folded[position:start], cluster
        starts += (*range(position, start), *[start] * len(cluster))
        ends += (*range(position + 1, start + 1), *[end] * len(cluster))
        position = end
    parts.append(folded[position:])
    starts += range(position, len(text))
    ends += range(position + 1, len(text) + 1)
    return Folded("".join(parts), tuple(starts), tuple(ends))


def _clusters(text: str) -> list[str]:
    """A character with the combining marks that follow it: what NFKC may compose into one."""
    if text.isascii():
        return list(text)
    clusters: list[str] = []
    for character in text:
        if clusters and unicodedata.combining(character):
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters


@lru_cache(maxsize=_MOST_KEPT)
def _fold_cluster(cluster: str) -> str:
    if unicodedata.category(cluster[0]) in _INVISIBLE:
        return ""
    compatible = unicodedata.normalize("NFKC", cluster).translate(_BRACKETS)
    return "".join(map(_simplify, compatible)).casefold()


class _Table(dict[int, str]):
    """Code point → folded, as ``str.translate`` takes it, filled on demand; combining marks go the long way."""

    def __init__(self, *, one_for_one: bool) -> None:
        super().__init__()
        self._one_for_one = one_for_one

    def __missing__(self, code: int) -> str:
        folded = _fold_cluster(chr(code))
        if unicodedata.combining(chr(code)) or (self._one_for_one and len(folded) != 1):
            folded = _LONG_WAY
        if len(self) < _MOST_KEPT:
            self[code] = folded
        return folded


_ALONE = _Table(one_for_one=False)
_ONE_FOR_ONE = _Table(one_for_one=True)


def _simplify(character: str) -> str:
    return character if character.isascii() else _converter_table()[character]


_known_alike: set[str] = set()


def _differing(characters: set[str]) -> bool:
    """Whether a character has another Simplified form; those that have none are looked up once."""
    new = characters - _known_alike
    _known_alike.update(character for character in new if _simplify(character) == character)
    return not new <= _known_alike


class _Simplified(dict[str, str]):
    """Traditional → Simplified, a character at a time, filled on demand from OpenCC's table."""

    def __init__(self) -> None:
        from opencc import OpenCC  # noqa: PLC0415 - 25 ms that a command without searching need not pay

        super().__init__((row["variant"], row["folded"]) for row in table("characters"))
        self._convert = OpenCC("t2s").convert

    def __missing__(self, character: str) -> str:
        # half of a surrogate pair, which no file can hold but JSON and command lines can, is nothing to OpenCC
        simplified: str = character if "\ud800" <= character <= "\udfff" else self._convert(character)
        self[character] = simplified if len(simplified) == 1 else character
        return self[character]


@cache
def _converter_table() -> _Simplified:
    return _Simplified()
