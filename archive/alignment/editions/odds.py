"""Probabilities as odds, to which evidence can be added; from which probability on texts are taken to agree."""

from __future__ import annotations

import math

AGREES = 0.5
"""Texts that score less translate each other less likely than not."""
SHORTFALL = 2.0
"""How much it counts, beside log odds, that a text is too short for its counterpart by a factor of e."""
_USUAL = 3.3
"""English characters for a Chinese one."""
_ALMOST = 1e-12


def log_odds(probability: float) -> float:
    """The natural logarithm of the odds; of 0 and 1 what is nearly so."""
    within = min(max(probability, _ALMOST), 1 - _ALMOST)
    return math.log(within / (1 - within))


def with_odds(probability: float, more: float) -> float:
    """The probability after evidence that adds so much to the logarithm of its odds."""
    return 1 / (1 + math.exp(-log_odds(probability) - more))


def shortness(zh: int, en: int) -> float:
    """By how much (natural logarithm) so many English characters are fewer than so many Chinese ones make expect."""
    return math.log((_USUAL * zh + 1) / (en + 1))
