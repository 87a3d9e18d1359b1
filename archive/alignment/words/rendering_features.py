"""What speaks for and against a sequence of words as the rendering of a stretch, and how much each weighs.

The weights are those of a conditional logit, rounded: fitted to terms of the archive's term base that were taken out of it,
in passages where their rendering is known, and in the same passages with the rendering removed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log
from typing import NamedTuple

from archive.alignment.words.segmenting import is_content, word_runs
from archive.model import Language

_CHARACTERS = 1.9
"""Chinese characters to an English content word."""
_SHORTER = 0.7
"""A rendering that is shorter than is to be expected is not as strange as one that is longer."""
NOTHING = {"en": 4.8, "zh": 3.4}
"""What has to speak for a sequence of words of a language, lest nothing be taken for a rendering."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the side looked from: its letters, and how many words of the other side are to be expected for them."""

    letters: int
    words: float

    @classmethod
    def of(cls, text: str, language: Language) -> Stretch:
        """The stretch of a text of its own."""
        letters = sum(not one.isspace() for one in text)
        words = [word for run in word_runs(text, language) for word in run if is_content(text[word.start : word.end], language)]
        expected = letters / _CHARACTERS if language == "zh" else len(words) * _CHARACTERS
        return cls(max(1, letters), max(1.0, expected))


class Features(NamedTuple):
    """What speaks for and against a sequence of words, mostly as shares of the words that are to be expected.

    ``answered``: share of the stretch's letters that its words are linked to; ``associated``: Dice, over units; ``outside``:
    words that answer to others; ``wanted``: words linked to nothing, as many as the links leave to be expected; ``free``:
    more of them, and what lies beyond a function word; ``maybe``: see ``Evidence``; ``length``: how far it is from what is to
    be expected (logarithm).
    """

    answered: float
    associated: float
    both: float
    outside: float
    free: float
    wanted: float
    function: float
    maybe: float
    length: float


WEIGHTS = {
    "en": Features(9.5, 6.6, 0.5, -1.3, 0.3, 3.2, -1.5, 2.0, -1.8),
    "zh": Features(4.4, 4.6, 6.0, -0.2, 1.2, 1.8, -6.0, 0.0, -2.8),
}
"""By the language of the rendering. ``maybe`` is less than was fitted: what is left of a longer term is seldom told apart."""


def features(stretch: Stretch, counts: Mapping[str, float], answered: float, dice: float) -> Features:
    """Of a sequence with so many words by how they count, which are linked to a share of the stretch, and its Dice."""
    answered = min(1.0, answered)
    missing = (1 - answered) * stretch.words
    size = counts["inside"] + counts["outside"] + counts["free"] + counts["beyond"]
    length = log(max(1.0, size) / stretch.words)
    wanted = min(counts["free"], missing)
    return Features(
        answered=answered,
        associated=dice,
        both=answered * dice,
        outside=counts["outside"] / stretch.words,
        free=(counts["free"] + counts["beyond"] - wanted) / stretch.words,
        wanted=wanted / stretch.words,
        function=counts["function"] / stretch.words,
        maybe=min(counts["maybe"], missing) / stretch.words,
        length=length if length > 0 else -_SHORTER * length,
    )
