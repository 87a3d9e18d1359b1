"""Chinese → pinyin without tones (ü as v), by pypinyin, which is imported when it is first needed (0.2 s, 60 MB)."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from archive.text.folding import fold
from indexer.analysis.tokens import is_han, runs
from indexer.engine import GAP, Stream

INITIAL = "="
"""In front of a syllable's first letter, as a term of its own."""
_LEVELS = range(0xB0, 0xF8)
"""The rows of GB 2312 with its 6,763 characters: those that anyone types."""


def pinyin_stream(title: str) -> Stream:
    """A title by its sound: a syllable at an even position, its first letter at the odd one; ``器官13`` is qi =q guan =g 13 ·.

    A character with several readings has the one of the phrase it stands in. Empty for a title without Chinese.
    """
    stream: list[str] = []
    for run in runs(fold(title)):
        if run.kind == "chinese":
            stream += [term for sound in syllables(run.text) for term in (sound or GAP, initial(sound))]
        elif run.kind == "latin":
            stream += run.text, GAP
    return " ".join(stream) if any(term.startswith(INITIAL) for term in stream) else ""


def initial(sound: str) -> str:
    """The term of a syllable's first letter."""
    return f"{INITIAL}{sound[0]}" if sound else GAP


@lru_cache(maxsize=1 << 15)
def syllables(run: str) -> tuple[str, ...]:
    """One for each Chinese character of a run; empty for a character without a reading."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - 0.2 s and 60 MB, only where somebody asks by sound

    if all(map(readings, run)):
        return tuple(lazy_pinyin(run))
    return tuple(next(iter(readings(one)), "") for one in run)


@lru_cache(maxsize=1 << 13)
def readings(character: str) -> tuple[str, ...]:
    """All readings of a character, the most frequent first."""
    from pypinyin.pinyin_dict import pinyin_dict  # noqa: PLC0415 - as above

    return tuple(dict.fromkeys(_without_tone(one) for one in pinyin_dict.get(ord(character), "").split(",") if one))


@cache
def homophones() -> Mapping[str, str]:
    """Characters by syllable, those of GB 2312 only."""
    found: dict[str, list[str]] = {}
    for row in _LEVELS:
        for cell in range(0xA1, 0xFF):
            character = bytes([row, cell]).decode("gb2312", errors="ignore")
            for sound in readings(character) if is_han(character) else ():
                found.setdefault(sound, []).append(character)
    return {sound: "".join(characters) for sound, characters in found.items()}


def sounds_alike(left: str, right: str) -> bool:
    """Whether two Chinese texts can be read alike, character by character."""
    return len(left) == len(right) and all(
        one == other or not set(readings(one)).isdisjoint(readings(other)) for one, other in zip(left, right, strict=True)
    )


def _without_tone(reading: str) -> str:
    plain = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
