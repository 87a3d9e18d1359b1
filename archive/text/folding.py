"""Folded text: for finding only, never shown, always with the map back to the original.

NFKC, then the brackets NFKC leaves alone, then Traditional → Simplified (OpenCC, and the characters it leaves alone because
they have several readings: ``archive/data/characters.tsv``), then case. Each character is folded without
looking at its neighbours, so that a query and a text that contains it always fold alike.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from archive.data import table

_BRACKETS = str.maketrans("〔〕【】[]〖〗〘〙{}", "()()()()()()")
_INVISIBLE = {"Cf", "Co", "Cs", "Cn"}


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` folded; character ``i`` of it stands for ``original[starts[i]:ends[i]]``."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of the non-empty folded range ``start:end``."""
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> str:
    """The folded form of a text, for comparing; ``fold_with_offsets`` gives the map as well."""
    return "".join(_fold_cluster(cluster) for cluster in _clusters(text))


def simplified(text: str) -> str:
    """A text in Simplified characters, one for one, so that its offsets are those of the original."""
    if text.isascii() or _known_alike.issuperset(text) or not _differing(set(text)):
        return text
    return "".join(map(_simplify, text))


def fold_with_offsets(text: str) -> Folded:
    """The folded form with its map back; offsets count code points."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    for cluster in _clusters(text):
        folded = _fold_cluster(cluster)
        end = position + len(cluster)
        parts.append(folded)
        starts += [position] * len(folded)
        ends += [end] * len(folded)
        position = end
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


@lru_cache(maxsize=1 << 16)
def _fold_cluster(cluster: str) -> str:
    if unicodedata.category(cluster[0]) in _INVISIBLE:
        return ""
    compatible = unicodedata.normalize("NFKC", cluster).translate(_BRACKETS)
    return "".join(map(_simplify, compatible)).casefold()


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
