"""What an aligner answers: which of two lists of texts belong together."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """Neighbouring Chinese texts that answer to neighbouring English ones, by index; a side is empty where nothing answers.

    ``score``: how likely it is that they translate each other, 0 to 1; 0 where a side is empty.
    """

    zh: tuple[int, ...]
    en: tuple[int, ...]
    score: float
